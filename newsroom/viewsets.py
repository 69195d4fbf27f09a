"""The admin's screens for articles, sources, topics and people."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.desk.paste_screen import PasteViewSet
from newsroom.models import ArticlePage, Contributor, Source, Topic


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "group"
    list_display = [
        "name",
        "kind",
        "country",
        Column("get_reach_display", label=_("May go"), sort_key="reach"),
        "confirmed",
    ]
    list_filter = ["kind", "reach", "confirmed", "country", "language"]
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("credit"), FieldPanel("closing_line")]),
        FieldRowPanel([FieldPanel("reach"), FieldPanel("confirmed")]),
        FieldPanel("required_disclosure"),
        MultiFieldPanel(
            [FieldPanel("licence"), FieldPanel("licence_url"), FieldPanel("copyright"), FieldPanel("usage_terms")],
            heading=_("Rights"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("url"),
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel("language"), FieldPanel("country")]),
                FieldPanel("description"),
                FieldPanel("slug"),
            ],
            heading=_("About it"),
        ),
    ]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "code"]
    ordering = ["name"]
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("description"), FieldPanel("slug")]


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    list_display = ["name", "job_title"]
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("job_title"),
        FieldPanel("biography"),
        FieldPanel("picture"),
        FieldPanel("url"),
        FieldPanel("slug"),
    ]


class ArticleListing(PageListingViewSet.index_view_class):
    def get_base_queryset(self) -> Any:  # Wagtail's own queryset
        return super().get_base_queryset().select_related("source")


def embargo_in_words(article: ArticlePage) -> str:
    # Wagtail's DateColumn says “Just now” of a moment ahead.
    return date_format(localtime(article.embargoed_until), "j M Y H:i e") if article.embargoed_until else ""


class ArticleListingViewSet(PageListingViewSet):
    model = ArticlePage
    index_view_class = ArticleListing
    icon = "doc-full"
    menu_label = _("Articles")
    columns = [
        *PageListingViewSet.columns,
        Column("source", label=_("Source"), accessor="source", sort_key="source__name"),
        Column("embargoed_until", label=_("Embargoed until"), accessor=embargo_in_words, sort_key="embargoed_until"),
    ]
    list_filter = ["live", "source", "genre", "locale"]


class NewsDeskGroup(SnippetViewSetGroup):
    items = (ArticleListingViewSet("articles"), PasteViewSet("paste"), SourceViewSet, TopicViewSet, ContributorViewSet)
    menu_label = _("News desk")
    menu_icon = "doc-full-inverse"
    menu_name = "newsdesk"
    menu_order = 150
    add_to_admin_menu = True
