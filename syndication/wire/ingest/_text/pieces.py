"""Text as pieces: lines that belong together joined, lines that mean something of their own told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, zip_longest
from statistics import median_high
from unicodedata import east_asian_width

from syndication.wire.ingest._text.signs import BULLET, NUMBERED, QUOTED, Kind, ends_sentence, kind_of

__all__ = ["Piece", "cut", "printed"]

MARKS = {Kind.BULLET: BULLET, Kind.NUMBERED: NUMBERED, Kind.QUOTE: QUOTED}
LISTED = (Kind.BULLET, Kind.NUMBERED)
FLOWING = (Kind.TEXT, Kind.QUOTE)
WHITE_SPACE = re.compile(r"[^\S\xa0\u202f]+")  # all but the spaces that hold words together
WITHOUT_SPACES = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")  # Chinese and Japanese; Korean has spaces
WIDEST_SIGN = 80  # characters
MOST_SIGNS = 4  # at the end of one line
SIGN_AT_THE_END = re.compile(
    r"[（(](?:完|END|(?:消息来源|新闻来源|来源|來源|稿源|Source)\s?[:：][^（）()]{1,60}|(?:责任编辑|責任編輯|责编|编辑)\s?[:：][^（）()]{1,30})[)）]$"
    r"|(?<=[.!?”\"] )Enditem$"
)
BARE_QUOTE_MARKS = re.compile(r"(?:>\s?)+")

# Between these widths, in columns, lines were broken by a program; shorter ones by a person, longer ones not at all.
NARROWEST_WRAP, WIDEST_WRAP = 40, 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the document that is not blank."""

    number: int
    kind: Kind
    mark: str  # of a list or a quotation
    text: str
    indent: int
    width: int  # columns with indent and mark; a wide character takes two


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One or more lines that make one paragraph, list item, heading or sign.

    `text` is one line without `mark`, the list or quotation mark before it. `line` is the number of its first line,
    `indent` the columns before it, `run` the number of the lines without a blank one among them that it stands in, and
    `alone` whether no other text stands in that run.
    """

    kind: Kind
    text: str
    line: int
    mark: str = ""
    indent: int = 0
    run: int = 0
    alone: bool = True

    @property
    def printed(self) -> str:
        """As it stood in the document, white space apart."""
        return f"{self.mark} {self.text}".strip()


def printed(pieces: list[Piece]) -> str:
    """The pieces in the order of the document, a line each."""
    return "\n".join(piece.printed for piece in sorted(pieces, key=lambda piece: piece.line))


def cut(text: str) -> list[Piece]:
    """Cut the text into its pieces, every word of it in one of them, in their order."""
    rows = list(enumerate(part for row in without_margin(text.split("\n")) for part in signs_apart(row)))
    runs = [list(run) for is_filled, run in groupby(rows, key=lambda row: is_filled_line(row[1])) if is_filled]
    groups = [list(groups_of(list(lines_of(run)))) for run in runs]
    wrap = wrap_width([group for run in groups for group in run])
    return settled([piece for number, run in enumerate(groups) for piece in pieces_of(number, run, wrap)])


def without_margin(rows: list[str]) -> list[str]:
    """Take away what all lines have before them: a margin, or the mark of a forwarded letter."""
    if all(row[:1] == ">" or not row.strip() for row in rows):
        rows = [row[1:] for row in rows]
    rows = [row.rstrip().expandtabs() if row[:1] == "\t" else row.rstrip() for row in rows]
    margin = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    return [row[margin:] for row in rows]


def signs_apart(row: str) -> list[str]:
    """Give the signs that Chinese agencies put behind the last sentence lines of their own: （来源：…）（完）, Enditem."""
    apart: list[str] = []
    for _ in range(MOST_SIGNS):
        match = SIGN_AT_THE_END.search(row, max(0, len(row) - WIDEST_SIGN))
        if not match or not row[: match.start()].strip():
            break
        apart.insert(0, match.group().strip())
        row = row[: match.start()].rstrip()
    return [row, *apart]


def is_filled_line(row: str) -> bool:
    return bool(row) and not BARE_QUOTE_MARKS.fullmatch(row)


def lines_of(run: list[tuple[int, str]]) -> Iterator[Line]:
    """Say of each line what it is; in `run` no line is blank."""
    opens = True
    for number, row in run:
        text = WHITE_SPACE.sub(" ", row.strip())
        kind = kind_of(text, opens=opens)
        mark = match[1].strip() if kind in MARKS and (match := MARKS[kind].match(text)) else ""
        yield Line(
            number=number,
            kind=kind,
            mark=mark,
            text=text[len(mark) :].lstrip(),
            indent=len(row) - len(row.lstrip()),
            width=columns(row),
        )
        opens = kind is not Kind.TEXT or ends_sentence(text)


def groups_of(run: list[Line]) -> Iterator[list[Line]]:
    """Put lines together that may be one paragraph or one list item."""
    group = run[:1]
    for above, line in pairwise(run):
        if goes_on(group[0], above, line):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def goes_on(first: Line, above: Line, line: Line) -> bool:
    """Whether `line` may belong to the group that begins with `first` and ends with `above`."""
    if first.kind in LISTED:
        return line.kind is Kind.TEXT and (line.indent > first.indent or line.text[:1].islower())
    # A deeper indent begins a paragraph.
    return first.kind in FLOWING and line.kind is first.kind and line.indent <= above.indent


def wrap_width(groups: list[list[Line]]) -> int:
    """The width at which a program broke this document's lines, 0 when none did."""
    likely = []
    for group in groups:
        width = max(line.width for line in group)
        flows = len(group) > 2 and group[0].kind in FLOWING and NARROWEST_WRAP <= width <= WIDEST_WRAP
        if flows and is_wrapped(group, width):
            likely.append(width)
    return median_high(likely) if likely else 0


