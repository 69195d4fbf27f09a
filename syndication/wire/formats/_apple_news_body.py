"""A body of HTML as components of Apple News Format.

Source: https://developer.apple.com/documentation/applenewsformat/using-html-with-apple-news-format
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby

from lxml import etree

from syndication.wire.formats._json import Members, said
from syndication.wire.formats._xhtml import XHTML, xhtml

__all__ = ["components"]

# What a text in HTML may hold; other elements keep their text.
INLINE = frozenset({"a", "b", "br", "code", "del", "em", "i", "s", "samp", "strong", "sub", "sup"})
TEXT = frozenset({*INLINE, "blockquote", "li", "ol", "p", "pre", "ul"})
TABLE = frozenset({*INLINE, "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
AROUND = frozenset({"article", "div", "figure", "section"})
ATTRIBUTES = frozenset({"href", "colspan", "rowspan"})
UNNAMED = "unnamed"


def components(html: str, without: str = "") -> Iterator[Members]:
    """The components of a body in their order, neighbouring texts as one; `without` is a picture shown elsewhere."""
    parts = list(pieces(xhtml(html, "")[1]))
    for role, group in groupby(parts, key=lambda part: part["role"]):
        if role == "body":
            yield {"role": role, "format": "html", "text": "".join(part["text"] for part in group)}
        else:
            yield from (part for part in group if not without or part.get("URL") != without)


def pieces(container: etree._Element) -> Iterator[Members]:
    run = etree.Element(f"{{{XHTML}}}p")
    run.text = container.text
    for one in container:
        tag = name(one)
        if tag in INLINE or tag in ("span", "abbr", "q"):
            run.append(deepcopy(one))
            continue
        yield from text_of(run)
        yield from piece(one)
        run = etree.Element(f"{{{XHTML}}}p")
        run.text = one.tail
    yield from text_of(run)


def piece(one: etree._Element) -> Iterator[Members]:
    tag = name(one)
    if tag in HEADINGS:
        if words := flat(one):
            yield {"role": f"heading{tag[1]}", "text": words}
    elif tag == "img":
        yield picture(one, "")
    elif tag == "figcaption":
        yield from ({"role": "caption", "text": words} for words in [flat(one)] if words)
    elif tag == "hr":
        yield {"role": "divider"}
    elif tag == "table":
        yield {"role": "htmltable", "html": marked(one, TABLE)}
    elif tag == "iframe":
        address = one.get("src", "")
        link = etree.Element(f"{{{XHTML}}}p")
        etree.SubElement(link, f"{{{XHTML}}}a", href=address).text = one.get("title", "") or address
        yield from text_of(link)
    elif tag in AROUND:
        yield from pieces(one)
    else:
        yield from text_of(one)
        yield from (picture(inner, "") for inner in one.iter(f"{{{XHTML}}}img"))


def name(one: etree._Element) -> str:
    return str(one.tag).removeprefix(f"{{{XHTML}}}")


def flat(one: etree._Element) -> str:
    return " ".join("".join(one.itertext()).split())


def picture(image: etree._Element, caption: str) -> Members:
    return said(role="photo", URL=image.get("src", ""), accessibilityCaption=image.get("alt", ""), caption=caption)


def text_of(one: etree._Element) -> Iterator[Members]:
    """A text, unless nothing is in it."""
    if flat(one):
        yield {"role": "body", "format": "html", "text": marked(one, TEXT)}


def marked(one: etree._Element, allowed: frozenset[str]) -> str:
    """The HTML of an element with those elements alone that Apple allows in it."""
    copy = deepcopy(one)
    copy.tail = None
    for inner in copy.iter(etree.Element):
        tag = name(inner)
        inner.tag = tag if tag in allowed else "p" if inner is copy else UNNAMED
        for attribute in set(inner.attrib) - ATTRIBUTES:
            del inner.attrib[attribute]
    etree.strip_tags(copy, UNNAMED)
    etree.cleanup_namespaces(copy)
    written: str = etree.tostring(copy, encoding="unicode", method="html")
    return written
