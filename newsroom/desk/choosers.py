"""Choosing a source, a person or a topic in a form: found by any part of a name, in any script, and made there too."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

__all__ = ["ContributorChooserViewSet", "SourceChooserViewSet", "TopicChooserViewSet"]


class NameForm(BaseFilterForm):
    """Any part of a name fits: Wagtail's own search completes words, and Chinese has none to complete."""

    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )
    fields_to_search: tuple[str, ...] = ("name",)

    # Any: Django's querysets.
    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        text = self.cleaned_data["q"]
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        fits = Q()
        for field in self.fields_to_search:
            fits |= Q(**{f"{field}__icontains": text})
        return objects.filter(fits)


class SourceForm(NameForm):
    fields_to_search = ("name", "aliases", "credit")


class TopicForm(NameForm):
    fields_to_search = ("name", "code")


def views_with(form: type[NameForm]) -> tuple[type[ChooseView], type[ChooseResultsView]]:
    """Wagtail's two views of a chooser, which search by `form`."""
    return (
        type(f"{form.__name__}ChooseView", (ChooseView,), {"filter_form_class": form}),
        type(f"{form.__name__}ChooseResultsView", (ChooseResultsView,), {"filter_form_class": form}),
    )


class SourceChooserViewSet(SnippetChooserViewSet):
    """A source made here reaches our own site alone, until somebody says how far its stories may go."""

    choose_view_class, choose_results_view_class = views_with(SourceForm)
    form_fields = ["name", "kind"]
    creation_tab_label = _("New source")


class ContributorChooserViewSet(SnippetChooserViewSet):
    choose_view_class, choose_results_view_class = views_with(NameForm)
    form_fields = ["name", "job_title"]
    creation_tab_label = _("New person")


class TopicChooserViewSet(SnippetChooserViewSet):
    choose_view_class, choose_results_view_class = views_with(TopicForm)
