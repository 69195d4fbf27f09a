"""The pages that list articles: a section, all sources, all topics."""

from typing import Any, ClassVar

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from newsroom.blocks import INLINE
from newsroom.models.sources import Source
from newsroom.models.topics import Topic
from newsroom.released import ArticleQuerySet, released_for

ARTICLES_ON_A_PAGE = 20


def leaf_of(articles: ArticleQuerySet, request: HttpRequest) -> Leaf:
    """The page of `articles` that the request asks for with `?page=`, the newest first."""
    return Paginator(articles.newest_first().for_cards(), ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))


def some_leaf_of(articles: ArticleQuerySet, request: HttpRequest) -> Leaf:
    """The same, or 404: what only drafts and embargoed articles name is nobody's business yet, and its name least of all."""
    leaf = leaf_of(articles, request)
    if not leaf.paginator.count:
        raise Http404
    return leaf


class ArticleIndexPage(Page):
    """A section: it holds articles and lists them."""

    introduction = RichTextField(_("introduction"), blank=True, features=INLINE)
    receives_wire_copy = models.BooleanField(
        _("receives wire copy"), default=False, help_text=_("What comes in by wire is filed here as drafts.")
    )

    subpage_types: ClassVar[list[str]] = ["newsroom.ArticlePage", "newsroom.ArticleIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("receives_wire_copy")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    # Any: a template's context holds anything.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["articles"] = leaf_of(released_for(request).descendant_of(self), request)
        return context


class SourceIndexPage(RoutablePageMixin, Page):
    """All sources, and one page for each at `<slug>/`."""

    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of sources")
        verbose_name_plural = _("lists of sources")

    @path("")
    def all_sources(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides={"sources": with_counts(Source.objects.all(), "source", request)})

    @path("<str:slug>/", name="source")
    def one_source(self, request: HttpRequest, slug: str) -> HttpResponse:
        source = find(Source.objects.exclude(reach="nowhere").select_related("logo"), slug)
        articles = some_leaf_of(released_for(request).crediting(source), request)
        return self.render(
            request,
            template="newsroom/source_page.html",
            context_overrides={"source": source, "articles": articles},
        )


class TopicIndexPage(RoutablePageMixin, Page):
    """All topics, and one page for each at `<slug>/`."""

    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of topics")
        verbose_name_plural = _("lists of topics")

    @path("")
    def all_topics(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides={"topics": with_counts(Topic.objects.all(), "topics", request)})

    @path("<str:slug>/", name="topic")
    def one_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        topic = find(Topic.objects.all(), slug)
        articles = some_leaf_of(released_for(request).about(topic), request)
        return self.render(
            request,
            template="newsroom/topic_page.html",
            context_overrides={"topic": topic, "articles": articles},
        )


def find(rows: QuerySet, slug: str) -> Any:
    """The row with `slug`, or 404. Any, for it is a source or a topic."""
    row = rows.filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def with_counts(rows: QuerySet, field: str, request: HttpRequest) -> list[Any]:
    """The rows that released articles name in `field`, each with `article_count`. Any: sources or topics."""
    counts = dict(
        released_for(request)
        .order_by()
        .filter(Q(**{f"{field}__isnull": False}))
        .values_list(field)
        .annotate(Count("pk"))
    )
    found = list(rows.filter(pk__in=counts))
    for row in found:
        row.article_count = counts[row.pk]
    return found
