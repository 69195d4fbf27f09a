"""Requests for a second person: what waits and what was decided, and the screen on which one is decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.base import ViewSet

from syndication.actions import NothingToDo
from syndication.desk import approval
from syndication.desk.consequences import Consequence, consequences_of
from syndication.desk.verbs.forms import RefuseForm
from syndication.models import VerbRequest
from syndication.translation import in_words, moment

__all__ = ["VerbRequestViewSet"]


# Any, here and below: Wagtail's views have no types.
class RequestsView(IndexView):
    """Every request, those that wait first."""

    model = VerbRequest
    page_title, header_icon = _("Requests"), "clipboard-list"
    default_ordering = ("decision", "-asked_at")
    list_filter = ["verb", "decision"]
    results_template_name = "syndication/admin/wide_results.html"
    add_url_name = None
    any_permission_required: list[str] | None = None  # dispatch asks for the verb's own
    columns = [
        TitleColumn("title", label=_("Story"), get_url=lambda row: reverse("verb_requests:decide", args=[row.pk])),
        Column("verb", label=_("Verb"), accessor="get_verb_display", sort_key="verb"),
        StatusTagColumn(
            "decision", label=_("Decision"), accessor="get_decision_display", primary=lambda row: not row.decision
        ),
        UserColumn("asked_by", label=_("Asked by")),
        Column("asked_at", label=_("Asked"), accessor=lambda row: moment(row.asked_at), sort_key="asked_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(approval.PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("asked_by")


class DecideView(WagtailAdminTemplateMixin, FormView):
    """One request with what it would do; who may decide it says yes, or no with a reason. Who asked may look."""

    form_class, header_icon = RefuseForm, "clipboard-list"
    template_name = "syndication/admin/verbs/decide.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = VerbRequest.objects.select_related("asked_by", "decided_by")
        self.row = get_object_or_404(rows, pk=kwargs["pk"])
        self.may_decide = approval.may_decide(self.row, request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        may_see = request.user.has_perm(approval.PERMISSION) or self.row.asked_by_id == request.user.pk
        if not may_see or (request.method == "POST" and not self.may_decide):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.row.get_verb_display())

    def get_page_subtitle(self) -> str:
        return self.row.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.row.title}
        if not self.request.user.has_perm(approval.PERMISSION):
            return [*self.breadcrumbs_items, here]
        listed = {"url": reverse("verb_requests:index"), "label": capfirst(VerbRequest._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, listed, here]

    @cached_property
    def told(self) -> list[Consequence]:
        """What the outlets would be told: all, or those that were named."""
        named = {outlet.pk for outlet in self.row.outlets.all()}
        found = consequences_of(self.row.story_id, self.row.verb, timezone.now())
        return [one for one in found if not named or one.outlet.pk in named]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "waits": self.row.decision == VerbRequest.Decision.WAITING,
            "may_decide": self.may_decide,
            "told": self.told,
            "by_hand": sum(one.by_hand for one in self.told),
            "has_it": sum(one.holder.has_it for one in self.told),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.row.page_id]),
            "progress_url": reverse("syndication_verbs:progress", args=[self.row.page_id]),
        }

    def form_valid(self, form: RefuseForm) -> HttpResponse:
        is_yes = "approve" in self.request.POST
        try:
            if is_yes:
                approval.approve(self.row, self.request.user)
            else:
                approval.refuse(self.row, self.request.user, form.cleaned_data["why"])
        except NothingToDo as problem:
            form.add_error(None if is_yes else "why", in_words(problem.sentence))
            return self.form_invalid(form)
        if is_yes:
            messages.success(self.request, _("Done. Below is who has fetched the notice."))
            return redirect("syndication_verbs:progress", self.row.page_id)
        messages.success(self.request, _("Refused."))
        return redirect("verb_requests:decide", self.row.pk)


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(approval.PERMISSION))


class VerbRequestViewSet(ViewSet):
    """The requests' screens, and their entry in the menu for who may decide."""

    icon = "clipboard-list"
    menu_label = _("Requests")
    name = "verb_requests"

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("index_results"),
        }
        return [
            path("", RequestsView.as_view(**index), name="index"),
            path("results/", RequestsView.as_view(**index, results_only=True), name="index_results"),
            path("<int:pk>/", DecideView.as_view(), name="decide"),
        ]

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return RequestsMenuItem
