"""Reading HTML: the events of a document become a body, with one table that says what each element means here.

What no outlet gets is left out on the way in; what only some get (tables, headings, pictures …) is decided by
`arranging`, so that every profile reads alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from syndication.wire.body import Attributes, Block, Inline, Mark, Picture, Run, text_of
from syndication.wire.embeds import embed_of, is_embed
from syndication.wire.errand import Errand
from syndication.wire.finishing import finish
from syndication.wire.gate import VOID, Token
from syndication.wire.lines import paragraphs, verbatim
from syndication.wire.marks import Given, language_of, marks_of
from syndication.wire.pictures import allow, find_picture
from syndication.wire.word import MARKER, fold_lists, list_level, with_kind

__all__ = ["read"]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TEXT_BLOCKS = HEADINGS | {"p", "pre"}
FOLDED = frozenset({
    "address", "article", "aside", "body", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header",
    "hgroup", "html", "legend", "main", "nav", "search", "section",
})  # fmt: skip
CONTAINERS = frozenset({
    "blockquote", "caption", "dd", "dl", "dt", "figcaption", "figure", "li", "ol", "table", "td", "th", "tr", "ul",
})  # fmt: skip
LISTS = frozenset({"ul", "ol"})
SECTIONS = frozenset({"thead", "tbody", "tfoot"})
IN_TABLE = frozenset({"caption", "td", "th", "tr"})
# Where text stands in the element itself and not in a paragraph of its own.
HOLDS_TEXT = frozenset({"caption", "dd", "dt", "figcaption", "li", "td", "th"})

DROPPED = {
    **dict.fromkeys(("script", "style", "template", "base"), "It is for browsers and no text."),
    **dict.fromkeys(("svg", "math", "canvas"), "It is a drawing that no outlet takes inside a text."),
    **dict.fromkeys(
        ("input", "select", "textarea", "button", "option", "datalist", "output", "progress", "meter"),
        "It is a control, which does nothing away from our site.",
    ),
    **dict.fromkeys(("noembed", "noframes", "frameset", "frame", "applet", "basefont"), "It is obsolete."),
    # Without a word about it, for nobody misses them; round brackets stand in for rp.
    **dict.fromkeys(("head", "title", "meta", "link", "rp", "param", "area", "track", "colgroup", "col"), ""),
}
# An element that is nothing outside these is folded there.
NEEDS_PARENT = {"dd": ("dl",), "dt": ("dl",), "figcaption": ("figure",), "caption": ("table",)}
POST = re.compile(
    r"(?:^|\s)(?:twitter-tweet|twitter-video|bluesky-embed|reddit-card|reddit-embed-bq|text-post-media)(?:\s|$)"
)
WHITE = re.compile(r"[ \t\n\r\f]+")
HIDDEN = re.compile(r"(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


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


def read(events: Iterable[Token], errand: Errand) -> Block:
    """The body that `events` tell of: its links are absolute, its text is as a browser would show it."""
    reader = Reader(errand)
    for tag, value in events:
        if tag is None:
            text(reader, str(value))
        elif isinstance(value, dict):
            start(reader, tag, value)
        else:
            end(reader)
    flush(reader)
    if reader.has_word_lists:
        fold_lists(reader.root)
    return reader.root


def start(reader: Reader, tag: str, given: Given) -> None:
    """Take in a start tag."""
    if reader.skipping:
        reader.skipping += tag not in VOID
        return
    if given:
        tell_of_scripts(reader, tag, given)
    if tag in DROPPED or (given and is_hidden(given)):
        leave_out(reader, tag, given)
    elif tag in VOID:
        take_void(reader, tag, given)
    elif is_embed(tag, given):
        take_embed(reader, tag, given)
    elif tag in TEXT_BLOCKS:
        start_text_block(reader, tag, given)
    elif tag in CONTAINERS:
        start_container(reader, tag, given)
    elif tag in SECTIONS:
        flush(reader)
        push(reader, Kind.FOLDED)
        reader.section = tag
    elif tag in FOLDED:
        start_folded(reader, tag, given)
    elif tag == "picture":
        push(reader, Kind.PICTURE)
        reader.sources = []
    elif tag == "noscript":
        start_noscript(reader)
    elif tag == "rt":
        push(reader, Kind.RUBY)
        append(reader, "(")
    else:
        start_inline(reader, tag, given)


def push(reader: Reader, kind: Kind) -> None:
    reader.opened.append(
        Frame(
            kind, reader.container, reader.leaf, reader.leaf_attributes, reader.inherited, reader.marks, reader.role,
            reader.section,
        )
    )  # fmt: skip


def end(reader: Reader) -> None:
    """Take in the end tag of what was opened last."""
    if reader.skipping > 1:
        reader.skipping -= 1
        return
    frame = reader.opened.pop()
    kind = frame.kind
    if kind is Kind.INLINE:
        reader.marks = frame.marks
        return
    if kind is Kind.SKIPPED:
        reader.skipping = 0
        end_marker(reader)
    elif kind is Kind.QUOTE:
        append(reader, "”")
    elif kind is Kind.RUBY:
        append(reader, ")")
    elif kind is Kind.PICTURE:
        reader.sources = None
    else:
        end_block(reader, frame)


def end_block(reader: Reader, frame: Frame) -> None:
    flush(reader)
    finished = reader.container
    if finished.role == "post":
        finished.blocks += post_of(finished, reader)
    reader.container, reader.leaf, reader.leaf_attributes = frame.container, frame.leaf, frame.leaf_attributes
    reader.inherited, reader.role, reader.section = frame.inherited, frame.role, frame.section
    if frame.kind is Kind.CONTAINER:
        for block in finish(finished):
            add(reader, block)


def post_of(block: Block, reader: Reader) -> list[Block]:
    """The link that stands for a post elsewhere whose words a script would have fetched."""
    block.role = ""
    if not reader.post or text_of(block).strip():
        return []
    return embed_of("blockquote", {"data-embed": "", "href": reader.post}, reader.errand)


def text(reader: Reader, written: str) -> None:
    if reader.skipping:
        if reader.marker is not None:
            reader.marker.append(written)
    elif reader.leaf == "pre":
        append(reader, written.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    else:
        append(reader, WHITE.sub(" ", written))


def append(reader: Reader, written: str) -> None:
    reader.inline.append(Run(written, reader.marks))


def tell_of_scripts(reader: Reader, tag: str, given: Given) -> None:
    """No attribute is kept that we do not name; of all others only these are worth a word."""
    for name in given:
        if name.startswith("on"):
            reader.errand.remove("attribute.script", f"{name} of <{tag}>", "It runs a script.")


def is_hidden(given: Given) -> bool:
    return "hidden" in given or ("style" in given and bool(HIDDEN.search(given["style"])))


def leave_out(reader: Reader, tag: str, given: Given) -> None:
    """Leave out an element and what is in it."""
    if tag == "math" and given.get("alttext"):
        append(reader, given["alttext"])
    if tag not in DROPPED:
        reader.errand.remove("element.hidden", f"<{tag}>", "A browser would not show it.")
    elif DROPPED[tag]:
        reader.errand.remove("element.dropped", f"<{tag}>", DROPPED[tag])
    if tag not in VOID:
        begin_skipping(reader)


def begin_skipping(reader: Reader) -> None:
    push(reader, Kind.SKIPPED)
    reader.skipping = 1


def take_void(reader: Reader, tag: str, given: Given) -> None:
    if tag == "br":
        append(reader, "\n")
    elif tag == "img":
        take_picture(reader, given)
    elif tag == "source" and reader.sources is not None:
        reader.sources.append((given.get("srcset", ""), given.get("type", "").strip().lower()))
    elif tag == "source" and reader.player:
        take_player_source(reader, given)
    elif tag == "hr":
        flush(reader)
        add(reader, Block("hr"))
    elif tag == "embed":
        take_embed(reader, tag, given)


def take_picture(reader: Reader, given: Given) -> None:
    found = find_picture(given, reader.sources or (), reader.errand)
    if isinstance(found, str):
        append(reader, found)
    elif found is not None:
        granted = allow(found, reader.errand)
        if granted is None:
            mark_figures(reader, "lost")
        else:
            granted.marks = reader.marks
            reader.inline.append(granted)
    else:
        mark_figures(reader, "bare")


def mark_figures(reader: Reader, role: str) -> None:
    """Tell every figure round a picture what became of it; that one may not travel outweighs all else."""
    for block in (reader.container, *(frame.container for frame in reader.opened)):
        if block.tag == "figure" and block.role != "lost":
            block.role = role


def start_noscript(reader: Reader) -> None:
    """What lazy loading shows without scripts is the picture before it once more."""
    if any(isinstance(one, Picture) for one in reader.inline[-3:]):
        begin_skipping(reader)
    else:
        push(reader, Kind.INLINE)


def take_embed(reader: Reader, tag: str, given: Given) -> None:
    """An embed stays where the profile allows its host, and is a titled link everywhere else."""
    blocks = embed_of(tag, given, reader.errand)
    add_all(reader, blocks)
    if tag in VOID:
        return
    if not blocks and tag in ("object", "video", "audio"):  # what stands in it may still name what it shows
        push(reader, Kind.FOLDED)
        reader.player, reader.player_given = (tag, given) if tag != "object" else ("", {})
    else:
        begin_skipping(reader)


def take_player_source(reader: Reader, given: Given) -> None:
    """The first source of a film or sound is its address; what else stands in it is for browsers that cannot play."""
    blocks = embed_of(reader.player, reader.player_given | given, reader.errand)
    if blocks and reader.opened[-1].kind is Kind.FOLDED:
        add_all(reader, blocks)
        reader.player = ""
        reader.opened[-1] = reader.opened[-1]._replace(kind=Kind.SKIPPED)
        reader.skipping = 1


def add_all(reader: Reader, blocks: list[Block]) -> None:
    if blocks:
        flush(reader)
    for block in blocks:
        add(reader, block)


def start_text_block(reader: Reader, tag: str, given: Given) -> None:
    flush(reader)
    push(reader, Kind.TEXT)
    if reader.leaf in ("", "p") or tag != "p":  # a paragraph in a heading is the heading's text
        reader.leaf = tag
        reader.leaf_attributes = (language_of(given) if given else ()) or reader.inherited
    if tag == "p" and given and (level := list_level(given)):
        reader.role, reader.has_word_lists = level, True


def start_folded(reader: Reader, tag: str, given: Given) -> None:
    if tag == "div" and "wp-caption" in given.get("class", ""):
        start_container(reader, "figure", given)
        return
    flush(reader)
    push(reader, Kind.FOLDED)
    if given and (language := language_of(given)):
        reader.inherited = language
        reader.leaf_attributes = language


def start_container(reader: Reader, tag: str, given: Given) -> None:
    flush(reader)
    if reader.container.tag not in NEEDS_PARENT.get(tag, (reader.container.tag,)) or (
        tag in IN_TABLE and not is_in_table(reader)
    ):
        push(reader, Kind.FOLDED)
        return
    push(reader, Kind.CONTAINER)
    block = Block(tag, container_attributes(tag, given, reader))
    if tag == "blockquote" and POST.search(given.get("class", "")):
        block.role, reader.post = "post", ""
    elif tag == "tr":
        block.role = reader.section
    elif tag == "table":
        block.role = "layout" if given.get("role") in ("presentation", "none") else ""
        reader.section = ""
    reader.container, reader.leaf, reader.leaf_attributes, reader.role = block, "", reader.inherited, ""


def is_in_table(reader: Reader) -> bool:
    return any(
        block.tag == "table" for block in (reader.container, *(frame.container for frame in reader.opened))
    )  # fmt: skip


SPAN = re.compile(r"[1-9]\d{0,2}")
LANGUAGE_HOLDERS = frozenset({"blockquote", "dd", "dt", "figcaption", "li", "td", "th"})


def container_attributes(tag: str, given: Given, reader: Reader) -> Attributes:
    kept: Attributes = ()
    if tag in LANGUAGE_HOLDERS:
        kept = (language_of(given) if given else ()) or (reader.inherited if tag != "blockquote" else ())
    if not given:
        return kept
    if tag in ("td", "th"):
        kept += tuple(
            (name, given[name])
            for name in ("colspan", "rowspan")
            if SPAN.fullmatch(given.get(name, "")) and given[name] != "1"
        )
        if tag == "th" and given.get("scope") in ("col", "row", "colgroup", "rowgroup"):
            kept += (("scope", given["scope"]),)
    elif tag == "ol" and re.fullmatch(r"-?\d{1,6}", given.get("start", "")) and given["start"] != "1":
        kept += (("start", given["start"]),)
    return kept


def start_inline(reader: Reader, tag: str, given: Given) -> None:
    if given and MARKER.search(given.get("style", "")):
        begin_skipping(reader)
        reader.marker = []
        return
    push(reader, Kind.QUOTE if tag == "q" and "q" not in reader.errand.allowed else Kind.INLINE)
    if tag == "q" and "q" not in reader.errand.allowed:
        append(reader, "“")
        return
    if tag == "a" and reader.container.role == "post":
        reader.post = given.get("href", "")
    reader.marks = marks_of(tag, given, reader.marks, reader.errand)


def end_marker(reader: Reader) -> None:
    if reader.marker is not None:
        if reader.role:
            reader.role = with_kind(reader.role, "".join(reader.marker))
        reader.marker = None


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


def wrapper_for(parent: str, tag: str) -> str:
    if parent in LISTS:
        return "" if tag == "li" else "li"
    if tag == "li":
        return "ul"
    if parent == "table" and tag in ("td", "th"):
        return "tr"
    return ""
