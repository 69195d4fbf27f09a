"""Which selections are offered which release: membership rows, written in the transaction that appends it.

Whoever calls this holds the ledger, so that positions are given one after the other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from syndication.models import Membership, Release, Selection, Standing
from syndication.notes import NOTES
from syndication.selections import BACKFILL, fits, selections_among, selections_for
from syndication.wire.story import Notice, NoticeKind, Reach, Story, unpack, withdrawn

__all__ = ["backfill", "offer", "offer_first", "story_for", "take_back"]


def offer(row: Release, story: Story, now: datetime) -> None:
    """Offer a release to each selection that the story fits, and to all that hold an earlier version.

    Who was offered an earlier version gets this one too, even when the rules no longer fit: he holds our story
    and must learn what changed. Where the rights no longer reach, he is told to take it down.
    """
    rows = Membership.objects.filter(story_id=row.story_id).select_related("selection")
    held = {member.selection_id: member for member in rows}
    for selection in selections_for(story):
        give(selection, held.pop(selection.pk, None), row, story, now)
    for member in held.values():
        if member.available_from > now:
            member.delete()
        elif not story.rights.reach.covers(Reach(member.selection.rules["reach"])):
            take_back(member, row, now, revoked=True)
        elif not member.notice:
            give(member.selection, member, row, story, now)


def offer_first(released: Sequence[tuple[Release, Story]], now: datetime) -> None:
    """Offer first releases, which nobody holds an earlier version of, to the selections that they fit."""
    members: list[Membership] = []
    positions: dict[int, int] = {}
    for selection, number in selections_among([story for _, story in released]):
        row, story = released[number]
        if selection.pk not in positions:
            positions[selection.pk] = next_position(selection)
        members.append(first_member(selection, positions[selection.pk], row, story, now))
        positions[selection.pk] += 1
    Membership.objects.bulk_create(members)


def first_member(selection: Selection, position: int, row: Release, story: Story, now: datetime) -> Membership:
    offered = terms(selection, row, story, now)
    return Membership(
        selection=selection, story_id=row.story_id, release=row, position=position, offered_from=offered["available_from"], **offered,
    )  # fmt: skip


def give(selection: Selection, member: Membership | None, row: Release, story: Story, now: datetime) -> None:
    """Write the row that offers `story` to one selection: the one it has, or a new one at the end."""
    if member is None:
        first_member(selection, next_position(selection), row, story, now).save(force_insert=True)
        return
    offered = terms(selection, row, story, now)
    if member.available_from > now:  # nobody has seen it yet
        offered["offered_from"] = offered["available_from"]
    Membership.objects.filter(pk=member.pk).update(release=row, notice=False, revoked=False, **offered)


# Any: the columns of a row by name.
def terms(selection: Selection, row: Release, story: Story, now: datetime) -> dict[str, Any]:
    """From when to when a release is available to a selection; one of advance copies need not wait for the embargo."""
    is_advance = selection.rules["advance"] and row.available_from > now
    available_from = now if is_advance else row.available_from
    return {
        "available_from": available_from,
        "available_until": row.available_until,
        "embargoed_until": row.available_from if is_advance else None,
        "published_at": story.published_at or row.available_from,
        "moved_at": max(now, available_from),
    }


def next_position(selection: Selection) -> int:
    newest = Membership.objects.filter(selection=selection).aggregate(newest=Max("position"))["newest"]
    return 0 if newest is None else newest + 1


def take_back(member: Membership, row: Release, now: datetime, *, revoked: bool) -> None:
    """Turn a membership into a notice, or forget it when the story was never offered.

    How long the notice is shown is each outlet's profile to say.
    """
    if member.available_from > now:
        member.delete()
        return
    Membership.objects.filter(pk=member.pk).update(
        release=row, notice=True, revoked=revoked, available_from=now, available_until=None, embargoed_until=None, moved_at=now,
    )  # fmt: skip


def story_for(row: Release, *, revoked: bool) -> Story:
    """The story of a release; where its rights no longer reach, the notice that it must go."""
    story = unpack(row.packed)
    if not revoked:
        return story
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=NOTES[Release.Cause.RIGHTS], at=row.released_at)
    return withdrawn(story, notice, story.version)


def backfill(selection: Selection, now: datetime) -> None:
    """Offer a selection the newest stories that it lacks. Bounded: a feed shows its newest stories, not the archive."""
    newest = Standing.objects.filter(usable=True).select_related("release").order_by("-release")[:BACKFILL]
    known = set(Membership.objects.filter(selection=selection).values_list("story_id", flat=True))
    position = next_position(selection)
    rows: list[Membership] = []
    for standing in reversed(newest):
        row, story = standing.release, standing.release.story
        if standing.story_id in known or not fits(selection, story):
            continue
        offered = terms(selection, row, story, now) | {"moved_at": moved_at(selection, row, now)}
        rows.append(
            Membership(
                selection=selection,
                story_id=row.story_id,
                release=row,
                position=position + len(rows),
                offered_from=offered["available_from"],
                **offered,
            )
        )
    Membership.objects.bulk_create(rows)


def moved_at(selection: Selection, row: Release, now: datetime) -> datetime:
    """A story that is out already moved when it came out, not when somebody began to take it."""
    if row.available_from > now:
        return now if selection.rules["advance"] else row.available_from
    return max(row.released_at, row.available_from)
