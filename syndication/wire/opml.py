"""OPML 2.0, a list of feeds for feed readers to take in at once. Spec: http://opml.org/spec2.opml"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.story import require, require_moments, require_url

__all__ = ["MEDIA_TYPE", "FeedOutline", "Group", "OutlineOfFeeds", "write"]

MEDIA_TYPE = "text/x-opml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutline:
    """One feed: what it holds, where it is, and its page for people."""

    text: str
    feed_url: str
    page_url: str
    description: str = ""
    language: str = ""  # a BCP 47 tag

    def __post_init__(self) -> None:
        require(bool(strip_illegal(self.text).strip()), "outline.text", "is empty")
        require_url("outline.feed_url", self.feed_url)
        require_url("outline.page_url", self.page_url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Feeds that a reader shows in one folder."""

    text: str
    feeds: tuple[FeedOutline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineOfFeeds:
    """The whole list. `changed_at` is the last change of anything in it and never the time of writing."""

    title: str
    owner: str
    owner_url: str
    changed_at: datetime
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        require_url("opml.owner_url", self.owner_url)
        require_moments(self, "changed_at")


def write(outline: OutlineOfFeeds) -> bytes:
    """Write the list; a group without a feed is left out, for "every outline has text" and a reader an empty folder."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    for name, text in (
        ("title", outline.title),
        ("dateModified", format_datetime(outline.changed_at)),  # RFC 822
        ("ownerName", outline.owner),
        ("ownerId", outline.owner_url),  # "the http address of a web page"
        ("docs", "http://opml.org/spec2.opml"),
    ):
        etree.SubElement(head, name).text = strip_illegal(text)
    body = etree.SubElement(root, "body")
    for group in outline.groups:
        if group.feeds:
            folder = etree.SubElement(body, "outline", text=strip_illegal(group.text))
            folder.extend(feed_outlines(group.feeds))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def feed_outlines(feeds: Iterable[FeedOutline]) -> Iterable[etree._Element]:
    for feed in feeds:
        # `type` is rss for a feed of any format, and readers look for `title` beside `text`.
        told = {
            "type": "rss", "text": feed.text, "title": feed.text, "xmlUrl": feed.feed_url, "htmlUrl": feed.page_url,
            "description": feed.description, "language": feed.language,
        }  # fmt: skip
        yield etree.Element("outline", {name: strip_illegal(text) for name, text in told.items() if text})
