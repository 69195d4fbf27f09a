"""The ledger: append a release, what is released for an outlet at a moment, the change cursor, reconcile.

Signals only wake it. `observe` asks the database what may be seen of a page now and appends a release when
that differs from the newest one; so it may be called as often as anybody likes, twice is once.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from syndication.conf import notice_days, page_models
from syndication.models import LedgerHead, Membership, Release, Selection, Standing, Withdrawal, digest_of
from syndication.pages import articles_under, is_below_unpublished, is_expired, is_private
from syndication.selections import selections_for
from syndication.wire.story import (
    InvalidStory,
    Notice,
    NoticeKind,
    PublishingStatus,
    Reach,
    Story,
    pack,
    unpack,
    withdrawn,
)

logger = logging.getLogger("syndication")

__all__ = [
    "Hidden",
    "Visible",
    "look",
    "observe",
    "observe_gone",
    "observe_missing",
    "observe_under",
    "reconcile",
    "releases_since",
    "restore",
    "withdraw",
    "withdraw_from",
]

# What each cause tells partners and readers when nobody wrote a note. It names no story.
NOTES = {
    Release.Cause.UNPUBLISHED: "This story is no longer available.",
    Release.Cause.EXPIRED: "This story is no longer available: its time has ended.",
    Release.Cause.DELETED: "This story is no longer available.",
    Release.Cause.PRIVATE: "This story is no longer available.",
    Release.Cause.RIGHTS: "This story is no longer available: the right to publish it has ended.",
    Release.Cause.WITHDRAWN: "This story has been withdrawn.",
    Release.Cause.KILLED: "This story has been withdrawn. Do not use it, and take it down where it stands.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """The story that may be seen from a moment on; a moment ahead is an embargo."""

    story: Story
    since: datetime
    revision_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Nothing may be seen, and why."""

    cause: Release.Cause


# Any, here and below: a page is of whatever model the site syndicates, held to `pages.SyndicatedPage`.
def look(page: Any, now: datetime) -> Visible | Hidden:
    """Ask the database what the world may see of `page`. Raises `InvalidStory` when it cannot be told."""
    if page.live:
        return look_at_live(page, now)
    scheduled = scheduled_revision(page)
    if scheduled is None:
        return Hidden(cause=Release.Cause.EXPIRED if page.expired else Release.Cause.UNPUBLISHED)
    story = scheduled.as_object().as_story()
    # A story that is only scheduled is still the desk's; one under embargo is finished and waits for its hour.
    if story.embargoed_until is None or not may_be_shown(page, story):
        return Hidden(cause=Release.Cause.UNPUBLISHED)
    since = whole_second_after(scheduled.approved_go_live_at)
    return Visible(story=without_ended_rights(story, since), since=since, revision_id=scheduled.pk)


def whole_second_after(moment: datetime) -> datetime:
    """The ledger counts in whole seconds, and an embargo must not end in the one before."""
    return moment if not moment.microsecond else moment.replace(microsecond=0) + timedelta(seconds=1)


def look_at_live(page: Any, now: datetime) -> Visible | Hidden:
    if is_expired(page, now):
        return Hidden(cause=Release.Cause.EXPIRED)
    if is_private(page):
        return Hidden(cause=Release.Cause.PRIVATE)
    if is_below_unpublished(page):
        return Hidden(cause=Release.Cause.UNPUBLISHED)
    story = page.as_story()
    if story.rights.reach is Reach.NOWHERE:
        return Hidden(cause=Release.Cause.RIGHTS)
    since = max(now, story.embargoed_until or now)
    return Visible(story=without_ended_rights(story, since), since=since, revision_id=page.live_revision_id)


def without_ended_rights(story: Story, now: datetime) -> Story:
    """The story with pictures whose rights have ended kept to our own site: a release of its own, so partners learn of it."""
    media = tuple(
        replace(picture, reach=Reach.SITE, reach_until=None)
        if picture.reach_until and picture.reach_until <= now
        else picture
        for picture in story.media
    )
    return replace(story, media=media)


def next_rights_end(story: Story) -> datetime | None:
    return min((picture.reach_until for picture in story.media if picture.reach_until), default=None)


