"""What changed between the page and what an outlet gets: line by line, and within a line word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import groupby, zip_longest

from wagtail.admin.compare import diff_text

from syndication.wire.comparison import lines_of
from syndication.wire.rules import text_of
from syndication.wire.story import Story

__all__ = ["Line", "Part", "changes"]

LONGEST = 5_000  # characters of a line that is compared word by word


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of text: `equal`, `deletion` (only on the page) or `addition` (only for the outlet)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A headline, a summary, or a block of the body; one without parts stands for `unchanged` lines that are not shown."""

    parts: tuple[Part, ...] = ()
    unchanged: int = 0

    @property
    def is_changed(self) -> bool:
        return any(part.kind != "equal" for part in self.parts)


def changes(before: Story, after: Story) -> tuple[Line, ...]:
    """The words of both stories in one text, with a line before and after each change; pictures and markup are not words."""
    return tuple(folded(list(aligned(words_of(before), words_of(after)))))


def folded(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that changed and their neighbours; what lies between is counted."""
    near = {at + step for at, line in enumerate(lines) if line.is_changed for step in (-1, 0, 1)}
    for is_near, run in groupby(enumerate(lines), key=lambda numbered: numbered[0] in near):
        together = [line for _, line in run]
        yield from together if is_near else [Line(unchanged=len(together))]


def words_of(story: Story) -> list[str]:
    blocks = [" ".join(text_of(line).split()) for line in lines_of(story.body)]
    return [line for line in (story.headline, unescape(story.summary), *blocks) if line]


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Line(parts=(Part(kind="equal", text=line),)) for line in before[start:end])
        else:
            pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue="")
            yield from (Line(parts=tuple(compared(old, new))) for old, new in pairs)


def compared(old: str, new: str) -> Iterator[Part]:
    """The parts of one line; a line that became another altogether is shown as both."""
    alike = len(old) < LONGEST and len(new) < LONGEST and SequenceMatcher(None, old, new).quick_ratio() > 0.5
    if old and new and alike:
        yield from (Part(kind=kind, text=text) for kind, text in diff_text(old, new).changes)
        return
    yield from (Part(kind=kind, text=text) for kind, text in (("deletion", old), ("addition", new)) if text)
