"""Atom 1.0 with Dublin Core, Media RSS, GeoRSS and threads of stories, and tombstones for withdrawn ones.

Specs: RFC 4287, RFC 4685 (threads), RFC 4946 (licences), RFC 6721 (tombstones), at https://www.rfc-editor.org/rfc/
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

from syndication.wire.dialect import PLAIN, AtomContent, DatePolicy, Dialect, GuidForm, PictureWay, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._direction import directed
from syndication.wire.formats._feedgen import (
    Skeleton,
    child,
    element,
    entry_bytes,
    history,
    legal,
    new_head,
    skeleton,
    split,
)
from syndication.wire.formats._heads import described
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._moments import rfc3339
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
from syndication.wire.formats._xhtml import division
from syndication.wire.story import Credit, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "Atom 1.0"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
EXTENSION = "atom"
HOLDS_ONE = False

CARRIES = frozenset({
    "id", "status", "headline", "summary", "slugline", "body", "url", "canonical_url", "external_id", "follows", "language",
    "dateline", "credits", "closing_line", "topics", "section", "genre", "place", "media", "rights", "published_at",
    "updated_at", "embargoed_until", "expires_at",
})  # fmt: skip

# What is lost of fields that are carried in part, for the docs.
IN_PART = SHARED_IN_PART | {
    "credits": "names and addresses alone; whoever is neither source nor byline becomes a contributor",
}

PREFIXES = (*SHARED_PREFIXES, "at", "thr")

# RFC 4287 section 4.1.2 asks every entry for a date; where nobody knows one, the same one is said each time.
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


TOMBSTONE = b"<at:deleted-entry "


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """Join entries and tombstones to a feed with the head of `feed`, whose stories are not looked at."""
    before, after = frame(replace(feed, stories=()) if feed.stories else feed, dialect)
    # RFC 4287's grammar has whatever is no entry before the entries.
    tombstones = [entry for entry in entries if entry.startswith(TOMBSTONE)]
    if tombstones:
        entries = [*tombstones, *(entry for entry in entries if not entry.startswith(TOMBSTONE))]
    return b"\n".join((before, *entries, after))


@lru_cache(maxsize=1024)
def frame(feed: Feed, dialect: Dialect = PLAIN) -> tuple[bytes, bytes]:
    """What stands before the entries and after them."""
    head = new_head(feed, dialect, "application/atom+xml", (*PREFIXES, *prefixes(dialect)))
    head.updated(feed.updated)
    head.subtitle(legal(described(feed, dialect)))
    head.author(name=legal(feed.publisher))
    head.completion.elements += [*head_words(dialect), *history(feed, "link")]
    return split(head.atom_str(), b"</feed>")


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one entry; a canceled story becomes a tombstone, or an entry that says so for who knows no tombstones."""
    story = addressed(story)
    if story.status is not PublishingStatus.CANCELED:
        written = atom_entry(story, dialect)
    elif dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    elif dialect.withdrawal in (WithdrawalForm.STATUS, WithdrawalForm.EXPIRY):
        written = notice(story, dialect)
    else:
        written = tombstone(story, dialect)
    return entry_bytes(written, (*PREFIXES, *prefixes(dialect)))


def tombstone(story: Story, dialect: Dialect) -> etree._Element:
    when = rfc3339(story.updated_at or story.published_at or NO_DATE)
    built = element("at:deleted-entry", ref=guid_of(story, dialect), when=when)
    texts = [notice.text for notice in story.notices if notice.text]
    return child(built, element("at:comment", " ".join(texts), xml_lang=story.language)) if texts else built


def notice(story: Story, dialect: Dialect) -> etree._Element:
    """The notice as one partner asks for it: an entry as any other, newer than the one that it takes back."""
    built = skeleton(guid_of(story, dialect), NOTICE_TITLE)
    dated(built, story, DatePolicy.MODIFIED)
    built.content(legal(notice_text(story)), type="text")
    built.complete(person("author", credit) for credit in authors(story))
    built.complete(source(story))
    built.complete(notice_words(story, dialect))
    return in_language(built.atom_entry(), story)


def atom_entry(story: Story, dialect: Dialect) -> etree._Element:
    built = skeleton(guid_of(story, dialect), story.headline)
    dated(built, story, dialect.date_policy)
    if address := story.url or story.canonical_url:
        built.link(href=legal(address), rel="alternate", type="text/html")
    if story.summary:
        built.summary(legal(story.summary), type="text")
    if story.body and dialect.atom_content is AtomContent.XHTML:
        built.complete([child(element("content", type="xhtml"), division(story.body, story.direction))])
    elif story.body:
        built.content(legal(directed(story)), type="html")
    elif not (story.url or story.canonical_url):
        built.content(legal(story.summary or story.headline), type="text")  # RFC 4287 section 4.1.2: this or a link
    for topic in filter(named, story.topics):
        code = topic.code.removeprefix("medtop:")
        if code != topic.code:
            built.category(term=legal(code), scheme=MEDIA_TOPIC, label=legal(topic.name))
        else:
            built.category(term=legal(topic.name))
    if story.rights.copyright:
        built.rights(legal(story.rights.copyright))
    built.complete(person("author", credit) for credit in authors(story))
    built.complete(person("contributor", credit) for credit in contributors(story))
    built.complete(links(story, dialect))
    built.complete(origin(story, dialect))
    built.complete(shared(story, dialect))
    built.complete(entry_words(story, dialect))
    return in_language(built.atom_entry(), story)


def dated(built: Skeleton, story: Story, policy: DatePolicy) -> None:
    """First release and last change; who wants no date to move has the first release for both."""
    changed = story.updated_at or story.published_at
    if policy is DatePolicy.NONE:
        changed = story.published_at or story.updated_at
    built.updated(changed or NO_DATE)
    if story.published_at:
        built.published(story.published_at)


def in_language(built: etree._Element, story: Story) -> etree._Element:
    built.set("{http://www.w3.org/XML/1998/namespace}lang", story.language)
    return built


def person(name: str, credit: Credit) -> etree._Element:
    built = child(element(name), element("name", credit.name))
    return child(built, element("uri", credit.url)) if credit.url else built


def origin(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """What the story follows up, and where it is from when it first appeared elsewhere.

    RFC 4287 section 4.2.11 asks for the metadata of the feed that an entry was copied from; what is known of an agency
    is its name and the address of its site. A thread leads to the id of an entry, which is the story's for outlets
    that know stories by their ids.
    """
    if story.follows and dialect.guid_form is GuidForm.OPAQUE:
        yield element("thr:in-reply-to", ref=story.follows)
    if story.canonical_url and story.source:
        home = story.source.url or urljoin(story.canonical_url, "/")
        yield child(
            element("source"),
            element("id", home),
            element("title", story.source.name),
            element("updated", rfc3339(story.published_at or story.updated_at or NO_DATE)),
            element("link", rel="alternate", type="text/html", href=home),
        )


def links(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    if story.url and story.canonical_url:
        yield element("link", rel="via", href=story.canonical_url)
    if story.rights.licence_url:
        yield element("link", rel="license", href=story.rights.licence_url)
    if story.lead and PictureWay.ENCLOSURE in dialect.picture_as:
        lead = story.lead
        yield element("link", rel="enclosure", href=lead.url, type=lead.mime_type, length=str(lead.length or ""))
