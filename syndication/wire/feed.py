"""A feed as every format sees it: a head, and the ordered stories for one outlet."""

from dataclasses import dataclass
from datetime import datetime

from syndication.wire.story import Story, require, require_moments, require_url

__all__ = ["Feed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The head of a feed. `updated` is the last change of anything in it (aware, UTC) and never the time of writing."""

    id: str  # permanent, an IRI; never the address
    title: str
    description: str
    url: str  # the page for people
    feed_url: str  # where this very document is served
    language: str
    updated: datetime
    publisher: str
    copyright: str = ""
    logo_url: str = ""
    links: tuple[
        tuple[str, str], ...
    ] = ()  # (relation, address): RFC 5005's next, prev-archive, current …; self is implied
    is_story: bool = False  # the document of one story by itself, for formats in which that is no list of one
    is_archive: bool = False  # RFC 5005 section 4: a document whose entries never change
    stories: tuple[Story, ...] = ()

    def __post_init__(self) -> None:
        for name in ("id", "title", "description", "publisher"):
            require(bool(getattr(self, name).strip()), f"feed.{name}", "is empty")
        require_url("feed.url", self.url)
        require_url("feed.feed_url", self.feed_url)
        for relation, address in self.links:
            require_url(f"feed.links.{relation}", address)
        require_moments(self, "updated")
