"""HTML as elements of XHTML, for formats that hold text as XML."""

import re

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.gate import VOID
from syndication.wire.tree import parse

__all__ = ["XHTML", "append_text", "division", "xhtml"]

XHTML = "http://www.w3.org/1999/xhtml"
AROUND = frozenset({"html", "head", "body"})  # which the parser puts round everything
NAME = re.compile(r"[a-z][a-z0-9-]*")


def xhtml(html: str, title: str) -> etree._Element:
    """A whole XHTML document with this body. What has no name in XML keeps its text."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = strip_illegal(title)
    fill(etree.SubElement(root, f"{{{XHTML}}}body"), strip_illegal(html))
    return root


def division(html: str, direction: str) -> etree._Element:
    """The HTML in one `div`, with its own declaration; `direction` is `rtl` or `ltr`, which goes without saying."""
    made = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML})
    if direction == "rtl":
        made.set("dir", direction)
    fill(made, strip_illegal(html))
    return made


def fill(body: etree._Element, html: str) -> None:
    places = [body]
    for tag, content in parse(html):
        if tag in AROUND:
            continue
        if tag is None:
            append_text(places[-1], str(content))
        elif not isinstance(content, dict):
            places.pop()
        else:
            made = etree.SubElement(places[-1], f"{{{XHTML}}}{tag if NAME.fullmatch(tag) else 'span'}")
            for name, value in content.items():
                if NAME.fullmatch(name) and name != "xmlns":
                    made.set(name, value)
            if tag not in VOID:
                places.append(made)


def append_text(place: etree._Element, text: str) -> None:
    """Put text at the end of an element."""
    last = next(place.iterchildren(reversed=True), None)  # to count its children takes a walk over them
    if last is None:
        place.text = (place.text or "") + text
    else:
        last.tail = (last.tail or "") + text
