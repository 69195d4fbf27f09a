"""A page for people about each open feed: what it holds, its addresses, and its latest stories."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from syndication import feeds, views
from syndication.addresses import FeedAddress
from syndication.models import Outlet, Release
from syndication.rendering import offered, speaking
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule
from syndication.wire.story import PublishingStatus, Story

__all__ = ["FeedFormat", "FeedPage", "feed_page"]

LATEST = 10
KEPT_FOR = 24 * 60 * 60  # seconds in the cache; what is kept changes its key with its content, never its content


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFormat:
    """One address of the feed."""

    label: str  # "RSS 2.0"
    media_type: str  # without parameters, as HTML's `link` wants it
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    name: str  # what the feed holds: "China Daily"
    kind: str  # sources, topics, or "" for one of the outlet's own
    description: str
    language: str  # that the name and the description are in; "" when nobody has said
    formats: tuple[FeedFormat, ...]
    latest: tuple[Story, ...]


@require_safe
def feed_page(request: HttpRequest, outlet: str, feed: str = "", kind: str = "", slug: str = "") -> HttpResponse:
    """Show the page of an open outlet's feed, one of its named feeds, or its feed about one source or topic."""
    now = timezone.now()
    row = get_object_or_404(Outlet, slug=outlet, active=True, access=Outlet.Access.OPEN)
    try:
        names = feeds.feed_formats(row.effective_profile)
        if not names:
            raise LookupError(f"{row.name} has no feeds")
        address = feeds.locate_feed(row, names[0], feed=feed, kind=kind, slug=slug)
        found = feeds.state(address, now)
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    except (InvalidProfile, InvalidRule) as problem:
        return views.broken(row, problem)
    shown = FeedPage(
        name=feeds.subject(address, found) or row.name, kind=kind, description="" if address.name else row.description,
        language="" if kind else row.language,
        formats=tuple(format_of(replace(address, format=name)) for name in names), latest=latest(address, found),
    )  # fmt: skip
    return TemplateResponse(request, "syndication/feed_page.html", {"feed": shown})


def format_of(address: FeedAddress) -> FeedFormat:
    written = FORMATS[address.format]
    return FeedFormat(label=written.LABEL, media_type=written.MEDIA_TYPE.partition(";")[0], url=address.url)


def latest(address: FeedAddress, found: feeds.State) -> tuple[Story, ...]:
    """The newest stories that stand in the feed, as the outlet has them; kept as long as the feed does not change."""
    key = f"syndication.latest.{found.etag}"
    kept: tuple[Story, ...] | None = cache.get(key)
    if kept is None:
        kept = tuple(islice(stories(address, found), LATEST))
        cache.set(key, kept, KEPT_FOR)
    return kept


def stories(address: FeedAddress, found: feeds.State) -> Iterator[Story]:
    for entry in feeds.contents(address, found).entries:
        if not entry.offer.notice:
            row, profile = (
                Release.objects.get(pk=entry.offer.release_id),
                speaking(address.profile, entry.offer.guid_form),
            )
            story = offered(row, profile, advance=entry.offer.advance)
            # A story may be a notice to this outlet alone, for want of rights.
            if not isinstance(story, Withheld) and story.status is PublishingStatus.USABLE:
                yield story
