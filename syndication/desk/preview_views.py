"""Wagtail's preview of a page, which also answers for outlets: what one would receive, and where the draft would go.

Both are asked with the form as Wagtail sends it for its own preview, so that they need no page model's help and only who
may edit the page is answered.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from wagtail.utils.decorators import xframe_options_sameorigin_override

from syndication.desk.as_received import as_received
from syndication.desk.going import going
from syndication.desk.modes import asked_outlet, is_outlet_mode
from syndication.desk.panel import shown
from syndication.models import Outlet

__all__ = ["DeskPreview"]

ASKS = "going"  # in the query of a POST to the preview's address


class DeskPreview:
    """Mix it in before a view of Wagtail's that previews a draft from an editor's form."""

    object: Any  # the page; Any, here and below: Wagtail's views have no types

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the form for the preview, as Wagtail does; with `going` in the query judge it and keep nothing."""
        if ASKS not in request.GET:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into
        page, found = self.draft(request.POST), None
        if page is not None:
            found = going(page, timezone.now())
        context = shown(self.object, found, request)
        return TemplateResponse(request, "syndication/admin/going.html", context, status=200 if found else 422)

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mode = request.GET.get("mode", "")
        if not is_outlet_mode(mode):
            return super().get(request, *args, **kwargs)  # type: ignore[misc]  # as above
        page = self.draft(self._get_form_data(self._get_form_state()))  # type: ignore[attr-defined]  # as above
        if page is None:
            return self.error_response()  # type: ignore[attr-defined]  # as above
        outlet = asked_outlet(request, mode)
        context = {
            "page": page,
            "outlet": outlet,
            "seen": as_received(page, outlet, timezone.now()) if outlet else None,
            "others": None if mode != "outlet" else Outlet.objects.filter(active=True).only("name"),
        }
        request.is_preview = True  # type: ignore[attr-defined]  # for Wagtail's user bar
        request.in_preview_panel = request.GET.get("in_preview_panel") == "true"  # type: ignore[attr-defined]
        response = TemplateResponse(request, "syndication/admin/as_received.html", context)
        response["Cache-Control"] = "private, no-store"
        return response

    def draft(self, entered: Any) -> Any:
        """The page with what was entered, saved nowhere; None when the form cannot be read."""
        form = self.get_form(entered)  # type: ignore[attr-defined]  # as above
        if not self.validate_form(form):  # type: ignore[attr-defined]  # as above
            return None
        form.save(commit=False)
        return self.object
