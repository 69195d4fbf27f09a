"""Readers that we did not write agree on what a feed says: feedparser, atoma and fastfeedparser, each with a parser of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import atoma
import fastfeedparser
import feedparser
import pytest

from syndication.wire.formats import FORMATS, write
from syndication.wire.formats._direction import directed
from syndication.wire.story import Story
from tests.wire.formats.stories import ARABIC, CHINESE, CORRECTED, EMBARGOED, FULL, make_feed

STORIES = (FULL, CHINESE, ARABIC, CORRECTED, EMBARGOED)
UNTOLD = object()  # what a reader has no word for in a format


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One entry as a reader gives it; moments in UTC, the first author alone."""

    title: object
    id: object
    published: object
    updated: object
    author: object
    body: object
    enclosure: object


def expected(story: Story) -> Seen:
    return Seen(
        title=story.headline, id=story.id, published=story.published_at, updated=story.updated_at,
        author=story.byline.partition(", ")[0] or story.source.name, body=directed(story),
        enclosure=story.lead.url if story.lead else "",
    )  # fmt: skip


def by_feedparser(document: bytes, _format: str) -> list[Seen]:
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    return [
        Seen(
            title=entry.title, id=entry.id, published=moment(entry.published_parsed), updated=moment(entry.updated_parsed),
            author=entry.authors[0].name, body=entry.content[0].value,
            enclosure=next((link.href for link in entry.links if link.rel == "enclosure"), ""),
        )
        for entry in parsed.entries
    ]  # fmt: skip


def moment(parsed) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


def by_atoma(document: bytes, format_name: str) -> list[Seen]:
    return [ATOMA[format_name](entry) for entry in ATOMA_PARSERS[format_name](document)]


ATOMA_PARSERS = {
    "rss": lambda document: atoma.parse_rss_bytes(document).items,
    "atom": lambda document: atoma.parse_atom_bytes(document).entries,
    "json_feed": lambda document: atoma.parse_json_feed_bytes(document).items,
}


def rss_of_atoma(item) -> Seen:
    return Seen(
        title=item.title, id=item.guid, published=item.pub_date, updated=UNTOLD, author=UNTOLD, body=item.content_encoded,
        enclosure=item.enclosures[0].url if item.enclosures else "",
    )  # fmt: skip


def atom_of_atoma(entry) -> Seen:
    return Seen(
        title=entry.title.value, id=entry.id_, published=entry.published, updated=entry.updated,
        author=entry.authors[0].name, body=entry.content.value,
        enclosure=next((link.href for link in entry.links if link.rel == "enclosure"), ""),
    )  # fmt: skip


def json_of_atoma(item) -> Seen:
    return Seen(
        title=item.title, id=item.id_, published=item.date_published, updated=item.date_modified, author=UNTOLD,
        body=item.content_html, enclosure=item.attachments[0].url if item.attachments else "",
    )  # fmt: skip


ATOMA = {"rss": rss_of_atoma, "atom": atom_of_atoma, "json_feed": json_of_atoma}


def by_fastfeedparser(document: bytes, format_name: str) -> list[Seen]:
    return [
        Seen(
            title=entry.title, id=entry.id, published=datetime.fromisoformat(entry.published),
            updated=datetime.fromisoformat(entry.updated), author=entry.author, body=entry.content[0]["value"],
            enclosure=UNTOLD if format_name == "atom" else (entry.get("enclosures") or [{"url": ""}])[0]["url"],
        )
        for entry in fastfeedparser.parse(document).entries
    ]  # fmt: skip


READERS: dict[str, Callable[[bytes, str], list[Seen]]] = {
    "feedparser": by_feedparser, "atoma": by_atoma, "fastfeedparser": by_fastfeedparser,
}  # fmt: skip


# feedparser 6 reads no JSON.
READ = [(reader, name) for reader in READERS for name in ATOMA if (reader, name) != ("feedparser", "json_feed")]


@pytest.mark.parametrize(("reader", "format_name"), READ)
def test_readers_see_what_the_story_says(reader, format_name):
    document = write(FORMATS[format_name], make_feed(*STORIES, format=format_name))
    seen = READERS[reader](document, format_name)
    assert [vars(one) for one in seen] == [
        {name: heard if heard is UNTOLD else getattr(expected(story), name) for name, heard in vars(one).items()}
        for story, one in zip(STORIES, seen, strict=True)
    ]
