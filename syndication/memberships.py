"""Which selections are offered which release: membership rows, written in the transaction that appends it."""

from datetime import datetime, timedelta

from syndication.conf import notice_days
from syndication.models import Membership, Release, Selection, Standing
from syndication.notes import NOTES
from syndication.selections import BACKFILL, fits, selections_for
from syndication.wire.story import Notice, NoticeKind, Reach, Story, unpack, withdrawn

__all__ = ["backfill", "offer", "story_for", "take_back"]


def offer(row: Release, story: Story, now: datetime) -> None:
    """Write one membership row for each selection that the story fits.

    Who was offered an earlier version gets this one too, even when the rules no longer fit: he holds our story
    and must learn what changed. Where the rights no longer reach, he is told to take it down.
    """
    held = {
        member.selection_id: member
        for member in Membership.objects.filter(story_id=row.story_id).select_related("selection", "release")
    }
    fitting = selections_for(story)
    since = {
        "available_from": row.available_from,
        "available_until": row.available_until,
        "moved_at": max(now, row.available_from),
    }
    for selection in fitting:
        Membership.objects.update_or_create(
            selection=selection, story_id=row.story_id, defaults={"release": row, "revoked": False, **since}
        )
    for selection_id, member in held.items():
        if selection_id in {selection.pk for selection in fitting}:
            continue
        if member.available_from > now:
            member.delete()
        elif not story.rights.reach.covers(Reach(member.selection.rules["reach"])):
            take_back(member, row, now, revoked=True)
        elif not member.revoked and member.release.is_usable:
            Membership.objects.filter(pk=member.pk).update(release=row, **since)


def take_back(member: Membership, row: Release, now: datetime, *, revoked: bool) -> None:
    """Turn a membership into a notice, or forget it when the story was never offered."""
    if member.available_from > now:
        member.delete()
        return
    Membership.objects.filter(pk=member.pk).update(
        release=row,
        revoked=revoked,
        available_from=now,
        available_until=now + timedelta(days=notice_days()),
        moved_at=now,
    )


def backfill(selection: Selection, now: datetime) -> None:
    """Offer the newest stories to a selection that is new. Bounded: a feed shows its newest stories, not the archive."""

    standings = Standing.objects.filter(usable=True).select_related("release").order_by("-release")[:BACKFILL]
    rows = [
        Membership(
            selection=selection, story_id=standing.story_id, release=standing.release, available_from=standing.available_from,
            available_until=standing.available_until, moved_at=max(standing.release.released_at, standing.available_from),
        )
        for standing in standings if fits(selection, standing.release.story)
    ]  # fmt: skip
    Membership.objects.bulk_create(rows, ignore_conflicts=True)


def story_for(member: Membership) -> Story:
    """The story that a membership offers, as its outlets may see it."""
    story = unpack(member.release.packed)
    if not member.revoked:
        return story
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=NOTES[Release.Cause.RIGHTS], at=member.moved_at)
    return withdrawn(story, notice, story.version)
