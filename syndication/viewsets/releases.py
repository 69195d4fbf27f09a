"""The ledger in the admin, newest first, with a way to who gets each story and why."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permissions import policy_registry

from syndication.models import Outlet, Release
from syndication.viewsets.records import ReadOnlyViewSet

__all__ = ["ReleaseViewSet", "headline_of", "named_source"]


def headline_of(row: Release) -> str:
    """What a release is called in a list: a withdrawal has no headline but a note."""
    return row.packed.get("headline") or row.note


def named_source(row: Release) -> str:
    """Who supplied the story, as it is credited; it stands first among its credits."""
    return next((credit["name"] for credit in row.packed.get("credits", ())), "")


class ReleaseIndexView(IndexView):
    results_template_name = "syndication/admin/wide_results.html"

    # Any: Wagtail's buttons.
    def get_list_buttons(self, instance: Release) -> list[Any]:
        return []  # all that can be done with a release is to look at it, where its number leads

    @cached_property
    def columns(self) -> list[BaseColumn]:
        way = TitleColumn(
            "why",
            label=_("Partners"),
            accessor=lambda row: _("Who gets it"),
            get_url=why_url,
            classname="w-whitespace-nowrap",
        )
        # Whoever may not see outlets is told nothing of them.
        policy = policy_registry.get_by_type(Outlet)
        may_see = policy.user_has_any_permission(self.request.user, ["add", "change", "delete", "view"])
        number, headline, *others = super().columns
        return [number, headline, *([way] if may_see else []), *others]


def why_url(row: Release) -> str:
    return reverse("outlets:why", args=[row.story_id])


class ReleaseViewSet(ReadOnlyViewSet):
    """The ledger, newest first."""

    model = Release
    icon = "history"
    menu_label = _("Releases")
    index_view_class = ReleaseIndexView
    ordering = ["-sequence"]
    list_display = [
        "sequence",
        Column("headline", label=_("Headline"), accessor=headline_of),
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
