"""Who holds a story: which outlets were offered it, which version each has fetched, and what was taken back from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max, Q

from syndication.models import Membership, Outlet, Pickup, Release, Subscription, Withdrawal
from syndication.pickups import fetched_by, write_gathered

__all__ = ["Holder", "holders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One outlet that was offered a story. Moments are aware, UTC.

    `version` is the newest one that a document it fetched can have held, 0 when it has fetched none; `told_at` is the
    moment by which it had fetched the newest release that concerns it, a notice or a story.
    """

    outlet: Outlet
    version: int
    told_at: datetime | None
    recalled: bool  # called back from this outlet alone

    @property
    def has_it(self) -> bool:
        return self.version > 0


def holders(story_id: UUID, now: datetime) -> list[Holder]:
    """Every outlet that was offered the story before `now`, by name, in a number of questions that does not grow."""
    outlets = list(offered_to(story_id, now))
    told_by_now = Release.objects.filter(story_id=story_id, available_from__lte=now)
    releases = list(told_by_now.defer("packed").order_by("sequence"))  # a story may have many versions, and long ones
    recalled = set(
        Withdrawal.objects.filter(story_id=story_id, restored_at__isnull=True, at__lte=now).values_list(
            "outlet", flat=True
        )
    )
    fetched = fetched_up_to(outlets)
    told = told_of(outlets, releases)
    return [
        Holder(
            outlet=outlet,
            version=version_at(releases, outlet, fetched.get(outlet.pk, 0)),
            told_at=told.get(outlet.pk),
            recalled=outlet.pk in recalled,
        )
        for outlet in outlets
    ]


def offered_to(story_id: UUID, now: datetime) -> Iterable[Outlet]:
    """The outlets one of whose feeds took a selection while the story was offered to that."""
    rows = Membership.objects.filter(story_id=story_id, offered_from__lte=now)
    spans = dict(rows.values_list("selection", "offered_from"))
    took = Q(pk__in=[])
    for selection, since in spans.items():
        took |= Q(Q(until__isnull=True) | Q(until__gt=since), selection=selection)
    stints = Subscription.objects.filter(took)
    return Outlet.objects.filter(pk__in=stints.values("outlet")).prefetch_related("rules", "overrides").order_by("name")


def fetched_up_to(outlets: list[Outlet]) -> dict[int, int]:
    """The newest release that each outlet's documents held when it fetched them."""
    write_gathered()
    rows = Pickup.objects.filter(outlet__in=outlets, last_at__gte=F("up_to_at"))
    return dict(rows.order_by().values_list("outlet").annotate(Max("up_to")))


def told_of(outlets: list[Outlet], releases: list[Release]) -> dict[int, datetime]:
    """By when each outlet had fetched the newest release that concerns it."""
    alone = {row.outlet_id: row for row in releases if row.outlet_id is not None}
    general = next((row for row in reversed(releases) if is_told(row) and row.outlet_id is None), None)
    newest: dict[int, list[Outlet]] = {}
    rows = {row.sequence: row for row in releases}
    for outlet in outlets:
        concerning = [row for row in (alone.get(outlet.pk), general) if row is not None]
        if concerning:
            newest.setdefault(max(row.sequence for row in concerning), []).append(outlet)
    return {
        outlet: moment
        for sequence, concerned in newest.items()
        for outlet, moment in fetched_by(concerned, rows[sequence]).items()
    }


def version_at(releases: list[Release], outlet: Outlet, sequence: int) -> int:
    """The newest usable version up to a release."""
    for row in reversed(releases):
        if row.sequence <= sequence and row.is_usable and is_told(row) and row.outlet_id in (None, outlet.pk):
            return row.version
    return 0


def is_told(row: Release) -> bool:
    """Whether partners are told of a release."""
    return row.kind != Release.Kind.QUIET
