"""Where our public feeds are, for pages that point to them and for people who look for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from newsroom.released import ArticleQuerySet
from syndication.models import Outlet, OutletFeed
from syndication.profiles import feed_formats
from syndication.wire.formats import FORMATS
from syndication.wire.story import Reach

__all__ = ["FeedLink", "in_public_feeds", "links_to", "named_links", "travels"]

BEYOND_OUR_PAGES = [reach.value for reach in Reach if reach.covers(Reach.PUBLIC)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    title: str  # what the feed holds
    label: str  # its format: "RSS 2.0"
    media_type: str  # without parameters, as HTML's `link` wants it
    path: str
    page: str  # the path of the feed's page for people
    kind: str  # what it is about: sources, topics, or "" for the whole site


def links_to(outlet: Outlet, title: str, kind: str = "", slug: str = "") -> list[FeedLink]:
    """One feed in each of its formats: the outlet's own, or the one about a source or a topic."""
    if kind:
        return links(outlet, title, "feed_about", kind, slug)
    return links(outlet, title, "feed")


def named_links(outlet: Outlet, feed: OutletFeed) -> list[FeedLink]:
    """One of the outlet's named feeds in each of its formats."""
    return links(outlet, feed.name, "named_feed", feed.slug)


def links(outlet: Outlet, title: str, route: str, *below: str) -> list[FeedLink]:
    """`route` and what stands `below` the outlet in it name the feed and its page alike."""
    return [
        FeedLink(
            title=title,
            label=FORMATS[name].LABEL,
            media_type=FORMATS[name].MEDIA_TYPE.partition(";")[0],
            path=reverse(f"syndication:{route}", args=[outlet.slug, *below, FORMATS[name].EXTENSION]),
            page=reverse(f"feed_pages:{route}", args=[outlet.slug, *below]),
            kind=below[0] if route == "feed_about" else "",
        )
        for name in feed_formats(outlet.effective_profile)
    ]


def in_public_feeds(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of the articles that may go further than our own pages: a source or topic without any has no feed."""
    return articles.filter(reach__in=BEYOND_OUR_PAGES, source__reach__in=BEYOND_OUR_PAGES)


def travels(reaches: Iterable[str]) -> bool:
    """Whether something that needs all of these rights is in the public feeds."""
    return all(reach in BEYOND_OUR_PAGES for reach in reaches)
