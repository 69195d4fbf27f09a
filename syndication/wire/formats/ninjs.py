"""ninjs 3.1, news in JSON. Spec: https://iptc.org/std/ninjs/ninjs-schema_3.1.json"""

from collections.abc import Sequence

from syndication.wire.dialect import PLAIN, Dialect, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._json import as_bytes
from syndication.wire.formats._ninjs import CARRIES, IN_PART, joined, news_object, package
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "ninjs 3.1"
MEDIA_TYPE = "application/json; charset=utf-8"  # IPTC has registered none of its own
EXTENSION = "ninjs.json"
HOLDS_ONE = False

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """One story by itself, or a composite of all; `feed`'s stories are not looked at."""
    written = [entry for entry in entries if entry]
    if feed.is_story and written:
        return written[0] + b"\n"
    return joined(package(feed, STANDARD), written)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one news object; a canceled story becomes one that tells of nothing but its withdrawal."""
    if story.status is PublishingStatus.CANCELED and dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    return as_bytes(news_object(story, dialect, STANDARD))
