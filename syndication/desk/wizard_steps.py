"""The steps in which an outlet is set up, and what is asked in each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel

from syndication.models import Outlet
from syndication.viewsets.outlet_form import OutletForm
from syndication.viewsets.outlet_panels import NamePanel, named_feeds, own_keys, rules
from syndication.viewsets.profile_guide import ProfileGuidePanel

__all__ = ["STEPS", "Step", "step_named"]


class StepForm(OutletForm):
    """A part of an outlet's form: what is wrong with a field of another step is said above the form."""

    # Any: Django's own argument, a text, a list or an error.
    def add_error(self, field: str | None, error: Any) -> None:
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, found in error.error_dict.items():
                super().add_error(name if name in self.fields else None, found)
        else:
            super().add_error(field if field in self.fields else None, error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the assistant; `lines` are the rows that may be added there."""

    name: str
    label: Any  # a lazy translation
    explanation: Any
    panels: Callable[[], list[Panel]]
    lines: tuple[str, ...] = ()

    def edit_handler(self) -> ObjectList:
        return ObjectList(self.panels(), base_form_class=StepForm).bind_to_model(Outlet)


def who() -> list[Panel]:
    contacts = [FieldPanel(field.name) for field in Outlet._meta.fields if field.name.startswith("contact")]
    return [
        NamePanel("name", placeholder=False, classname=""),
        FieldPanel("slug"),
        FieldPanel("description"),
        *contacts,
        FieldPanel("language"),
        FieldPanel("access", widget=forms.RadioSelect),
    ]


def what() -> list[Panel]:
    return [rules(), MultiFieldPanel([FieldPanel("embargo", widget=forms.RadioSelect)], _("Before an embargo ends"))]


def how() -> list[Panel]:
    return [MultiFieldPanel([FieldPanel("profile"), ProfileGuidePanel()], _("The partner's specification")), own_keys()]


def where() -> list[Panel]:
    return [named_feeds(), MultiFieldPanel([FieldPanel("key_in_path")], _("How it shows its key"))]


STEPS = (
    Step(
        name="who",
        label=_("Who"),
        explanation=_("Who takes our stories? Nothing is served to it before you activate it in the last step."),
        panels=who,
    ),
    Step(
        name="what",
        label=_("What"),
        explanation=_("Which stories does it want? Without any line it gets every story that may go."),
        panels=what,
        lines=("rules",),
    ),
    Step(
        name="how",
        label=_("How"),
        explanation=_("In which form? Choose the partner's own profile, or a general one."),
        panels=how,
        lines=("overrides",),
    ),
    Step(
        name="where",
        label=_("Where"),
        explanation=_("Where does it fetch them? Give it the address and a key, and try its feed."),
        panels=where,
        lines=("feeds",),
    ),
)


def step_named(name: str) -> Step:
    """The step of that name. Raises `LookupError`."""
    for step in STEPS:
        if step.name == name:
            return step
    raise LookupError(f"setting up an outlet has no step {name!r}")
