"""Fitting a story's words to an outlet: headline, summary and body as it takes them, with what must be said."""

from dataclasses import replace
from datetime import datetime

from syndication.wire.body import Block, Run, text_of
from syndication.wire.choices import BodyForm, LinkTo, TextMode
from syndication.wire.choosing import Chosen
from syndication.wire.clean import body_of, finish
from syndication.wire.crediting import (
    add_closing,
    bare,
    closing_lines,
    credit_lines,
    embargo_note,
    opening_lines,
    paragraph,
    take_away_lines,
    terms,
)
from syndication.wire.dialect import GuidForm
from syndication.wire.errand import Errand
from syndication.wire.findings import Done, Findings
from syndication.wire.gate import Limits
from syndication.wire.links import add_parameters, address_of, link
from syndication.wire.measuring import measure
from syndication.wire.plain import as_text, structure_of
from syndication.wire.profile import Profile
from syndication.wire.removals import Removals
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import Story
from syndication.wire.truncate import at_sentence, at_word, first_paragraphs, to_fit

__all__ = ["fit"]


def fit(chosen: Chosen, profile: Profile, now: datetime, limits: Limits, found: Findings) -> Story:
    """The story with headline, summary and body as the outlet takes them. Raises `RefusedHTML`."""
    story = with_headline(chosen.story, profile, found)
    note = embargo_note(story, profile, now)
    if profile.text_mode is TextMode.HEADLINE:
        story = short_form(story, "", note, profile)
    elif profile.text_mode is TextMode.SUMMARY:
        story = short_form(story, summary_of(story, note, profile, limits), note, profile)
    else:
        if profile.summary_min:
            story = with_summary(story, note, profile, limits, found)
        story = replace(story, body=body_for(replace(chosen, story=story), note, profile, limits, found))
    return without_address(story, profile) if note else with_address(story, profile)


def with_address(story: Story, profile: Profile) -> Story:
    """The story with the address that the outlet's readers are led to."""
    if profile.link_to is LinkTo.ORIGINAL and story.canonical_url:
        return replace(story, url=story.canonical_url, canonical_url="")
    return replace(story, url=add_parameters(story.url, profile.own_parameters, story.url))


def with_headline(story: Story, profile: Profile, found: Findings) -> Story:
    length = len(story.headline)
    if profile.title_max and length > profile.title_max:
        allowed = gettext_noop(
            "The title has {length} characters, and {label} allows {most}.",
            length=length,
            label=profile.label,
            most=profile.title_max,
        )
        found.add("title.too-long", allowed, Done.CUT)
        return replace(story, headline=at_word(story.headline, profile.title_max, profile.ellipsis))
    if length < profile.title_min:
        wanted = gettext_noop(
            "The title has {length} characters, and {label} wants {least}.",
            length=length,
            label=profile.label,
            least=profile.title_min,
        )
        found.add("title.too-short", wanted, Done.WARNED)
    return story


def without_address(story: Story, profile: Profile) -> Story:
    """An advance copy does not lead to our page, which answers 404 until its moment.

    Where guids are addresses it keeps the one that it will be known by, or the story would arrive twice.
    """
    keeps = profile.guid_form is GuidForm.PERMALINK
    return replace(story, url="", permalink=(story.permalink or story.url) if keeps else "")


# -- Summary -----------------------------------------------------------------------------------------------------------


def with_summary(story: Story, note: str, profile: Profile, limits: Limits, found: Findings) -> Story:
    """The story with a summary as long as the outlet wants, made from the body where the editor's is not."""
    summary = summary_of(story, note, profile, limits)
    length, wanted = len(summary), profile.summary_min
    if length < wanted:
        short = gettext_noop(
            "The summary has {length} characters, and {label} wants {least}.",
            length=length,
            label=profile.label,
            least=wanted,
        )
        found.add("summary.too-short", short, Done.WARNED)
    elif story.summary and summary != story.summary:
        made = gettext_noop(
            "The summary has {length} characters, and {label} wants {least}; one was made from the body.",
            length=len(story.summary),
            label=profile.label,
            least=wanted,
        )
        found.add("summary.too-short", made, Done.REPLACED)
    return replace(story, summary=summary)


