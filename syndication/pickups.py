"""Counting who fetches what, cheaply: a poll adds to a number in memory, which is written now and then.

The first fetch of something new is written at once, so that "has this outlet fetched the notice?" has an answer;
repeated polls are gathered for `GATHERED_FOR` and lost at most when a process is killed.
"""

import logging
import re
import threading
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.db import DatabaseError, transaction
from django.db.models import Case, F, Min, Value, When
from django.db.models.functions import Greatest

from syndication.addresses import FeedAddress
from syndication.models import Outlet, Pickup, Release

logger = logging.getLogger("syndication")

__all__ = [
    "GATHERED_FOR", "Served", "client_of", "fetched_at", "fetched_by", "note", "subscribers_of", "write_gathered",
]  # fmt: skip

GATHERED_FOR = timedelta(seconds=30)
CLIENTS_A_DAY = 200  # clients of one feed that a process tells apart in one day; all others are "other"

SUBSCRIBERS = re.compile(r"\b(\d{1,9}) (?:subscriber|reader)s?\b", re.IGNORECASE)
COMPATIBLE = re.compile(r"Mozilla/[\d.]{1,8} \(compatible; ([A-Za-z][\w.-]{0,39})", re.IGNORECASE)
PRODUCT = re.compile(r"[A-Za-z][\w.-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Which document was served: of which outlet, which of its feeds, in which format."""

    outlet_id: int
    feed: str
    format: str

    @classmethod
    def at(cls, address: FeedAddress) -> "Served":
        return cls(outlet_id=address.outlet.pk, feed=address.name, format=address.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What is counted together: one client's fetches of one feed in one format on one day (UTC)."""

    outlet_id: int
    feed: str
    format: str
    day: date
    client: str
    key_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was gathered since it was last written; `up_to` is the newest release seen."""

    since: datetime
    last_at: datetime
    sent: int = 0
    unchanged: int = 0
    subscribers: int | None = None
    up_to: int = 0
    up_to_at: datetime


gathered: dict[Fetched, Tally] = {}
told: dict[Fetched, int] = {}  # up to which release is written already
lock = threading.Lock()


def note(served: Served, key: tuple[int, str] | None, agent: str, status: int, up_to: int, now: datetime) -> None:
    """Count one answer, 200 or 304, to whoever showed `key` (number and name) or called itself `agent` (User-Agent)."""
    fetched = Fetched(
        outlet_id=served.outlet_id, feed=served.feed, format=served.format, day=now.astimezone(UTC).date(),
        client=key[1] if key else client_of(agent), key_id=key[0] if key else None,
    )  # fmt: skip
    with lock:
        fetched = among_known(fetched)
        tally = gathered.get(fetched) or gathered.setdefault(fetched, Tally(since=now, last_at=now, up_to_at=now))
        tally.sent += status == 200
        tally.unchanged += status == 304
        tally.subscribers = subscribers_of(agent) or tally.subscribers
        if up_to > tally.up_to:
            tally.up_to, tally.up_to_at = up_to, now
        tally.last_at = now
        is_due = told.get(fetched, -1) < up_to or now - tally.since > GATHERED_FOR
    if is_due:
        write_gathered()


def among_known(fetched: Fetched) -> Fetched:
    """The same, or "other" when too many names have come today: nobody fills the table by inventing clients."""
    if fetched.key_id is not None or fetched in told:
        return fetched
    today = [
        one for one in told if (one.outlet_id, one.feed, one.day) == (fetched.outlet_id, fetched.feed, fetched.day)
    ]
    if len(today) < CLIENTS_A_DAY:
        return fetched
    return Fetched(**{name: getattr(fetched, name) for name in fetched.__slots__} | {"client": "other"})


@lru_cache(maxsize=4096)
def client_of(agent: str) -> str:
    """What a client calls itself, without versions and whatever else could tell one reader from another."""
    if found := COMPATIBLE.match(agent):
        return found[1].rstrip(".-")
    if agent.startswith("Mozilla/"):
        return "browser"
    found = PRODUCT.match(agent)
    return found[0].rstrip(".-") if found else "unnamed"


@lru_cache(maxsize=4096)
def subscribers_of(agent: str) -> int | None:
    """For how many people an aggregator says that it asks: `Feedly/1.0 (…; 12 subscribers; …)`."""
    found = SUBSCRIBERS.search(agent)
    return int(found[1]) if found else None


def write_gathered() -> None:
    """Write what was gathered; what the database will not take now is kept for the next time, or dropped with its outlet."""
    with lock:
        taken = dict(gathered)
        gathered.clear()
        yesterday = {one for one in told if taken and one.day < max(fetched.day for fetched in taken)}
        for one in yesterday:
            del told[one]
    for fetched, tally in taken.items():
        try:
            with transaction.atomic():
                add(fetched, tally)
        except DatabaseError as problem:
            logger.warning("pickups of outlet %s by %s are not counted: %s", fetched.outlet_id, fetched.client, problem)
        else:
            told[fetched] = max(tally.up_to, told.get(fetched, -1))


def add(fetched: Fetched, tally: Tally) -> None:
    outlet_id, feed, format_name, day, client, key_id = astuple(fetched)
    row, is_new = Pickup.objects.get_or_create(
        outlet_id=outlet_id, feed=feed, format=format_name, day=day, client=client,
        defaults={
            "key_id": key_id, "sent": tally.sent, "unchanged": tally.unchanged, "subscribers": tally.subscribers,
            "up_to": tally.up_to, "up_to_at": tally.up_to_at, "last_at": tally.last_at,
        },
    )  # fmt: skip
    if is_new:
        return
    Pickup.objects.filter(pk=row.pk).update(
        sent=F("sent") + tally.sent,
        unchanged=F("unchanged") + tally.unchanged,
        subscribers=tally.subscribers or row.subscribers,
        up_to_at=Case(When(up_to__lt=tally.up_to, then=Value(tally.up_to_at)), default=F("up_to_at")),
        up_to=Greatest(F("up_to"), tally.up_to),
        last_at=Greatest(F("last_at"), Value(tally.last_at)),
    )


def fetched_at(outlet: Outlet, row: Release) -> datetime | None:
    """A moment by which the outlet had fetched one of its feeds with `row` or something newer in it, or None."""
    return fetched_by([outlet], row).get(outlet.pk)


def fetched_by(outlets: Iterable[Outlet], row: Release) -> dict[int, datetime]:
    """The same for each of the outlets that had, by its number, in one question."""
    write_gathered()
    found = Pickup.objects.filter(outlet__in=outlets, up_to__gte=row.sequence, up_to_at__gte=row.available_from)
    return dict(found.order_by().values_list("outlet").annotate(Min("up_to_at")))