def may_be_shown(page: Any, story: Story) -> bool:
    return story.rights.reach is not Reach.NOWHERE and not is_private(page) and not is_below_unpublished(page)


def scheduled_revision(page: Any) -> Any:
    """The revision of `page` that is approved to go live, or None."""
    if page.pk is None:
        return None
    return (
        Revision.objects.for_instance(page)
        .filter(approved_go_live_at__isnull=False)
        .order_by("approved_go_live_at")
        .first()
    )


@transaction.atomic
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
        seen = look(page, now)
    except InvalidStory as problem:
        logger.error("page %s has no story: %s", page.pk, problem)
        return None
    if not differs(seen, standing, now):
        return None
    hold_ledger()
    standing = standing_of(page)  # somebody may have been quicker while we waited
    if not differs(seen, standing, now):
        return None
    if isinstance(seen, Visible):
        return release(page, standing, seen, now)
    return None if standing is None else withdraw(standing, seen.cause, NOTES[seen.cause], now)


def standing_of(page: Any) -> Standing | None:
    return Standing.objects.select_related("release").filter(story_id=page.story_id).first()


def differs(seen: Visible | Hidden, standing: Standing | None, now: datetime) -> bool:
    """Whether what may be seen is not what the newest release says."""
    if standing is not None and standing.hold:
        return False
    if isinstance(seen, Hidden):
        return standing is not None and standing.usable
    if standing is None or not standing.usable or standing.release.digest != content_digest(seen.story):
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


def observe_under(page: Any, now: datetime | None = None) -> None:
    """Observe every article at or below `page`: its address, its privacy or its ancestors may have changed."""
    for article in articles_under(page):
        observe(article, now)


def release(page: Any, standing: Standing | None, seen: Visible, now: datetime) -> Release:
    """Append `seen` as the next version."""
    since = seen.since.replace(microsecond=0)
    if standing is not None and (not standing.usable or standing.available_from <= now):
        published_at = standing.published_at
    else:
        published_at = first_moment(seen.story, since)
    version, updated_at = next_version(page.story_id), max(published_at, since)
    story = replace(seen.story, version=version, published_at=published_at, updated_at=updated_at)
    return append(
        page=page, story=story, kind=kind_of(story, standing), digest=content_digest(seen.story),
        published_at=published_at, since=since, revision_id=seen.revision_id, now=now,
    )  # fmt: skip


def first_moment(story: Story, since: datetime) -> datetime:
    """When the story was first published: a past moment is kept for what was imported, never one ahead."""
    return min(story.published_at or since, since)


def kind_of(story: Story, standing: Standing | None) -> Release.Kind:
    if standing is None:
        return Release.Kind.NEW
    if not standing.usable:
        return Release.Kind.RESTORE
    told = {(notice.kind, notice.text) for notice in standing.release.story.notices}
    news = [notice for notice in story.notices if (notice.kind, notice.text) not in told]
    corrects = any(notice.kind in (NoticeKind.CORRECTION, NoticeKind.CLARIFICATION) for notice in news)
    return Release.Kind.CORRECTION if corrects else Release.Kind.UPDATE


def content_digest(story: Story) -> str:
    """A digest of what the story says: version and the moments that the ledger itself stamps are left out."""
    packed = pack(story)
    for stamped in ("version", "published_at", "updated_at"):
        del packed[stamped]
    for media in packed["media"]:  # another size of the same picture is no news
        del media["renditions"]
    return digest_of(packed)


def next_version(story_id: UUID) -> int:
    newest = Release.objects.filter(story_id=story_id).aggregate(newest=models.Max("version"))["newest"]
    return (newest or 0) + 1


def hold_ledger() -> None:
    """Let nobody else append until this transaction ends."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.select_for_update().get(pk=1)


def next_sequence() -> int:
    """Take the next number; the row stays locked, so numbers become visible in their order."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.filter(pk=1).update(sequence=models.F("sequence") + 1, stamp=uuid4())
    return LedgerHead.objects.get(pk=1).sequence


