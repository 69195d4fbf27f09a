"""NewsML-G2 2.35: stories as the newsItems of a newsMessage. Spec: https://iptc.org/standards/newsml-g2/"""

from collections.abc import Sequence

from lxml import etree

from syndication.wire.dialect import PLAIN, Dialect, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._moments import rfc3339
from syndication.wire.formats._newsml_g2 import DECLARATION, NAR, holding, item, named, prop, written
from syndication.wire.formats._newsml_g2_item import CARRIES, IN_PART, news_item
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "NewsML-G2 2.35, several stories"
MEDIA_TYPE = "application/vnd.iptc.g2.newsmessage+xml; charset=utf-8"
EXTENSION = "newsmessage.xml"
HOLDS_ONE = False


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """Join newsItems to a message with the head of `feed`, whose stories are not looked at."""
    message = etree.Element(f"{{{NAR}}}newsMessage", nsmap={None: NAR})
    message.append(
        holding(
            "header",
            prop("sent", rfc3339(feed.updated)),
            prop("sender", feed.publisher),
            prop("transmitId", f"{feed.id}/{age(feed)}"),
        )
    )
    before = written(message).removesuffix(b"</newsMessage>")
    items = list(entries) or [written(nothing(feed))]
    return DECLARATION + b"\n".join((before + b"<itemSet>", *items, b"</itemSet></newsMessage>\n"))


def nothing(feed: Feed) -> etree._Element:
    """A package of nothing, for a message must hold an item."""
    meta = holding(
        "itemMeta",
        prop("itemClass", qcode="ninat:composite"),
        named("provider", feed.publisher),
        prop("versionCreated", rfc3339(feed.updated)),
        prop("pubStatus", qcode="stat:usable"),
        prop("title", feed.title),
    )
    return item("packageItem", feed.id, age(feed), feed.language, meta)


def age(feed: Feed) -> int:
    """A number that grows with each change of the feed."""
    return max(int(feed.updated.timestamp()), 1)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one newsItem; a canceled story becomes one of the same guid that tells of nothing but its withdrawal."""
    if story.status is PublishingStatus.CANCELED and dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    return news_item(story, dialect)
