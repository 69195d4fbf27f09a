"""Outlets that have gone quiet: which fetch less than they used to.

The rule: an outlet usually fetches as often as it did on the whole days (UTC) of the last fortnight, from the first to
the last on which it came; one that came on a single day is taken to come daily. It is quiet when it has stayed away for
three times that long, and for an hour at least. Of an outlet that never came nothing is said.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import F, Max, Min, Q, Sum

from syndication.models import Pickup
from syndication.pickups import write_gathered

__all__ = ["TIMES", "Quiet", "quiet"]

LOOKED_BACK = timedelta(days=14)
TIMES = 3
LEAST = timedelta(hours=1)
DAY = timedelta(days=1)
SHORTEST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """One outlet that stays away, when it last came, and how often it usually does."""

    outlet_id: int
    name: str
    last_at: datetime
    usually: timedelta


def quiet(now: datetime) -> list[Quiet]:
    """The active outlets that have gone quiet, in one question; who has stayed away for most of its turns comes first."""
    write_gathered()
    today = now.astimezone(UTC).date()
    before = Q(day__lt=today)
    rows = (
        Pickup.objects.filter(day__gte=today - LOOKED_BACK, outlet__active=True)
        .order_by()
        .values("outlet", "outlet__name")
        .annotate(
            last_at=Max("last_at"),
            first=Min("day", filter=before),
            last=Max("day", filter=before),
            polls=Sum(F("sent") + F("unchanged"), filter=before),
        )
        .filter(last_at__lt=now - LEAST)
    )
    found = [
        Quiet(
            outlet_id=row["outlet"],
            name=row["outlet__name"],
            last_at=row["last_at"],
            usually=usual(row["first"], row["last"], row["polls"]),
        )
        for row in rows
    ]
    away = [one for one in found if now - one.last_at > TIMES * one.usually]
    return sorted(away, key=lambda one: ((one.last_at - now) / one.usually, one.name))


def usual(first: date | None, last: date | None, polls: int | None) -> timedelta:
    """How long an outlet stays away that came so often on whole days, from the first to the last of them."""
    if first is None or last is None or first == last or not polls:
        return DAY
    return max((last - first + DAY) / polls, SHORTEST)
