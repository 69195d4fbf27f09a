"""Outlets in the admin: the list, the form, and the ways from there to all that is known of one."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from syndication.desk.wizard import wizard_urls
from syndication.desk.wizard_steps import STEPS
from syndication.models import Outlet
from syndication.viewsets.conformance import ConformanceView
from syndication.viewsets.keys import KeyListView, NewKeyView, RevokeKeyView
from syndication.viewsets.match_count import MatchCountView
from syndication.viewsets.one_outlet import may, ways
from syndication.viewsets.outlet_panels import outlet_edit_handler
from syndication.viewsets.overview import OverviewView
from syndication.viewsets.verdicts import OutletStoriesView, StoryOutletsView

__all__ = ["OutletViewSet"]


class OutletIndexView(IndexView):
    # Any, here and below: Wagtail's views have no types.
    def get_list_more_buttons(self, instance: Outlet) -> list[Any]:
        """Wagtail's own, of which “Inspect” is the overview, and the other screens about an outlet."""
        inspect_url = self.get_inspect_url(instance)
        own = [button for button in super().get_list_more_buttons(instance) if button.url != inspect_url]
        edit_url = self.get_edit_url(instance)
        if not instance.active and may(self.request, Outlet, "change"):
            url = reverse("outlets:set_up_step", args=[instance.pk, STEPS[0].name])
            own.append(Button(_("Go on setting it up"), url=url, icon_name="arrow-right", priority=5))
        return own + [way for way in ways(instance, self.request) if way.url != edit_url]

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Beside Wagtail's “Add outlet”, which is the whole form at once, the way through it step by step."""
        own = list(super().header_buttons)
        if not may(self.request, Outlet, "add"):
            return own
        return [HeaderButton(_("Set up an outlet"), url=reverse("outlets:set_up"), icon_name="cogs"), *own]


class OutletStatusPanel(StatusSidePanel):
    """Says whether the outlet is active; “live” is a word for pages."""

    def get_status_templates(self, context: Any) -> list[str]:
        return ["syndication/admin/outlet_status.html"]


class OutletEditView(EditView):
    def get_side_panels(self) -> MediaContainer:
        panel = OutletStatusPanel(
            self.object,
            self.request,
            history_url=self.get_history_url(),
            last_updated_info=self.get_last_updated_info(),
        )
        return MediaContainer([panel])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        own = [button for button in super().header_more_buttons if button.url != self.get_inspect_url()]
        return own + list(ways(self.object, self.request, but="edit"))


class OutletDeleteView(DeleteView):
    confirmation_message = _(
        "Its feeds and keys go with it, and a partner that holds stories of ours learns of no correction or withdrawal any "
        "more. To let it rest, make it inactive instead. Delete it all the same?"
    )


class OutletViewSet(ModelViewSet):
    """Who takes our stories, under which profile and rules."""

    model = Outlet
    icon = "globe"
    menu_label = _("Outlets")
    add_to_admin_menu = False
    index_view_class = OutletIndexView
    edit_view_class = OutletEditView
    delete_view_class = OutletDeleteView
    inspect_view_enabled = True
    inspect_view_class = OverviewView
    copy_view_enabled = False  # a copy would carry the permanent id of the first one's feeds
    list_display = [
        "name",
        "profile",
        "access",
        StatusTagColumn(
            "active", label=_("State"), accessor=lambda outlet: _("Active") if outlet.active else _("Inactive"),
            primary=lambda outlet: outlet.active, sort_key="active",
        ),
    ]  # fmt: skip
    list_filter = ["profile", "access", "active"]
    search_fields = ["name", "slug"]

    def get_edit_handler(self) -> ObjectList:
        return outlet_edit_handler().bind_to_model(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        # Not made by the viewset, which would give each view its own model, and with it outlets' permissions to keys.
        return [
            *super().get_urlpatterns(),
            path("count/", MatchCountView.as_view(), name="count"),
            path("stories/<int:pk>/", OutletStoriesView.as_view(), name="stories"),
            path("stories/<int:pk>/results/", OutletStoriesView.as_view(results_only=True), name="stories_results"),
            path("conformance/<int:pk>/", ConformanceView.as_view(), name="conformance"),
            path("why/<uuid:story_id>/", StoryOutletsView.as_view(), name="why"),
            *wizard_urls(),
            path("keys/<int:pk>/", KeyListView.as_view(), name="keys"),
            path("keys/<int:pk>/new/", NewKeyView.as_view(), name="new_key"),
            path("keys/<int:pk>/<int:key>/revoke/", RevokeKeyView.as_view(), name="revoke_key"),
        ]
