"""The tree of HTML that is not simple, as BeautifulSoup builds it on lxml, told as the events of a document."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

from syndication.wire.gate import LIMITS, VOID, Limits, RefusedHTML
from syndication.wire.sentences import gettext_noop
from syndication.wire.tokens import NO_ATTRIBUTES, Token

__all__ = ["parse"]

# Old names of what has another now.
RENAMED = {
    "menu": "ul",
    "dir": "ul",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "image": "img",
    "amp-img": "img",
    "summary": "p",
}


class Soup(BeautifulSoup):
    """BeautifulSoup that stops where it would become slow, whatever the scan before it thought of the HTML."""

    def __init__(self, html: str, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0
        super().__init__(html, "lxml", multi_valued_attributes=None)

    def pushTag(self, tag: Tag) -> None:  # noqa: N802 - BeautifulSoup's own name
        self.elements += 1
        # Beside the fragment's own there are <html>, <body> and the document.
        if len(self.tagStack) > self.limits.depth + 3:
            raise RefusedHTML(
                "depth", gettext_noop("its elements are nested more than {most} deep", most=self.limits.depth)
            )
        if self.elements > self.limits.elements + 3:
            raise RefusedHTML(
                "elements", gettext_noop("it holds more than {most:,} elements", most=self.limits.elements)
            )
        super().pushTag(tag)


def parse(html: str, limits: Limits = LIMITS) -> Iterator[Token]:
    """The events of the tree that BeautifulSoup builds of `html`. Raises `RefusedHTML`."""
    # Within <body> the mark-up is never taken for a file's name or an address, at which BeautifulSoup would warn.
    soup = Soup(f"<body>{html}", limits)
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
            yield tag, {name: str(value) for name, value in node.attrs.items()} if node.attrs else NO_ATTRIBUTES
            stack.append(iter(node.contents))  # libxml2 puts what follows a <source> into it
            names.append("" if tag in VOID else tag)
        elif not isinstance(node, PreformattedString):  # a comment or a declaration
            yield None, str(node)
