"""“What it would get”: a live sample of an outlet's feed beside its form, of what is saved and of what is not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin.panels import Panel
from wagtail.admin.views.generic import PermissionCheckedMixin

from syndication.desk.unsaved import outlet_in
from syndication.models import Outlet
from syndication.samples import Sample, Trial, sample
from syndication.translation import in_words
from syndication.wire.profile import InvalidProfile
from syndication.wire.rules import InvalidRule

__all__ = ["UNNAMED", "SamplePanel", "SampleView", "sample_context"]

UNNAMED = "new"  # in the addresses of a sample, for an outlet that has no slug yet

MOST_TEXT = 60_000  # characters of the document that are shown; the whole of it can be downloaded


class SampleView(PermissionCheckedMixin, View):
    """Answers the editor's unsaved form with the sample as a piece of HTML. Saves nothing."""

    model = Outlet
    any_permission_required = ["add", "change"]
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        saved = get_object_or_404(Outlet, pk=pk) if pk else Outlet(slug=UNNAMED)
        outlet, problems = outlet_in(request.POST, saved)
        return render(request, "syndication/admin/sample.html", sample_context(outlet, problems))


class SamplePanel(Panel):
    """The sample under the form of an outlet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "syndication/admin/sample_panel.html"

        class Media:
            js = ("syndication/js/outlet-form.js",)
            css = {"all": ("syndication/css/outlet.css",)}  # as Django's media are declared

        # Any: a template's context.
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            outlet = Outlet.objects.get(pk=self.instance.pk) if self.instance.pk else Outlet(slug=UNNAMED)
            return super().get_context_data(parent_context) | sample_context(outlet) | {"outlet": outlet}


def sample_context(outlet: Outlet, problems: list[str] | None = None) -> dict[str, Any]:  # Any: a template's context
    """What sample.html shows of the outlet."""
    try:
        made = sample(outlet, timezone.now())
    except (InvalidProfile, InvalidRule) as problem:
        return {"problems": [*(problems or []), str(problem)]}
    return {
        "sample": made,
        "sentence": sentence(made),
        "trials": [(trial, notes(trial)) for trial in made.trials],
        "findings": [in_words(finding.sentence) for finding in made.findings],
        "document": made.document.decode(errors="replace")[:MOST_TEXT],
        "problems": problems or [],
    }


def notes(trial: Trial) -> list[str]:
    """What is told of one story: why it would not go, or what was done so that it may."""
    return [in_words(trial.withheld)] if trial.withheld else [in_words(found.sentence) for found in trial.findings]


def sentence(made: Sample) -> str:
    """How many stories of the last seven days would go."""
    if not made.recent:
        return _("No story was released in the last 7 days.")
    counted = {"going": made.going, "recent": made.recent, "fitting": made.fitting, "tried": made.tried}
    if made.tried < made.fitting:
        return (
            _(
                "%(fitting)d of the %(recent)d stories of the last 7 days fit its rules. "
                "Of the newest %(tried)d of them %(going)d would go."
            )
            % counted
        )
    said = ngettext(
        "%(going)d of the %(recent)d story of the last 7 days would go.",
        "%(going)d of the %(recent)d stories of the last 7 days would go.",
        made.recent,
    )
    return said % counted
