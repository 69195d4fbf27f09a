"""What every screen about one outlet shares: the outlet, who may see it, where the screen stands, and ways to the others."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from syndication.models import Outlet, OutletKey, Pickup

__all__ = ["ANY", "OfOneOutlet", "may", "ways"]

ANY = ["add", "change", "delete", "view"]  # of these one is enough to see a thing, as everywhere in Wagtail


def may(request: HttpRequest, model: Any, *actions: str) -> bool:  # Any: a model, whichever
    """Whether the user may do one of the actions to rows of the model."""
    return bool(policy_registry.get_by_type(model).user_has_any_permission(request.user, list(actions) or ANY))


def ways(outlet: Outlet, request: HttpRequest, *, but: str = "") -> Iterator[Button]:
    """Buttons to the screens about an outlet that the user may see, except the one named."""
    screens = [
        ("inspect", _("Overview"), "info-circle", may(request, Outlet)),
        ("stories", _("Stories"), "doc-full-inverse", may(request, Outlet)),
        ("conformance", _("Conformance"), "circle-check", may(request, Outlet)),
        ("keys", _("Keys"), "key", may(request, OutletKey)),
    ]
    for number, (name, label, icon, is_seen) in enumerate(screens):
        if is_seen and name != but:
            url = reverse(f"outlets:{name}", args=[outlet.pk])
            yield Button(label, url=url, icon_name=icon, priority=10 + number)
    if may(request, Pickup):
        url = f"{reverse('pickups:index')}?{urlencode({'outlet': outlet.pk})}"
        yield Button(_("Pickups"), url=url, icon_name="upload", priority=20)
    if but != "edit" and may(request, Outlet, "change"):
        yield Button(_("Edit"), url=reverse("outlets:edit", args=[outlet.pk]), icon_name="edit", priority=21)


class OfOneOutlet(PermissionCheckedMixin):
    """A view of one outlet, whose number is in the address."""

    model = Outlet
    any_permission_required: list[str] | None = ANY
    screen = ""  # the name of its address
    header_icon = "globe"

    # Any, here and below: Wagtail's views have no types.
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Outlet.objects.prefetch_related("rules", "overrides", "feeds")
        self.outlet = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.outlet)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("outlets:index"), "label": capfirst(Outlet._meta.verbose_name_plural)},
            {"url": reverse("outlets:inspect", args=[self.outlet.pk]), "label": str(self.outlet)},
            {"url": "", "label": self.page_title, "sublabel": str(self.outlet)},
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return list(ways(self.outlet, self.request, but=self.screen))
