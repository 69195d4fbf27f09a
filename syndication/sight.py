"""What the world may see of a page at a moment: asked of the database, for signals are no proof."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Revision

from syndication.models import Release
from syndication.pages import closed, is_expired
from syndication.wire.story import Reach, Story

__all__ = [
    "Hidden",
    "Visible",
    "look",
    "look_at_live",
    "next_rights_end",
    "scheduled_revision",
    "whole_second_after",
]


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
    if kept_by := closed(page):
        return Hidden(cause=Release.Cause.PRIVATE if kept_by.private else Release.Cause.UNPUBLISHED)
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
    return story.rights.reach is not Reach.NOWHERE and not closed(page)


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
