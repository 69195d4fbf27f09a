"""RSS 2.0 with content, Dublin Core, Media RSS, GeoRSS and Atom links. Spec: https://www.rssboard.org/rss-specification"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import escape, unescape

from lxml import etree

from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._direction import directed
from syndication.wire.formats._feedgen import element, entry_bytes, legal, new_head, skeleton, split
from syndication.wire.formats._moments import rfc3339, rfc5322
from syndication.wire.formats._vocabularies import IN_PART as SHARED_IN_PART
from syndication.wire.formats._vocabularies import MEDIA_TOPIC, authors, contributors, named, shared, source
from syndication.wire.formats._vocabularies import PREFIXES as SHARED_PREFIXES
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "RSS 2.0"
MEDIA_TYPE = "application/rss+xml; charset=utf-8"
EXTENSION = "rss"

CARRIES = frozenset({
    "id", "status", "headline", "summary", "slugline", "body", "url", "canonical_url", "external_id", "language",
    "dateline", "credits", "closing_line", "topics", "section", "genre", "place", "media", "rights", "published_at",
    "updated_at", "embargoed_until", "expires_at",
})  # fmt: skip

# What is lost of fields that are carried in part, for the docs.
IN_PART = SHARED_IN_PART | {
    "credits": "names alone; whoever is neither source nor byline becomes a contributor",
}

PREFIXES = (*SHARED_PREFIXES, "atom", "content", "creativeCommons")

PUBLISHING_STATUS = "http://cv.iptc.org/newscodes/pubstatusg2/"
DESCRIPTION_LENGTH = 300  # characters of the body's text, where there is no summary
MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")


def document(feed: Feed, entries: Sequence[bytes]) -> bytes:
    """Join items to a channel with the head of `feed`, whose stories are not looked at."""
    before, after = frame(replace(feed, stories=()) if feed.stories else feed)
    return b"\n".join((before, *entries, after))


@lru_cache(maxsize=1024)
def frame(feed: Feed) -> tuple[bytes, bytes]:
    """What stands before the items and after them."""
    head = new_head(feed, "application/rss+xml", PREFIXES)
    head.description(legal(feed.description))
    head.completion.elements += [
        element("lastBuildDate", rfc5322(feed.updated)),
        element("dc:publisher", feed.publisher),
    ]
    return split(head.rss_str(), b"</channel></rss>")


def entry(story: Story) -> bytes:
    """Write one item; a canceled story becomes an item of the same guid that tells of nothing but its withdrawal."""
    story = addressed(story)
    written = withdrawn_item(story) if story.status is PublishingStatus.CANCELED else item(story)
    return entry_bytes(written, PREFIXES)


def item(story: Story) -> etree._Element:
    built = skeleton(story.id, shown(story.headline))
    if address := story.url or story.canonical_url:
        built.link(href=legal(address))
    if description := story.summary or beginning(story.body):
        built.description(escape(legal(description), quote=False))
    if story.body:
        built.content(legal(directed(story)))
    for topic in filter(named, story.topics):
        code = topic.code.removeprefix("medtop:")
        is_media_topic = code != topic.code
        built.category(term=legal(shown(topic.name)), scheme=MEDIA_TOPIC + legal(code) if is_media_topic else None)
    if story.lead:
        built.enclosure(url=legal(story.lead.url), length=str(story.lead.length), type=legal(story.lead.mime_type))
    built.complete(dates(story.published_at, story.updated_at))
    built.complete(element("dc:creator", credit.name) for credit in authors(story))
    built.complete(element("dc:contributor", credit.name) for credit in contributors(story))
    built.complete([element("dc:language", story.language)])
    built.complete(shared(story))
    built.complete(links_and_rights(story))
    return built.rss_entry()


def shown(text: str) -> str:
    """A headline or topic; escaped where readers, most of which take both for HTML, would see mark-up in it."""
    return escape(text, quote=False) if MARKUP.search(text) else text


def withdrawn_item(story: Story) -> etree._Element:
    """The notice: IPTC's publishing status as a category, and an expiry in the past, which is what MSN reads.

    `media:status` would say it too, but the W3C validator holds Media RSS 1.1, which has none, and calls it an error.
    """
    built = skeleton(story.id, "Withdrawn")
    texts = [notice.text for notice in story.notices if notice.text]
    built.description(escape(legal(" ".join(texts) or "This story has been withdrawn."), quote=False))
    built.complete(dates(story.published_at, story.updated_at))
    built.complete(element("dc:creator", credit.name) for credit in authors(story))
    built.complete(source(story))
    built.complete([element("dc:language", story.language)])
    if story.updated_at:
        built.complete([element("dcterms:valid", f"end={rfc3339(story.updated_at)}; scheme=W3C-DTF")])
    built.complete([element("category", story.status, domain=PUBLISHING_STATUS)])
    return built.rss_entry()


def dates(published: datetime | None, updated: datetime | None) -> Iterator[etree._Element]:
    if published:
        yield element("pubDate", rfc5322(published))
    if updated:
        yield element("dcterms:modified", rfc3339(updated))


def links_and_rights(story: Story) -> Iterator[etree._Element]:
    if story.url and story.canonical_url:
        yield element("atom:link", rel="via", href=story.canonical_url)
    if story.rights.copyright:
        yield element("dc:rights", story.rights.copyright)
    if story.rights.licence_url:
        yield element("atom:link", rel="license", href=story.rights.licence_url)
    if CREATIVE_COMMONS.match(story.rights.licence_url):
        yield element("creativeCommons:license", story.rights.licence_url)


FIGURES = re.compile(r"<figure\b.*?(?:</figure>|$)", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|tr|td|th|br|hr)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*(?:>|$)")


def beginning(body: str) -> str:
    """The first words of a body as plain text, ended by "…" where they break off."""
    # Only so much of a long body as a description may need, each pattern stops at the next bracket: time is linear.
    piece = FIGURES.sub(" ", body[: 20 * DESCRIPTION_LENGTH])
    text = " ".join(unescape(TAG.sub("", BLOCK.sub(" ", piece))).split())
    if len(text) <= DESCRIPTION_LENGTH and len(body) <= 20 * DESCRIPTION_LENGTH:
        return text
    cut, _, _ = text[: DESCRIPTION_LENGTH - 1].rpartition(" ")
    return f"{cut or text[: DESCRIPTION_LENGTH - 1]}…".lstrip("…")
