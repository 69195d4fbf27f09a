"""A body taken apart: blocks that hold runs of text, each run with its marks. What cleaning works on, and writes.

Mutable, unlike everything else in the wire: a body lives inside one call of `clean` or `prepare` and is worked on there.
Text in a run holds a line break as "\\n"; other white space was normalised as a browser would show it.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

__all__ = ["Attributes", "Block", "Inline", "Mark", "Picture", "Run", "leaves", "pictures", "text_of", "write"]

Attributes = tuple[tuple[str, str], ...]
Mark = tuple[str, Attributes]  # an inline element: its tag and attributes


@dataclass(slots=True)
class Run:
    """Text under the same marks, the outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Picture:
    """An `<img>`; `width` and `height` in pixels, "" when unknown."""

    src: str
    alt: str = ""
    width: str = ""
    height: str = ""
    title: str = ""
    marks: tuple[Mark, ...] = ()
    candidates: tuple[str, ...] = ()  # every address under which the picture was offered

    @property
    def attributes(self) -> Attributes:
        return (
            ("src", self.src), ("alt", self.alt), ("width", self.width), ("height", self.height), ("title", self.title),
        )  # fmt: skip


Inline = Run | Picture


@dataclass(slots=True)
class Block:
    """A block element: its own inline content first, then the blocks in it. `role` is for who builds it."""

    tag: str
    attributes: Attributes = ()
    inline: list[Inline] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    role: str = ""


def leaves(block: Block) -> Iterator[Block]:
    """`block` and every block in it, in the order of the text."""
    yield block
    for child in block.blocks:
        yield from leaves(child)


def pictures(block: Block) -> Iterator[Picture]:
    for leaf in leaves(block):
        yield from (one for one in leaf.inline if isinstance(one, Picture))


def text_of(block: Block) -> str:
    """Everything that is written in `block`, blocks apart by a line break."""
    texts = ("".join(one.text for one in leaf.inline if isinstance(one, Run)) for leaf in leaves(block))
    return "\n".join(text for text in texts if text)


def write(root: Block, allowed: dict[str, frozenset[str]]) -> str:
    """Write what is in `root` as HTML, letter for letter as nh3 would write it; only what is `allowed` is written."""
    parts: list[str] = []
    for block in root.blocks:
        write_block(block, allowed, parts)
    return "".join(parts)


VOID_BLOCKS = frozenset({"hr"})


def write_block(block: Block, allowed: dict[str, frozenset[str]], parts: list[str]) -> None:
    is_allowed = block.tag in allowed
    if is_allowed:
        attributes = write_attributes(block.attributes, allowed[block.tag]) if block.attributes else ""
        parts.append(f"<{block.tag}{attributes}>")
        if block.tag in VOID_BLOCKS:
            return
    if block.inline:
        write_inline(block.inline, allowed, parts, "\n" if block.tag == "pre" else "<br>")
    for child in block.blocks:
        write_block(child, allowed, parts)
    if is_allowed:
        parts.append(f"</{block.tag}>")


def write_inline(inline: list[Inline], allowed: dict[str, frozenset[str]], parts: list[str], line_break: str) -> None:
    opened: tuple[Mark, ...] = ()
    for one in inline:
        if one.marks != opened:
            change_marks(opened, one.marks, allowed, parts)
            opened = one.marks
        if isinstance(one, Run):
            text = escape(one.text)
            parts.append(text.replace("\n", line_break) if "\n" in text else text)
        else:
            parts.append(f"<img{write_attributes(one.attributes, allowed['img'])}>")
    if opened:
        change_marks(opened, (), allowed, parts)


def change_marks(
    old: tuple[Mark, ...], new: tuple[Mark, ...], allowed: dict[str, frozenset[str]], parts: list[str]
) -> None:
    """Close and open inline elements, keeping those that both share."""
    shared = 0
    if old and new:
        while shared < min(len(old), len(new)) and old[shared] == new[shared]:
            shared += 1
    for tag, _ in reversed(old[shared:]):
        parts.append(f"</{tag}>")
    for tag, given in new[shared:]:
        parts.append(f"<{tag}{write_attributes(given, allowed[tag])}>" if given else f"<{tag}>")


def write_attributes(attributes: Attributes, allowed: Container[str]) -> str:
    if not attributes:
        return ""
    return "".join(
        f' {name}="{escape(value).replace(QUOTE, "&quot;")}"'
        for name, value in attributes
        if name in allowed and (value or name == "alt")
    )


QUOTE = '"'


def escape(text: str) -> str:
    """As the HTML standard serialises text (WHATWG HTML 13.3), which is how nh3 writes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\u00a0" in text:
        text = text.replace("\u00a0", "&nbsp;")
    return text
