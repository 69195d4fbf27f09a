"""NewsML-G2 2.35 at the power level: one story as a newsItem. Spec: https://iptc.org/standards/newsml-g2/"""

from collections.abc import Sequence

from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._newsml_g2 import DECLARATION
from syndication.wire.formats._newsml_g2_item import CARRIES, IN_PART, news_item
from syndication.wire.formats._single import only
from syndication.wire.story import Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "NewsML-G2 2.35"
MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml; charset=utf-8"
EXTENSION = "newsml-g2.xml"
HOLDS_ONE = True


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the document; a canceled story becomes one of the same guid that tells of nothing but its withdrawal."""
    return DECLARATION + news_item(story, dialect) + b"\n"
