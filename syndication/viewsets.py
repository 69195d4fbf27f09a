"""Outlets, the ledger and what was received, in Wagtail's admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from syndication.models import Intake, Outlet, Release


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may look; nobody adds, changes or deletes by hand what machines wrote."""

    # Any: Wagtail passes users of the site's own model.
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class OutletViewSet(ModelViewSet):
    """Who takes our stories, under which profile and rules."""

    model = Outlet
    icon = "globe"
    menu_label = _("Outlets")
    add_to_admin_menu = False
    list_display = ["name", "profile", "access", "active"]
    list_filter = ["profile", "access", "active"]
    search_fields = ["name", "slug"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")], _("Who")),
        InlinePanel(
            "rules",
            heading=_("What"),
            label=_("Rule"),
            help_text=_(
                "The first line that fits a story decides. Without an include line everything is in that no line excludes."
            ),
            panels=[FieldRowPanel([FieldPanel("include"), FieldPanel("field"), FieldPanel("value")])],
        ),
        MultiFieldPanel(
            [FieldPanel("profile"), FieldPanel("language"), FieldPanel("access"), FieldPanel("active")], _("How")
        ),
    ]


class ReadOnlyViewSet(ModelViewSet):
    """Records that machines write and people only look at."""

    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False


class ReleaseViewSet(ReadOnlyViewSet):
    """The ledger, newest first."""

    model = Release
    icon = "history"
    menu_label = _("Releases")
    ordering = ["-sequence"]
    list_display = [
        "sequence",
        Column("headline", label=_("Headline"), accessor=lambda row: row.packed.get("headline") or row.note),
        "version",
        "kind",
        DateColumn("released_at", label=_("Released")),
    ]
    list_filter = ["kind", "status"]
    inspect_view_fields = [
        "sequence",
        "story_id",
        "version",
        "kind",
        "cause",
        "status",
        "note",
        "released_at",
        "available_from",
        "available_until",
    ]
    form_fields: list[str] = []


class IntakeViewSet(ReadOnlyViewSet):
    """Received documents, what became of them and why."""

    model = Intake
    icon = "download"
    menu_label = _("Received documents")
    list_display = ["item", "outcome", "origin", "reason", DateColumn("received_at", label=_("Received"))]
    list_filter = ["outcome", "parser"]
    inspect_view_fields = [
        "received_at",
        "origin",
        "parser",
        "item",
        "external_id",
        "outcome",
        "published",
        "reason",
        "remarks",
        "left_out",
        "page_id",
    ]
    form_fields: list[str] = []


class SyndicationViewSetGroup(ViewSetGroup):
    """The menu entry."""

    menu_label = _("Syndication")
    menu_icon = "site"
    menu_order = 210
    items = (OutletViewSet("outlets"), ReleaseViewSet("releases"), IntakeViewSet("intake"))
