"""Records that machines write and people only look at: received documents, and what all such records share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from syndication.desk.received import ReceivedView
from syndication.models import Intake

__all__ = ["IntakeViewSet", "ReadOnlyViewSet", "ViewOnlyPolicy"]


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may look; nobody adds, changes or deletes by hand what machines wrote."""

    # Any: Wagtail passes users of the site's own model.
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class ReadOnlyViewSet(ModelViewSet):
    """Records that machines write and people only look at."""

    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: list[str] = []


class IntakeFilterSet(WagtailFilterSet):
    """Refused ones that wait for somebody, before all."""

    settled_at = django_filters.BooleanFilter(
        label=_("Waiting for somebody"),
        method="waiting",
        widget=forms.Select(choices=[("", _("All")), ("true", _("Yes"))]),
    )

    class Meta:
        model = Intake
        fields = ["outcome", "parser"]

    def waiting(self, rows: QuerySet[Intake], name: str, value: bool | None) -> QuerySet[Intake]:
        return rows.filter(outcome=Intake.Outcome.REFUSED, settled_at__isnull=True) if value else rows


class IntakeViewSet(ReadOnlyViewSet):
    """Received documents, what became of them and why."""

    model = Intake
    icon = "download"
    menu_label = _("Received documents")
    inspect_view_class = ReceivedView
    list_display = [
        "item",
        StatusTagColumn(
            "outcome", label=_("Outcome"), accessor="get_outcome_display", primary=lambda row: row.is_open, sort_key="outcome"
        ),
        "origin",
        "reason",
        Column("settled_how", label=_("Done about it")),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
    ]  # fmt: skip
    filterset_class = IntakeFilterSet
    search_fields = ["item", "origin", "external_id", "reason"]