def append(
    *, page: Any, story: Story, kind: Release.Kind, digest: str,
    published_at: datetime, since: datetime, revision_id: int | None, now: datetime,
) -> Release:  # fmt: skip
    """Append a usable release and offer it to every selection that it fits and to all who hold an earlier one."""
    row = Release.objects.create(
        sequence=next_sequence(), story_id=page.story_id, version=story.version, kind=kind, status=story.status,
        packed=pack(story), digest=digest, released_at=now, available_from=since, available_until=story.expires_at, revision_id=revision_id,
    )  # fmt: skip
    Standing.objects.update_or_create(
        story_id=page.story_id,
        defaults={
            "page_model": page._meta.label, "page_id": page.pk, "path": unquote(urlsplit(story.url).path), "release": row, "usable": True,
            "hold": "", "published_at": published_at, "available_from": since, "available_until": story.expires_at,
            "rights_until": next_rights_end(story),
        },
    )  # fmt: skip
    offer(row, story, now)
    return row


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


def reconcile(now: datetime | None = None, *, every_page: bool = False) -> list[Release]:
    """Bring the ledger up to the database, whatever signals were lost; return what was appended.

    The usual run asks a few set questions and looks only at pages whose answer is off; `every_page` looks at
    all of them, for what no question sees (a source renamed behind Django's back).
    """
    from syndication.schedule import lift

    now = now or timezone.now()
    lift(now)
    appended: list[Release | None] = [observe_missing(standing, now) for standing in missing_pages()]
    for model in page_models():
        put_down_held(model)
        pages = model.objects.filter(alias_of__isnull=True)
        for page in (pages if every_page else doubtful(model, pages)).iterator(chunk_size=200):
            appended.append(observe(page, now))
    return [row for row in appended if row is not None]


def doubtful(model: Any, pages: Any) -> Any:
    """The pages whose live flag, last publishing or privacy does not fit their standing."""
    standing = Standing.objects.filter(story_id=models.OuterRef("story_id"))
    usable = models.Exists(standing.filter(usable=True))
    up_to_date = models.Exists(
        standing.filter(usable=True, release__released_at__gte=models.OuterRef("last_published_at"))
    )
    private = models.Q(pk__in=[])
    for restriction in PageViewRestriction.objects.select_related("page"):
        private |= models.Q(path__startswith=restriction.page.path)
    wrong = (
        models.Q(live=True, is_usable=False)
        | models.Q(live=False, is_usable=True)
        | models.Q(live=True, is_fresh=False, last_published_at__isnull=False)
    )
    return pages.annotate(is_usable=usable, is_fresh=up_to_date).filter(wrong | (private & models.Q(is_usable=True)))


def missing_pages() -> Iterator[Standing]:
    """Usable standings whose page is gone."""
    for model in page_models():
        here = Standing.objects.filter(page_model=model._meta.label, usable=True).select_related("release")
        yield from here.exclude(page_id__in=model.objects.values("pk"))


def observe_missing(standing: Standing, now: datetime) -> Release:
    with transaction.atomic():
        return withdraw(standing, Release.Cause.DELETED, NOTES[Release.Cause.DELETED], now)


def put_down_held(model: Any) -> None:
    """Take off pages that something made live although their story is held everywhere."""
    held = Standing.objects.filter(hold=Standing.Hold.EVERYWHERE).values("story_id")
    for page in model.objects.filter(live=True, story_id__in=held):
        page.unpublish(log_action="syndication.held")


def story_for(member: Membership) -> Story:
    """The story that a membership offers, as its outlets may see it."""
    story = unpack(member.release.packed)
    if not member.revoked:
        return story
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=NOTES[Release.Cause.RIGHTS], at=member.moved_at)
    return withdrawn(story, notice, story.version)


def backfill(selection: Selection, now: datetime) -> None:
    """Offer the newest stories to a selection that is new. Bounded: a feed shows its newest stories, not the archive."""
    from syndication.selections import BACKFILL, fits

    standings = Standing.objects.filter(usable=True).select_related("release").order_by("-release")[:BACKFILL]
    rows = [
        Membership(
            selection=selection, story_id=standing.story_id, release=standing.release, available_from=standing.available_from,
            available_until=standing.available_until, moved_at=max(standing.release.released_at, standing.available_from),
        )
        for standing in standings if fits(selection, standing.release.story)
    ]  # fmt: skip
    Membership.objects.bulk_create(rows, ignore_conflicts=True)
