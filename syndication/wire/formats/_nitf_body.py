"""A body of HTML as the content of NITF, which knows fewer elements and is strict about what stands in which.

Spec: https://iptc.org/standards/nitf/ (3.6). No text is lost: what NITF has no element for becomes what is nearest, and an
element that may not stand where it is ends what it stands in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.formats._nitf import NITF, element, local, media, without_empty
from syndication.wire.formats._xhtml import append_text
from syndication.wire.story import LANGUAGE_TAG, Media
from syndication.wire.tokens import Token
from syndication.wire.tree import parse

__all__ = ["content"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STYLED = frozenset({"b", "cite", "code", "del", "i", "ins", "mark", "s", "small", "strong", "sub", "sup", "u"})

# Where text may not stand by itself, and what it is put into there.
WRAPPED_IN = {
    "body.content": "p", "block": "p", "dd": "p", "bq": "block", "ul": "li", "ol": "li", "dl": "dd", "table": "tbody",
    "thead": "tr", "tbody": "tr", "tr": "td",
}  # fmt: skip
# What an element stands in; where it does not, it is a paragraph.
WITHIN = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "td": ("tr",), "th": ("tr",)}
TAKES_BLOCKS = frozenset({"body.content", "block", "dd", "li", "td", "th", "media-caption"})

Pictures = dict[str, Media]


@dataclass(slots=True)
class Writing:
    """What is written and where: the open elements, each with the HTML tag that opened it, or "" when nobody's did."""

    root: etree._Element
    pictures: Pictures
    open: list[tuple[str, etree._Element]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)  # said in the innermost, and not put down yet

    @property
    def place(self) -> etree._Element:
        return self.open[-1][1] if self.open else self.root

    @property
    def name(self) -> str:
        return local(self.place)


def content(html: str, pictures: Iterable[Media] = ()) -> etree._Element:
    """The element `body.content`; `pictures` are those that are known, by which one in the text is described."""
    writing = Writing(element("body.content"), {picture.url: picture for picture in pictures})
    for token in parse(strip_illegal(html)):
        write(writing, token)
    settle(writing)
    without_empty(writing.root)
    return writing.root


def write(writing: Writing, token: Token) -> None:
    tag, attributes = token
    if tag is None:
        put_text(writing, str(attributes))
    elif tag in KNOWN and (writing.name != "pre" or tag == "pre"):
        settle(writing)
        if isinstance(attributes, dict):
            begin(writing, tag, attributes)
        else:
            close(writing, tag)


