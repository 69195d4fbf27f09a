"""Setting an outlet up step by step: each step is saved on an outlet that is not active, and the last one activates it.

What was answered is in the database, so the browser's back and forward, another day and another person find it again.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import CreateView, EditView, WagtailAdminTemplateMixin
from wagtail.log_actions import log

from syndication.addresses import FeedAddress
from syndication.desk.sample_panel import UNNAMED, SampleView, sample_context
from syndication.desk.wizard_lines import MORE, as_meant, with_a_line_more
from syndication.desk.wizard_steps import STEPS, Step, step_named
from syndication.models import Outlet, OutletKey
from syndication.profiles import feed_formats
from syndication.samples import sample
from syndication.viewsets.one_outlet import OfOneOutlet, may
from syndication.wire.formats import FORMATS
from syndication.wire.profile import InvalidProfile
from syndication.wire.rules import InvalidRule

__all__ = ["wizard_urls"]


MEDIA = forms.Media(js=["syndication/js/outlet-form.js"], css={"all": ["syndication/css/outlet.css"]})


class StepMixin:
    """What the first step, which makes the outlet, shares with the others."""

    model = Outlet
    template_name = "syndication/admin/wizard_step.html"
    header_icon = "globe"
    index_url_name = "outlets:index"
    success_message = None
    object: Any  # an Outlet, or None before there is one
    step: Step

    # Any, here and below: Wagtail's views have no types.
    def get_panel(self) -> Any:
        return self.step.edit_handler()

    def get_page_subtitle(self) -> str:
        return str(self.object) if self.object and self.object.pk else _("Set up an outlet")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("outlets:index"), "label": _("Outlets")},
            {"url": "", "label": _("Set up"), "sublabel": self.get_page_subtitle()},
        ]

    def get_side_panels(self) -> Any:
        return type(super().get_side_panels())([])  # type: ignore[misc]  # the view that this is mixed into has it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if MORE not in request.POST:
            request.POST = as_meant(request.POST)  # type: ignore[assignment]  # a form's data all the same
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # the view that this is mixed into has it
        if not hasattr(self, "object"):
            self.object = None
        request.POST = with_a_line_more(request.POST)  # type: ignore[assignment]  # as above
        self.form = self.get_form()  # type: ignore[attr-defined]  # as above
        if lines := self.form.formsets.get(request.POST[MORE]):
            lines.forms[-1].errors.clear()  # nobody has written in it yet
        return self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]  # as above

    def get_success_url(self) -> str:
        """The next step, or the one before when that was asked for."""
        number = STEPS.index(self.step) + (-1 if "back" in self.request.POST else 1)  # type: ignore[attr-defined]  # as above
        return step_url(self.object, STEPS[number]) if number < len(STEPS) else check_url(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # as above
        saved = Outlet.objects.filter(pk=self.object.pk).first() if self.object and self.object.pk else None
        return context | {
            "media": context["media"] + MEDIA,  # each file once, whichever panels ask for it too
            "outlet": saved or Outlet(),
            "step": self.step,
            "steps": [(step, step_url(saved, step) if saved else "") for step in STEPS],
            "check_url": check_url(saved) if saved else "",
            "is_first": self.step is STEPS[0],
            **sample_context(saved or Outlet(slug=UNNAMED)),
            **(places_of(saved, self.request) if saved and self.step is STEPS[-1] else {}),  # type: ignore[attr-defined]  # as above
        }


class FirstStepView(StepMixin, CreateView):
    """Makes the outlet, which is not active yet."""

    permission_required = "add"
    add_url_name = "outlets:set_up"
    step = STEPS[0]
    page_title = gettext_lazy("Set up an outlet")

    def get_initial_form_instance(self) -> Outlet:
        return Outlet(active=False)

    def get_add_url(self) -> str:
        return reverse("outlets:set_up")

    def get_success_message(self, instance: Outlet) -> None:
        return None

    def get_success_buttons(self) -> list[Any]:
        return []


class StepView(StepMixin, EditView):
    """Changes one part of an outlet that is being set up."""

    permission_required = "change"
    edit_url_name = "outlets:edit"
    page_title = gettext_lazy("Set up an outlet")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            self.step = step_named(kwargs["step"])
        except LookupError as problem:
            raise Http404(str(problem)) from problem
        super().setup(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.object = self.get_object()
        # An outlet that is served is changed in its form, whole, and not in passing.
        return redirect(self.get_edit_url()) if self.object.active else super().dispatch(request, *args, **kwargs)

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"action_url": step_url(self.object, self.step)}


class CheckView(OfOneOutlet, WagtailAdminTemplateMixin, TemplateView):
    """The last look: what the newest stories would be in its feed, and the button that activates the outlet."""

    any_permission_required = None
    permission_required = "change"
    page_title = gettext_lazy("Check and activate")
    screen = "check"
    template_name = "syndication/admin/wizard_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "outlet": self.outlet,
            "steps": [(step, step_url(self.outlet, step)) for step in STEPS],
            "has_key": self.outlet.is_open or self.outlet.keys.filter(revoked_at__isnull=True).exists(),
            **sample_context(self.outlet),
            **places_of(self.outlet, self.request),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Activate the outlet unless its settings contradict one another; what is merely advised forbids nothing."""
        try:
            found = sample(self.outlet, timezone.now())
        except (InvalidProfile, InvalidRule) as problem:
            messages.error(request, _("It cannot be activated: %(problem)s") % {"problem": problem})
            return redirect(check_url(self.outlet))
        if not self.outlet.active:
            with transaction.atomic():
                self.outlet.active = True
                self.outlet.save()
                log(self.outlet, "wagtail.edit", user=request.user)
        said = _("%(outlet)s is active: its feed is served from now on, with %(going)d stories of the last 7 days.")
        messages.success(request, said % {"outlet": self.outlet, "going": found.going})
        return redirect("outlets:inspect", self.outlet.pk)


