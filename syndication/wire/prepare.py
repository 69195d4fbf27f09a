"""Preparing a story for one outlet: the version that it may have at a moment, or the reason why it gets none."""

from dataclasses import dataclass, replace
from datetime import datetime

from syndication.wire.body import Block, Run, text_of
from syndication.wire.characters import one_line
from syndication.wire.clean import RefusedHTML, body_of, finish
from syndication.wire.errand import Errand, PictureRights
from syndication.wire.gate import LIMITS, Limits
from syndication.wire.links import address_of, link, resolve
from syndication.wire.plain import as_text, structure_of
from syndication.wire.profile import BodyForm, CreditForm, End, Pictures, Profile, TextMode
from syndication.wire.renditions import fitted
from syndication.wire.story import (
    Credit,
    CreditRole,
    Dateline,
    InvalidStory,
    Media,
    MediaRole,
    Place,
    PublishingStatus,
    Rights,
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


def moment(at: datetime) -> str:
    return f"{at.day} {at:%B %Y %H:%M} UTC"


def scrub(story: Story) -> Story:
    """The story without characters that some format cannot carry, in any of its fields."""
    return replace(
        story,
        headline=one_line(story.headline),
        summary=one_line(story.summary),
        slugline=one_line(story.slugline),
        section=one_line(story.section),
        genre=one_line(story.genre),
        closing_line=one_line(story.closing_line),
        external_id=one_line(story.external_id),
        url=web_address(story.url),
        canonical_url=web_address(story.canonical_url),
        dateline=Dateline(place=one_line(story.dateline.place), day=story.dateline.day),
        credits=tuple(scrub_credit(credit) for credit in story.credits if one_line(credit.name)),
        topics=tuple(replace(topic, name=one_line(topic.name)) for topic in story.topics),
        place=scrub_place(story.place),
        media=tuple(scrub_media(media) for media in story.media if web_address(media.url)),
        notices=tuple(replace(notice, text=one_line(notice.text)) for notice in story.notices),
        rights=scrub_rights(story.rights),
    )


def web_address(written: str) -> str:
    """An address as it may stand in any document; "" for one that no reader could follow."""
    return resolve(written, written) if written else ""


def scrub_credit(credit: Credit) -> Credit:
    return replace(credit, name=one_line(credit.name), url=web_address(credit.url))


def scrub_place(place: Place | None) -> Place | None:
    return place and replace(place, name=one_line(place.name))


def scrub_media(media: Media) -> Media:
    return replace(
        media,
        url=web_address(media.url),
        alt=one_line(media.alt),
        caption=one_line(media.caption),
        credit=one_line(media.credit),
        copyright=one_line(media.copyright),
        licence=one_line(media.licence),
        renditions=tuple(replace(one, url=address) for one in media.renditions if (address := web_address(one.url))),
    )


def scrub_rights(rights: Rights) -> Rights:
    return replace(
        rights,
        licence=one_line(rights.licence),
        licence_url=web_address(rights.licence_url),
        copyright=one_line(rights.copyright),
        usage_terms=one_line(rights.usage_terms),
        disclosure=one_line(rights.disclosure),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A story with those pictures alone that the outlet takes, and what its body may show of them."""

    story: Story
    rights: PictureRights


def with_media(story: Story, profile: Profile, now: datetime) -> Cleared:
    """Leave the story the pictures that may go to the outlet; of two lines on one picture, the one that says no counts."""
    barred = [media for media in story.media if not may_go(media, profile, now)]
    denied = frozenset(address for media in barred for address in media.addresses)
    offered = [fitted(media, profile) for media in story.media if not media.addresses & denied]
    left = tuple(media for media in offered if is_taken(media, profile))
    shown = [media for media in left if profile.lead_in_body or media.role is not MediaRole.LEAD]
    granted = {address: media for media in shown for address in media.addresses}
    return Cleared(story=replace(story, media=left), rights=PictureRights(granted=granted, denied=denied))


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
        story = replace(story, headline=at_word(story.headline, profile.title_max, profile.ellipsis))
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
    return replace(story, body=finish(root, profile, base_of(story), limits))


def base_of(story: Story) -> str:
    """What the links of a story are relative to, also of one that has no page."""
    return story.url or "https://invalid.invalid/"


def embargo_note(story: Story, profile: Profile, now: datetime) -> str:
    if not profile.embargo_note or story.embargoed_until is None or story.embargoed_until <= now:
        return ""
    return profile.embargo_note.replace("{until}", moment(story.embargoed_until))


def summary_of(story: Story, profile: Profile, limits: Limits) -> str:
    """The story's summary, or the beginning of its body."""
    if story.summary:
        return story.summary
    root = body_of(story.body, Errand(structure_of(profile), base_of(story)), limits)
    take_away_lines(root, [*credit_lines(story), story.rights.disclosure])
    texts = (" ".join(text_of(block).split()) for block in root.blocks if block.tag == "p")
    return at_sentence(" ".join(texts), profile.summary_max, profile.ellipsis)


def short_form(story: Story, summary: str, note: str, profile: Profile) -> Story:
    """A story without its body: credit and disclosure close the summary; with `read_on` the body is that and a link."""
    opening, closing = opening_lines(story, note, profile), closing_lines(story, profile)
    lines = [line for line in (*opening, bare(summary, opening, closing), *closing) if line]
    body = ""
    if profile.read_on and story.url and profile.text_mode is TextMode.SUMMARY:
        blocks = [paragraph(line, story, profile) for line in lines] + [way_to(profile.read_on, story, profile)]
        body = finish(Block("body", blocks=blocks), profile, story.url)
    return replace(story, summary=" ".join(lines), body=body)


def bare(summary: str, opening: list[str], closing: list[str]) -> str:
    """A summary without the lines that are put round it, so that none stands there twice."""
    for line in filter(None, opening):
        summary = summary.removeprefix(line).strip()
    for line in filter(None, reversed(closing)):
        summary = summary.removesuffix(line).strip()
    return summary


def opening_lines(story: Story, note: str, profile: Profile) -> list[str]:
    credit = credit_lines(story) if profile.credit_place is End.START else []
    disclosure = [story.rights.disclosure] if profile.disclosure_place is End.START else []
    return [note, *disclosure, *credit]


def closing_lines(story: Story, profile: Profile) -> list[str]:
    credit = credit_lines(story) if profile.credit_place is End.END else []
    disclosure = [story.rights.disclosure] if profile.disclosure_place is End.END else []
    return [*credit, *disclosure, *terms(story, profile)]


def credit_lines(story: Story) -> list[str]:
    """The story's closing line, and one for each further source that it does not name."""
    sources = [credit.name for credit in story.credits if credit.role is CreditRole.SOURCE]
    line = story.closing_line or (f"SOURCE {sources[0]}" if sources else "")
    unnamed = [name for name in sources if name.casefold() not in line.casefold()]
    if story.closing_line and len(unnamed) == len(sources):
        unnamed = unnamed[1:]  # the line names the first source in its own way, such as "SOURCE 中国日报"
    return [line, *(f"SOURCE {name}" for name in unnamed)] if line else []


def terms(story: Story, profile: Profile) -> list[str]:
    """Licence and usage terms, where the outlet wants them in the text."""
    if not profile.terms_in_body:
        return []
    rights = story.rights
    licence = " ".join(part for part in (rights.licence, rights.licence_url) if part)
    return [line for line in (rights.copyright, licence and f"Licence: {licence}", rights.usage_terms) if line]


def add_closing(root: Block, story: Story, note: str, read_on: list[Block], profile: Profile) -> None:
    """Put credit, disclosure and terms where the outlet wants them."""
    opening = [paragraph(line, story, profile) for line in opening_lines(story, note, profile) if line]
    closing = [paragraph(line, story, profile) for line in closing_lines(story, profile) if line]
    root.blocks = [*opening, *root.blocks, *read_on, *closing]


def take_away_lines(root: Block, lines: list[str]) -> None:
    """Take those `lines` from both ends of the body that stand there as paragraphs, for they are put there anew."""
    known = {same(line) for line in lines if same(line)}
    while root.blocks and is_one_of(root.blocks[-1], known):
        root.blocks.pop()
    while root.blocks and is_one_of(root.blocks[0], known):
        del root.blocks[0]


def is_one_of(block: Block, known: set[str]) -> bool:
    return block.tag == "p" and same(text_of(block)) in known


def same(line: str) -> str:
    """A line as far as two of them are the same: "SOURCE: China Daily" is "Source China Daily"."""
    return "".join(letter for letter in line.casefold() if letter.isalnum())


def paragraph(line: str, story: Story | None = None, profile: Profile | None = None) -> Block:
    """A line as a paragraph, with the source's name linked where the outlet wants that."""
    source = story.source if story and profile and profile.credit_form is CreditForm.LINKED else None
    if (
        source is None
        or profile is None
        or not source.url
        or source.name not in line
        or story is None
        or "a" not in profile.allowed
        or line not in credit_lines(story)
    ):
        return Block("p", inline=[Run(line)])
    before, _, after = line.partition(source.name)
    runs = (Run(before), Run(source.name, (link(source.url, profile),)), Run(after))
    return Block("p", inline=[run for run in runs if run.text])


def way_to(words: str, story: Story, profile: Profile) -> Block:
    """The way to the whole story: a link, or its address where no link may stand."""
    address = address_of(story.url, Errand(profile, story.url))
    if "a" not in profile.allowed or profile.body_form is BodyForm.TEXT:
        return Block("p", inline=[Run(f"{words}: {address}")])
    return Block("p", inline=[Run(words, (link(address, profile),))])
