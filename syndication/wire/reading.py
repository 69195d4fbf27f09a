"""Reading HTML: the events of a document become a body, with one table that says what each element means here.

What no outlet gets is left out on the way in; what only some get (tables, headings, pictures …) is decided by
`arranging`, so that every profile reads alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

from syndication.wire.body import Attributes, Block, Inline, Mark, Picture, Run, leaves
from syndication.wire.embeds import embed_of, is_embed
from syndication.wire.gate import LIMITS, VOID, RefusedHTML, Token
from syndication.wire.lines import as_paragraphs, hoist, paragraphs, settle, verbatim
from syndication.wire.marks import Given, language_of, marks_of
from syndication.wire.pictures import PictureRights, find_picture, grant
from syndication.wire.profile import Profile
from syndication.wire.removals import Removals
from syndication.wire.word import MARKER, fold_lists, list_level, with_kind

__all__ = ["parse", "read"]

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
# Where text stands in the element itself and not in a paragraph of its own, and of those, where nothing else may.
HOLDS_TEXT = frozenset({"caption", "dd", "dt", "figcaption", "li", "td", "th"})
HOLDS_TEXT_ONLY = frozenset({"caption", "dt", "figcaption"})
RENAMED = {
    "menu": "ul",
    "dir": "ul",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "image": "img",
    "summary": "p",
}

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

    profile: Profile
    base: str
    removals: Removals
    rights: PictureRights | None  # None: every picture may be shown
    root: Block = field(default_factory=lambda: Block("body"))
    allowed: dict[str, frozenset[str]] = field(init=False)
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
    has_word_lists: bool = False

    def __post_init__(self) -> None:
        self.container = self.root
        self.allowed = self.profile.allowed


def read(
    events: Iterable[Token], profile: Profile, base: str, removals: Removals, rights: PictureRights | None = None
) -> Block:
    """The body that `events` tell of: its links are absolute, its text is as a browser would show it."""
    reader = Reader(profile, base, removals, rights)
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


class Soup(BeautifulSoup):
    """BeautifulSoup that stops at the depth and number at which it would become slow, whatever the scan before it saw."""

    limits = LIMITS
    elements = 0

    def pushTag(self, tag: Tag) -> None:  # noqa: N802 - BeautifulSoup's own name
        self.elements += 1
        # Beside the fragment's own there are <html>, <body> and the document.
        if len(self.tagStack) > self.limits.depth + 3:
            raise RefusedHTML("depth", f"its elements are nested more than {self.limits.depth} deep")
        if self.elements > self.limits.elements + 3:
            raise RefusedHTML("elements", f"it holds more than {self.limits.elements:,} elements")
        super().pushTag(tag)


def parse(html: str) -> Iterator[Token]:
    """The events of the tree that BeautifulSoup builds of `html`. Raises `RefusedHTML`."""
    # Within <body> the mark-up is never taken for a file's name or an address, at which BeautifulSoup would warn.
    soup = Soup(f"<body>{html}", "lxml", multi_valued_attributes=None)
    stack = [iter(soup.contents)]
    names: list[str] = []
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            if names and (name := names.pop()):
                yield name, None
        elif isinstance(node, Tag):
            tag = RENAMED.get(node.name, node.name)
            yield tag, {name: str(value) for name, value in node.attrs.items()}
            stack.append(iter(node.contents))  # libxml2 puts what follows a <source> into it
            names.append("" if tag in VOID else tag)
        elif not isinstance(node, PreformattedString):  # a comment or a declaration
            yield None, str(node)


def start(reader: Reader, tag: str, given: Given) -> None:
    """Take in a start tag."""
    if reader.skipping:
        reader.skipping += tag not in VOID
        return
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
    reader.container, reader.leaf, reader.leaf_attributes = frame.container, frame.leaf, frame.leaf_attributes
    reader.inherited, reader.role, reader.section = frame.inherited, frame.role, frame.section
    if frame.kind is Kind.CONTAINER:
        for block in FINISH.get(finished.tag, as_it_is)(finished):
            add(reader, block)


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


def is_hidden(given: Given) -> bool:
    return "hidden" in given or ("style" in given and bool(HIDDEN.search(given["style"])))


def leave_out(reader: Reader, tag: str, given: Given) -> None:
    """Leave out an element and what is in it."""
    if tag == "math" and given.get("alttext"):
        append(reader, given["alttext"])
    if tag not in DROPPED:
        reader.removals.add("element.hidden", f"<{tag}>", "A browser would not show it.")
    elif DROPPED[tag]:
        reader.removals.add("element.dropped", f"<{tag}>", DROPPED[tag])
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
    found = find_picture(given, reader.sources or (), reader.base, reader.profile, reader.removals)
    if isinstance(found, str):
        append(reader, found)
    elif found is not None:
        granted = found if reader.rights is None else grant(found, reader.rights)
        if granted is None:
            reader.removals.add("picture.rights", found.src, "It may not go to this outlet, nor may its caption.")
            lose_figure(reader)
        else:
            granted.marks = reader.marks
            reader.inline.append(granted)


def lose_figure(reader: Reader) -> None:
    """A picture that may not travel takes the whole figure it stands in with it."""
    for block in (reader.container, *(frame.container for frame in reversed(reader.opened))):
        if block.tag == "figure":
            block.role = "lost"
            return


def start_noscript(reader: Reader) -> None:
    """What lazy loading shows without scripts is the picture before it once more."""
    if any(isinstance(one, Picture) for one in reader.inline[-3:]):
        begin_skipping(reader)
    else:
        push(reader, Kind.INLINE)


def take_embed(reader: Reader, tag: str, given: Given) -> None:
    """An embed stays where the profile allows its host, and is a titled link everywhere else."""
    block = embed_of(tag, given, reader.base, reader.profile, reader.removals)
    if block is not None:
        flush(reader)
        add(reader, block)
    if tag in VOID:
        return
    if block is None and tag in ("object", "video", "audio"):  # what stands in it may still name what it shows
        push(reader, Kind.FOLDED)
        reader.player = tag if tag != "object" else ""
    else:
        begin_skipping(reader)


def take_player_source(reader: Reader, given: Given) -> None:
    """The first source of a film or sound is its address; what else stands in it is for browsers that cannot play."""
    block = embed_of(reader.player, given, reader.base, reader.profile, reader.removals)
    if block is not None and reader.opened[-1].kind is Kind.FOLDED:
        flush(reader)
        add(reader, block)
        reader.player = ""
        reader.opened[-1] = reader.opened[-1]._replace(kind=Kind.SKIPPED)
        reader.skipping = 1


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
    if tag == "tr":
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
    push(reader, Kind.QUOTE if tag == "q" and "q" not in reader.allowed else Kind.INLINE)
    if tag == "q" and "q" not in reader.allowed:
        append(reader, "“")
        return
    reader.marks = marks_of(
        tag, given, reader.marks, reader.allowed, reader.profile, reader.base, reader.removals, reader.rights
    )


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


def as_it_is(block: Block) -> list[Block]:
    return [block] if block.inline or block.blocks else []


def finish_item(item: Block) -> list[Block]:
    hoist(item)
    return [item] if item.inline or item.blocks or item.tag in ("td", "th") else []


def finish_text(block: Block) -> list[Block]:
    """Where only text may stand, blocks are lines of it."""
    for leaf in list(leaves(block))[1:]:
        if leaf.inline:
            block.inline += [Run("\n"), *leaf.inline] if block.inline else leaf.inline
    block.inline = settle(block.inline)
    block.blocks = []
    return [block] if block.inline else []


def finish_list(block: Block) -> list[Block]:
    block.blocks = [item for item in block.blocks if item.inline or item.blocks]
    return [block] if block.blocks else []


def finish_definitions(block: Block) -> list[Block]:
    """What stands between terms belongs to the term before it."""
    together: list[Block] = []
    for one in block.blocks:
        if one.tag in ("dt", "dd"):
            together.append(one)
        elif together and together[-1].tag == "dd":
            together[-1].blocks.append(one)
        else:
            together.append(Block("dd", blocks=[one]))
    has_both = {one.tag for one in together} == {"dt", "dd"}
    block.blocks = together
    if has_both and together[0].tag == "dt":
        return [block]
    return [part for one in together for part in as_paragraphs(one.inline, one.attributes) + one.blocks]


def finish_figure(figure: Block) -> list[Block]:
    """A figure is pictures and their caption; what else stood in it stands after it."""
    captions = [one for one in figure.blocks if one.tag == "figcaption"]
    others = [one for one in figure.blocks if one.tag != "figcaption"]
    if figure.role == "lost" and not any(one.tag == "figure" for one in others):
        return []
    shown = [
        one for one in others if one.tag == "p" and one.inline and all(isinstance(it, Picture) for it in one.inline)
    ]
    if not shown or any(one.tag == "figure" for one in others):
        return [part for one in figure.blocks for part in (captions_as_text([one]) if one in captions else [one])]
    rest = [one for one in others if one not in shown]
    if not captions and rest and all(one.tag == "p" for one in rest):
        captions = finish_text(Block("figcaption", blocks=rest))
        rest = []
    pictures = [picture for one in shown for picture in one.inline]
    return [Block("figure", inline=pictures, blocks=captions[:1]), *captions_as_text(captions[1:]), *rest]


def captions_as_text(captions: list[Block]) -> list[Block]:
    return [part for one in captions for part in as_paragraphs(one.inline, one.attributes)]


def finish_table(table: Block) -> list[Block]:
    """A table of figures as caption, head and body; one that only lays out a page as what stands in it."""
    captions = [one for one in table.blocks if one.tag == "caption"][:1]
    rows = [one for one in table.blocks if one.tag == "tr" and one.blocks]
    if not rows:
        return captions_as_text(captions)
    is_layout = table.role == "layout" or any(leaf.tag == "table" for row in rows for leaf in leaves(row))
    if is_layout or all(len(row.blocks) < 2 for row in rows):
        cells = [cell for row in rows for cell in row.blocks]
        contents = [part for cell in cells for part in as_paragraphs(cell.inline, cell.attributes) + cell.blocks]
        return captions_as_text(captions) + contents
    head = [row for row in rows if row.role == "thead"]
    body = [row for row in rows if row.role not in ("thead", "tfoot")] + [row for row in rows if row.role == "tfoot"]
    sections = [Block(tag, blocks=part) for tag, part in (("thead", head), ("tbody", body)) if part]
    return [Block("table", blocks=captions + sections)]


FINISH = {
    "caption": finish_text, "dd": finish_item, "dl": finish_definitions, "dt": finish_text, "figcaption": finish_text,
    "figure": finish_figure, "li": finish_item, "ol": finish_list, "table": finish_table, "td": finish_item,
    "th": finish_item, "ul": finish_list,
}  # fmt: skip
