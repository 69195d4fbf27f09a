"""Notices not yet fetched: corrections and withdrawals that an outlet which holds the story has not picked up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min, OuterRef, Subquery

from syndication.desk.headlines import headlines
from syndication.models import Membership, Outlet, Pickup, Release, Standing, Subscription, Withdrawal
from syndication.pickups import write_gathered

__all__ = ["NOTICES", "Reached", "Unfetched", "first_releases", "lacks", "offered_to", "reached", "unfetched"]

NOTICES = (Release.Kind.CORRECTION, Release.Kind.WITHDRAWAL, Release.Kind.KILL)
LOOKED_BACK = timedelta(days=30)
LOOKED_AT = 50  # of the newest notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfetched:
    """One notice, what the story was called, and the outlets that hold it and have not fetched the notice."""

    release: Release
    headline: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far an outlet has come: the newest release that it fetched, and when it came last."""

    name: str
    up_to: int
    last_at: datetime


def unfetched(now: datetime) -> list[Unfetched]:
    """Of the newest notices of the last month those that somebody lacks, the newest first, in eight questions.

    An outlet holds a story when it was offered it and has since fetched something as new as its first release. One that
    has fetched nothing yet holds nothing.
    """
    write_gathered()
    notices = standing_notices(now)
    outlets, first = reached(), first_releases(row.story_id for row in notices)
    offered, named = offered_to(notices), headlines(row.story_id for row in notices)
    found = []
    for row in notices:
        names = [
            outlets[number].name
            for number, offered_from in offered[row.sequence].items()
            if number in outlets and lacks(outlets[number], row, first[row.story_id], offered_from)
        ]
        if names:
            called = named.get(row.story_id) or row.note
            found.append(Unfetched(release=row, headline=called, outlets=tuple(sorted(names))))
    return found


def standing_notices(now: datetime) -> list[Release]:
    """The newest notice of each story, the newest first, without those that a restore has made pointless."""
    rows = Release.objects.filter(kind__in=NOTICES, released_at__gt=now - LOOKED_BACK).defer("packed")
    newest: dict[tuple[UUID, int | None], Release] = {}
    for row in rows.order_by("-sequence")[:LOOKED_AT]:
        newest.setdefault((row.story_id, row.outlet_id), row)
    told = {row.sequence for row in newest.values() if row.kind != Release.Kind.CORRECTION}
    back = set(Withdrawal.objects.filter(release__in=told, restored_at__isnull=False).values_list("release", flat=True))
    usable = Standing.objects.filter(story_id__in={row.story_id for row in newest.values()}, usable=True)
    usable_again = set(usable.values_list("story_id", flat=True))
    return [
        row
        for row in newest.values()
        if row.kind == Release.Kind.CORRECTION
        or (row.sequence not in back if row.outlet_id else row.story_id not in usable_again)
    ]


def lacks(outlet: Reached, notice: Release, first: int, offered_from: datetime) -> bool:
    return first <= outlet.up_to < notice.sequence and outlet.last_at >= offered_from


def reached() -> dict[int, Reached]:
    """How far each active outlet has come; one that never came is not there."""
    newest = Pickup.objects.filter(outlet=OuterRef("pk")).order_by("-up_to", "-last_at")
    rows = (
        Outlet.objects.filter(active=True)
        .annotate(up_to=Subquery(newest.values("up_to")[:1]), last_at=Subquery(newest.values("last_at")[:1]))
        .values_list("pk", "name", "up_to", "last_at")
    )
    return {
        number: Reached(name=name, up_to=up_to, last_at=last_at)
        for number, name, up_to, last_at in rows
        if up_to is not None
    }


def first_releases(stories: Iterable[UUID]) -> dict[UUID, int]:
    rows = Release.objects.filter(story_id__in=set(stories)).order_by().values_list("story_id")
    return dict(rows.annotate(Min("sequence")))


def offered_to(notices: Sequence[Release]) -> dict[int, dict[int, datetime]]:
    """By notice, the outlets that were offered the story before it, each with the moment of that."""
    members = Membership.objects.filter(story_id__in={row.story_id for row in notices})
    stories = defaultdict(list)
    for selection, story_id, offered_from in members.values_list("selection", "story_id", "offered_from"):
        stories[story_id].append((selection, offered_from))
    takers = takers_of({selection for rows in stories.values() for selection, _ in rows})
    return {
        row.sequence: {
            outlet: offered_from
            for selection, offered_from in stories[row.story_id]
            if offered_from <= row.released_at
            for outlet, until in takers[selection]
            if (until is None or offered_from < until) and row.outlet_id in (None, outlet)
        }
        for row in notices
    }


def takers_of(selections: Iterable[int]) -> dict[int, list[tuple[int, datetime | None]]]:
    """By selection, the outlets that take it or took it, and until when."""
    found = defaultdict(list)
    rows = Subscription.objects.filter(selection__in=set(selections))
    for selection, outlet, until in rows.values_list("selection", "outlet", "until"):
        found[selection].append((outlet, until))
    return found
