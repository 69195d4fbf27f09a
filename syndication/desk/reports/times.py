"""Report: how long it takes from the moment that a release may be fetched until each outlet has fetched it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from syndication.desk.charts import Bar, Chart, Part
from syndication.desk.reports.report import ChartReport, PeriodFilterSet, duration, source_filter
from syndication.desk.timelines import Fetch, fetches
from syndication.models import Outlet, Pickup, Release

__all__ = ["TimesReport", "percentile"]

# How the chart groups the waits: up to so long. The last bar is for what nobody has fetched.
GROUPS = (
    (timedelta(minutes=1), gettext_lazy("1 min")),
    (timedelta(minutes=5), gettext_lazy("5 min")),
    (timedelta(minutes=15), gettext_lazy("15 min")),
    (timedelta(hours=1), gettext_lazy("1 h")),
    (timedelta(hours=6), gettext_lazy("6 h")),
    (timedelta(days=1), gettext_lazy("1 day")),
    (timedelta.max, gettext_lazy("longer")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesLine:
    """How soon one outlet fetches; None where it has fetched nothing of that time."""

    outlet_id: int
    outlet: str
    offered: int
    fetched: int
    half: timedelta | None  # the median
    most: timedelta | None  # the 95th percentile
    waits: tuple[timedelta, ...]

    @property
    def half_minutes(self) -> float | None:
        return None if self.half is None else round(self.half / timedelta(minutes=1), 1)

    @property
    def most_minutes(self) -> float | None:
        return None if self.most is None else round(self.most / timedelta(minutes=1), 1)


class TimesFilterSet(PeriodFilterSet):
    source = source_filter()

    class Meta:
        model = Outlet
        fields: list[str] = []


class TimesReport(ChartReport):
    page_title = gettext_lazy("From publishing to pickup")
    header_icon = "time"
    index_url_name = "report_times"
    index_results_url_name = "report_times_results"
    filterset_class = TimesFilterSet
    tells_of = (Outlet, Pickup, Release)
    verbose_name_plural = gettext_lazy("outlets")
    note = gettext_lazy(
        "Counted from the moment that a release may be fetched, embargoes kept. Of one day the counts hold only the newest "
        "release that was fetched, so a time here is the longest that it can have been."
    )
    columns = [
        TitleColumn("outlet", label=gettext_lazy("Outlet"), url_name="outlets:inspect", id_accessor="outlet_id"),
        NumberColumn("offered", label=gettext_lazy("Offered")),
        NumberColumn("fetched", label=gettext_lazy("Fetched")),
        Column("half", label=gettext_lazy("Half of them within"), accessor=lambda line: duration(line.half)),
        Column("most", label=gettext_lazy("95 of 100 within"), accessor=lambda line: duration(line.most)),
    ]
    list_export = ["outlet", "offered", "fetched", "half_minutes", "most_minutes"]
    export_headings = {
        "outlet": gettext_lazy("Outlet"), "offered": gettext_lazy("Offered"), "fetched": gettext_lazy("Fetched"),
        "half_minutes": gettext_lazy("Median (minutes)"),
        "most_minutes": gettext_lazy("95th percentile (minutes)"),
    }  # fmt: skip
    export_filename = "from-publishing-to-pickup"

    # Any, here and below: Wagtail's views have no types.
    def get_base_queryset(self) -> Any:
        rows = Outlet.objects.filter(active=True).order_by("name")
        outlet = self.asked("outlet")
        return rows.filter(pk=outlet.pk) if outlet else rows

    def rows(self, found: Any) -> list[TimesLine]:
        outlets = list(found)
        taken = fetches([outlet.pk for outlet in outlets], self.period.since, self.period.until, self.source)
        return [line_of(outlet, taken[outlet.pk]) for outlet in outlets]

    def chart(self, rows: Sequence[TimesLine]) -> Chart:
        waits = [wait for line in rows for wait in line.waits]
        bars, before = [], timedelta(-1)
        for limit, label in GROUPS:
            count = sum(before < wait <= limit for wait in waits)
            bars.append(Bar(label=str(label), parts=(Part(value=count),), said=f"{label}: {count}"))
            before = limit
        missing = sum(line.offered - line.fetched for line in rows)
        bars.append(Bar(label=_("not yet"), parts=(Part(value=missing, tone=2),), said=f"{_('not yet')}: {missing}"))
        return Chart(
            name="times",
            title=_("How soon releases were fetched by the outlets below"),
            description=_("Releases times outlets, by how long it took at most."),
            bars=bars,
        )


def line_of(outlet: Outlet, taken: Sequence[Fetch]) -> TimesLine:
    waits = sorted(one.fetched_at - one.available_from for one in taken if one.fetched_at is not None)
    return TimesLine(
        outlet_id=outlet.pk, outlet=outlet.name, offered=len(taken), fetched=len(waits), waits=tuple(waits),
        half=percentile(waits, 50), most=percentile(waits, 95),
    )  # fmt: skip


def percentile(ordered: Sequence[timedelta], part: int) -> timedelta | None:
    """The smallest of the values below or at which `part` of a hundred lie (nearest rank); None of nothing."""
    return ordered[ceil(len(ordered) * part / 100) - 1] if ordered else None
