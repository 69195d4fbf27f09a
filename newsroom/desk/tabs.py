"""The tabs of an article's edit page, in the order of the work, under what must be seen on every tab."""

from typing import Any

from django.forms import Media
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from newsroom.desk.topic_input import TopicInput
from newsroom.story import Reach

__all__ = ["ArticleTabs", "article_tabs"]

# Characters that lists and search results commonly show.
HEADLINE_ADVISED = 90
SUMMARY_ADVISED = 160


class ArticleTabs(TabbedInterface):
    """The tabs; above them the embargo, and what is missing before publishing."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "newsroom/admin/article_tabs.html"

        @property
        def media(self) -> Media:
            scripts = [f"newsroom/js/{name}.js" for name in ("writing", "paste", "google-docs")]
            return super().media + Media(css={"all": ["newsroom/desk.css"]}, js=scripts)

        # Any: what Wagtail gives its templates.
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            embargo = self.instance.embargoed_until
            context["embargoed_until"] = embargo if embargo and embargo > timezone.now() else None
            context["zone"] = get_current_timezone_name()
            # What a page with nothing on it lacks is every sentence that there is.
            context["checks"] = type(self.instance)(reach=Reach.NOWHERE.value).publish_problems([])
            return context


def counted(name: str, advised: int = 0) -> dict[str, Any]:
    """What makes a panel count what is written in it; `name` is what outlets' limits call it. Any: lazy words."""
    return {
        "data-controller": "newsroom-count",
        "data-newsroom-count-name-value": name,
        "data-newsroom-count-advised-value": advised,
        "data-newsroom-count-plain-value": _("{count} characters"),
        "data-newsroom-count-of-value": _("{count} of {advised} characters"),
        "data-newsroom-count-long-value": _("Readers of lists and search results see about {advised} characters."),
    }


def story() -> ObjectList:
    return ObjectList(
        [
            HelpPanel(
                template="newsroom/admin/paste_panel.html", heading=_("Paste wire copy"), classname="collapsed", icon="clipboard-list"
            ),
            TitleFieldPanel("title", heading=_("Headline"), help_text=_("As readers and outlets will see it."), attrs=counted("headline", HEADLINE_ADVISED)),
            FieldPanel("slugline"),
            FieldPanel("summary", attrs=counted("summary", SUMMARY_ADVISED)),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("dateline_place"), FieldPanel("dateline_date")])], heading=_("Dateline")
            ),
            FieldPanel(
                "source",
                attrs={
                    "data-controller": "newsroom-source",
                    "data-newsroom-source-url-value": reverse_lazy("newsroom_source_rules", args=[0]),
                },
            ),
            FieldPanel("body", attrs=counted("body")),
            MultiFieldPanel(
                [FieldPanel("lead_image"), FieldPanel("lead_caption"), FieldPanel("lead_alt")],
                heading=_("Lead picture"),
                attrs={"data-controller": "newsroom-count", "data-newsroom-count-name-value": "picture"},
            ),
        ],
        heading=_("Story"),
    )  # fmt: skip


def filing() -> ObjectList:
    return ObjectList(
        [
            InlinePanel("credits", heading=_("Credits"), label=_("credit")),
            FieldPanel("topics", widget=TopicInput),
            MultiFieldPanel([FieldRowPanel([FieldPanel("genre"), FieldPanel("urgency")])], heading=_("Kind of story")),
            FieldPanel("follows"),
            MultiFieldPanel(
                [
                    FieldPanel("language"),
                    FieldRowPanel([FieldPanel("place_name"), FieldPanel("place_country")]),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=_("Language and place"),
            ),
        ],
        heading=_("Credits and topics"),
    )


def rights() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("embargoed_until"),
            FieldPanel("reach"),
            FieldPanel("canonical_url"),
            FieldPanel("external_id"),
        ],
        heading=_("Rights and embargo"),
    )


def notices() -> ObjectList:
    return ObjectList(
        [InlinePanel("notices", heading=_("Corrections and notices"), label=_("notice"))], heading=_("Notices")
    )


def address() -> ObjectList:
    # Wagtail's own: PublishingPanel moves into the status panel and CommentPanel shows nothing here.
    return ObjectList([*Page.promote_panels, *Page.settings_panels], heading=_("Web address"))


def article_tabs() -> ArticleTabs:
    return ArticleTabs([story(), filing(), rights(), notices(), address()])
