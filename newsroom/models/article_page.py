"""ArticlePage: a press article as Wagtail's page, with its rows."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from newsroom.desk.tabs import article_tabs
from newsroom.models.article_parts import ArticleCreditFields, ArticleNoticeFields, ArticlePictureFields
from newsroom.models.articles import ArticleMixin
from newsroom.representations import credit_of, each, followed, notice_of, object_field, picture_of, source_of, topic_of


class ArticlePage(ArticleMixin, Page):
    """A press article."""

    parent_page_types: ClassVar[Sequence[str]] = ["newsroom.ArticleIndexPage"]
    subpage_types: ClassVar[Sequence[str]] = []

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("slugline"),
        index.SearchField("body"),
        index.SearchField("cjk_terms"),
        index.AutocompleteField("slugline"),
        index.FilterField("source"),
        index.FilterField("language"),
    ]

    edit_handler = article_tabs()

    api_fields = [
        APIField("story_id"),
        APIField("slugline", writable=True),
        APIField("summary", writable=True),
        APIField("language", writable=True),
        APIField("dateline_place", writable=True),
        APIField("dateline_date", writable=True),
        object_field("source", source_of),
        object_field("topics", each(topic_of)),
        object_field("follows", followed),
        object_field("credits", each(credit_of)),
        object_field("notices", each(notice_of)),
        object_field("lead_image", picture_of),
        APIField("lead_caption", writable=True),
        APIField("lead_alt", writable=True),
        APIField("body", writable=True),
        APIField("genre", writable=True),
        APIField("urgency", writable=True),
        APIField("place_name", writable=True),
        APIField("place_country", writable=True),
        APIField("canonical_url", writable=True),
        APIField("embargoed_until", writable=True),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class ArticleCredit(ArticleCreditFields):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="credits")

    class Meta(ArticleCreditFields.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")


class ArticleNotice(ArticleNoticeFields):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="notices")

    class Meta(ArticleNoticeFields.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")


class ArticlePicture(ArticlePictureFields):
    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="pictures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "image"], name="newsroom_picture_once")]
