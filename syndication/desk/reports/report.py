"""What every report shares: a chart above the table, a sentence on how to read it, its filters and safe spreadsheets."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from syndication.desk.charts import Chart
from syndication.models import Outlet
from syndication.spreadsheets import safe
from syndication.translation import day
from syndication.viewsets.one_outlet import ANY
from syndication.wire.characters import strip_illegal

__all__ = ["ChartReport", "Period", "PeriodFilterSet", "days_of", "duration", "short_day", "source_filter"]

USUAL = timedelta(days=14)  # what a report covers when nobody says how long
LONGEST = timedelta(days=400)  # as long as pickups are kept; a chart of more days would show nothing
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)  # a day in the year 1 or 9999 has none beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the beginning of a day to the end of another, in the user's zone."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))


class PeriodFilterSet(WagtailFilterSet):
    """Filters of a report over a time; the view reads them, for no single column holds what they mean."""

    outlet = django_filters.ModelChoiceFilter(
        queryset=Outlet.objects.all(), label=gettext_lazy("Outlet"), method="leave"
    )
    day = django_filters.DateFromToRangeFilter(label=gettext_lazy("Days"), widget=DateRangePickerWidget, method="leave")

    # Any, here and below: Wagtail's and django-filter's views and querysets have no types.
    def leave(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset


def source_filter() -> django_filters.CharFilter:
    return django_filters.CharFilter(label=gettext_lazy("Source"), method="leave")


class ChartReport(ReportView, ABC):
    """A report for whoever may see all that it tells of: `tells_of` lists the models."""

    results_template_name = "syndication/admin/report_results.html"
    tells_of: Sequence[Any] = ()
    note: Any = ""
    is_ahead = False  # whether it looks ahead of today when nobody says which days
    usual = USUAL

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.may_be_seen(request):
            return self.permission_denied()
        return super().dispatch(request, *args, **kwargs)

    def permission_denied(self) -> Any:
        from wagtail.admin.auth import permission_denied

        return permission_denied(self.request)

    @classmethod
    def may_be_seen(cls, request: Any) -> bool:
        policies = (policy_registry.get_by_type(model) for model in cls.tells_of)
        return all(policy.user_has_any_permission(request.user, ANY) for policy in policies)

    # What was asked for

    def asked(self, name: str) -> Any:
        """The value of a filter, or None when it was not given or is none."""
        return self.filters.form.cleaned_data.get(name) if self.filters and self.filters.is_valid() else None

    @cached_property
    def period(self) -> Period:
        today, days = timezone.localdate(), self.asked("day")
        first, last = (within_reason(day) for day in (days.start, days.stop)) if days else (None, None)
        if self.is_ahead:
            first = first or today
            return Period(first=first, last=min(last or first + self.usual, first + LONGEST))
        last = last or today
        return Period(first=max(first or last - self.usual + timedelta(days=1), last - LONGEST), last=last)

    @cached_property
    def source(self) -> str:
        return (self.asked("source") or "").strip()

    # What it shows

    @abstractmethod
    def rows(self, found: Any) -> list[Any]:
        """The lines of the table, of what the queryset found for one page or for all."""

    @abstractmethod
    def chart(self, rows: Sequence[Any]) -> Chart:
        """What stands above the table, of the lines of one page."""

    def get_table(self, object_list: Any) -> Any:
        self.shown = [] if self.is_export else self.rows(object_list)
        return super().get_table(self.shown)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return self.rows(object_list) if self.is_export else object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        chart = self.chart(self.shown)
        said = _("From %(first)s to %(last)s.") % {
            "first": day(self.period.first), "last": day(self.period.last),
        }  # fmt: skip
        return context | {"chart": chart, "note": self.note, "period": said, "media": context["media"] + chart.media}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """What partners and editors wrote must neither be run by a spreadsheet nor break one."""
        made = super().preprocess_field_value(field, value, export_format)
        return safe(strip_illegal(made)) if isinstance(made, str) else made


def within_reason(day: datetime | None) -> date | None:
    """The day that was asked for, or the nearest with days around it."""
    return None if day is None else min(max(day.date(), EARLIEST), LATEST)


def duration(span: timedelta | None) -> str:
    """A span in words, or "" for none."""
    if span is None:
        return ""
    now = timezone.now()
    return timesince(now - span, now, depth=2) if span >= timedelta(minutes=1) else _("under a minute")


def days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1)]


def short_day(day: date) -> str:
    return date_format(day, _("j M"))
