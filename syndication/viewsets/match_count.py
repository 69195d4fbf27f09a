"""“n of m stories match”: the count under an outlet's rules, of what is saved and, while an editor writes, of what is not."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin.panels import InlinePanel
from wagtail.admin.views.generic import PermissionCheckedMixin

from syndication.counts import Count, count
from syndication.models import Outlet, rule_field_choices
from syndication.wire.rules import InvalidRule, Rule, RuleField, Rules

__all__ = ["MatchCountView", "RulesPanel"]

MOST_LINES = 200  # of one outlet that are counted while they are written


class PostedLine(forms.Form):
    """A rule as the editor's form sends it, saved or not."""

    include = forms.TypedChoiceField(choices=[(True, ""), (False, "")], coerce=lambda value: value == "True")
    field = forms.ChoiceField(choices=rule_field_choices)
    value = forms.CharField(max_length=300)


PostedLines = forms.formset_factory(
    PostedLine, can_order=True, can_delete=True, max_num=MOST_LINES, absolute_max=MOST_LINES
)


class MatchCountView(PermissionCheckedMixin, View):
    """Answers how many stories fit the lines that stand in the editor's form; lines that are not finished do not count."""

    model = Outlet
    any_permission_required = ["add", "change"]
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        # An outlet that is never saved, for it knows what its access asks of a story.
        outlet = Outlet(access=request.POST.get("access", ""))
        lines, problems = read(PostedLines(request.POST, prefix="rules"))
        found = count(Rules(rules=tuple(lines), reach=outlet.reach), timezone.now())
        return JsonResponse({"sentence": sentence(found), "examples": found.examples, "problems": problems})


def read(posted: Any) -> tuple[list[Rule], list[str]]:  # Any: a formset, whose class a function made
    """The finished lines in the editor's order, and what is wrong with others."""
    lines, problems = [], []
    for number, line in enumerate(kept(posted), start=1):
        said = line.cleaned_data if line.is_valid() else {}
        if not said:  # begun and not finished
            continue
        try:
            lines.append(Rule(include=said["include"], field=RuleField(said["field"]), value=said["value"]))
        except InvalidRule as problem:
            problems.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": problem})
    return lines, problems


def kept(posted: Any) -> Iterator[PostedLine]:
    """The lines that the editor has not taken out, in order."""
    left = [form for form in posted.forms if not form["DELETE"].data]
    yield from sorted(left, key=order_of)


def order_of(line: PostedLine) -> int:
    said = str(line["ORDER"].data)[:9]
    return int(said) if said.isdecimal() else 0


def sentence(found: Count) -> str:
    if not found.looked_at:
        return _("No story has been released yet.")
    said = ngettext(
        "%(matching)d of the %(looked_at)d newest story matches.",
        "%(matching)d of the %(looked_at)d newest stories match.",
        found.looked_at,
    )
    return said % {"matching": found.matching, "looked_at": found.looked_at}


class RulesPanel(InlinePanel):
    """An outlet's rules with the count of the stories that they let through."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "syndication/admin/rules_panel.html"

        class Media:
            js = ("syndication/js/outlet-form.js",)

        # Any: a template's context.
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | saved_count(self.instance)


def saved_count(outlet: Outlet) -> dict[str, Any]:
    """What the template says of the rules as they are saved."""
    try:
        found = count(outlet.effective_rules, timezone.now())
    except InvalidRule as problem:
        return {"problems": [str(problem)]}
    return {"sentence": sentence(found), "examples": found.examples}
