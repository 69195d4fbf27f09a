"""schema.org's NewsArticle as JSON-LD, one story a document. Spec: https://schema.org/NewsArticle"""

from collections.abc import Sequence

from syndication.wire.characters import strip_illegal
from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import as_bytes, said
from syndication.wire.formats._schema_org import news_article, publisher
from syndication.wire.formats._single import only
from syndication.wire.plain import to_text
from syndication.wire.story import Story

__all__ = [
    "CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry", "news_article", "publisher",
]  # fmt: skip

LABEL = "schema.org NewsArticle"
MEDIA_TYPE = "application/ld+json; charset=utf-8"
EXTENSION = "jsonld"
HOLDS_ONE = True

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink", "slugline", "urgency", "follows"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "body": "as plain text",
    "credits": "key and country stay at home; a photographer is a contributor",
    "media": "pictures alone; role, reach and its end stay at home",
    "notices": "corrections, clarifications and withdrawals",
    "rights": "the reach stays at home",
    "topics": "the key stays at home; a code is a media topic's or none",
}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry, with the publisher of `feed`. Raises `ValueError` for any other number."""
    article = only(entries, LABEL)
    return article[:-1] + b',"publisher":' + as_bytes(publisher(feed.publisher, "")) + b"}\n"


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the article; a canceled story becomes one of the same id that tells of nothing but its withdrawal."""
    identity = {"@id": guid_of(story, dialect)}
    return as_bytes(news_article(story) | identity | said(articleBody=to_text(strip_illegal(story.body))))
