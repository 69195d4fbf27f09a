"""What must be said with a story, whatever is cut: credit, disclosure, terms, and the note of an embargo."""

from datetime import datetime

from syndication.wire.body import Block, Run, text_of
from syndication.wire.choices import CreditForm, End
from syndication.wire.links import link
from syndication.wire.profile import Profile
from syndication.wire.sentences import moment
from syndication.wire.story import CreditRole, Story

__all__ = [
    "add_closing", "bare", "closing_lines", "credit_lines", "embargo_note", "opening_lines", "paragraph",
    "take_away_lines", "terms",
]  # fmt: skip


def embargo_note(story: Story, profile: Profile, now: datetime) -> str:
    """What opens a story that its outlet has before its moment; "" when the moment has come."""
    if story.embargoed_until is None or story.embargoed_until <= now:
        return ""
    return (profile.embargo_note or EMBARGO_NOTE).replace("{until}", moment(story.embargoed_until))


EMBARGO_NOTE = "Embargoed until {until}."


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
