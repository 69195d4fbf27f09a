"""How stories become bytes: a module in this folder is a format by being there, and its name is its name.

A format turns a story into an entry once, and joins entries to a document as often as it is asked for, so
that a rendered entry can be kept as bytes. Nothing in it reads the clock: the same feed gives the same bytes.
"""

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.story import Story

__all__ = ["FORMATS", "Format", "write"]


class Format(Protocol):
    """What a module in this folder offers."""

    LABEL: str  # for people: "RSS 2.0"
    MEDIA_TYPE: str  # with charset, as the Content-Type header says it
    EXTENSION: str  # of the address, without a dot before it: "rss", "nitf.xml"
    HOLDS_ONE: bool  # whether a document is one story and no feed can be written in this format

    def entry(self, story: Story, dialect: Dialect = PLAIN) -> bytes:
        """Write one story, or the notice of a canceled one, as it stands inside a document; b"" when there is no form for it.

        The story has been through `prepare`: its body is what the outlet may have, credit and disclosure included.
        """

    def document(self, feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
        """Join entries to a document with the head of `feed`, whose stories are not looked at.

        Where a document holds one story it is its entry, and any other number of entries raises `ValueError`.
        """


def write(written: Format, feed: Feed, dialect: Dialect = PLAIN) -> bytes:
    """Write a whole feed."""
    entries = [written.entry(story, dialect) for story in feed.stories]
    return written.document(feed, [entry for entry in entries if entry], dialect)


FORMATS: dict[str, Format] = {
    module.name: cast(Format, import_module(f"{__name__}.{module.name}"))  # a module is a format when it has its names
    for module in iter_modules(__path__)
    if not module.name.startswith("_")
}
