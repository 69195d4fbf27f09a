"""Which feed is meant: an outlet's own, one of its named feeds, one about a source or topic, or an archive of one."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from syndication import conf
from syndication.models import Outlet, OutletFeed, Selection, Subscription
from syndication.selections import selection_about
from syndication.subscriptions import settled
from syndication.wire.formats import FORMATS
from syndication.wire.profile import Profile

__all__ = ["FeedAddress", "FormatNotOffered", "format_with", "locate", "locate_feed"]

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class FormatNotOffered(LookupError):
    """The outlet's profile does not offer this format; the message names those it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A feed in one format. `subscriptions` has the present one first, then the ended ones, the newest first."""

    outlet: Outlet
    profile: Profile
    subscriptions: tuple[Subscription, ...]
    format: str
    feed: OutletFeed | None = None
    kind: str = ""  # sources or topics, for a feed about one
    slug: str = ""  # of that source or topic
    archive: int | None = None  # RFC 5005: the number of an archive, from 0

    @property
    def selection(self) -> Selection:
        return self.subscriptions[0].selection

    @property
    def name(self) -> str:
        """Which of the outlet's feeds it is, in any format; "" for the outlet's own."""
        return f"{self.kind}/{self.slug}" if self.kind else self.feed.slug if self.feed else ""

    @property
    def language(self) -> str:
        return (self.feed and self.feed.language) or self.outlet.language

    @property
    def path(self) -> str:
        """The one path at which this document is served, percent-encoded."""
        extension, outlet = FORMATS[self.format].EXTENSION, self.outlet.slug
        if self.kind:
            return reverse("syndication:feed_about", args=[outlet, self.kind, self.slug, extension])
        below = [self.feed.slug] if self.feed else []
        numbered = [] if self.archive is None else [self.archive]
        name = ("named_" if below else "") + ("archive" if numbered else "feed")
        return reverse(f"syndication:{name}", args=[outlet, *below, *numbered, extension])

    @property
    def url(self) -> str:
        return f"{conf.base_url()}{self.path}"

    @property
    def page_path(self) -> str:
        """The path of the feed's page for people; "" where a site has no such pages, or the outlet is not open.

        In the feed's own language where the site speaks it, and never in that of whoever asks.
        """
        below = [self.kind, self.slug] if self.kind else [self.feed.slug] if self.feed else []
        name = "feed_about" if self.kind else "named_feed" if self.feed else "feed"
        try:
            with translation.override(spoken(self.language)):
                return reverse(f"feed_pages:{name}", args=[self.outlet.slug, *below]) if self.outlet.is_open else ""
        except NoReverseMatch:
            return ""

    def at(self, archive: int | None) -> "FeedAddress":
        """The archive of that number, or the document that one subscribes to."""
        return replace(self, archive=archive)


def spoken(language: str) -> str:
    """The language of the site that is nearest to a BCP 47 tag; the site's own where there is none."""
    try:
        return translation.get_supported_language_variant(language.lower())
    except LookupError:
        return settings.LANGUAGE_CODE


def format_with(extension: str) -> str:
    """The name of the format that is written with this extension. Raises `LookupError`."""
    for name, module in FORMATS.items():
        if extension == module.EXTENSION:
            return name
    raise LookupError(f"no format is written as .{extension}")


def locate_feed(
    outlet: Outlet, format_name: str, *,
    feed: str = "", kind: str = "", slug: str = "", archive: int | None = None,
) -> FeedAddress:  # fmt: skip
    """As `locate`, in a format in which feeds are written."""
    address = locate(outlet, format_name, feed=feed, kind=kind, slug=slug, archive=archive)
    if FORMATS[format_name].HOLDS_ONE:
        raise FormatNotOffered(f"{FORMATS[format_name].LABEL} holds one story, and no feed is written in it")
    return address


def locate(
    outlet: Outlet, format_name: str, *,
    feed: str = "", kind: str = "", slug: str = "", archive: int | None = None,
) -> FeedAddress:  # fmt: skip
    """The outlet's feed of that description. Raises `LookupError`, and `InvalidProfile` when its settings are broken."""
    outlet = settled(outlet)
    named = named_feed(outlet, feed)
    profile = outlet.profile_in((named and named.language) or outlet.language)
    if format_name not in profile.formats:
        raise FormatNotOffered(f"{outlet.name} takes {', '.join(profile.formats)}, not {format_name}")
    if archive is not None and not profile.archive:
        raise LookupError(f"{outlet.name} has no archives")
    found = about(outlet, profile, kind, slug) if kind else subscribed(outlet, feed)
    return FeedAddress(
        outlet=outlet, profile=profile, subscriptions=found, format=format_name, feed=named, kind=kind, slug=slug, archive=archive,
    )  # fmt: skip


def named_feed(outlet: Outlet, slug: str) -> OutletFeed | None:
    if not slug:
        return None
    found = next((feed for feed in outlet.feeds.all() if feed.slug == slug), None)
    if found is None:
        raise LookupError(f"{outlet.name} has no feed {slug!r}")
    return found


def subscribed(outlet: Outlet, feed: str) -> tuple[Subscription, ...]:
    rows = list(outlet.subscriptions.filter(feed=feed).select_related("selection").order_by("-since", "-pk"))
    rows.sort(key=lambda row: row.until is not None)  # keeps the order of the rest
    if not rows or rows[0].until is not None:
        raise LookupError(f"{outlet.name} is not active")
    return tuple(rows)


def about(outlet: Outlet, profile: Profile, kind: str, slug: str) -> tuple[Subscription, ...]:
    if not outlet.is_open:
        raise LookupError(f"{outlet.name} has no feeds about single {kind}")
    selection = selection_about(outlet, kind, slug)
    return (Subscription(outlet=outlet, selection=selection, guid_form=profile.guid_form, since=ALWAYS),)
