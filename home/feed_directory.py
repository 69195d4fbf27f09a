"""Every public feed there is, for the page that lists them and for OPML."""

from collections.abc import Sequence
from dataclasses import dataclass

from home.feed_links import FeedLink, in_public_feeds, links_to, named_links
from newsroom.models import ArticlePage, Source, Topic
from syndication.models import Outlet

__all__ = ["FeedDirectory", "ListedFeed", "feed_directory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """One feed. `formats` has at least one, and each leads to the same page."""

    name: str
    description: str
    language: str  # a BCP 47 tag; "" when its stories are in several
    formats: Sequence[FeedLink]

    @property
    def page(self) -> str:
        return self.formats[0].page


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDirectory:
    site: Sequence[ListedFeed]
    sources: Sequence[ListedFeed]
    topics: Sequence[ListedFeed]


def feed_directory(outlet: Outlet | None) -> FeedDirectory:
    """The outlet's own feeds, and one for each source and topic with a story that anybody may have."""
    if outlet is None or not links_to(outlet, outlet.name):
        return FeedDirectory(site=(), sources=(), topics=())
    offered = in_public_feeds(ArticlePage.objects.released()).order_by()
    sources = Source.objects.filter(pk__in=offered.values("source"))
    topics = Topic.objects.filter(pk__in=offered.filter(topics__isnull=False).values("topics"))
    return FeedDirectory(
        site=[
            listed(outlet.name, links_to(outlet, outlet.name), outlet.description),
            *(listed(feed.name, named_links(outlet, feed), language=feed.language) for feed in outlet.feeds.all()),
        ],
        sources=[
            listed(row.name, links_to(outlet, row.name, "sources", row.slug), row.description, row.language)
            for row in sources
        ],
        topics=[listed(row.name, links_to(outlet, row.name, "topics", row.slug), row.description) for row in topics],
    )


def listed(name: str, formats: Sequence[FeedLink], description: str = "", language: str = "") -> ListedFeed:
    return ListedFeed(name=name, description=description, language=language, formats=formats)
