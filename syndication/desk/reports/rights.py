"""Report: released stories with a picture that may soon no longer be sent, by source.

The ledger keeps for each story when the first of its pictures' rights ends; at that moment it releases a version
without the picture, so that partners learn of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from syndication.desk.charts import Bar, Chart, Part
from syndication.desk.reports.report import ChartReport, PeriodFilterSet, short_day, source_filter
from syndication.models import Membership, Release, Standing
from syndication.translation import moment
from syndication.viewsets.releases import headline_of, named_source

__all__ = ["RightsReport"]

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsLine:
    """One story and when the first of its pictures' rights ends."""

    story_id: UUID
    release_id: int
    headline: str
    source: str
    until: datetime | None
    pictures: str  # the credits or captions of those that end then

    @property
    def left(self) -> str:
        """The time that is left, in words."""
        return timesince(timezone.now(), self.until, depth=2) if self.until else ""


class RightsFilterSet(PeriodFilterSet):
    source = source_filter()

    class Meta:
        model = Standing
        fields: list[str] = []


class RightsReport(ChartReport):
    page_title = gettext_lazy("Rights about to end")
    header_icon = "key"
    index_url_name = "report_rights"
    index_results_url_name = "report_rights_results"
    filterset_class = RightsFilterSet
    tells_of = (Release,)
    is_ahead = True
    usual = timedelta(days=90)
    verbose_name_plural = gettext_lazy("stories")
    note = gettext_lazy("When a right ends, partners get a version of the story without the picture, by themselves.")
    columns = [
        TitleColumn(
            "headline", label=gettext_lazy("Story"), url_name="releases:inspect", id_accessor="release_id", width="40%"
        ),
        Column("source", label=gettext_lazy("Source")),
        Column("pictures", label=gettext_lazy("Picture")),
        Column("until", label=gettext_lazy("May be sent until"), accessor=lambda line: moment(line.until)),
        Column("left", label=gettext_lazy("Time left")),
    ]
    list_export = ["source", "headline", "pictures", "until"]
    export_headings = {
        "source": gettext_lazy("Source"), "headline": gettext_lazy("Story"), "pictures": gettext_lazy("Picture"),
        "until": gettext_lazy("May be sent until"),
    }  # fmt: skip
    export_filename = "rights-about-to-end"

    # Any, here and below: Wagtail's views have no types.
    def get_base_queryset(self) -> Any:
        rows = Standing.objects.filter(
            usable=True, rights_until__gte=self.period.since, rights_until__lt=self.period.until
        )
        if self.source:
            rows = rows.filter(release__packed__credits__0__name__icontains=self.source)
        if outlet := self.asked("outlet"):
            offered = Membership.objects.filter(selection__in=outlet.subscriptions.values("selection"))
            rows = rows.filter(story_id__in=offered.values("story_id"))
        return rows.order_by("rights_until", "pk")

    def rows(self, found: Any) -> list[RightsLine]:
        return [line_of(row) for row in found.select_related("release")]

    def chart(self, rows: Sequence[RightsLine]) -> Chart:
        first = self.period.first
        weeks = Counter(
            (timezone.localdate(at) - first).days // 7
            for at in self.get_filtered_queryset().order_by().values_list("rights_until", flat=True).iterator()
        )
        begins = [first + WEEK * number for number in range((self.period.last - first).days // 7 + 1)]
        return Chart(
            name="rights",
            title=_("Rights that end, week by week"),
            description=_("One bar for each week, by its first day."),
            bars=[bar_of(day, weeks[number]) for number, day in enumerate(begins)],
        )


def bar_of(day: date, count: int) -> Bar:
    return Bar(label=short_day(day), parts=(Part(value=count),), said=f"{short_day(day)}: {count}")


def line_of(row: Standing) -> RightsLine:
    media = [one for one in row.release.story.media if one.reach_until == row.rights_until]
    return RightsLine(
        story_id=row.story_id, release_id=row.release_id, headline=headline_of(row.release),
        source=named_source(row.release), until=row.rights_until, pictures="; ".join(called(one) for one in media),
    )  # fmt: skip


def called(picture: Any) -> str:
    """What a picture is called in a list: by what it shows, and who took it."""
    return " – ".join(filter(None, [picture.alt or picture.caption, picture.credit]))
