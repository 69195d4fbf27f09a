"""An outlet's keys: which there are, a new one, whose secret is shown this once, and an end to one."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.generic import FormView, TemplateView
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.admin.widgets.button import Button, HeaderButton, ListingButton
from wagtail.log_actions import log

from syndication.models import Outlet, OutletKey
from syndication.translation import moment
from syndication.viewsets.one_outlet import OfOneOutlet, may

__all__ = ["KeyListView", "NewKeyView", "RevokeKeyView"]


class KeyColumn(ButtonsColumnMixin, TitleColumn):
    """A key's name, with the way to end it for those who may."""

    # Any: Wagtail's columns have no types.
    def get_buttons(self, instance: OutletKey, parent_context: Any) -> list[Button]:
        if state_of(instance, timezone.now()) != GOOD or not may(parent_context["request"], OutletKey, "delete"):
            return []
        url = reverse("outlets:revoke_key", args=[instance.outlet_id, instance.pk])
        label = {"aria-label": _("Revoke %(key)s") % {"key": instance}}
        return [ListingButton(_("Revoke"), url=url, attrs=label)]


GOOD, EXPIRED, REVOKED = gettext_lazy("Good"), gettext_lazy("Expired"), gettext_lazy("Revoked")


def state_of(key: OutletKey, now: datetime) -> Any:  # Any: a lazy translation
    if key.revoked_at is not None:
        return REVOKED
    return EXPIRED if key.expires_at is not None and key.expires_at <= now else GOOD


class KeyListView(OfOneOutlet, BaseListingView):
    """An outlet's keys, the newest first; of a secret nothing is left but how it begins."""

    model = OutletKey
    header_icon = "key"
    page_title = gettext_lazy("Keys")
    screen = "keys"
    results_template_name = "syndication/admin/wide_results.html"
    verbose_name_plural = gettext_lazy("keys")
    paginate_by = 50
    columns = [
        KeyColumn("name", label=gettext_lazy("Name"), width="180"),
        StatusTagColumn(
            "state", label=gettext_lazy("State"), accessor=lambda key: state_of(key, timezone.now()),
            primary=lambda key: state_of(key, timezone.now()) == GOOD,
        ),
        Column("prefix", label=gettext_lazy("Begins with"), accessor=lambda key: f"{key.prefix}…"),
        Column("created_at", label=gettext_lazy("Created"), accessor=lambda key: moment(key.created_at)),
        Column("expires_at", label=gettext_lazy("Expires"), accessor=lambda key: moment(key.expires_at)),
        Column("revoked_at", label=gettext_lazy("Revoked"), accessor=lambda key: moment(key.revoked_at)),
    ]  # fmt: skip

    # Any: Wagtail's views have no types.
    def get_base_queryset(self) -> Any:
        return OutletKey.objects.filter(outlet=self.outlet).order_by("-created_at", "-pk")

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not may(self.request, OutletKey, "add"):
            return []
        url = reverse("outlets:new_key", args=[self.outlet.pk])
        return [HeaderButton(_("New key"), url=url, icon_name="plus")]

    def get_index_url(self) -> str:
        return reverse("outlets:keys", args=[self.outlet.pk])


class KeyForm(forms.Form):
    """What a key is for, and until when it opens anything."""

    name = forms.CharField(
        max_length=80,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("What it is for, such as the partner's system."),
    )
    expires_at = forms.DateTimeField(
        required=False,
        widget=AdminDateTimeInput,
        label=gettext_lazy("Expires"),
        help_text=gettext_lazy("From then on it opens nothing. Without a date it is good until it is revoked."),
    )

    def __init__(self, *args: Any, outlet: Outlet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outlet = outlet

    def clean_name(self) -> str:
        """Pickups are counted by the key's name, so no two good keys of an outlet share one."""
        name: str = self.cleaned_data["name"]
        same = OutletKey.objects.filter(outlet=self.outlet, name=name)
        if any(state_of(key, timezone.now()) == GOOD for key in same):
            raise ValidationError(_("A key of this name is still good."))
        return name

    def clean_expires_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["expires_at"]
        if at is not None and at <= timezone.now():
            raise ValidationError(_("This moment is over."))
        return at


class NewKeyView(OfOneOutlet, WagtailAdminTemplateMixin, FormView):
    """Makes a key and answers with its secret, which is in this one response and nowhere else."""

    model = OutletKey
    header_icon = "key"
    any_permission_required = None
    permission_required = "add"
    page_title = gettext_lazy("New key")
    form_class = KeyForm
    template_name = "syndication/admin/new_key.html"

    # Any: Wagtail's and Django's views have no types.
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"outlet": self.outlet}

    @method_decorator(sensitive_variables("secret", "context"))
    def form_valid(self, form: KeyForm) -> HttpResponse:
        name, expires_at = form.cleaned_data["name"], form.cleaned_data["expires_at"]
        with transaction.atomic():
            secret = OutletKey.issue(self.outlet, name, expires_at=expires_at)
            log(self.outlet, "syndication.key.issue", user=self.request.user, data={"key": name})
        context = self.get_context_data(form=form, secret=secret, name=name, outlet=self.outlet)
        context["next"] = get_valid_next_url_from_request(self.request)
        response = TemplateResponse(self.request, "syndication/admin/key_made.html", context)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        return response


class RevokeKeyView(OfOneOutlet, WagtailAdminTemplateMixin, TemplateView):
    """Asks, and then lets a key open nothing from now on; its row stays, for pickups are counted by it."""

    model = OutletKey
    header_icon = "key"
    any_permission_required = None
    permission_required = "delete"
    page_title = gettext_lazy("Revoke key")
    template_name = "syndication/admin/revoke_key.html"

    # Any: Django's views have no types.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"key": self.good_key(), "outlet": self.outlet}

    def good_key(self) -> OutletKey:
        return get_object_or_404(OutletKey, outlet=self.outlet, pk=self.kwargs["key"], revoked_at__isnull=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = self.good_key()
        with transaction.atomic():
            OutletKey.objects.filter(pk=key.pk).update(revoked_at=timezone.now())
            log(self.outlet, "syndication.key.revoke", user=request.user, data={"key": key.name})
        messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": key.name})
        return redirect("outlets:keys", self.outlet.pk)
