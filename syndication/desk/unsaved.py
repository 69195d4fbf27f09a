"""An outlet as it stands in a form that nobody has saved."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from syndication.models import Outlet, OutletOverride, OutletRule, override_choices
from syndication.viewsets.match_count import PostedLines, read
from syndication.wire.characters import strip_illegal
from syndication.wire.story import LANGUAGE_TAG

__all__ = ["outlet_in"]

SAID_BY_FIELDS = ("name", "description", "access", "profile", "embargo", "language")
MOST_KEYS = 100  # of a profile that are read while they are written


class PostedKey(forms.Form):
    """A profile key as the editor's form sends it, saved or not."""

    key = forms.ChoiceField(choices=override_choices)
    value = forms.CharField(max_length=500)


PostedKeys = forms.formset_factory(
    PostedKey, can_order=True, can_delete=True, max_num=MOST_KEYS, absolute_max=MOST_KEYS
)


def outlet_in(posted: QueryDict, outlet: Outlet) -> tuple[Outlet, list[str]]:
    """`outlet` changed in memory to what the form says, and what is wrong with lines of it.

    What the form does not hold stays as it is, for a step of the assistant holds a part only. The outlet is never saved.
    """
    for field in SAID_BY_FIELDS:
        if field in posted:
            setattr(outlet, field, strip_illegal(str(posted[field])))
    problems = []
    if not LANGUAGE_TAG.fullmatch(outlet.language):
        problems.append(_("%(tag)s is no BCP 47 tag such as en or zh-Hans.") % {"tag": outlet.language})
        outlet.language = "en"
    if "rules-TOTAL_FORMS" in posted:
        lines, wrong = read(PostedLines(posted, prefix="rules"))
        outlet.rules = [OutletRule(include=line.include, field=line.field, value=line.value) for line in lines]
        problems += wrong
    if "overrides-TOTAL_FORMS" in posted:
        outlet.overrides = list(finished_keys(PostedKeys(posted, prefix="overrides")))
    return outlet, problems


def finished_keys(posted: Any) -> Iterator[OutletOverride]:  # Any: a formset, whose class a function made
    """The keys that have a value and that the editor has not taken out."""
    for form in posted.forms:
        if not form["DELETE"].data and form.is_valid() and form.cleaned_data:
            yield OutletOverride(key=form.cleaned_data["key"], value=form.cleaned_data["value"])
