"""The small Markdown in which the demo's stories are written, read into blocks.

Paragraphs, `##` headings, lists, `>` quotes (a last line after a dash says who), tables, `![alt](picture "caption")`,
and boxes between `::: facts Title`, `::: gallery Title`, `::: film Title` or `::: related Title` and `:::`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from home.demo.content import InvalidDemo, Shown

__all__ = [
    "Block",
    "Facts",
    "Film",
    "Gallery",
    "Heading",
    "Paragraph",
    "Picture",
    "Points",
    "Quote",
    "Related",
    "Table",
    "read_body",
]

BULLET = re.compile(r"- +")
NUMBER = re.compile(r"\d+\. +")
PICTURE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<name>\w+)(?: "(?P<caption>[^"]*)")?\)')
SAID_BY = re.compile(r"[—–]+ *")
RULER = re.compile(r"[|:\- ]+")
INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list; each point is HTML."""

    points: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    text: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first row is the head; cells are plain text."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    title: str
    pictures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """One elsewhere."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    title: str
    sluglines: tuple[str, ...]


Block = Paragraph | Heading | Points | Quote | Table | Picture | Gallery | Facts | Film | Related


def read_body(text: str) -> tuple[Block, ...]:
    """Read a body into its blocks. Raises `InvalidDemo` for a box that is unknown or never closed."""
    return tuple(read_chunk(chunk) for chunk in chunks(text))


def chunks(text: str) -> Iterator[list[str]]:
    """The lines between blank lines; a box is one chunk, blank lines and all."""
    chunk: list[str] = []
    in_box = False
    for line in text.splitlines():
        if line.startswith(":::"):
            in_box = not in_box
        if line.strip() or in_box:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if in_box:
        raise InvalidDemo(f"{chunk[0]!r} is never closed")
    if chunk:
        yield chunk


def read_chunk(lines: Sequence[str]) -> Block:
    first = lines[0]
    if first.startswith(":::"):
        return read_box(lines)
    if first.startswith("#"):
        marks, _, words = first.partition(" ")
        return Heading(text=words.strip(), level=len(marks))
    if first.startswith(">"):
        return read_quote(lines)
    if first.startswith("|"):
        return read_table(lines)
    if PICTURE.fullmatch(first):
        return Picture(shown=read_picture(first))
    if BULLET.match(first) or NUMBER.match(first):
        return read_points(lines)
    return Paragraph(html=f"<p>{inline(' '.join(lines))}</p>")


def read_box(lines: Sequence[str]) -> Block:
    _, kind, *words = lines[0].split(maxsplit=2)
    title, inside = "".join(words), [line for line in lines[1:-1] if line.strip()]
    if kind == "facts":
        return Facts(title=title, html=html_of(read_chunk(inside)))
    if kind == "gallery":
        return Gallery(title=title, pictures=tuple(map(read_picture, inside)))
    if kind == "film":
        return Film(title=title, url=inside[0].strip())
    if kind == "related":
        return Related(title=title, sluglines=tuple(BULLET.sub("", line).strip() for line in inside))
    raise InvalidDemo(f"there is no box of kind {kind!r}")


def html_of(block: Block) -> str:
    """A paragraph or a list as one piece of HTML, for what stands in a box."""
    if isinstance(block, Paragraph):
        return block.html
    if isinstance(block, Points):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{point}</li>' for point in block.points)}</{tag}>"
    raise InvalidDemo(f"a fact box holds a paragraph or a list, not a {type(block).__name__.lower()}")


def read_quote(lines: Sequence[str]) -> Quote:
    said = [line.removeprefix(">").strip() for line in lines]
    has_speaker = bool(SAID_BY.match(said[-1]))
    speaker = SAID_BY.sub("", said[-1], count=1) if has_speaker else ""
    return Quote(text=" ".join(said[:-1] if has_speaker else said), attribution=speaker)


def read_table(lines: Sequence[str]) -> Table:
    written = [line for line in lines if not RULER.fullmatch(line)]
    rows = tuple(tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in written)
    if len({len(row) for row in rows}) > 1:
        raise InvalidDemo(f"the table that begins {lines[0]!r} has rows of different lengths")
    return Table(rows=rows)


def read_picture(line: str) -> Shown:
    found = PICTURE.fullmatch(line)
    if found is None:
        raise InvalidDemo(f"{line!r} is not a picture")
    return Shown(name=found["name"], alt=found["alt"], caption=found["caption"] or "")


def read_points(lines: Sequence[str]) -> Points:
    mark = BULLET if BULLET.match(lines[0]) else NUMBER
    return Points(points=tuple(inline(mark.sub("", line, count=1)) for line in lines), ordered=mark is NUMBER)


def inline(text: str) -> str:
    """Text with bold, italic and links, as HTML."""
    html = escape(text, quote=False)
    for pattern, replacement in INLINE:
        html = pattern.sub(replacement, html)
    return html
