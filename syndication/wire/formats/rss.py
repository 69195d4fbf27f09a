"""RSS 2.0 with content, Dublin Core, Media RSS, GeoRSS and Atom links. Spec: https://www.rssboard.org/rss-specification"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape, unescape

from lxml import etree

from syndication.wire.dialect import PLAIN, DatePolicy, Dialect, PictureWay, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._direction import directed
from syndication.wire.formats._feedgen import (
    Skeleton,
    element,
    entry_bytes,
    history,
    legal,
    new_head,
    skeleton,
    split,
)
from syndication.wire.formats._heads import described
from syndication.wire.formats._identity import guid_is_address, guid_of
from syndication.wire.formats._moments import rfc3339, rfc5322
from syndication.wire.formats._partners import (
    NOTICE_TITLE,
    entry_words,
    head_words,
    notice_text,
    notice_words,
    prefixes,
)
from syndication.wire.formats._vocabularies import IN_PART as SHARED_IN_PART
from syndication.wire.formats._vocabularies import MEDIA_TOPIC, authors, contributors, named, shared, source
from syndication.wire.formats._vocabularies import PREFIXES as SHARED_PREFIXES
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "RSS 2.0"
MEDIA_TYPE = "application/rss+xml; charset=utf-8"
EXTENSION = "rss"
HOLDS_ONE = False

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


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """Join items to a channel with the head of `feed`, whose stories are not looked at."""
    before, after = frame(replace(feed, stories=()) if feed.stories else feed, dialect)
    return b"\n".join((before, *entries, after))


@lru_cache(maxsize=1024)
def frame(feed: Feed, dialect: Dialect = PLAIN) -> tuple[bytes, bytes]:
    """What stands before the items and after them."""
    head = new_head(feed, dialect, "application/rss+xml", (*PREFIXES, *prefixes(dialect)))
    head.description(legal(described(feed, dialect)))
    if dialect.ttl:
        head.ttl(dialect.ttl)
    head.completion.elements += [
        element("lastBuildDate", rfc5322(feed.updated)),
        element("dc:publisher", feed.publisher),
        *([element("pubDate", rfc5322(feed.updated))] if "snf" in dialect.namespaces else []),
        *head_words(dialect),
        *history(feed, "atom:link"),
    ]
    return split(head.rss_str(), b"</channel></rss>")


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one item; a canceled story becomes an item of the same guid that tells of nothing but its withdrawal."""
    story = addressed(story)
    if story.status is not PublishingStatus.CANCELED:
        written = item(story, dialect)
    elif dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    elif dialect.withdrawal in (WithdrawalForm.STATUS, WithdrawalForm.EXPIRY):
        written = notice(story, dialect)
    else:
        written = withdrawn_item(story, dialect)
    return entry_bytes(written, (*PREFIXES, *prefixes(dialect)))


def item(story: Story, dialect: Dialect) -> etree._Element:
    built = identified(story, dialect, shown(story.headline))
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
    if story.lead and PictureWay.ENCLOSURE in dialect.picture_as:
        built.enclosure(url=legal(story.lead.url), length=str(story.lead.length), type=legal(story.lead.mime_type))
    built.complete(dates(story, dialect.date_policy))
    built.complete(element("dc:creator", credit.name) for credit in authors(story))
    built.complete(element("dc:contributor", credit.name) for credit in contributors(story))
    built.complete([element("dc:language", story.language)])
    built.complete(shared(story, dialect))
    built.complete(links_and_rights(story))
    built.complete(entry_words(story, dialect))
    return built.rss_entry()


def identified(story: Story, dialect: Dialect, title: str) -> Skeleton:
    """An item with title and guid, which is an address for partners who know stories by theirs."""
    built = skeleton(guid_of(story, dialect), title)
    built.guid(legal(guid_of(story, dialect)), permalink=guid_is_address(story, dialect))
    return built


def shown(text: str) -> str:
    """A headline or topic; escaped where readers, most of which take both for HTML, would see mark-up in it."""
    return escape(text, quote=False) if MARKUP.search(text) else text


def withdrawn_item(story: Story, dialect: Dialect) -> etree._Element:
    """The notice for everybody: IPTC's publishing status as a category, and an expiry in the past.

    `media:status` would say it too, but the W3C validator holds Media RSS 1.1, which has none, and calls it an error.
    """
    built = identified(story, dialect, "Withdrawn")
    built.description(escape(legal(notice_text(story)), quote=False))
    built.complete(dates(story, dialect.date_policy))
    built.complete(said_of_notice(story))
    if story.updated_at:
        built.complete([element("dcterms:valid", f"end={rfc3339(story.updated_at)}; scheme=W3C-DTF")])
    built.complete([element("category", story.status, domain=PUBLISHING_STATUS)])
    return built.rss_entry()


def notice(story: Story, dialect: Dialect) -> etree._Element:
    """The notice as one partner asks for it: an item as any other, with the date moved that this partner looks at."""
    is_status = dialect.withdrawal is WithdrawalForm.STATUS
    built = identified(story, dialect, NOTICE_TITLE)
    text = escape(legal(notice_text(story)), quote=False)
    built.description(text)
    built.content(f"<p>{text}</p>")
    built.complete(dates(story, DatePolicy.BUMP if is_status else dialect.date_policy))
    built.complete(said_of_notice(story))
    built.complete(notice_words(story, dialect))
    return built.rss_entry()


def said_of_notice(story: Story) -> Iterator[etree._Element]:
    """Whose story it was."""
    yield from (element("dc:creator", credit.name) for credit in authors(story))
    yield from source(story)
    yield element("dc:language", story.language)


def dates(story: Story, policy: DatePolicy) -> Iterator[etree._Element]:
    """First release and last change; an outlet that looks at `pubDate` alone sees the change there."""
    published, updated = story.published_at, story.updated_at
    if policy is DatePolicy.BUMP:
        published = updated or published
    if published:
        yield element("pubDate", rfc5322(published))
    if updated and policy is not DatePolicy.NONE:
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