def summary_of(story: Story, note: str, profile: Profile, limits: Limits) -> str:
    """The story's summary, or the beginning of its body where that is no longer than nothing or than the outlet wants."""
    if story.summary and len(story.summary) >= profile.summary_min:
        return story.summary
    root = body_of(story.body, Errand(structure_of(profile), base_of(story)), limits)
    take_away_lines(root, [note, *credit_lines(story), story.rights.disclosure, *terms(story, profile)])
    texts = (" ".join(text_of(block).split()) for block in root.blocks if block.tag == "p")
    return max(story.summary, at_sentence(" ".join(texts), profile.summary_max, profile.ellipsis), key=len)


def short_form(story: Story, summary: str, note: str, profile: Profile) -> Story:
    """A story without its body: credit and disclosure close the summary; with `read_on` the body is that and a link."""
    opening, closing = opening_lines(story, note, profile), closing_lines(story, profile)
    lines = [line for line in (*opening, bare(summary, opening, closing), *closing) if line]
    body = ""
    if profile.read_on and story.url and not note and profile.text_mode is TextMode.SUMMARY:
        blocks = [paragraph(line, story, profile) for line in lines] + [way_to(profile.read_on, story, profile)]
        body = finish(Block("body", blocks=blocks), profile, story.url)
    return replace(story, summary=" ".join(lines), body=body)


# -- Body --------------------------------------------------------------------------------------------------------------


def body_for(chosen: Chosen, note: str, profile: Profile, limits: Limits, found: Findings) -> str:
    """The body as final HTML, with what must be said at its ends."""
    story = chosen.story
    errand = Errand(profile, base_of(story), rights=chosen.rights)
    root = body_of(story.body, errand, limits)
    tell_removals(errand.removals, found)
    take_away_lines(root, [note, *credit_lines(story), story.rights.disclosure, *terms(story, profile)])
    is_cut = shorten(root, profile, found)
    measure(root, story, profile, found)
    root = as_text(root) if profile.body_form is BodyForm.TEXT else root
    leads_on = is_cut and profile.read_on and story.url and not note
    add_closing(root, story, note, [way_to(profile.read_on, story, profile)] if leads_on else [], profile)
    return finish(root, profile, base_of(story), limits)


def base_of(story: Story) -> str:
    """What the links of a story are relative to, also of one that has no page."""
    return story.url or "https://invalid.invalid/"


def tell_removals(removals: Removals, found: Findings) -> None:
    """What cleaning removed, by rule and reason; not what it was, for that is the story's text."""
    times: dict[tuple[str, str], int] = {}
    for removal in removals.told():
        times[removal.rule, removal.why] = times.get((removal.rule, removal.why), 0) + removal.times
    for (rule, why), count in times.items():
        one, several = CHANGED.get(rule.partition(".")[0], CHANGED[""])
        found.add(f"html.{rule}", gettext_noop(several if count > 1 else one, count=count, why=why), Done.LEFT_OUT)


# What was done to one part of the body, and to several, by the beginning of the rule.
CHANGED = {
    "picture": (
        gettext_noop("A picture in the body was changed or left out. {why}"),
        gettext_noop("{count} pictures in the body were changed or left out. {why}"),
    ),
    "link": (
        gettext_noop("A link in the body was changed or left out. {why}"),
        gettext_noop("{count} links in the body were changed or left out. {why}"),
    ),
    "embed": (
        gettext_noop("A frame in the body was changed or left out. {why}"),
        gettext_noop("{count} frames in the body were changed or left out. {why}"),
    ),
    "": (
        gettext_noop("A part in the body was changed or left out. {why}"),
        gettext_noop("{count} parts in the body were changed or left out. {why}"),
    ),
}


def shorten(root: Block, profile: Profile, found: Findings) -> bool:
    """Cut the body where the outlet wants less of it, and say whether anything was cut."""
    is_cut = profile.text_mode is TextMode.PARAGRAPHS and first_paragraphs(root, profile.paragraphs)
    length = len(text_of(root))
    if not profile.body_max_chars or not to_fit(root, profile.body_max_chars, profile.ellipsis):
        return is_cut
    allowed = gettext_noop(
        "The body has {length} characters, and {label} allows {most}.",
        length=length,
        label=profile.label,
        most=profile.body_max_chars,
    )
    found.add("body.too-long", allowed, Done.CUT if root.blocks else Done.WITHHELD)
    return True


def way_to(words: str, story: Story, profile: Profile) -> Block:
    """The way to the whole story: a link, or its address where no link may stand."""
    address = address_of(story.url, Errand(profile, story.url))
    if "a" not in profile.allowed or profile.body_form is BodyForm.TEXT:
        return Block("p", inline=[Run(f"{words}: {address}")])
    return Block("p", inline=[Run(words, (link(address, profile),))])
