"""The list of articles: by state, source, embargo, language, section, genre, topic and day, in a fixed number of queries."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.coreutils import get_content_languages
from wagtail.permissions import policy_registry

from newsroom.desk.states import column_of, state_choices, where
from newsroom.desk.words import moment
from newsroom.genres import genre_choices
from newsroom.models import ArticleIndexPage, ArticlePage, Source, Topic
from newsroom.search import CJK, query_for

__all__ = ["SHORTCUTS", "ArticleListingViewSet", "shortcut_to"]

MAY_LIST = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}  # as Wagtail's own lists of pages ask


def language_choices() -> list[tuple[str, str]]:
    """The languages of sections, and those that articles name themselves."""
    named = ArticlePage.objects.exclude(language="").order_by("language").values_list("language", flat=True).distinct()
    known = get_content_languages()
    return [*known.items(), *((tag, tag) for tag in named if tag not in known)]


class ArticleFilterSet(WagtailFilterSet):
    """What an editor looks for; an address with its answers is a filter to keep."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=state_choices, method="in_state")
    source = django_filters.ModelChoiceFilter(label=_("Source"), queryset=Source.objects.all())
    section = django_filters.ModelChoiceFilter(
        label=_("Section"), queryset=ArticleIndexPage.objects.all(), to_field_name="id", method="in_section"
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices, method="in_language")
    genre = django_filters.ChoiceFilter(label=_("Genre"), choices=genre_choices)
    topics = django_filters.ModelChoiceFilter(label=_("Topic"), queryset=Topic.objects.all())
    embargoed_until = django_filters.DateFromToRangeFilter(label=_("Embargoed until"), widget=DateRangePickerWidget)
    first_published_at = django_filters.DateFromToRangeFilter(label=_("Published"), widget=DateRangePickerWidget)
    latest_revision_created_at = django_filters.DateFromToRangeFilter(label=_("Updated"), widget=DateRangePickerWidget)

    class Meta:
        model = ArticlePage
        fields: list[str] = []

    # Any, here and below: Django's querysets and Wagtail's views have no types.
    def in_state(self, articles: Any, name: str, value: str) -> Any:
        return articles.filter(where(value, timezone.now()))

    def in_section(self, articles: Any, name: str, value: ArticleIndexPage) -> Any:
        return articles.descendant_of(value)

    def in_language(self, articles: Any, name: str, value: str) -> Any:
        return articles.filter(pk__in=ArticlePage.objects.in_language(value).values("pk"))


class ArticleListing(PageListingViewSet.index_view_class):
    results_template_name = "newsroom/admin/articles_results.html"  # Wagtail's own says nothing where nothing is found

    def get_base_queryset(self) -> Any:
        # Prefetched, for Wagtail fetches the rows once more by their type, and forgets what was joined.
        articles = super().get_base_queryset().prefetch_related("source", "locale")
        return articles.annotate(desk_state=column_of(timezone.now()))

    def search_queryset(self, queryset: Any) -> Any:
        """As Wagtail's own, but Chinese, Japanese and Korean text by its characters: it has no words to complete.

        Nor has text in quotation marks, which SQLite takes for its own and then fails.
        """
        if not self.is_searching or not (CJK.search(self.search_query) or '"' in self.search_query):
            return super().search_queryset(queryset)
        query = query_for(self.search_query)
        if query is None:
            return queryset.none()
        return queryset.search(query, order_by_relevance=not self.is_explicitly_ordered)


def state_in_words(article: Any) -> str:  # Any: an article with the listing's annotation
    return str(dict(state_choices()).get(article.desk_state, ""))


BASE = {column.name: column for column in PageListingViewSet.columns}


class ArticlesMenuItem(MenuItem):
    """A way to the list of articles, for who may see it; Wagtail's own is shown to everybody."""

    def is_shown(self, request: Any) -> bool:
        return bool(policy_registry.get_by_type(ArticlePage).user_has_any_permission(request.user, MAY_LIST))


class ArticleListingViewSet(PageListingViewSet):
    model = ArticlePage
    index_view_class = ArticleListing
    filterset_class = ArticleFilterSet
    icon = "doc-full"
    menu_label = _("Articles")
    columns = [
        BASE["bulk_actions"],
        BASE["title"],
        BASE["parent"],
        Column("source", label=_("Source"), accessor="source", sort_key="source__name"),
        Column("language", label=_("Language"), accessor="language_tag"),
        # Wagtail's DateColumn says “Just now” of a moment ahead.
        Column(
            "embargoed_until",
            label=_("Embargoed until"),
            accessor=lambda article: moment(article.embargoed_until),
            sort_key="embargoed_until",
        ),
        StatusTagColumn(
            "desk_state",
            label=_("State"),
            accessor=state_in_words,
            sort_key="live",
            primary=lambda article: article.live,
        ),
        BASE["latest_revision_created_at"],
    ]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return ArticlesMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=order or self.menu_order,
        )


# In the place of the saved filters that Wagtail does not have.
SHORTCUTS = (
    ("draft", _("Drafts"), "edit"),
    ("review", _("In review"), "clipboard-list"),
    ("embargoed", _("Under embargo"), "time"),
)


def shortcut_to(shortcut: tuple[str, Any, str], order: int) -> MenuItem:
    """A way from the menu to the articles in one state."""
    state, label, icon = shortcut
    address = f"{reverse('articles:index')}?state={state}"
    return ArticlesMenuItem(label, address, name=f"articles-{state}", icon_name=icon, order=order)
