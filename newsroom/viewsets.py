"""The admin's screens for articles, sources, topics and people."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.desk.listing import ArticleListingViewSet
from newsroom.desk.paste_screen import PasteViewSet
from newsroom.models import Contributor, Source, Topic


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


class NewsDeskGroup(SnippetViewSetGroup):
    items = (ArticleListingViewSet("articles"), PasteViewSet("paste"), SourceViewSet, TopicViewSet, ContributorViewSet)
    menu_label = _("News desk")
    menu_icon = "doc-full-inverse"
    menu_name = "newsdesk"
    menu_order = 150
    submenu_hook = "register_newsdesk_menu_item"
    add_to_admin_menu = True
