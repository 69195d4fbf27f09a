"""The list of our public feeds as OPML."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from home.feed_directory import FeedDirectory, ListedFeed
from syndication import conf
from syndication.wire.opml import FeedOutline, Group, OutlineOfFeeds

__all__ = ["outline_of"]


def outline_of(directory: FeedDirectory, changed_at: datetime) -> OutlineOfFeeds:
    """Each feed once, in the first format that it has, for a reader subscribes to all that stand there."""
    return OutlineOfFeeds(
        title=_("Feeds of %(name)s") % {"name": conf.publisher()},
        owner=conf.publisher(),
        owner_url=f"{conf.base_url()}/",
        changed_at=changed_at,
        groups=(
            Group(text=conf.publisher(), feeds=tuple(outlines(directory.site))),
            Group(text=_("By source"), feeds=tuple(outlines(directory.sources))),
            Group(text=_("By topic"), feeds=tuple(outlines(directory.topics))),
        ),
    )


def outlines(feeds: Iterable[ListedFeed]) -> Iterable[FeedOutline]:
    base = conf.base_url()
    for feed in feeds:
        yield FeedOutline(
            text=feed.name,
            feed_url=urljoin(base, feed.formats[0].path),
            page_url=urljoin(base, feed.page),
            description=feed.description,
            language=feed.language,
        )
