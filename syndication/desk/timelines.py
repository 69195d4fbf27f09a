"""When each outlet fetched each release that was for it, as far as counted pickups tell.

Of one day only the newest release fetched is known and when, so that a moment found here is one by which the outlet
had it, and the first one came no later.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from uuid import UUID

from django.db.models import QuerySet

from syndication.models import Membership, Pickup, Release, Subscription
from syndication.pickups import write_gathered

__all__ = ["Fetch", "Timeline", "fetches", "of_source", "timelines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One release that was for the outlet, from when, and by when it was fetched, or None."""

    sequence: int
    available_from: datetime
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One outlet's way through the ledger: the newest release that it had by each of these moments. Both only grow."""

    moments: tuple[datetime, ...]
    up_to: tuple[int, ...]

    def fetched_at(self, sequence: int, available_from: datetime) -> datetime | None:
        """A moment by which it had this release or a newer one, or None."""
        number = max(bisect_left(self.up_to, sequence), bisect_left(self.moments, available_from))
        return self.moments[number] if number < len(self.moments) else None


def timelines(outlets: Collection[int], since: datetime) -> dict[int, Timeline]:
    """The outlets' ways since a moment, in one question."""
    write_gathered()
    came = defaultdict(list)
    rows = Pickup.objects.filter(outlet__in=outlets, day__gte=since.date(), up_to_at__gte=since).order_by("up_to_at")
    for outlet, at, up_to in rows.values_list("outlet", "up_to_at", "up_to"):
        came[outlet].append((at, up_to))
    return {
        outlet: Timeline(
            moments=tuple(at for at, _ in rows), up_to=tuple(accumulate((up_to for _, up_to in rows), max))
        )
        for outlet, rows in came.items()
    }


def releases_between(since: datetime, until: datetime, source: str = "") -> QuerySet[Release]:
    """What was released to everybody in that time, from sources whose name holds `source`; quiet versions aside."""
    rows = Release.objects.filter(released_at__gte=since, released_at__lt=until, outlet=None)
    rows = rows.exclude(kind=Release.Kind.QUIET).order_by("sequence")
    return of_source(rows, source)


def of_source(rows: QuerySet[Release], source: str) -> QuerySet[Release]:
    """Those whose story was supplied by a source of about this name; the supplier stands first among the credits."""
    return rows.filter(packed__credits__0__name__icontains=source) if source else rows


def fetches(
    outlets: Collection[int], since: datetime, until: datetime, source: str = ""
) -> dict[int, tuple[Fetch, ...]]:
    """By outlet, the releases of that time that were for it, in order, in four questions."""
    released = releases_between(since, until, source)
    taken = Subscription.objects.filter(outlet__in=outlets)
    members = Membership.objects.filter(
        selection__in=taken.values("selection"), story_id__in=released.order_by().values("story_id")
    )
    offered: dict[int, dict[UUID, datetime]] = defaultdict(dict)
    for selection, story_id, offered_from in members.values_list("selection", "story_id", "offered_from"):
        offered[selection][story_id] = offered_from
    rows = list(released.values_list("sequence", "story_id", "available_from"))
    ways, found = timelines(outlets, since), {}
    stints = defaultdict(list)
    for stint in taken:
        stints[stint.outlet_id].append(stint)
    for outlet in outlets:
        way = ways.get(outlet, Timeline(moments=(), up_to=()))
        found[outlet] = tuple(
            Fetch(sequence=sequence, available_from=at, fetched_at=way.fetched_at(sequence, at))
            for sequence, at in releases_for(stints[outlet], offered, rows)
        )
    return found


def releases_for(
    stints: Iterable[Subscription],
    offered: dict[int, dict[UUID, datetime]],
    rows: Iterable[tuple[int, UUID, datetime]],
) -> Iterator[tuple[int, datetime]]:
    """The number and the moment of each release that one of the subscriptions brought."""
    taken = list(stints)
    for sequence, story_id, at in rows:
        for stint in taken:
            since = offered[stint.selection_id].get(story_id) if stint.selection_id in offered else None
            if since is not None and since <= at and stint.since <= at and (stint.until is None or at < stint.until):
                yield sequence, at
                break
