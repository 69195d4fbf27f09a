"""Which of a story's releases each outlet that was offered it has fetched, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q

from syndication.desk.taken import is_told, offered_to
from syndication.models import Outlet, Pickup, Release
from syndication.pickups import write_gathered

__all__ = ["Taking", "takings"]

AT_ONCE = 100  # releases that one question asks about


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One release and one outlet that it was for. `fetched_at` is a moment by which the outlet had a feed with it, or None.

    Pickups are counted, not logged: of one that fetched twice in a day only the later state is known, so of an older
    release it may be said that it was fetched when the newer one was. Of an open outlet it says that somebody has.
    """

    release_id: int  # its number in the ledger
    version: int
    outlet: Outlet
    fetched_at: datetime | None


def takings(story_id: UUID, now: datetime) -> tuple[Taking, ...]:
    """Every release that partners were told of with every outlet that was offered the story, by outlet's name, then release.

    A withdrawal from one outlet is among that outlet's lines alone. A fixed number of questions, and one more for each
    hundred releases.
    """
    write_gathered()
    rows = Release.objects.filter(story_id=story_id).defer("packed").order_by("sequence")
    releases, outlets = [row for row in rows if is_told(row)], list(offered_to(story_id, now))
    fetched = fetched_by_release(releases, outlets)
    return tuple(
        Taking(release_id=row.pk, version=row.version, outlet=outlet, fetched_at=fetched.get((row.pk, outlet.pk)))
        for outlet in outlets
        for row in releases
        if row.outlet_id in (None, outlet.pk)
    )


def fetched_by_release(releases: Sequence[Release], outlets: Sequence[Outlet]) -> dict[tuple[int, int], datetime]:
    """By release and outlet, the first known moment at which a feed with the release or something newer was fetched."""
    found: dict[tuple[int, int], datetime] = {}
    for start in range(0, len(releases), AT_ONCE):
        some = releases[start : start + AT_ONCE]
        asked = {
            f"r{row.pk}": Min("up_to_at", filter=Q(up_to__gte=row.pk, up_to_at__gte=row.available_from)) for row in some
        }
        rows = Pickup.objects.filter(outlet__in=outlets, up_to__gte=some[0].pk).order_by().values_list("outlet")
        lines = rows.annotate(**asked).values_list("outlet", *asked)
        found |= {
            (row.pk, outlet): at for outlet, *moments in lines for row, at in zip(some, moments, strict=True) if at
        }
    return found
