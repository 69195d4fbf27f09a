"""ninjs 2.2: the words of version 3 in lower case. Spec: https://iptc.org/std/ninjs/ninjs-schema_2.2.json"""

from collections.abc import Sequence
from typing import Any

from syndication.wire.dialect import PLAIN, Dialect, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._json import Members, as_bytes
from syndication.wire.formats._ninjs import CARRIES, IN_PART, joined, news_object, package
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "ninjs 2.2"
MEDIA_TYPE = "application/json; charset=utf-8"  # IPTC has registered none of its own
EXTENSION = "ninjs-2.json"
HOLDS_ONE = False

STANDARD = {"name": "ninjs", "version": "2.2", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#"}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """One story by itself, or a composite of all; `feed`'s stories are not looked at."""
    written = [entry for entry in entries if entry]
    if feed.is_story and written:
        return written[0] + b"\n"
    return joined(lowered(package(feed, STANDARD)), written)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one news object; a canceled story becomes one that tells of nothing but its withdrawal."""
    if story.status is PublishingStatus.CANCELED and dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    return as_bytes(lowered(news_object(story, dialect, STANDARD)))


def lowered(members: Members) -> Members:
    """The members by their names of version 2, where an embargo has a shorter one."""
    return {
        "embargoed" if name == "embargoedUntil" else name.lower(): lowered_value(value)
        for name, value in members.items()
    }


def lowered_value(value: Any) -> Any:  # Any: what JSON can hold
    if isinstance(value, dict):
        return lowered(value)
    return [lowered_value(one) for one in value] if isinstance(value, list) else value
