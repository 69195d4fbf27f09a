"""Sitemaps of stories for search engines, with Google's news block. Spec: https://www.sitemaps.org/protocol.html

News: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.story import require, require_moments, require_url

__all__ = ["MEDIA_TYPE", "NEWS_FOR", "Address", "News", "index", "leaves", "news_language", "urlset"]

MEDIA_TYPE = "application/xml; charset=utf-8"

NEWS_FOR = timedelta(hours=48)  # "only include recent URLs for articles that were created in the last two days"
MOST_NEWS = 1_000  # "a News sitemap can have up to 1,000 news:news tags"

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

UNRESERVED = "%/:=&?~#+!$,;'@()*[]"  # RFC 3986 sections 2.2 and 2.3; what is percent-encoded already stays so

# Of Chinese Google News tells the scripts apart, by these two names alone.
TRADITIONAL = {"hant", "tw", "hk", "mo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What Google News asks of a story. `published_at` is its first publication, whatever was changed since."""

    title: str  # the headline alone: no author, site or date
    language: str  # a BCP 47 tag
    published_at: datetime

    def __post_init__(self) -> None:
        require(bool(strip_illegal(self.title).strip()), "news.title", "is empty")
        require_moments(self, "published_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A page, or in an index a sitemap; `news` as long as it is news."""

    url: str
    changed_at: datetime | None = None
    news: News | None = None

    def __post_init__(self) -> None:
        require_url("address.url", self.url)
        require_moments(self, "changed_at")


def urlset(addresses: Iterable[Address], publication: str) -> bytes:
    """Write one sitemap; `publication` is the name exactly as Google News shows it."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})
    for address in addresses:
        written = located(root, "url", address)
        if address.news is not None:
            written.append(news_block(address.news, publication))
    return document(root)


def index(sitemaps: Iterable[Address]) -> bytes:
    """Write the list of several sitemaps."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    for sitemap in sitemaps:
        located(root, "sitemap", sitemap)
    return document(root)


def leaves(addresses: Sequence[Address]) -> list[tuple[Address, ...]]:
    """The addresses in as many parts as Google wants sitemaps of them; one, and it may be empty, at least."""
    return [tuple(addresses[start : start + MOST_NEWS]) for start in range(0, len(addresses) or 1, MOST_NEWS)]


def news_language(tag: str) -> str:
    """The language as Google News knows it: ISO 639 without a region, zh-cn or zh-tw for Chinese."""
    first, *rest = tag.lower().split("-")
    if first == "zh":
        return "zh-tw" if TRADITIONAL & set(rest) and "hans" not in rest else "zh-cn"
    return first if len(first) <= 3 else "und"  # ISO 639-2: undetermined


def located(root: etree._Element, name: str, address: Address) -> etree._Element:
    built = etree.SubElement(root, f"{{{SITEMAP}}}{name}")
    text_child(built, SITEMAP, "loc", quote(address.url, safe=UNRESERVED, errors="ignore"))
    if address.changed_at is not None:
        text_child(built, SITEMAP, "lastmod", address.changed_at.isoformat())
    return built


def news_block(news: News, publication: str) -> etree._Element:
    """In the order that Google's schema fixes."""
    built = etree.Element(f"{{{NEWS}}}news")
    named = etree.SubElement(built, f"{{{NEWS}}}publication")
    text_child(named, NEWS, "name", publication)
    text_child(named, NEWS, "language", news_language(news.language))
    text_child(built, NEWS, "publication_date", news.published_at.isoformat())
    text_child(built, NEWS, "title", news.title)
    return built


def text_child(parent: etree._Element, namespace: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}").text = strip_illegal(text)


def document(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written