def is_wrapped(group: list[Line], width: int) -> bool:
    """Whether each line was broken because the next word had no room left, and few of them where a sentence ends."""
    ended = sum(ends_sentence(line.text) for line in group[:-1])
    return 2 * ended < len(group) and all(
        line.width + 1 + columns(first_word(below.text)) > width for line, below in pairwise(group)
    )


def first_word(text: str) -> str:
    return text[:1] if WITHOUT_SPACES.match(text[:1]) else text[:WIDEST_WRAP].split(" ", 1)[0]


def columns(text: str) -> int:
    # Only widths up to the widest wrap are ever compared.
    return len(text) + (sum(map(is_wide, text)) if len(text) <= WIDEST_WRAP and not text.isascii() else 0)


def is_wide(character: str) -> bool:
    return bool(character) and east_asian_width(character) in "WF"


def pieces_of(number: int, run: list[list[Line]], wrap: int) -> Iterator[Piece]:
    """Make pieces of the groups of one run."""
    groups = [part for group in run for part in ([group] if is_one(group, wrap) else [[line] for line in group])]
    alone = sum(group[0].kind in FLOWING or group[0].kind in LISTED for group in groups) <= 1
    underlined = False
    for group, below in zip_longest(groups, groups[1:]):
        is_underline, underlined = underlined, below is not None and is_underlined(group, below[0])
        if not is_underline:
            yield Piece(
                kind=Kind.HEADING if underlined else group[0].kind,
                text=join(group),
                line=group[0].number,
                mark=group[0].mark,
                indent=min(line.indent for line in group),
                run=number,
                alone=alone,
            )


def is_underlined(group: list[Line], below: Line) -> bool:
    """Whether this is a heading in the way of plain text: one line, and a rule of its length under it."""
    is_line = len(group) == 1 and group[0].kind in (Kind.TEXT, Kind.ABOUT)
    is_rule = below.kind is Kind.RULE and below.text[0] in "-=~"
    return is_line and is_rule and abs(below.width - group[0].width) <= 2


def is_one(group: list[Line], wrap: int) -> bool:
    return len(group) == 1 or group[0].kind in LISTED or (wrap > 0 and is_wrapped(group, wrap))


def join(group: list[Line]) -> str:
    """Join lines as they read: no space between Chinese characters, none after a hyphen that ends a line."""
    parts = [group[0].text]
    for above, line in pairwise(group):
        close = WITHOUT_SPACES.match(above.text[-1:]) and WITHOUT_SPACES.match(line.text[:1])
        hyphenated = above.text[-1:] == "-" and above.text[-2:-1].isalpha()
        parts.append(line.text if close or hyphenated else f" {line.text}")
    return "".join(parts)


def settled(pieces: list[Piece]) -> list[Piece]:
    """Turn list items that make no list back into text: a single dash, numbers that do not count from one."""
    settled: list[Piece] = []
    for (kind, _), neighbours in groupby(
        pieces, key=lambda piece: (piece.kind, piece.mark if piece.kind is Kind.BULLET else "")
    ):
        items = list(neighbours)
        if kind in LISTED and not is_list(items):
            items = [replace(item, kind=Kind.TEXT, mark="", text=item.printed) for item in items]
        settled.extend(items)
    return settled


def is_list(items: list[Piece]) -> bool:
    if items[0].kind is Kind.BULLET:
        return len(items) > 1 or items[0].mark not in "-–—*+"
    counted = [int("".join(filter(str.isdecimal, item.mark))) for item in items]
    return len(items) > 1 and counted == list(range(1, len(items) + 1))
