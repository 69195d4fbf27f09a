"""The ledger: append a release, withdraw, restore, the change cursor.

Signals only wake it. `observe` asks the database what may be seen of a page now and appends a release when
that differs from the newest one; so it may be called as often as anybody likes, twice is once.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from syndication.memberships import offer, offer_first, take_back
from syndication.models import Membership, Release, Standing, Withdrawal
from syndication.notes import NOTES
from syndication.overtaken import settle_overtaken, waiting_for
from syndication.pages import articles_under
from syndication.sameness import content_digest, says
from syndication.sequence import hold_ledger, next_sequence, take, touch
from syndication.sight import Hidden, Visible, look, next_rights_end, scheduled_revision, without_ended_rights
from syndication.wire.story import (
    InvalidStory,
    Notice,
    NoticeKind,
    PublishingStatus,
    Reach,
    Story,
    pack,
    withdrawn,
)

logger = logging.getLogger("syndication")

__all__ = [
    "append_first",
    "has_seen",
    "having_seen",
    "observe",
    "observe_gone",
    "observe_missing",
    "observe_under",
    "quietly",
    "releases_since",
    "restore",
    "withdraw",
    "withdraw_from",
]


is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Within this, an edit that changes neither rights nor notices makes a release that partners are not told of."""
    token = is_quiet.set(True)
    try:
        yield
    finally:
        is_quiet.reset(token)


has_seen: ContextVar[bool] = ContextVar("has_seen", default=False)


@contextmanager
def having_seen() -> Iterator[None]:
    """Within this, `page_published` tells the ledger nothing new: it has appended the releases of those pages itself."""
    token = has_seen.set(True)
    try:
        yield
    finally:
        has_seen.reset(token)


@transaction.atomic(savepoint=False)
def observe(page: Any, now: datetime | None = None) -> Release | None:
    """Append a release when what may be seen of `page` has changed, and return it.

    A page whose story cannot be built is left as it stands and logged: it must not stop the editor who saves it.
    """
    now = now or timezone.now()
    if page.alias_of_id is not None:  # an alias shows its source's story, it is none of its own
        return None
    standing = standing_of(page)
    if standing is None and not page.live and scheduled_revision(page) is None:
        return None
    try:
        seen = called_back(look(page, now), standing, now)
    except InvalidStory as problem:
        logger.error("page %s has no story: %s", page.pk, problem)
        return None
    if not differs(seen, standing, now):
        return None
    held = hold_ledger()
    standing = standing_of(page)  # somebody may have been quicker while we waited
    if not differs(seen, standing, now):
        return None
    if isinstance(seen, Visible):
        return release(page, standing, seen, take(held, 1)[0], now)
    return None if standing is None else withdraw(standing, seen.cause, NOTES[seen.cause], now)


def called_back(seen: Visible | Hidden, standing: Standing | None, now: datetime) -> Visible | Hidden:
    """What was out and is put under an embargo is called back, and comes again as a new version at its moment."""
    was_out = standing is not None and standing.published_at <= now
    if isinstance(seen, Visible) and seen.since > now and was_out:
        return Hidden(cause=Release.Cause.UNPUBLISHED)
    return seen


def standing_of(page: Any) -> Standing | None:
    return Standing.objects.select_related("release").filter(story_id=page.story_id).first()


def differs(seen: Visible | Hidden, standing: Standing | None, now: datetime) -> bool:
    """Whether what may be seen is not what the newest release says."""
    if standing is not None and standing.hold:
        return False
    if isinstance(seen, Hidden):
        return standing is not None and standing.usable
    if standing is None or not standing.usable or not says(standing.release, seen.story):
        return True
    return standing.available_from > now and standing.available_from != seen.since


@transaction.atomic
def observe_gone(page: Any, now: datetime | None = None) -> Release | None:
    """Append the withdrawal of a page that is being deleted."""
    hold_ledger()
    standing = standing_of(page)
    if standing is None or not standing.usable or standing.page_id != page.pk:
        return None
    return withdraw(standing, Release.Cause.DELETED, NOTES[Release.Cause.DELETED], now or timezone.now())


def observe_missing(standing: Standing, now: datetime) -> Release:
    with transaction.atomic():
        return withdraw(standing, Release.Cause.DELETED, NOTES[Release.Cause.DELETED], now)


def observe_under(page: Any, now: datetime | None = None) -> None:
    """Observe every article at or below `page`: its address, its privacy or its ancestors may have changed."""
    for article in articles_under(page):
        observe(article, now)


def release(page: Any, standing: Standing | None, seen: Visible, sequence: int, now: datetime) -> Release:
    """Append `seen` as the next version, under that number."""
    since = seen.since.replace(microsecond=0)
    story = stamped(page.story_id, standing, seen, now)
    kind = kind_of(story, standing)
    if kind is Release.Kind.QUIET and standing is not None:
        story = replace(story, updated_at=standing.release.story.updated_at)
    return append(
        page=page, story=story, sequence=sequence, kind=kind, digest=content_digest(seen.story), since=since, revision_id=seen.revision_id, now=now,
    )  # fmt: skip


