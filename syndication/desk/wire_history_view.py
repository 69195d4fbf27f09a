"""The screen of a story's history on the wire."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from syndication.conf import page_models
from syndication.desk.wire_history import wire_history
from syndication.models import Outlet, Release, Standing
from syndication.viewsets.one_outlet import may
from syndication.viewsets.releases import headline_of

__all__ = ["WireHistoryView"]


class WireHistoryView(WagtailAdminTemplateMixin, TemplateView):
    """For who may edit the story's page, or see the ledger: the newest first."""

    page_title = _("History on the wire")
    header_icon = "history"
    template_name = "syndication/admin/wire_history.html"

    # Any, here and below: Wagtail's views have no types.
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        story_id = kwargs["story_id"]
        rows = Standing.objects.filter(story_id=story_id).select_related("release")
        self.standing = rows.first()
        self.page = page_of(story_id)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_see(request):
            raise PermissionDenied
        if self.standing is None:
            raise Http404(f"story {kwargs['story_id']} was never released")
        return super().dispatch(request, *args, **kwargs)

    def may_see(self, request: HttpRequest) -> bool:
        edits = self.page is not None and self.page.permissions_for_user(request.user).can_edit()
        return edits or may(request, Release)

    def get_page_subtitle(self) -> str:
        if self.page is not None:
            return str(self.page.get_admin_display_title())
        return headline_of(self.standing.release) if self.standing else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = self.page
        edit = (
            [{"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": self.get_page_subtitle()}]
            if page
            else []
        )
        return [
            *self.breadcrumbs_items,
            *edit,
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        story_id = self.kwargs["story_id"]
        return super().get_context_data(**kwargs) | {
            "moments": wire_history(story_id, timezone.now()),
            "standing": self.standing,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if self.page else "",
            "why_url": reverse("outlets:why", args=[story_id]) if may(self.request, Outlet) else "",
        }


def page_of(story_id: UUID) -> Any:
    """The story's page; None of one that was deleted."""
    for model in page_models():
        found = model.objects.filter(story_id=story_id, alias_of__isnull=True).first()
        if found is not None:
            return found
    return None
