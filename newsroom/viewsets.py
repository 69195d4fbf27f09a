"""The admin's screens for articles, sources, topics and people."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.desk.choosers import ContributorChooserViewSet, SourceChooserViewSet, TopicChooserViewSet
from newsroom.desk.listing import ArticleListingViewSet
from newsroom.desk.paste_screen import PasteViewSet
from newsroom.desk.uses import StoriesColumn, with_stories
from newsroom.models import Contributor, Source, Topic


class CountedViewSet(SnippetViewSet):
    """Rows that say in how many stories they are used."""

    # Any: Django's querysets.
    def get_queryset(self, request: HttpRequest) -> Any:
        return with_stories(self.model)


class SourceViewSet(CountedViewSet):
    model = Source
    icon = "group"
    list_display = [
        "name",
        "kind",
        "country",
        Column("get_reach_display", label=_("May go"), sort_key="reach"),
        "confirmed",
        StoriesColumn(),
    ]
    search_backend_name = None  # its index has words, and Chinese names have none
    search_fields = ["name", "aliases", "credit", "slug"]
    chooser_viewset_class = SourceChooserViewSet
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["match_keys"]
    list_filter = ["kind", "reach", "confirmed", "country", "language"]
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("credit"), FieldPanel("closing_line")]),
        FieldRowPanel([FieldPanel("reach"), FieldPanel("confirmed")]),
        FieldRowPanel([FieldPanel("required_disclosure"), FieldPanel("embargo_hours")]),
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


class TopicViewSet(CountedViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "code", StoriesColumn()]
    search_backend_name = None
    search_fields = ["name", "code", "slug"]
    chooser_viewset_class = TopicChooserViewSet
    inspect_view_enabled = True
    ordering = ["name"]
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("description"), FieldPanel("slug")]


class ContributorViewSet(CountedViewSet):
    model = Contributor
    icon = "user"
    list_display = ["name", "job_title", StoriesColumn()]
    list_filter = ["job_title"]
    search_backend_name = None
    search_fields = ["name", "job_title", "slug"]
    chooser_viewset_class = ContributorChooserViewSet
    inspect_view_enabled = True
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("job_title"),
        FieldPanel("biography"),
        FieldPanel("picture"),
        FieldPanel("url"),
        FieldPanel("slug"),
    ]


class NewsDeskGroup(SnippetViewSetGroup):
    items = (ArticleListingViewSet("articles"), PasteViewSet("paste"), SourceViewSet, TopicViewSet, ContributorViewSet)
    menu_label = _("News desk")
    menu_icon = "doc-full-inverse"
    menu_name = "newsdesk"
    menu_order = 150
    submenu_hook = "register_newsdesk_menu_item"
    add_to_admin_menu = True
