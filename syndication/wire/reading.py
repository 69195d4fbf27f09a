"""Reading HTML: the events of a document become a body, with one table that says what each element means here.

What no outlet gets is left out on the way in; what only some get (tables, headings, pictures …) is decided by
`arranging`, so that every profile reads alike.
"""

import re
from collections.abc import Callable, Iterable

from syndication.wire.body import Attributes, Block
from syndication.wire.embeds import EMBEDS, is_placeholder
from syndication.wire.errand import Errand
from syndication.wire.exhibits import (
    POST,
    post_of,
    start_noscript,
    start_picture,
    take_embed,
    take_picture,
    take_source,
)
from syndication.wire.finishing import finish
from syndication.wire.gate import VOID
from syndication.wire.marks import Given, language_of, marks_of
from syndication.wire.reader import IN_TABLE, LISTS, Frame, Kind, Reader, add, append, begin_skipping, flush, push
from syndication.wire.sentences import gettext_noop
from syndication.wire.tokens import Token
from syndication.wire.word import MARKER, as_paragraphs_of_list, fold_lists, list_level, online_level, with_kind

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
SECTIONS = frozenset({"thead", "tbody", "tfoot"})

DROPPED = {
    **dict.fromkeys(("script", "style", "template", "base"), gettext_noop("It is for browsers and no text.")),
    **dict.fromkeys(("svg", "math", "canvas"), gettext_noop("It is a drawing that no outlet takes inside a text.")),
    **dict.fromkeys(
        ("input", "select", "textarea", "button", "option", "datalist", "output", "progress", "meter"),
        gettext_noop("It is a control, which does nothing away from our site."),
    ),
    **dict.fromkeys(
        ("noembed", "noframes", "frameset", "frame", "applet", "basefont"), gettext_noop("It is obsolete.")
    ),
    # Without a word about it, for nobody misses them; round brackets stand in for rp.
    **dict.fromkeys(("head", "title", "meta", "link", "rp", "param", "area", "track", "colgroup", "col"), ""),
}
# An element that is nothing outside these is folded there.
NEEDS_PARENT = {"dd": ("dl",), "dt": ("dl",), "figcaption": ("figure",), "caption": ("table",)}
WHITE = re.compile(r"[ \t\n\r\f]+")
HIDDEN = re.compile(r"(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


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
        if is_hidden(given):
            leave_out(reader, tag, given)
            return
        if is_placeholder(given):
            take_embed(reader, tag, given)
            return
    STARTS.get(tag, start_inline)(reader, tag, given)


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
    if finished.role == "post" and frame.kind is Kind.CONTAINER:
        finished.blocks += post_of(finished, reader)
    reader.container, reader.leaf, reader.leaf_attributes = frame.container, frame.leaf, frame.leaf_attributes
    reader.inherited, reader.role, reader.section = frame.inherited, frame.role, frame.section
    if frame.kind is Kind.CONTAINER:
        for block in finish(finished):
            items = as_paragraphs_of_list(block) if block.tag in LISTS else []
            reader.has_word_lists = reader.has_word_lists or bool(items)
            for one in items or [block]:
                add(reader, one)


def text(reader: Reader, written: str) -> None:
    if reader.skipping:
        if reader.marker is not None:
            reader.marker.append(written)
    elif reader.leaf == "pre":
        append(reader, written.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    else:
        append(reader, written if written.isprintable() and "  " not in written else WHITE.sub(" ", written))


def tell_of_scripts(reader: Reader, tag: str, given: Given) -> None:
    """No attribute is kept that we do not name; of all others only these are worth a word."""
    for name in given:
        if name.startswith("on"):
            reader.errand.remove("attribute.script", f"{name} of <{tag}>", gettext_noop("It runs a script."))


def is_hidden(given: Given) -> bool:
    return "hidden" in given or ("style" in given and bool(HIDDEN.search(given["style"])))


def leave_out(reader: Reader, tag: str, given: Given) -> None:
    """Leave out an element and what is in it."""
    if tag == "math" and given.get("alttext"):
        append(reader, given["alttext"])
    if tag not in DROPPED:
        reader.errand.remove("element.hidden", f"<{tag}>", gettext_noop("A browser would not show it."))
    elif DROPPED[tag]:
        reader.errand.remove("element.dropped", f"<{tag}>", DROPPED[tag])
    if tag not in VOID:
        begin_skipping(reader)


def take_break(reader: Reader, tag: str, given: Given) -> None:
    append(reader, "\n")


def take_rule(reader: Reader, tag: str, given: Given) -> None:
    flush(reader)
    add(reader, Block("hr"))


def take_nothing(reader: Reader, tag: str, given: Given) -> None:
    """A void element that says nothing, such as a place where a word may break."""


def start_ruby(reader: Reader, tag: str, given: Given) -> None:
    push(reader, Kind.RUBY)
    append(reader, "(")


def start_section(reader: Reader, tag: str, given: Given) -> None:
    flush(reader)
    push(reader, Kind.FOLDED)
    reader.section = tag


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
    elif tag == "li":
        block.role = online_level(given)
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


# What the start of each element means; of every other it is that of an inline element.
STARTS: dict[str, Callable[[Reader, str, Given], None]] = {
    **dict.fromkeys(VOID, take_nothing), **dict.fromkeys(FOLDED, start_folded),
    **dict.fromkeys(CONTAINERS, start_container), **dict.fromkeys(TEXT_BLOCKS, start_text_block),
    **dict.fromkeys(SECTIONS, start_section), **dict.fromkeys(EMBEDS, take_embed), **dict.fromkeys(DROPPED, leave_out),
    "br": take_break, "hr": take_rule, "img": take_picture, "noscript": start_noscript, "picture": start_picture,
    "rt": start_ruby, "source": take_source,
}  # fmt: skip
