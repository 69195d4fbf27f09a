"""Report: corrections and withdrawals, and how long it took until the partners that hold the story had the notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from syndication.desk.charts import Bar, Chart, Part
from syndication.desk.headlines import headlines
from syndication.desk.reports.report import ChartReport, PeriodFilterSet, days_of, duration, short_day, source_filter
from syndication.desk.reports.times import percentile
from syndication.desk.timelines import Timeline, of_source, timelines
from syndication.desk.unfetched import NOTICES, first_releases, lacks, offered_to, reached
from syndication.models import Membership, Outlet, Pickup, Release
from syndication.translation import moment
from syndication.viewsets.releases import named_source

__all__ = ["NoticesReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice, and how it spread among the outlets that it is for."""

    story_id: UUID
    released_at: datetime
    kind: str
    headline: str
    source: str
    note: str
    fetched: int
    missing: int
    half: timedelta | None  # the median time until those had it that have fetched it
    last: timedelta | None  # until the last of them had it

    @property
    def half_minutes(self) -> float | None:
        return None if self.half is None else round(self.half / timedelta(minutes=1), 1)

    @property
    def last_minutes(self) -> float | None:
        return None if self.last is None else round(self.last / timedelta(minutes=1), 1)

    @property
    def url(self) -> str:
        return reverse("outlets:why", args=[self.story_id])


class NoticesFilterSet(PeriodFilterSet):
    kind = django_filters.ChoiceFilter(
        choices=[(kind.value, kind.label) for kind in NOTICES], label=gettext_lazy("Kind")
    )
    source = source_filter()

    class Meta:
        model = Release
        fields: list[str] = []


class NoticesReport(ChartReport):
    page_title = gettext_lazy("Corrections and withdrawals")
    header_icon = "warning"
    index_url_name = "report_notices"
    index_results_url_name = "report_notices_results"
    filterset_class = NoticesFilterSet
    tells_of = (Outlet, Pickup, Release)
    usual = timedelta(days=30)
    verbose_name_plural = gettext_lazy("corrections or withdrawals")
    note = gettext_lazy(
        "“Lack it” are outlets that hold the story and have not fetched the notice. Of one day the counts hold only the newest "
        "release that was fetched, so a time here is the longest that it can have been."
    )
    columns = [
        TitleColumn("headline", label=gettext_lazy("Story"), get_url=lambda line: line.url, width="25%"),
        Column("kind", label=gettext_lazy("Kind")),
        Column("released_at", label=gettext_lazy("Released"), accessor=lambda line: moment(line.released_at)),
        Column("source", label=gettext_lazy("Source")),
        Column("note", label=gettext_lazy("What partners were told")),
        NumberColumn("fetched", label=gettext_lazy("Fetched")),
        NumberColumn("missing", label=gettext_lazy("Lack it")),
        Column("half", label=gettext_lazy("Half had it within"), accessor=lambda line: duration(line.half)),
        Column("last", label=gettext_lazy("The last within"), accessor=lambda line: duration(line.last)),
    ]
    list_export = [
        "released_at", "kind", "headline", "source", "note", "fetched", "missing", "half_minutes", "last_minutes",
    ]  # fmt: skip
    export_headings = {
        "released_at": gettext_lazy("Released"), "kind": gettext_lazy("Kind"), "headline": gettext_lazy("Story"),
        "source": gettext_lazy("Source"), "note": gettext_lazy("What partners were told"),
        "fetched": gettext_lazy("Fetched"), "missing": gettext_lazy("Lack it"),
        "half_minutes": gettext_lazy("Half had it within (minutes)"),
        "last_minutes": gettext_lazy("The last within (minutes)"),
    }  # fmt: skip
    export_filename = "corrections-and-withdrawals"

    # Any, here and below: Wagtail's views have no types.
    def get_base_queryset(self) -> Any:
        asked = Release.objects.filter(kind__in=NOTICES, released_at__gte=self.period.since)
        rows = of_source(asked.filter(released_at__lt=self.period.until), self.source)
        outlet = self.asked("outlet")
        if outlet:
            offered = Membership.objects.filter(selection__in=outlet.subscriptions.values("selection"))
            mine = Q(outlet=None) | Q(outlet=outlet)
            rows = rows.filter(mine, story_id__in=offered.values("story_id"))
        return rows.order_by("-sequence")

    def rows(self, found: Any) -> list[NoticeLine]:
        return lines_of(list(found), only=self.asked("outlet"))

    def chart(self, rows: Any) -> Chart:
        counted = self.get_filtered_queryset().order_by().annotate(on=TruncDate("released_at"))
        counts = {(on, kind): count for on, kind, count in counted.values_list("on", "kind").annotate(Count("pk"))}
        return Chart(
            name="notices",
            title=_("Notices, day by day"),
            description=_("One bar for each day, built of corrections, withdrawals and kills."),
            legend=[str(kind.label) for kind in NOTICES],
            bars=[bar_of(day, [counts.get((day, kind.value), 0) for kind in NOTICES]) for day in days_of(self.period)],
        )


def bar_of(day: date, counts: Sequence[int]) -> Bar:
    """A bar of as many parts as there are kinds of notices."""
    said = ", ".join(f"{kind.label} {count}" for kind, count in zip(NOTICES, counts, strict=True))
    parts = tuple(Part(value=count, tone=tone) for tone, count in enumerate(counts, 1))
    return Bar(label=short_day(day), parts=parts, said=f"{short_day(day)}: {said}")


def lines_of(notices: Sequence[Release], only: Outlet | None) -> list[NoticeLine]:
    """How each notice spread, among all outlets or for one of them, in a fixed number of questions."""
    if not notices:
        return []
    stories = {row.story_id for row in notices}
    offered, first, named, far = offered_to(notices), first_releases(stories), headlines(stories), reached()
    takers = {outlet for told in offered.values() for outlet in told if only is None or outlet == only.pk}
    ways = timelines(takers, min(row.released_at for row in notices))
    lines = []
    for row in notices:
        told = {outlet: since for outlet, since in offered[row.sequence].items() if outlet in takers}
        waits = waits_for(row, [ways[outlet] for outlet in told if outlet in ways])
        missing = sum(
            outlet in far and lacks(far[outlet], row, first[row.story_id], since) for outlet, since in told.items()
        )
        lines.append(line_of(row, named.get(row.story_id, ""), waits, missing))
    return lines


def waits_for(notice: Release, ways: Sequence[Timeline]) -> list[timedelta]:
    """How long it took each of the outlets that have fetched it."""
    moments = [way.fetched_at(notice.sequence, notice.available_from) for way in ways]
    return sorted(at - notice.available_from for at in moments if at is not None)


def line_of(row: Release, headline: str, waits: Sequence[timedelta], missing: int) -> NoticeLine:
    return NoticeLine(
        story_id=row.story_id, released_at=row.released_at, kind=row.get_kind_display(), headline=headline or row.note,
        source=named_source(row), note=row.note or told_in(row), fetched=len(waits), missing=missing,
        half=percentile(waits, 50), last=waits[-1] if waits else None,
    )  # fmt: skip


def told_in(row: Release) -> str:
    """The newest notice that the version itself carries: a correction's words stand in the story."""
    notices = row.packed.get("notices", ())
    return max(notices, key=lambda notice: notice["at"])["text"] if notices else ""