def stamped(story_id: UUID, standing: Standing | None, seen: Visible, now: datetime) -> Story:
    """The story with what the ledger itself says of it: version, permalink, and when it was published and changed."""
    since = seen.since.replace(microsecond=0)
    if standing is not None and (not standing.usable or standing.available_from <= now):
        published_at = standing.published_at
    else:
        published_at = first_moment(seen.story, since)
    return replace(
        seen.story,
        version=next_version(story_id),
        permalink=(standing.permalink if standing else "") or seen.story.url,
        published_at=published_at,
        updated_at=max(published_at, since),
    )


def first_moment(story: Story, since: datetime) -> datetime:
    """When the story was first published: a past moment is kept for what was imported, never one ahead."""
    return min(story.published_at or since, since)


def kind_of(story: Story, standing: Standing | None) -> Release.Kind:
    if standing is None:
        return Release.Kind.NEW
    if not standing.usable:
        return Release.Kind.RESTORE
    if is_quiet.get() and is_cosmetic(story, standing.release.story):
        return Release.Kind.QUIET
    told = {(notice.kind, notice.text) for notice in standing.release.story.notices}
    news = [notice for notice in story.notices if (notice.kind, notice.text) not in told]
    corrects = any(notice.kind in (NoticeKind.CORRECTION, NoticeKind.CLARIFICATION) for notice in news)
    return Release.Kind.CORRECTION if corrects else Release.Kind.UPDATE


def is_cosmetic(story: Story, before: Story) -> bool:
    """Whether two versions differ in nothing that a partner must learn of."""
    return not weighty_differences(story, before)


WEIGHTY = ("status", "rights", "notices", "credits", "language", "media", "embargoed_until", "expires_at")


def weighty_differences(story: Story, before: Story) -> list[str]:
    """The fields of a story that two versions differ in and of which a partner must learn."""

    def weighed(version: Story, field: str) -> object:
        if field == "media":
            return {(picture.url, picture.reach, picture.reach_until) for picture in version.media}
        return getattr(version, field)

    return [field for field in WEIGHTY if weighed(story, field) != weighed(before, field)]


def next_version(story_id: UUID) -> int:
    newest = Release.objects.filter(story_id=story_id).aggregate(newest=models.Max("version"))["newest"]
    return (newest or 0) + 1


def append(
    *, page: Any, story: Story, sequence: int, kind: Release.Kind, digest: str, since: datetime, revision_id: int | None,
    now: datetime,
) -> Release:  # fmt: skip
    """Append a usable release and offer it to every selection that it fits and to all who hold an earlier one."""
    row = usable_row(page, story, sequence, kind=kind, digest=digest, since=since, revision_id=revision_id, now=now)
    row.save(force_insert=True)
    columns = standing_columns(page, row, story)
    if not Standing.objects.filter(story_id=page.story_id).update(**columns):
        Standing.objects.create(story_id=page.story_id, **columns)
    if kind is not Release.Kind.QUIET:
        offer(row, story, now)
    return row


def usable_row(
    page: Any, story: Story, sequence: int, *,
    kind: Release.Kind, digest: str, since: datetime, revision_id: int | None, now: datetime,
) -> Release:  # fmt: skip
    """The row of a usable release, not yet written."""
    return Release(
        sequence=sequence, story_id=page.story_id, version=story.version, kind=kind, status=story.status, packed=pack(story),
        digest=digest, released_at=now, available_from=since, available_until=story.expires_at, revision_id=revision_id,
    )  # fmt: skip


# Any: the columns of a row by name.
def standing_columns(page: Any, row: Release, story: Story) -> dict[str, Any]:
    """Where a story stands once `row` is its newest release."""
    return {
        "page_model": page._meta.label, "page_id": page.pk, "path": unquote(urlsplit(story.url).path), "release": row, "usable": True,
        "hold": "", "permalink": story.permalink, "published_at": story.published_at, "available_from": row.available_from,
        "available_until": story.expires_at, "rights_until": next_rights_end(story),
    }  # fmt: skip


