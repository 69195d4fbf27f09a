"""HTML as Markdown, with GitHub's tables and strike-through. Specs: https://spec.commonmark.org/0.31.2/ https://github.github.com/gfm/"""

import re
from collections.abc import Iterator

from lxml import etree

from syndication.wire.formats._xhtml import XHTML, xhtml

__all__ = ["escaped", "markdown"]

HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "cite": "*", "del": "~~", "s": "~~"}
KEPT = frozenset({"sub", "sup", "u", "mark", "ins", "small"})  # for which Markdown has HTML alone
SPECIAL = re.compile(r"([\\`*_\[\]<~|]|&(?=[#\w]))")
AT_THE_START = re.compile(r"([#+=>-])|(\d{1,9})([.)])")
CONTAINERS = frozenset({"div", "figure", "section", "article", "body", "li", "dd", "td", "th", "figcaption", "caption"})
BLOCKS = frozenset({
    *HEADINGS, "p", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table", "hr", "figure", "figcaption", "div", "li",
    "section", "article", "iframe",
})  # fmt: skip


def markdown(html: str) -> str:
    """The text, its blocks apart by an empty line."""
    body = xhtml(html, "")[1]
    return "\n\n".join(blocks(body))


def escaped(text: str) -> str:
    """Text that means nothing but itself, in one line and at its beginning."""
    squeezed = re.sub(r"[ \t\r\n\f]+", " ", text)
    return SPECIAL.sub(r"\\\1", squeezed)


def started(line: str) -> str:
    """A line whose beginning is no heading, list or underline."""
    found = AT_THE_START.match(line)
    if not found:
        return line
    place = found.end(2) if found[2] else 0
    return f"{line[:place]}\\{line[place:]}"


def name(one: etree._Element) -> str:
    return str(one.tag).removeprefix(f"{{{XHTML}}}")


# -- Blocks ------------------------------------------------------------------------------------------------------------


def blocks(container: etree._Element) -> Iterator[str]:
    """The blocks in an element; text between them is a paragraph."""
    run = escaped(container.text or "")
    for one in container:
        if name(one) in BLOCKS:
            yield from paragraph(run)
            run = ""
            yield from block(one)
        else:
            run += inline(one)
        run += escaped(one.tail or "")
    yield from paragraph(run)


def paragraph(text: str) -> Iterator[str]:
    lines = [started(line.strip(" ")) for line in text.strip(" \n").split("\n")]
    if written := "\n".join(lines).strip("\\\n "):
        yield "\n".join(lines) if written else ""


def block(one: etree._Element) -> Iterator[str]:
    tag = name(one)
    if tag in HEADINGS:
        if line := " ".join(spoken(one).split("\n")).strip():
            yield f"{HEADINGS[tag]} {line}"
    elif tag == "dt":
        yield from paragraph(f"**{spoken(one).strip()}**")
    elif tag in ("ul", "ol"):
        yield from listed(one)
    elif tag == "blockquote":
        yield prefixed("\n\n".join(blocks(one)), "> ")
    elif tag == "pre":
        yield fenced("".join(one.itertext()))
    elif tag == "hr":
        yield "***"
    elif tag == "table":
        yield from table(one)
    elif tag == "iframe":
        yield link(one.get("title") or one.get("src", ""), one.get("src", ""))
    else:
        yield from blocks(one)


def spoken(one: etree._Element) -> str:
    """All that an element says, as one run of text."""
    run = escaped(one.text or "")
    for inner in one:
        run += (f" {spoken(inner)} " if name(inner) in BLOCKS else inline(inner)) + escaped(inner.tail or "")
    return run


def listed(one: etree._Element) -> Iterator[str]:
    items = [listed_item(item) for item in one if name(item) == "li"]
    start = one.get("start", "")
    first = int(start) if name(one) == "ol" and re.fullmatch(r"\d{1,8}", start) else 1
    marks = [f"{first + place}. " if name(one) == "ol" else "- " for place in range(len(items))]
    yield "\n".join(mark + prefixed(item, " " * len(mark)).lstrip() for mark, item in zip(marks, items, strict=True))


def listed_item(item: etree._Element) -> str:
    """An item; lists in it stand close to its text, which would be a paragraph otherwise.

    A list that does not begin with 1 cannot: CommonMark would take it for text.
    """
    within = [inner for inner in item if name(inner) in BLOCKS]
    is_close = all(name(inner) in ("ul", "ol") and inner.get("start", "1") == "1" for inner in within)
    return ("\n" if is_close else "\n\n").join(blocks(item))


def prefixed(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() if not line else f"{prefix}{line}" for line in text.split("\n"))


def fenced(text: str) -> str:
    """Code within a fence that is longer than any in it."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"


def table(one: etree._Element) -> Iterator[str]:
    """A caption, then a table whose first row is its head, for Markdown knows no other."""
    for caption in one.iter(f"{{{XHTML}}}caption"):
        yield from paragraph(spoken(caption))
    rows = [[cell_text(cell) for cell in row if name(cell) in ("td", "th")] for row in one.iter(f"{{{XHTML}}}tr")]
    width = max(map(len, rows), default=0)
    if not width:
        return
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def cell_text(cell: etree._Element) -> str:
    return " ".join(spoken(cell).replace("\\\n", " ").split())


# -- Inline ------------------------------------------------------------------------------------------------------------


def inline(one: etree._Element) -> str:
    tag, text = name(one), spoken(one)
    if tag == "br":
        return "\\\n"
    if tag == "img":
        return f"!{link(one.get('alt', ''), one.get('src', ''))}"
    if tag == "a":
        return linked(text, one.get("href", ""))
    if tag == "code":
        return code("".join(one.itertext()))
    if tag == "q":
        return f"“{text}”"
    return marked(text, tag) if tag in MARKS or tag in KEPT else text


def marked(text: str, tag: str) -> str:
    """Marked text; where its ends are no letters, marks would not be seen as such, and HTML is."""
    inner = text.strip(" ")
    if not inner:
        return text
    before, after = " " * (text != text.lstrip(" ")), " " * (text != text.rstrip(" "))
    has_letters = inner[0].isalnum() and inner[-1].isalnum()
    if tag in MARKS and has_letters:
        return f"{before}{MARKS[tag]}{inner}{MARKS[tag]}{after}"
    return f"{before}<{tag}>{inner}</{tag}>{after}"


def link(text: str, address: str) -> str:
    return linked(escaped(text), address)


def linked(text: str, address: str) -> str:
    if not address:
        return text
    safe = address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
    return f"[{text}](<{safe}>)"


def code(text: str) -> str:
    """A code span between more backticks than any in it."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{' '.join(text.split())}{space}{ticks}" if text.strip() else ""
