"""Report: who took what, outlet by outlet and day by day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import django_filters
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from syndication.desk.charts import Bar, Chart, Part
from syndication.desk.reports.report import ChartReport, PeriodFilterSet, days_of, short_day, source_filter
from syndication.desk.timelines import fetches
from syndication.models import Outlet, Pickup, Release
from syndication.pickups import write_gathered
from syndication.translation import day, moment
from syndication.wire.formats import FORMATS

__all__ = ["TakenReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """What one outlet took on one day (UTC)."""

    outlet_id: int
    outlet: str
    day: date
    stories: int  # releases that it had not fetched before
    sent: int
    unchanged: int
    clients: int
    last_at: datetime


class TakenFilterSet(PeriodFilterSet):
    source = source_filter()
    format = django_filters.ChoiceFilter(
        choices=lambda: [(name, name) for name in sorted(FORMATS)], label=gettext_lazy("Format")
    )

    class Meta:
        model = Pickup
        fields: list[str] = []


class TakenReport(ChartReport):
    page_title = gettext_lazy("Who took what")
    header_icon = "upload"
    index_url_name = "report_taken"
    index_results_url_name = "report_taken_results"
    filterset_class = TakenFilterSet
    tells_of = (Outlet, Pickup, Release)
    verbose_name_plural = gettext_lazy("pickups")
    note = gettext_lazy(
        "Days are counted in UTC. “Stories” are new releases and new versions that the outlet fetched that day for the first "
        "time; a source chosen above narrows them alone."
    )
    columns = [
        TitleColumn("outlet", label=gettext_lazy("Outlet"), url_name="outlets:inspect", id_accessor="outlet_id"),
        Column("day", label=gettext_lazy("Day (UTC)"), accessor=lambda line: day(line.day)),
        NumberColumn("stories", label=gettext_lazy("Stories")),
        NumberColumn("sent", label=gettext_lazy("Documents sent")),
        NumberColumn("unchanged", label=gettext_lazy("Not modified")),
        NumberColumn("clients", label=gettext_lazy("Clients")),
        Column("last_at", label=gettext_lazy("Last"), accessor=lambda line: moment(line.last_at)),
    ]
    list_export = ["day", "outlet", "stories", "sent", "unchanged", "clients", "last_at"]
    export_headings = {
        "day": gettext_lazy("Day (UTC)"), "outlet": gettext_lazy("Outlet"), "stories": gettext_lazy("Stories"),
        "sent": gettext_lazy("Documents sent"), "unchanged": gettext_lazy("Not modified"),
        "clients": gettext_lazy("Clients"), "last_at": gettext_lazy("Last"),
    }  # fmt: skip
    export_filename = "who-took-what"

    # Any, here and below: Wagtail's views have no types.
    def counted(self) -> Any:
        rows = Pickup.objects.filter(day__gte=self.period.first, day__lte=self.period.last)
        outlet = self.asked("outlet")
        return rows.filter(outlet=outlet) if outlet else rows

    def get_base_queryset(self) -> Any:
        write_gathered()
        return (
            self.counted()
            .values("outlet", "outlet__name", "day")
            .annotate(
                sent_then=Sum("sent"), unchanged_then=Sum("unchanged"), clients=Count("client", distinct=True),
                last_then=Max("last_at"),
            )
            .order_by("-day", "outlet__name")
        )  # fmt: skip

    def rows(self, found: Any) -> list[TakenLine]:
        rows = list(found)
        new = new_stories({row["outlet"] for row in rows}, self)
        return [
            TakenLine(
                outlet_id=row["outlet"], outlet=row["outlet__name"], day=row["day"],
                stories=new.get((row["outlet"], row["day"]), 0), sent=row["sent_then"], unchanged=row["unchanged_then"],
                clients=row["clients"], last_at=row["last_then"],
            )
            for row in rows
        ]  # fmt: skip

    def chart(self, rows: Any) -> Chart:
        sent = dict(self.filter_queryset(self.counted()).order_by().values_list("day").annotate(Sum("sent")))
        return Chart(
            name="taken",
            title=_("Documents sent, day by day"),
            description=_("One bar for each day."),
            bars=[bar_of(day, sent.get(day, 0)) for day in days_of(self.period)],
        )


def bar_of(day: date, sent: int) -> Bar:
    return Bar(label=short_day(day), parts=(Part(value=sent),), said=f"{short_day(day)}: {sent}")


def new_stories(outlets: set[int], report: TakenReport) -> dict[tuple[int, date], int]:
    """By outlet and day (UTC), how many releases it fetched then for the first time."""
    found: dict[tuple[int, date], int] = {}
    taken = fetches(outlets, report.period.since, report.period.until, report.source)
    for outlet, fetched in taken.items():
        for one in fetched:
            if one.fetched_at is not None:
                key = (outlet, one.fetched_at.astimezone(UTC).date())
                found[key] = found.get(key, 0) + 1
    return found
