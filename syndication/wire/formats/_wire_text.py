"""HTML as the plain text of a wire: headings underlined, lists with marks, quotations with `>`, links with their address.

The grammar is the one that docs/parsers.md asks of a press release.
"""

import re
from collections.abc import Iterator

from lxml import etree

from syndication.wire.formats._xhtml import XHTML, xhtml

__all__ = ["paragraphs"]

BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "blockquote", "pre", "table",
    "figure", "figcaption", "section", "article", "hr",
})  # fmt: skip
PICTURES = frozenset({"figure", "img", "iframe", "hr"})  # which say nothing by themselves


def paragraphs(html: str) -> list[str]:
    """The text, a paragraph each; lines within one are apart by a line break."""
    body = xhtml(html, "")[1]
    return list(blocks(body))


def name(one: etree._Element) -> str:
    return str(one.tag).removeprefix(f"{{{XHTML}}}")


def blocks(container: etree._Element) -> Iterator[str]:
    run = white(container.text or "")
    for one in container:
        if name(one) in BLOCKS:
            yield from lines(run)
            run = ""
            yield from block(one)
        else:
            run += spoken(one)
        run += white(one.tail or "")
    yield from lines(run)


def lines(text: str) -> Iterator[str]:
    """One paragraph, without blank lines in it."""
    found = [" ".join(line.split(" ")).strip() for line in re.sub(r"[ \t\r\f]+", " ", text).split("\n")]
    if written := "\n".join(filter(None, found)):
        yield written


def block(one: etree._Element) -> Iterator[str]:
    tag = name(one)
    if tag in PICTURES:
        return
    if tag.startswith("h"):
        for heading in lines(flat(one)):
            yield f"{heading}\n{'-' * width(heading)}"
    elif tag in ("ul", "ol"):
        yield from listed(one)
    elif tag == "blockquote":
        yield "\n".join(f"> {line}" for text in blocks(one) for line in text.split("\n"))
    elif tag == "table":
        yield from tabled(one)
    elif tag == "pre":
        yield from lines("".join(one.itertext()))
    else:
        yield from blocks(one)


def listed(one: etree._Element) -> Iterator[str]:
    items = [" ".join(" ".join(blocks(item)).split()) for item in one if name(item) == "li"]
    if found := [f"{f'{place}.' if name(one) == 'ol' else '•'} {item}" for place, item in enumerate(items, 1) if item]:
        yield "\n".join(found)


def tabled(one: etree._Element) -> Iterator[str]:
    """A caption, and a row a line."""
    for caption in one.iter(f"{{{XHTML}}}caption"):
        yield from lines(flat(caption))
    rows = [[flat(cell) for cell in row if name(cell) in ("td", "th")] for row in one.iter(f"{{{XHTML}}}tr")]
    yield from lines("\n".join(" | ".join(row) for row in rows))


def flat(one: etree._Element) -> str:
    return " ".join(spoken(one).split())


def spoken(one: etree._Element) -> str:
    """What an element says; a line break is one, and a link has its address behind it."""
    if name(one) == "br":
        return "\n"
    text = white(one.text or "")
    for inner in one:
        said = spoken(inner)
        text += (f" {said} " if name(inner) in BLOCKS else said) + white(inner.tail or "")
    address = one.get("href", "") if name(one) == "a" else ""
    return f"{text} ({address})" if address and address.removeprefix("mailto:") != text.strip() else text


def white(text: str) -> str:
    """White space in HTML is a space, and only an element breaks a line."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def width(text: str) -> int:
    """Columns, of which characters beyond the alphabets take two."""
    return sum(2 if "\u1100" <= letter <= "\uffef" else 1 for letter in text)
