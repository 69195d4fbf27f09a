"""The site's own pages: its front page, and who is behind it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The front page; one per language, each at the root of its tree."""

    lead_article = models.ForeignKey(
        "newsroom.ArticlePage",
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The newest story with a picture when left empty, or while the chosen one is not published."),
    )

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, PageChooserPanel("lead_article")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    # Any: a template's context holds anything.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.front_page import front_page  # both look at the pages of this module
        from home.masthead import masthead_for

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        masthead = masthead_for(request)
        context["front"] = front_page(self, masthead.released, masthead.sections)
        return context


class AboutPage(Page):
    """Who is behind the paper, who answers for it, and by which rules it works: about us, imprint and policies."""

    introduction = models.TextField(_("introduction"), blank=True, help_text=_("What this paper is, in two sentences."))
    body = RichTextField(_("text"), blank=True, features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])
    responsible = models.TextField(
        _("who is responsible"), blank=True, help_text=_("Who answers for what is published: name and postal address.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    corrections_policy = RichTextField(
        _("how mistakes are corrected"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Readers see it above the list of corrections too."),
    )
    sources_policy = RichTextField(
        _("how sources are named"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldRowPanel([FieldPanel("email"), FieldPanel("telephone")])],
            heading=_("Who is responsible"),
        ),
        MultiFieldPanel([FieldPanel("corrections_policy"), FieldPanel("sources_policy")], heading=_("Rules")),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page about the paper")
        verbose_name_plural = _("pages about the paper")