def begin(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    if tag in BEGIN:
        BEGIN[tag](writing, tag, attributes)
    elif tag in HEADINGS:
        put_block(writing, tag, "hl2", attributes)
    elif tag in STYLED:
        put_inline(writing, tag, element("em", class_=tag))


# -- Where things stand ------------------------------------------------------------------------------------------------


def put_text(writing: Writing, text: str) -> None:
    if writing.name in WRAPPED_IN and not text.strip():
        return
    wrap(writing)
    writing.text.append(text)


def settle(writing: Writing) -> None:
    """Put down what was said since the last element, at once, for much text may come in many pieces."""
    if writing.text:
        append_text(writing.place, "".join(writing.text))
        writing.text.clear()


def put_inline(writing: Writing, tag: str, made: etree._Element) -> None:
    wrap(writing)
    writing.place.append(made)
    writing.open.append((tag, made))


def wrap(writing: Writing) -> None:
    """Open what text needs round it here."""
    while writing.name in WRAPPED_IN:
        open_wrapper(writing)


def open_wrapper(writing: Writing) -> None:
    """Open the next element that is needed here; a table has one body, which is opened again."""
    if writing.name == "table":
        begin_rows(writing, "", {})
    else:
        put(writing, "", element(WRAPPED_IN[writing.name]))


def put(writing: Writing, tag: str, made: etree._Element) -> None:
    writing.place.append(made)
    writing.open.append((tag, made))


def put_block(writing: Writing, tag: str, name: str, attributes: dict[str, str]) -> None:
    make_room(writing)
    made = element(name)
    if LANGUAGE_TAG.fullmatch(attributes.get("lang", "")):
        made.set(XML_LANG, attributes["lang"])
    put(writing, tag, made)


def make_room(writing: Writing) -> None:
    """End what no block may stand in, and open what one needs round it in a list or a table."""
    while writing.open and writing.name not in TAKES_BLOCKS and writing.name not in WRAPPED_IN:
        writing.open.pop()
    while writing.name not in TAKES_BLOCKS:
        open_wrapper(writing)


def close(writing: Writing, tag: str) -> None:
    """End the innermost element that this tag opened, and all within; one that has ended already stays so."""
    for place in range(len(writing.open) - 1, -1, -1):
        if writing.open[place][0] == tag:
            del writing.open[place:]
            return


def end_up_to(writing: Writing, *names: str) -> bool:
    """End all within the innermost of these elements, if one is open in this quotation or table."""
    for place in range(len(writing.open) - 1, -1, -1):
        name = local(writing.open[place][1])
        if name in names:
            del writing.open[place + 1 :]
            return True
        if name in ("block", "media-caption", "table"):
            return False
    return False


# -- Elements ----------------------------------------------------------------------------------------------------------


def begin_paragraph(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    put_block(writing, tag, "p", attributes)


def begin_list(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    put_block(writing, tag, tag, attributes)
    if tag == "ol" and attributes.get("start", "").isdecimal():
        writing.place.set("seqnum", attributes["start"])


def begin_quotation(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    put_block(writing, tag, "bq", attributes)
    put(writing, "", element("block"))


def begin_part(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    """A part of a list or a table."""
    if not end_up_to(writing, *WITHIN[tag]):
        begin_paragraph(writing, tag, attributes)
        return
    made = element(tag)
    for name in ("colspan", "rowspan"):
        if attributes.get(name, "").isdecimal():
            made.set(name, attributes[name])
    put(writing, tag, made)


def begin_caption(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    if writing.name == "table" and next(writing.place.iterchildren(), None) is None:
        put(writing, tag, element("caption"))
    else:
        begin_paragraph(writing, tag, attributes)


def begin_rows(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    """A section of a table: its head comes first and there is one, and all else is its body."""
    if not end_up_to(writing, "table"):
        return
    bodies = [section for section in writing.place if local(section) == "tbody"]
    heads = [section for section in writing.place if local(section) == "thead"]
    if bodies:
        writing.open.append((tag, bodies[0]))
    else:
        put(writing, tag, element("thead" if tag == "thead" and not heads else "tbody"))


def begin_row(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    end_up_to(writing, "thead", "tbody", "table")
    if writing.name == "table":
        begin_rows(writing, "", attributes)
    if writing.name in ("thead", "tbody"):
        put(writing, tag, element("tr"))


def begin_link(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    put_inline(writing, tag, element("a", href=attributes.get("href", ""), title=attributes.get("title", "")))


def begin_span(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    put_inline(writing, tag, element(tag))


def begin_picture(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    url = attributes.get("src", "")
    known = writing.pictures.get(url)
    make_room(writing)
    if known:
        writing.place.append(media(known, "inline"))
    elif url:
        size = {name: attributes.get(name, "") for name in ("width", "height")}
        shown = element("media", media_type="image", class_="inline")
        reference = element("media-reference", source=url, alternate_text=attributes.get("alt", ""))
        for name, length in size.items():
            if length.isdecimal():
                reference.set(name, length)
        shown.append(reference)
        writing.place.append(shown)


def begin_picture_caption(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    """A caption is the picture's before it, and takes the place of the one that is known for it."""
    make_room(writing)
    above = next(writing.place.iterchildren(reversed=True), None)
    if above is None or local(above) != "media":
        begin_paragraph(writing, tag, attributes)
        return
    for caption in above.findall(f"{{{NITF}}}media-caption"):
        above.remove(caption)
    made = element("media-caption")
    above.insert(1 + max(above.index(one) for one in above if local(one) == "media-reference"), made)
    writing.open.append((tag, made))


def put_frame(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    """Something embedded is a link to it."""
    if address := attributes.get("src", ""):
        begin_paragraph(writing, tag, attributes)
        link = element("a", href=address)
        link.text = strip_illegal(attributes.get("title", "") or address)
        writing.place.append(link)


def put_rule(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    make_room(writing)
    writing.place.append(element("hr"))


def put_break(writing: Writing, tag: str, attributes: dict[str, str]) -> None:
    if writing.name not in WRAPPED_IN:
        writing.place.append(element("br"))


BEGIN: dict[str, Callable[[Writing, str, dict[str, str]], None]] = {
    "p": begin_paragraph, "div": begin_paragraph, "ul": begin_list, "ol": begin_list, "dl": begin_list,
    "blockquote": begin_quotation, "pre": lambda writing, tag, attributes: put_block(writing, tag, "pre", attributes),
    "table": begin_list, "li": begin_part, "dt": begin_part, "dd": begin_part, "td": begin_part, "th": begin_part,
    "caption": begin_caption, "thead": begin_rows, "tbody": begin_rows, "tfoot": begin_rows, "tr": begin_row,
    "a": begin_link, "em": begin_span, "q": begin_span, "img": begin_picture, "figcaption": begin_picture_caption,
    "iframe": put_frame, "hr": put_rule, "br": put_break,
}  # fmt: skip

KNOWN = frozenset({*BEGIN, *HEADINGS, *STYLED})  # any other tag changes nothing