class TestFeedView(OfOneOutlet, TemplateView):
    """The sample as a file, for the partner's own validator; the feed itself is not served yet."""

    any_permission_required = ["add", "change"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = sample(self.outlet, timezone.now(), format_name=kwargs["format"])
        except (InvalidProfile, InvalidRule) as problem:
            messages.error(request, str(problem))
            return redirect(check_url(self.outlet))
        name = f"{self.outlet.slug}-test.{FORMATS[made.format].EXTENSION}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(made.document, content_type=made.media_type, headers=headers)


def places_of(outlet: Outlet, request: HttpRequest) -> dict[str, Any]:  # Any: a template's context
    """Where its feed will be, its keys, and the test feed in each of its formats."""
    try:
        formats = feed_formats(outlet.effective_profile)
    except InvalidProfile:
        return {}
    addresses = [
        FeedAddress(outlet=outlet, profile=outlet.effective_profile, subscriptions=(), format=name) for name in formats
    ]
    return {
        "addresses": [(FORMATS[address.format].LABEL, address.format, address.url) for address in addresses],
        "keys": outlet.keys.filter(revoked_at__isnull=True),
        "may_make_keys": may(request, OutletKey, "add"),
    }


def step_url(outlet: Outlet, step: Step) -> str:
    return reverse("outlets:set_up_step", args=[outlet.pk, step.name])


def check_url(outlet: Outlet) -> str:
    return reverse("outlets:check", args=[outlet.pk])


def wizard_urls() -> list[URLPattern]:
    """To be mounted among the addresses of outlets."""
    return [
        path("set-up/", FirstStepView.as_view(), name="set_up"),
        path("set-up/<int:pk>/check/", CheckView.as_view(), name="check"),
        path("set-up/<int:pk>/test-feed/<slug:format>/", TestFeedView.as_view(), name="test_feed"),
        path("set-up/<int:pk>/<slug:step>/", StepView.as_view(), name="set_up_step"),
        path("sample/", SampleView.as_view(), name="sample"),
        path("sample/<int:pk>/", SampleView.as_view(), name="sample_of"),
    ]
