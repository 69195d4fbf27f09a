"""Plain text that reads well, out of clean HTML: for e-mail, for NITF and for outlets that take no mark-up."""

from dataclasses import dataclass, field
from functools import lru_cache

from syndication.wire.arranging import BULLETS, EMPTY_CELL, first_number
from syndication.wire.body import Block, Inline, Run
from syndication.wire.errand import Errand
from syndication.wire.lines import as_paragraphs
from syndication.wire.profile import BodyForm, Pictures, Profile, Tables
from syndication.wire.reading import read
from syndication.wire.tree import parse

__all__ = ["as_text", "structure_of", "to_text"]


# What text is made of: everything that has a line of its own, and links, which become references.
STRUCTURE = {
    "a": ["href"], "blockquote": [], "br": [], "caption": [], "dd": [], "dl": [], "dt": [], "h2": [], "h3": [],
    "h4": [], "hr": [], "li": [], "ol": ["start"], "p": [], "pre": [], "table": [], "td": [], "th": [], "tr": [], "ul": [],
}  # fmt: skip


@lru_cache(maxsize=256)
def structure_of(profile: Profile) -> Profile:
    """The profile by which a body is read that `profile` takes as plain text."""
    return profile.override(
        allow=STRUCTURE, body_form=BodyForm.HTML, tables=Tables.KEEP, pictures=Pictures.NONE, picture_min_side=0,
        picture_max_side=0,        picture_types=frozenset(), picture_required=False, picture_advised=False, picture_ratio_min=0,
        picture_ratio_max=0, picture_max_bytes=0, picture_max_count=0, iframe_hosts=frozenset(), link_rel="",
    )  # fmt: skip


def to_text(html: str) -> str:
    """The text of clean HTML: paragraphs apart by an empty line, lists and tables as lines, links as references.

    Pictures are left out with their captions, which say nothing without them.
    """
    root = read(parse(html), Errand(PLAIN, "https://example.org/"))
    return "\n\n".join(paragraphs_of(root))


PLAIN = structure_of(Profile(name="text", label="Text"))


def as_text(root: Block) -> Block:
    """A body whose text stands in paragraphs without any mark-up."""
    return Block("body", blocks=[part for text in paragraphs_of(root) for part in as_paragraphs([Run(text)])])


@dataclass(slots=True)
class Notes:
    """The addresses that a text refers to, each once, in the order in which they come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, address: str) -> int:
        return self.numbers.setdefault(address, len(self.numbers) + 1)


def paragraphs_of(root: Block) -> list[str]:
    """The paragraphs of a body, lines in them apart by a line break; the last lists the links."""
    notes = Notes()
    texts = [text for block in root.blocks for text in text_of_block(block, notes, 0) if text]
    references = [f"[{number}] {address}" for address, number in notes.numbers.items()]
    return texts + (["\n".join(references)] if references else [])


def text_of_block(block: Block, notes: Notes, level: int) -> list[str]:
    if block.tag in ("ul", "ol"):
        return ["\n".join(lines_of_list(block, notes, level))]
    if block.tag == "table":
        return ["\n".join(lines_of_table(block, notes))]
    if block.tag == "dl":
        return ["\n".join(lines_of_definitions(block, notes))]
    if block.tag == "hr":
        return ["* * *"]
    if block.tag in ("figure", "iframe"):
        return []
    own = [text_of_inline(block.inline, notes)] if block.inline else []
    texts = own + [text for child in block.blocks for text in text_of_block(child, notes, level)]
    texts = [text for text in texts if text]
    if block.tag == "blockquote" and texts:
        return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(texts).split("\n"))]
    return texts


def lines_of_list(block: Block, notes: Notes, level: int) -> list[str]:
    lines = []
    for number, item in enumerate(block.blocks, first_number(block)):
        bullet = f"{number}." if block.tag == "ol" else BULLETS[min(level, len(BULLETS) - 1)]
        own = [text_of_inline(item.inline, notes)] if item.inline else []
        texts = own + [text for child in item.blocks for text in text_of_block(child, notes, level + 1)]
        hanging = "\n" + " " * (len(bullet) + 1)
        lines.append(f"{bullet} " + "\n".join(text for text in texts if text).replace("\n", hanging))
    return lines


def lines_of_table(table: Block, notes: Notes) -> list[str]:
    captions = [text_of_inline(one.inline, notes) for one in table.blocks if one.tag == "caption"]
    rows = [row for section in table.blocks if section.tag != "caption" for row in section.blocks]
    return captions + [" | ".join(text_of_cell(cell, notes) for cell in row.blocks) for row in rows]


def text_of_cell(cell: Block, notes: Notes) -> str:
    own = [text_of_inline(cell.inline, notes)] if cell.inline else []
    texts = own + [text for child in cell.blocks for text in text_of_block(child, notes, 0)]
    return " ".join(" ".join(texts).split()) or EMPTY_CELL


def lines_of_definitions(block: Block, notes: Notes) -> list[str]:
    return [f"{text_of_cell(one, notes)}{':' if one.tag == 'dt' else ''}" for one in block.blocks]


def text_of_inline(inline: list[Inline], notes: Notes) -> str:
    """A line's text, each link followed by the number of its reference."""
    parts: list[str] = []
    opened = ""
    words = ""
    for one in [*inline, Run("")]:
        link = next((dict(attributes).get("href", "") for tag, attributes in one.marks if tag == "a"), "")
        if opened and link != opened:
            parts.append(reference(words, opened, notes))
        if link != opened:
            opened, words = link, ""
        if isinstance(one, Run):
            parts.append(one.text)
            words += one.text
    return "".join(parts).replace("\u00a0", " ").strip(" ")


def reference(words: str, address: str, notes: Notes) -> str:
    """What stands behind a link's words: nothing when they are the address."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    told = words.strip().removeprefix("https://").removeprefix("http://").rstrip("/").casefold()
    if not words.strip() or told == bare.removeprefix("https://").removeprefix("http://").rstrip("/").casefold():
        return ""
    return f" [{notes.number(bare)}]"
