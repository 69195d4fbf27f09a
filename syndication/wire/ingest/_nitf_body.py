"""The text of a NITF document as HTML. Spec: https://iptc.org/standards/nitf/"""

from copy import deepcopy

from lxml import etree

from syndication.wire.ingest._vocabularies import XML_LANG, inner_html
from syndication.wire.ingest._xml import name_of
from syndication.wire.story import LANGUAGE_TAG

__all__ = ["html_of", "local"]

# What HTML calls it; what is not here loses its tags and keeps its text.
HTML = {
    "a": "a", "bq": "blockquote", "br": "br", "byline": "p", "caption": "caption", "credit": "p", "dd": "dd", "dl": "dl",
    "dt": "dt", "em": "em", "hl1": "h2", "hl2": "h2", "hr": "hr", "li": "li", "ol": "ol", "p": "p", "pre": "pre",
    "q": "q", "sub": "sub", "sup": "sup", "table": "table", "tbody": "tbody", "td": "td", "tfoot": "tfoot", "th": "th",
    "thead": "thead", "tr": "tr", "ul": "ul",
}  # fmt: skip
STYLED = frozenset({"b", "cite", "code", "del", "i", "ins", "mark", "s", "small", "strong", "sub", "sup", "u"})
# About the text and no part of it.
LEFT_OUT = frozenset({"classifier", "copyrite", "key-list", "media-metadata", "media-object", "tobject"})
ATTRIBUTES = {"href": "href", "title": "title", "colspan": "colspan", "rowspan": "rowspan", "seqnum": "start"}

UNNAMED = "unnamed"


def html_of(content: etree._Element) -> str:
    """The children of an element `body.content` as HTML; of pictures those that stand in the text."""
    copy = deepcopy(content)
    copy.tail = None
    for one in list(copy.iter(etree.Element)):
        if one is not copy:
            rename(one)
    etree.strip_tags(copy, UNNAMED)
    return inner_html(copy) if len(copy) else ""


def rename(one: etree._Element) -> None:
    """Give an element HTML's name and attributes."""
    name, attributes = local(one), dict(one.attrib)
    if name == "media":
        return figure(one)
    if name in LEFT_OUT:
        one.clear(keep_tail=True)
    if name not in FIGURE:
        one.attrib.clear()
        one.tag = HTML.get(name, UNNAMED)
        if name == "em" and attributes.get("class", "") in STYLED:
            one.tag = attributes["class"]
        for given, html in ATTRIBUTES.items():
            if given in attributes:
                one.set(html, attributes[given])
        if LANGUAGE_TAG.fullmatch(attributes.get(XML_LANG, "")):
            one.set("lang", attributes[XML_LANG])
    return None


FIGURE = frozenset({"figure", "img", "figcaption"})


def figure(media: etree._Element) -> None:
    """A picture in the text is a figure again; any other is shown by who shows the story."""
    references = [one for one in media if local(one) == "media-reference" and one.get("source")]
    captions = [one for one in media if local(one) == "media-caption"]
    is_inline = media.get("class") == "inline" and bool(references)
    for one in list(media):
        if one not in captions[:1] or not is_inline:
            media.remove(one)
    media.text = None
    media.tag = "figure" if is_inline else UNNAMED
    media.attrib.clear()
    if not is_inline:
        return
    shown = etree.Element("img", src=references[0].get("source"), alt=references[0].get("alternate-text", ""))
    for name in ("width", "height"):
        if references[0].get(name):
            shown.set(name, references[0].get(name))
    media.insert(0, shown)
    for caption in captions[:1]:
        caption.tag = "figcaption"
        caption.tail = None


def local(one: etree._Element) -> str:
    """The name of an element, whatever its namespace and case."""
    return name_of(one)[1].lower()
