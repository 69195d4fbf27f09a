"""One outlet at a glance: what was agreed, its feeds with their addresses, and who fetched them last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, NumberColumn, Table
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from syndication import feeds
from syndication.models import Outlet, Pickup
from syndication.pickups import write_gathered
from syndication.redaction import IN_PATH
from syndication.translation import moment
from syndication.viewsets.columns import CopyColumn
from syndication.viewsets.one_outlet import OfOneOutlet, may, ways
from syndication.viewsets.pickups import COLUMNS
from syndication.viewsets.profile_guide import guide_to
from syndication.viewsets.profile_table import keys_of
from syndication.wire.profile import InvalidProfile
from syndication.wire.rules import InvalidRule

__all__ = ["OverviewView"]

MEASURED = 24  # documents that are made to say how large they are; an outlet with more of them names the rest
LAST_PICKUPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One document that the outlet may fetch; what is None was not measured."""

    name: str
    format: str
    url: str
    entries: int | None = None
    size: int | None = None
    changed_at: datetime | None = None


FEED_COLUMNS = [
    Column("name", label=gettext_lazy("Feed")),
    Column("format", label=gettext_lazy("Format")),
    CopyColumn("url", label=gettext_lazy("Address")),
    Column("entries", label=gettext_lazy("Entries")),
    Column("size", label=gettext_lazy("Bytes"), accessor=lambda line: "" if line.size is None else f"{line.size:,}"),
    Column("changed_at", label=gettext_lazy("Changed"), accessor=lambda line: moment(line.changed_at)),
]


class OverviewView(OfOneOutlet, WagtailAdminTemplateMixin, TemplateView):
    """Read before one calls a partner: is it active, what does it get, has it fetched it?"""

    page_title = gettext_lazy("Overview")
    screen = "inspect"
    template_name = "syndication/admin/overview.html"

    # Any: a template's context.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "outlet": self.outlet,
            "ways": list(ways(self.outlet, self.request, but="inspect")),
            **self.settings(),
            **(self.pickups() if may(self.request, Pickup) else {}),
        }

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []  # they stand on the page itself

    def settings(self) -> dict[str, Any]:
        """What its settings make of it, or what is wrong with them."""
        try:
            profile, lines = self.outlet.effective_profile, list(feed_lines(self.outlet, timezone.now()))
        except (LookupError, InvalidProfile, InvalidRule) as problem:
            return {"problem": str(problem)}
        in_path = self.outlet.key_in_path and profile.key_in_path
        return {
            "profile": guide_to(self.outlet.profile, profile),
            "profile_keys": keys_of(self.outlet, profile),
            "feeds": Table(FEED_COLUMNS, lines, caption=_("Feeds")),
            "keyed_address": lines[0].url.replace("/feeds/", f"/{IN_PATH}/…/feeds/", 1) if in_path and lines else "",
        }

    def pickups(self) -> dict[str, Any]:
        write_gathered()
        last = Pickup.objects.filter(outlet=self.outlet).order_by("-last_at")[:LAST_PICKUPS]
        columns = [Column("client", label=_("Client")), *COLUMNS]
        return {"pickups": Table([without_order(column) for column in columns], list(last), caption=_("Last pickups"))}


def without_order(column: Column) -> Column:
    """The same column in a table that shows the last and is not sorted otherwise."""
    kind = NumberColumn if isinstance(column, NumberColumn) else Column
    return kind(column.name, label=column.label, accessor=column.accessor)


def feed_lines(outlet: Outlet, now: datetime) -> Iterator[FeedLine]:
    """Each feed in each format, the outlet's own first. Raises `InvalidProfile` or `InvalidRule`."""
    if not outlet.active:
        return
    names = [("", _("Its own")), *((feed.slug, feed.name) for feed in outlet.feeds.all())]
    asked = [(slug, name, written) for slug, name in names for written in feeds.feed_formats(outlet.effective_profile)]
    for number, (slug, name, written) in enumerate(asked):
        address = feeds.locate(outlet, written, feed=slug)
        plain = FeedLine(name=name, format=written, url=address.url)
        yield plain if number >= MEASURED else measured(plain, address, now)


def measured(line: FeedLine, address: feeds.FeedAddress, now: datetime) -> FeedLine:
    document, found = feeds.read(address, now), feeds.state(address, now)
    return FeedLine(
        name=line.name, format=line.format, url=line.url,
        entries=document.entries, size=len(document.body), changed_at=found.changed_at,
    )  # fmt: skip
