"""Where our public feeds are, for pages that point to them and for people who look for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from newsroom.released import ArticleQuerySet
from syndication.models import Outlet
from syndication.wire.formats import FORMATS
from syndication.wire.story import Reach

__all__ = ["FeedLink", "in_public_feeds", "links_to", "travels"]

BEYOND_OUR_PAGES = [reach.value for reach in Reach if reach.covers(Reach.PUBLIC)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    title: str  # what the feed holds
    label: str  # its format: "RSS 2.0"
    media_type: str  # without parameters, as HTML's `link` wants it
    path: str
    kind: str  # what it is about: sources, topics, or "" for the whole site


def links_to(outlet: Outlet, title: str, kind: str = "", slug: str = "") -> list[FeedLink]:
    """One feed in each of its formats: the outlet's own, or the one about a source or a topic."""
    return [
        FeedLink(
            title=title,
            label=FORMATS[name].LABEL,
            media_type=FORMATS[name].MEDIA_TYPE.partition(";")[0],
            path=feed_path(outlet, kind, slug, FORMATS[name].EXTENSION),
            kind=kind,
        )
        for name in outlet.effective_profile.formats
        if name in FORMATS
    ]


def feed_path(outlet: Outlet, kind: str, slug: str, extension: str) -> str:
    if kind:
        return reverse("syndication:feed_about", args=[outlet.slug, kind, slug, extension])
    return reverse("syndication:feed", args=[outlet.slug, extension])


def in_public_feeds(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of the articles that may go further than our own pages: a source or topic without any has no feed."""
    return articles.filter(reach__in=BEYOND_OUR_PAGES, source__reach__in=BEYOND_OUR_PAGES)


def travels(reaches: Iterable[str]) -> bool:
    """Whether something that needs all of these rights is in the public feeds."""
    return all(reach in BEYOND_OUR_PAGES for reach in reaches)