def append_first(pages: Sequence[Any], now: datetime) -> list[Release]:
    """Append the first release of each of `pages`, which are live from `now` on and unknown to the ledger.

    Whoever calls it has made sure that nothing keeps the world from seeing them. Raises `InvalidStory`.
    """
    held, since = hold_ledger(), now.replace(microsecond=0)
    rows, stories = [], []
    for sequence, page in zip(take(held, len(pages)), pages, strict=True):
        seen = without_ended_rights(page.as_story(), now)
        if seen.rights.reach is Reach.NOWHERE:
            raise InvalidStory(f"page {page.pk} may be shown nowhere")
        published_at = first_moment(seen, since)
        story = replace(
            seen, version=1, permalink=seen.url, published_at=published_at, updated_at=max(published_at, since)
        )
        stories.append(story)
        rows.append(
            usable_row(
                page, story, sequence, kind=Release.Kind.NEW, digest=content_digest(seen), since=since,
                revision_id=page.live_revision_id, now=now,
            )
        )  # fmt: skip
    Release.objects.bulk_create(rows)
    Standing.objects.bulk_create(
        Standing(story_id=page.story_id, **standing_columns(page, row, story))
        for page, row, story in zip(pages, rows, stories, strict=True)
    )
    offer_first(list(zip(rows, stories, strict=True)), now)
    return rows


def withdraw(
    standing: Standing, cause: Release.Cause, note: str, now: datetime, *, hold: Standing.Hold = Standing.Hold.NONE
) -> Release:
    """Append the withdrawal of a story from everybody. The caller holds the standing's row and a transaction."""
    kind = Release.Kind.KILL if cause is Release.Cause.KILLED else Release.Kind.WITHDRAWAL
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=note, at=now)
    story = withdrawn(standing.release.story, notice, next_version(standing.story_id))
    row = Release.objects.create(
        sequence=next_sequence(), story_id=standing.story_id, version=story.version, kind=kind, cause=cause,
        status=PublishingStatus.CANCELED, note=note, packed=pack(story), digest=content_digest(story),
        released_at=now, available_from=now, available_until=None, revision_id=last_usable_revision(standing.story_id),
    )  # fmt: skip
    # What was never out leaves no trace at its address either.
    path = "" if standing.available_from > now else standing.path
    Standing.objects.filter(pk=standing.pk).update(
        release=row, usable=False, hold=hold, path=path, available_from=now, available_until=None, rights_until=None
    )
    for member in Membership.objects.filter(story_id=standing.story_id):
        take_back(member, row, now, revoked=False)
    settle_overtaken(waiting_for(story_id=standing.story_id))
    return row


def last_usable_revision(story_id: UUID) -> int | None:
    """The revision that was last released, which a restore brings back."""
    usable = Release.objects.filter(story_id=story_id, status=PublishingStatus.USABLE).order_by("-sequence")
    return usable.values_list("revision_id", flat=True).first()


def withdraw_from(standing: Standing, outlet: Any, note: str, now: datetime) -> Release:
    """Append the withdrawal of a story from one outlet; everybody else keeps what he has."""
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=note, at=now)
    story = withdrawn(standing.release.story, notice, next_version(standing.story_id))
    row = Release.objects.create(
        sequence=next_sequence(), story_id=standing.story_id, version=story.version, kind=Release.Kind.WITHDRAWAL,
        cause=Release.Cause.WITHDRAWN, status=PublishingStatus.CANCELED, note=note, packed=pack(story), outlet=outlet,
        digest=content_digest(story), released_at=now, available_from=now, available_until=None,
        revision_id=standing.release.revision_id,
    )  # fmt: skip
    Withdrawal.objects.create(outlet=outlet, story_id=standing.story_id, release=row, at=now)
    settle_overtaken(waiting_for(story_id=standing.story_id))
    return row


@transaction.atomic
def restore(story_id: UUID, now: datetime) -> int:
    """Lift what holds a story back, from everybody and from single outlets; return how many holds there were.

    The caller publishes the page again where it was taken down; what it shows then becomes a new version.
    """
    lifted = Standing.objects.filter(story_id=story_id).exclude(hold="").update(hold="")
    for withdrawal in Withdrawal.objects.filter(story_id=story_id, restored_at__isnull=True).select_related("outlet"):
        Withdrawal.objects.filter(pk=withdrawal.pk).update(restored_at=now)
        give_again(withdrawal, now)
        lifted += 1
    touch()
    return lifted


def give_again(withdrawal: Withdrawal, now: datetime) -> None:
    """Append the restored story for the one outlet that it was called back from."""
    standing = Standing.objects.select_related("release").get(story_id=withdrawal.story_id)
    if not standing.usable:
        return
    story = replace(standing.release.story, version=next_version(withdrawal.story_id), updated_at=now)
    row = Release.objects.create(
        sequence=next_sequence(), story_id=withdrawal.story_id, version=story.version, kind=Release.Kind.RESTORE, status=story.status,
        packed=pack(story), digest=standing.release.digest, released_at=now, available_from=max(now, standing.available_from),
        available_until=standing.available_until, revision_id=standing.release.revision_id,
    )  # fmt: skip
    Standing.objects.filter(pk=standing.pk).update(release=row)
    offer(row, story, now)


def releases_since(cursor: int, limit: int) -> list[Release]:
    """The next releases after `cursor`, in order. Reading on from the last one's sequence never skips one."""
    return list(Release.objects.filter(sequence__gt=cursor).order_by("sequence")[:limit])
