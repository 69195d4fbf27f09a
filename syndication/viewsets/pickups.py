"""Pickups in the admin: who fetched which feed, filtered, and as a table for a spreadsheet."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from syndication.models import Outlet, Pickup
from syndication.pickups import write_gathered
from syndication.spreadsheets import safe
from syndication.translation import day, moment
from syndication.viewsets.records import ReadOnlyViewSet
from syndication.wire.characters import strip_illegal
from syndication.wire.formats import FORMATS

__all__ = ["COLUMNS", "PickupViewSet"]


class PickupFilterSet(WagtailFilterSet):
    outlet = django_filters.ModelChoiceFilter(queryset=Outlet.objects.all(), label=_("Outlet"))
    format = django_filters.ChoiceFilter(choices=lambda: [(name, name) for name in sorted(FORMATS)], label=_("Format"))
    client = django_filters.CharFilter(lookup_expr="icontains", label=_("Client"))
    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = Pickup
        fields: list[str] = []


class PickupIndexView(IndexView):
    results_template_name = "syndication/admin/wide_results.html"

    # Any, here and below: Wagtail's views have no types.
    def get_base_queryset(self) -> Any:
        write_gathered()
        return super().get_base_queryset().select_related("outlet")

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """A client names itself, and what it is called must neither be run by a spreadsheet nor break one."""
        made = super().preprocess_field_value(field, value, export_format)
        return safe(strip_illegal(made)) if isinstance(made, str) else made


def feed_of(row: Pickup) -> str:
    return f"{row.feed} ({row.format})" if row.feed else row.format


COLUMNS = [
    Column("feed", label=_("Feed"), accessor=feed_of),
    Column("day", label=_("Day (UTC)"), accessor=lambda row: day(row.day), sort_key="day"),
    NumberColumn("sent", label=_("Sent"), sort_key="sent"),
    NumberColumn("unchanged", label=_("Not modified"), sort_key="unchanged"),
    Column("subscribers", label=_("Subscribers"), sort_key="subscribers"),
    Column("up_to", label=_("Up to release"), sort_key="up_to"),
    Column("last_at", label=_("Last"), accessor=lambda row: moment(row.last_at), sort_key="last_at"),
]


class PickupViewSet(ReadOnlyViewSet):
    """Who fetched which feed, day by day."""

    model = Pickup
    icon = "upload"
    menu_label = _("Pickups")
    index_view_class = PickupIndexView
    filterset_class = PickupFilterSet
    ordering = ["-day", "-last_at"]
    list_display = [
        TitleColumn(
            "client", label=_("Client"), url_name="pickups:inspect", sort_key="client", classname="w-whitespace-nowrap"
        ),
        Column("outlet", label=_("Outlet"), sort_key="outlet__name"),
        *COLUMNS,
    ]
    list_export = [
        "day", "outlet.slug", "feed", "format", "client", "sent", "unchanged", "subscribers", "up_to", "last_at",
    ]  # fmt: skip
    export_headings = {"outlet.slug": _("Outlet"), "up_to": _("Up to release")}
    export_filename = "pickups"
    inspect_view_fields = [
        "outlet", "feed", "format", "day", "client", "sent", "unchanged", "subscribers", "up_to", "up_to_at", "last_at",
    ]  # fmt: skip
