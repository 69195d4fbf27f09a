"""“20 stories”: in how many articles a source, a person or a topic is named, as a column of its list."""

from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from newsroom.models import ArticlePage, Contributor, Source, Topic

__all__ = ["StoriesColumn", "with_stories"]

NAMED_BY = {
    Source: Q(source=OuterRef("pk")) | Q(credits__source=OuterRef("pk")),
    Contributor: Q(credits__contributor=OuterRef("pk")),
    Topic: Q(topics=OuterRef("pk")),
}


class StoriesColumn(Column):
    """The number, which leads to the list of where it is used."""

    cell_template_name = "newsroom/admin/stories_cell.html"

    def __init__(self) -> None:
        super().__init__("stories", label=_("Used in"), sort_key="stories")

    # Any: Wagtail's columns have no types.
    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        usage_url = reverse(f"wagtailsnippets_newsroom_{instance._meta.model_name}:usage", args=[instance.pk])
        return super().get_cell_context_data(instance, parent_context) | {"usage_url": usage_url}


def with_stories(model: Any) -> QuerySet[Any]:  # Any: one of the three models
    """The rows of the model with `stories`, counted for the rows that are shown alone."""
    counted = Func(
        F("pk"), function="COUNT", template="%(function)s(DISTINCT %(expressions)s)", output_field=IntegerField()
    )
    articles = ArticlePage.objects.filter(NAMED_BY[model]).order_by().annotate(number=counted).values("number")
    return model.objects.annotate(stories=Subquery(articles))
