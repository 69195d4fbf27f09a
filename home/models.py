"""The site's front page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel
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
