"""An outlet's feed held to its profile: which requirement each story fails, and what was done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import StatusTagColumn, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from syndication import feeds
from syndication.addresses import FeedAddress
from syndication.conformance import Report, report
from syndication.models import Outlet
from syndication.translation import in_words
from syndication.viewsets.columns import ReasonColumn
from syndication.viewsets.one_outlet import OfOneOutlet
from syndication.wire.conformance import Done
from syndication.wire.profile import InvalidProfile
from syndication.wire.rules import InvalidRule

__all__ = ["ConformanceView"]

DONE = {
    Done.CUT: _("Cut"),
    Done.LEFT_OUT: _("Left out"),
    Done.REPLACED: _("Replaced"),
    Done.WARNED: _("Sent with warning"),
    Done.WITHHELD: _("Withheld"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One requirement that one story fails."""

    headline: str
    url: str
    code: str
    sentence: str
    done: Done


COLUMNS = [
    TitleColumn("headline", label=_("Story"), get_url=lambda line: line.url, width="40%"),
    ReasonColumn("sentence", label=_("Requirement")),
    StatusTagColumn("done", label=_("What was done"), accessor=lambda line: DONE[line.done]),
]


class ConformanceView(OfOneOutlet, WagtailAdminTemplateMixin, TemplateView):
    """The outlet's own feed, or one of its others, in the first format of its profile or another."""

    page_title = _("Conformance")
    screen = "conformance"
    template_name = "syndication/admin/conformance.html"

    # Any: a template's context.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self.found()

    def found(self) -> dict[str, Any]:
        asked = self.request.GET
        try:
            formats = feeds.feed_formats(self.outlet.effective_profile)
            address = feeds.locate_feed(self.outlet, asked.get("format") or formats[0], feed=asked.get("feed", ""))
            made = report(address, timezone.now())
        except (LookupError, InvalidProfile, InvalidRule) as problem:
            return {"problem": str(problem)}
        failing = sum(bool(story.findings) for story in made.stories)
        return {
            "address": address,
            "report": made,
            "others": list(others(self.outlet, address)),
            "failing": failing,
            "clean": len(made.stories) - failing,
            "findings": [(in_words(finding.sentence), DONE[finding.done]) for finding in made.feed],
            "table": Table(COLUMNS, list(lines(made)), caption=_("Requirements that stories fail")),
        }


def others(outlet: Outlet, shown: FeedAddress) -> Iterator[tuple[str, str]]:
    """The outlet's other documents, each with what it is called and the query that shows it."""
    for feed in [None, *outlet.feeds.all()]:
        for written in feeds.feed_formats(outlet.effective_profile):
            if (feed.slug if feed else "", written) == (shown.name, shown.format):
                continue
            name = f"{feed.name} ({written})" if feed else written
            yield name, urlencode({"feed": feed.slug if feed else "", "format": written})


def lines(made: Report) -> Iterator[Line]:
    for story in made.stories:
        for finding in story.findings:
            yield Line(
                headline=story.headline,
                url=reverse("outlets:why", args=[story.release.story_id]),
                code=finding.code,
                sentence=in_words(finding.sentence),
                done=finding.done,
            )
