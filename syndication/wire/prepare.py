"""Preparing a story for one outlet: the version that it may have at a moment, or the reason why it gets none."""

from dataclasses import dataclass, replace
from datetime import datetime

from syndication.wire.body import Block, Run, text_of
from syndication.wire.clean import RefusedHTML, body_of, finish
from syndication.wire.crediting import (
    add_closing,
    bare,
    closing_lines,
    credit_lines,
    embargo_note,
    moment,
    opening_lines,
    paragraph,
    take_away_lines,
    terms,
)
from syndication.wire.errand import Errand, PictureRights
from syndication.wire.gate import LIMITS, Limits
from syndication.wire.links import address_of, link
from syndication.wire.plain import as_text, structure_of
from syndication.wire.profile import BodyForm, Pictures, Profile, TextMode
from syndication.wire.scrubbing import scrub
from syndication.wire.story import (
    InvalidStory,
    Media,
    MediaRole,
    PublishingStatus,
    Story,
)
from syndication.wire.truncate import at_sentence, at_word, first_paragraphs

__all__ = ["Withheld", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why an outlet does not get a story: a stable code, and a sentence for people."""

    story_id: str
    code: str
    sentence: str


def prepare(
    story: Story, profile: Profile, now: datetime, *, advance: bool = False, limits: Limits = LIMITS
) -> Story | Withheld:
    """Apply `profile` to `story` as of `now`; with `advance` the outlet may have it before its embargo ends.

    The body of the result is final HTML, credit and disclosure included; for `body_form = "text"` it is escaped plain
    text in paragraphs, so that every format can carry it. In the modes that cut the body off, credit and disclosure
    close the summary. A canceled story passes as the notice that it is, whatever its rights say now.
    """
    if story.status is PublishingStatus.CANCELED:
        return scrub(story)
    if reason := reason_against(story, profile, now, advance=advance):
        return withheld(story, *reason)
    try:
        return with_text(with_media(scrub(story), profile, now), profile, now, limits)
    except RefusedHTML as refusal:
        return withheld(story, "html.refused", f"Its body cannot be cleaned: {refusal.sentence}.")
    except InvalidStory as problem:  # a headline of nothing but characters that no format can carry
        return withheld(story, "story.invalid", f"The story cannot be sent: {problem}.")


def withheld(story: Story, code: str, sentence: str) -> Withheld:
    return Withheld(story_id=story.id, code=code, sentence=sentence)


def reason_against(story: Story, profile: Profile, now: datetime, *, advance: bool) -> tuple[str, str] | None:
    """The first reason why the outlet may not have the story now, as a code and a sentence that tells none of its text."""
    if story.status is PublishingStatus.WITHHELD:
        return "status.withheld", "The story is withheld."
    if not story.rights.reach.covers(profile.reach):
        return "rights.story", f"The story's rights reach {story.rights.reach}, and this outlet needs {profile.reach}."
    if story.embargoed_until and story.embargoed_until > now and not advance:
        return "embargo.hold", f"The story is under embargo until {moment(story.embargoed_until)}."
    if story.expires_at and story.expires_at <= now:
        return "expired", f"The story expired on {moment(story.expires_at)}."
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A story with those pictures alone that the outlet takes, and what its body may show of them."""

    story: Story
    rights: PictureRights


def with_media(story: Story, profile: Profile, now: datetime) -> Cleared:
    """Leave the story the pictures that may go to the outlet; of two lines on one picture, the one that says no counts."""
    denied = frozenset(media.url for media in story.media if not may_go(media, profile, now))
    left = tuple(media for media in story.media if media.url not in denied and is_taken(media, profile))
    shown = frozenset(media.url for media in left if profile.lead_in_body or media.role is not MediaRole.LEAD)
    return Cleared(story=replace(story, media=left), rights=PictureRights(granted=shown, denied=denied))


def may_go(media: Media, profile: Profile, now: datetime) -> bool:
    return media.reach.covers(profile.reach) and (media.reach_until is None or media.reach_until > now)


def is_taken(media: Media, profile: Profile) -> bool:
    """Whether the outlet takes a picture of this role, type and size."""
    if profile.pictures is Pictures.NONE or (profile.pictures is Pictures.LEAD and media.role is not MediaRole.LEAD):
        return False
    if profile.picture_types and media.mime_type not in profile.picture_types:
        return False
    return all(length >= profile.picture_min_side for length in (media.width, media.height) if length)


def with_text(cleared: Cleared, profile: Profile, now: datetime, limits: Limits) -> Story | Withheld:
    """The story with headline, summary and body as the outlet takes them."""
    story = cleared.story
    if profile.title_max:
        story = replace(story, headline=at_word(story.headline, profile.title_max))
    note = embargo_note(story, profile, now)
    if profile.text_mode is TextMode.HEADLINE:
        return short_form(story, "", note, profile)
    if profile.text_mode is TextMode.SUMMARY:
        return short_form(story, summary_of(story, profile, limits), note, profile)
    root = body_of(story.body, Errand(profile, base_of(story), rights=cleared.rights), limits)
    take_away_lines(root, [*credit_lines(story), story.rights.disclosure, *terms(story, profile)])
    is_cut = profile.text_mode is TextMode.PARAGRAPHS and first_paragraphs(root, profile.paragraphs)
    if (length := len(text_of(root))) < profile.body_min_chars:
        wanted = f"The body has {length} characters, and the outlet wants {profile.body_min_chars}."
        return withheld(story, "limit.too-short", wanted)
    root = as_text(root) if profile.body_form is BodyForm.TEXT else root
    read_on = [way_to(profile.read_on, story, profile)] if is_cut and profile.read_on and story.url else []
    add_closing(root, story, note, read_on, profile)
    return replace(story, body=finish(root, profile, base_of(story)))


def base_of(story: Story) -> str:
    """What the links of a story are relative to, also of one that has no page."""
    return story.url or "https://invalid.invalid/"


def summary_of(story: Story, profile: Profile, limits: Limits) -> str:
    """The story's summary, or the beginning of its body."""
    if story.summary:
        return story.summary
    root = body_of(story.body, Errand(structure_of(profile), base_of(story)), limits)
    take_away_lines(root, [*credit_lines(story), story.rights.disclosure])
    texts = (" ".join(text_of(block).split()) for block in root.blocks if block.tag == "p")
    return at_sentence(" ".join(texts), profile.summary_max)


def short_form(story: Story, summary: str, note: str, profile: Profile) -> Story:
    """A story without its body: credit and disclosure close the summary; with `read_on` the body is that and a link."""
    opening, closing = opening_lines(story, note, profile), closing_lines(story, profile)
    lines = [line for line in (*opening, bare(summary, opening, closing), *closing) if line]
    body = ""
    if profile.read_on and story.url and profile.text_mode is TextMode.SUMMARY:
        blocks = [paragraph(line, story, profile) for line in lines] + [way_to(profile.read_on, story, profile)]
        body = finish(Block("body", blocks=blocks), profile, story.url)
    return replace(story, summary=" ".join(lines), body=body)


def way_to(words: str, story: Story, profile: Profile) -> Block:
    """The way to the whole story: a link, or its address where no link may stand."""
    address = address_of(story.url, Errand(profile, story.url))
    if "a" not in profile.allowed or profile.body_form is BodyForm.TEXT:
        return Block("p", inline=[Run(f"{words}: {address}")])
    return Block("p", inline=[Run(words, (link(address, profile),))])
