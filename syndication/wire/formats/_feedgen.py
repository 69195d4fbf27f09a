"""feedgen behind one door: it builds the skeleton of entry and head, `Completion` adds what it has no form for.

What feedgen does otherwise stays outside: it formats dates by switching the locale of the whole process, stamps the
moment of writing on every head, gives Atom no namespace of its own, and one control character loses it the whole feed.
Entries are written without a namespace declaration, for the root that a head opens declares them all.
"""

from collections.abc import Iterable, Iterator

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.dialect import Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._heads import logo_of

__all__ = [
    "NAMESPACES", "Completion", "Head", "Skeleton", "child", "element", "entry_bytes", "history", "legal", "new_head",
    "skeleton", "split",
]  # fmt: skip

GENERATOR = "wagtail-newsroom"

NAMESPACES = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "georss": "http://www.georss.org/georss",
    "media": "http://search.yahoo.com/mrss/",
    "mi": "http://schemas.ingestion.microsoft.com/common/",
    "nb": "https://www.newsbreak.com/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "snf": "http://www.smartnews.be/snf",
    "thr": "http://purl.org/syndication/thread/1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


class Completion(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Elements that go behind those that feedgen wrote, in an entry or in a head; `prefixes` are for the head's root."""

    def __init__(self) -> None:
        self.elements: list[etree._Element] = []
        self.prefixes: tuple[str, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        return {prefix: NAMESPACES[prefix] for prefix in self.prefixes}

    def extend_rss(self, built: etree._Element) -> etree._Element:
        (built[0] if built.tag == "rss" else built).extend(self.elements)
        return built

    def extend_atom(self, built: etree._Element) -> etree._Element:
        for moment in built.iterchildren("updated", "published"):
            moment.text = moment.text.replace("+00:00", "Z")
        built.extend(self.elements)
        return built


class Skeleton(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An entry, with its completion."""

    def __init__(self) -> None:
        super().__init__()
        self.register_extension("completion", Completion)
        self.completion: Completion

    def complete(self, elements: Iterable[etree._Element]) -> None:
        self.completion.elements.extend(elements)


class Head(FeedGenerator):  # type: ignore[misc]  # feedgen has no types
    """A feed without entries, with its completion."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        super().__init__()
        self.register_extension("completion", Completion, Completion)
        self.completion: Completion
        self.completion.prefixes = prefixes
        # feedgen's default is now, and its way to write a date switches the locale of all threads; ours is an element
        # of the completion.
        self._FeedGenerator__rss_lastBuildDate = None


def skeleton(identity: str, title: str) -> Skeleton:
    """An entry with what both formats ask of every entry."""
    built = Skeleton()
    built.id(legal(identity))
    built.title(legal(title))
    return built


def legal(text: str) -> str:
    """The text without what XML cannot carry. `prepare` has done so already; the border of the writers does it again."""
    return strip_illegal(text)


def element(name: str, text: str = "", **attributes: str) -> etree._Element:
    """An element `prefix:name`, or one of the format's own without a prefix. Attributes that are "" are left out."""
    built = etree.Element(qualified(name))
    built.text = legal(text) or None
    for attribute, value in attributes.items():
        if value:
            built.set(qualified(attribute.replace("xml_", "xml:")), legal(value))
    return built


def child(parent: etree._Element, *children: etree._Element) -> etree._Element:
    """`parent` with its children in it."""
    parent.extend(children)
    return parent


def qualified(name: str) -> str:
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def entry_bytes(built: etree._Element, prefixes: Iterable[str]) -> bytes:
    """Write an entry as it stands inside a root that declares `prefixes`."""
    # Where the root declares a namespace, its elements take the prefix from there and need no declaration of their own.
    root = etree.Element("root", nsmap={prefix: NAMESPACES[prefix] for prefix in prefixes})
    root.append(built)
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written[written.index(b">") + 1 : -len(b"</root>")]


def new_head(feed: Feed, dialect: Dialect, media_type: str, prefixes: tuple[str, ...]) -> Head:
    """A head with what both formats say of a feed."""
    built = Head((*prefixes, "fh") if feed.is_archive else prefixes)
    built.id(legal(feed.id))
    built.title(legal(feed.title))
    built.link(href=legal(feed.feed_url), rel="self", type=media_type)
    built.link(href=legal(feed.url), rel="alternate", type="text/html")  # feedgen makes the last one RSS's link
    built.language(feed.language)
    built.generator(GENERATOR)
    if feed.copyright:
        built.rights(legal(feed.copyright))
    if logo := logo_of(feed, dialect):
        built.image(url=legal(logo), title=legal(feed.title), link=legal(feed.url))
    return built


def history(feed: Feed, link: str) -> Iterator[etree._Element]:
    """Where to page and find archives, in `link` elements, and whether this is one. RFC 5005 sections 3 and 4."""
    for relation, address in feed.links:
        yield element(link, rel=relation, href=address)
    if feed.is_archive:
        yield element("fh:archive")


def split(document: bytes, end: bytes) -> tuple[bytes, bytes]:
    """What stands before the entries of a document without any, and from `end` on."""
    before, after = document[: -len(end)], document[-len(end) :]
    if after != end:
        raise ValueError(f"a head ends with {after!r}, not with {end!r}")
    _, _, root = before.partition(b"?>")
    return b'<?xml version="1.0" encoding="UTF-8"?>' + root, after + b"\n"
