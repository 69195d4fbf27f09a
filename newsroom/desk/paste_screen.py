"""The screen “Paste wire copy”, and what the box on the edit page asks."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.widgets import AdminSnippetChooser

from newsroom.desk.answers import refuse_who_writes_nothing
from newsroom.desk.filling import form_state
from newsroom.desk.making import make_draft
from newsroom.desk.paste import Pasted, Unreadable, read_paste
from newsroom.models import ArticleIndexPage, ArticlePage, Source

__all__ = ["PasteViewSet", "read_for_form"]


# Any: a queryset of pages, or none.
def sections_for(user: Any) -> Any:
    """The sections in which `user` may make an article."""
    allowed = policy_registry.get_by_type(ArticlePage).instances_user_has_permission_for(user, "add")
    return ArticleIndexPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")


class PasteForm(forms.Form):
    # By `id`, of which Django knows how large it may be.
    section = forms.ModelChoiceField(
        queryset=ArticleIndexPage.objects.none(), to_field_name="id", label=gettext_lazy("Section")
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "data-newsroom-paste-target": "text"}),
        help_text=gettext_lazy("Copied from Word, Google Docs, an e-mail, a web page or a wire service."),
    )
    html = forms.CharField(
        required=False, strip=False, widget=forms.HiddenInput(attrs={"data-newsroom-paste-target": "html"})
    )
    source: Any = forms.ModelChoiceField(  # Any: its type would name Django's stubs
        queryset=Source.objects.all(),
        required=False,
        label=gettext_lazy("Source"),
        widget=AdminSnippetChooser(Source),
        help_text=gettext_lazy("Who supplied it. None is ever made here: add a new one under Sources first."),
    )
    zone = forms.IntegerField(required=False, min_value=0, max_value=9)
    keep_rest = forms.BooleanField(
        required=False, label=gettext_lazy("Put the rest at the end of the body, for me to sort out")
    )

    # Any: Django's own arguments.
    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]  # Any: of the kind that it was made
        section.queryset = sections_for(user)


class PasteView(WagtailAdminTemplateMixin, FormView):
    """First the box, then what was recognised, then a draft. What was pasted stays in the box until there is one."""

    form_class = PasteForm
    template_name = "newsroom/admin/paste.html"
    page_title = gettext_lazy("Paste wire copy")
    header_icon = "clipboard-list"
    pasted: Pasted | None = None

    # Any, below: Django's own arguments and dictionaries.
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sections_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        sections = sections_for(self.request.user)
        return {"section": sections.filter(receives_wire_copy=True).first() or sections.first()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_valid(self, form: PasteForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            self.pasted = read_paste(given["text"], given["html"], timezone.now())
        except Unreadable as problem:
            form.add_error("text", str(problem))
            return self.form_invalid(form)
        if "make" in self.request.POST:
            return self.make(given)
        # The same form again, with the source that was found.
        shown = QueryDict(mutable=True)
        shown.update(self.request.POST.dict())
        if self.pasted.source and not given["source"]:
            shown["source"] = str(self.pasted.source.pk)
        form.data = shown
        return self.render_to_response(self.get_context_data(form=form))

    def make(self, given: dict[str, Any]) -> HttpResponse:
        pasted = self.pasted
        if pasted is None:
            raise PermissionDenied
        chosen = given["zone"] or 0
        if pasted.zones and chosen < len(pasted.zones):
            pasted = replace(pasted, story=replace(pasted.story, embargoed_until=pasted.zones[chosen].until))
        draft, remarks = make_draft(
            pasted, given["section"], given["source"], self.request.user, keep_rest=given["keep_rest"]
        )
        messages.success(
            self.request, _("Made the draft “%(title)s”. Nothing is published yet.") % {"title": draft.title}
        )
        for remark in remarks[:5]:
            messages.warning(self.request, remark)
        return redirect("wagtailadmin_pages:edit", draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["pasted"] = self.pasted
        context["media"] = context["form"].media
        return context


class PasteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(ArticlePage)
        return bool(policy.user_has_permission(request.user, "add"))


class PasteViewSet(ViewSet):
    icon = "clipboard-list"
    menu_label = gettext_lazy("Paste wire copy")
    menu_item_class = PasteMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", PasteView.as_view(), name="index")]

    @cached_property
    def menu_url(self) -> str:
        return str(super().menu_url)


@require_POST
def read_for_form(request: HttpRequest) -> JsonResponse:
    """What was recognised, as a fragment of HTML to check and as the state to fill the open form with."""
    refuse_who_writes_nothing(request)
    try:
        pasted = read_paste(request.POST.get("text", ""), request.POST.get("html", ""), timezone.now())
    except Unreadable as problem:
        return JsonResponse({"problem": str(problem)})
    html = render_to_string("newsroom/admin/recognised.html", {"pasted": pasted, "in_form": True}, request)
    return JsonResponse({"html": html, "fill": form_state(pasted)})
