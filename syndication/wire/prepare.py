"""Prepare a story for one outlet: the version that it may have at a moment, or the reason why not."""

from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from syndication.wire.clean import RefusedHTML, clean
from syndication.wire.profile import Profile
from syndication.wire.story import PublishingStatus, Story

__all__ = ["Withheld", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why a story does not go to an outlet: a stable code and a sentence for people."""

    story_id: str
    code: str
    sentence: str


def prepare(story: Story, profile: Profile, now: datetime, *, advance: bool = False) -> Story | Withheld:
    """Apply `profile` to `story` as of `now`; with `advance` the outlet gets it before its embargo ends."""
    if story.status is PublishingStatus.CANCELED:
        return story
    if not story.rights.reach.covers(profile.reach):
        return Withheld(story_id=story.id, code="rights.story", sentence="Its rights do not reach this outlet.")
    if story.embargoed_until and story.embargoed_until > now and not advance:
        return Withheld(story_id=story.id, code="embargo.hold", sentence="It is under embargo.")
    if story.expires_at and story.expires_at <= now:
        return Withheld(story_id=story.id, code="expired", sentence="It has expired.")
    try:
        body = clean(story.body, profile, story.url)
    except RefusedHTML as refusal:
        return Withheld(story_id=story.id, code="html.refused", sentence=refusal.sentence)
    media = tuple(m for m in story.media if m.reach.covers(profile.reach))
    if story.closing_line and not body.endswith(f"<p>{escape(story.closing_line)}</p>"):
        body += f"<p>{escape(story.closing_line, quote=False)}</p>"
    return replace(story, body=body, media=media)
