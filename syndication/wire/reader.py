"""Where the reading of HTML stands: which elements are open, what they mean for the text, and the body so far."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from syndication.wire.body import Attributes, Block, Inline, Mark, Run
from syndication.wire.errand import Errand
from syndication.wire.lines import paragraphs, verbatim
from syndication.wire.marks import Given

__all__ = [
    "IN_TABLE",
    "LISTS",
    "Frame",
    "Kind",
    "Reader",
    "add",
    "add_all",
    "append",
    "begin_skipping",
    "flush",
    "push",
]

LISTS = frozenset({"ul", "ol"})
IN_TABLE = frozenset({"caption", "td", "th", "tr"})
# Where text stands in the element itself and not in a paragraph of its own.
HOLDS_TEXT = frozenset({"caption", "dd", "dt", "figcaption", "li", "td", "th"})


class Kind(Enum):
    """What an open element means for the text in it."""

    SKIPPED = auto()
    FOLDED = auto()
    TEXT = auto()
    CONTAINER = auto()
    INLINE = auto()
    QUOTE = auto()
    RUBY = auto()
    PICTURE = auto()


class Frame(NamedTuple):
    """An open element, and what held before it."""

    kind: Kind
    container: Block
    leaf: str
    leaf_attributes: Attributes
    inherited: Attributes
    marks: tuple[Mark, ...]
    role: str
    section: str


@dataclass(slots=True)
class Reader:
    """Where the reading stands."""

    errand: Errand
    root: Block = field(default_factory=lambda: Block("body"))
    container: Block = field(init=False)
    leaf: str = ""  # the text block that is open; "" for text that stands in none
    leaf_attributes: Attributes = ()
    inherited: Attributes = ()  # language and direction of folded elements
    marks: tuple[Mark, ...] = ()
    role: str = ""  # of a list paragraph, from Word
    section: str = ""  # of the table
    inline: list[Inline] = field(default_factory=list)
    opened: list[Frame] = field(default_factory=list)
    skipping: int = 0
    marker: list[str] | None = None  # the bullet or number that Word wrote into the text
    sources: list[tuple[str, str]] | None = None  # srcset and type of the open <picture>
    player: str = ""  # `video` or `audio` that has named no address yet
    player_given: Given = field(default_factory=dict)
    post: str = ""  # the last address in a quotation that is a post elsewhere
    has_word_lists: bool = False

    def __post_init__(self) -> None:
        self.container = self.root


def push(reader: Reader, kind: Kind) -> None:
    reader.opened.append(
        Frame(
            kind, reader.container, reader.leaf, reader.leaf_attributes, reader.inherited, reader.marks, reader.role,
            reader.section,
        )
    )  # fmt: skip


def begin_skipping(reader: Reader) -> None:
    push(reader, Kind.SKIPPED)
    reader.skipping = 1


def append(reader: Reader, written: str) -> None:
    reader.inline.append(Run(written, reader.marks))


def flush(reader: Reader) -> None:
    """Make blocks of the inline content that has gathered."""
    inline = reader.inline
    if not inline:
        return
    reader.inline = []
    container, tag = reader.container, reader.leaf or "p"
    if tag == "pre":
        if content := verbatim(inline):
            add(reader, Block("pre", reader.leaf_attributes, content))
        return
    holds_text = container.tag in HOLDS_TEXT
    parts = paragraphs(inline, lift_pictures=tag == "p" and not holds_text)
    if parts and holds_text and not reader.leaf and not container.inline and not container.blocks:
        container.inline = parts.pop(0)
    if container.tag in LISTS and tag == "p":
        tag = "li"
    for part in parts:
        add(reader, Block(tag, reader.leaf_attributes, part, role="" if tag == "li" else reader.role))


def add(reader: Reader, block: Block) -> None:
    """Put a block into the open container, with the element round it that it cannot stand without."""
    parent = reader.container
    if parent.tag in ("table", "tr") and block.tag not in IN_TABLE:
        parent = next(
            frame.container for frame in reversed(reader.opened) if frame.container.tag not in ("table", "tr")
        )  # fmt: skip
    wrapper = wrapper_for(parent.tag, block.tag)
    if not wrapper:
        parent.blocks.append(block)
    elif wrapper == "li":
        if not parent.blocks:
            parent.blocks.append(Block("li"))
        parent.blocks[-1].blocks.append(block)
    elif parent.blocks and parent.blocks[-1].role == "implied":
        parent.blocks[-1].blocks.append(block)
    else:
        parent.blocks.append(Block(wrapper, blocks=[block], role="implied"))


def add_all(reader: Reader, blocks: list[Block]) -> None:
    if blocks:
        flush(reader)
    for block in blocks:
        add(reader, block)


def wrapper_for(parent: str, tag: str) -> str:
    if parent in LISTS:
        return "" if tag == "li" else "li"
    if tag == "li":
        return "ul"
    if parent == "table" and tag in ("td", "th"):
        return "tr"
    return ""
