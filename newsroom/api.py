"""Routers for Wagtail's API v3: articles, sources, topics and pictures, the released ones only.

This is the site's own headless surface, so what may go no further than our own pages is in it.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate
from wagtail.api.v3.errors import as_validation_error
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination
from wagtail.api.v3.urls import api
from wagtail.models import Page

from newsroom.models import ArticlePage, Source, Topic
from newsroom.models.article_page import ArticlePicture
from newsroom.released import closed_now
from newsroom.representations import credit_of, notice_of, picture_of
from newsroom.story import Reach

__all__ = ["register"]

articles = Router(tags=["articles"])
sources = Router(tags=["sources"])
topics = Router(tags=["topics"])


def register() -> None:
    """Add the routers to Wagtail's API; call it in the site's urls before `api.urls` is read. Twice is once."""
    if any(router is articles for _, router in api._routers):
        return
    hide_from_strangers()
    api.add_router("/articles/", articles)
    api.add_router("/sources/", sources)
    api.add_router("/topics/", topics)


def hide_from_strangers() -> None:
    """Narrow what Wagtail's own `/pages/`, `/images/` and `/documents/` tell those who show no token.

    Wagtail tells them of every live page, though it has expired or stands below an unpublished one, and of every
    picture and document, with the original's address, though no released article shows it. It offers no hook, so the
    three functions that its routers ask for their rows are given a second half. Editors with a token see all.
    """
    from wagtail.api.v3.routers import pages
    from wagtail.documents.api.v3 import router as documents
    from wagtail.images.api.v3 import router as images

    pages.get_pages_queryset = for_strangers(pages.get_pages_queryset, open_pages)
    images.get_images_queryset = for_strangers(images.get_images_queryset, released_images)
    documents.get_documents_queryset = for_strangers(documents.get_documents_queryset, lambda rows: rows.none())


# Any, in both: a queryset of Wagtail's pages, pictures or documents.
def for_strangers(ask: Callable[..., Any], narrow: Callable[[Any], Any]) -> Callable[..., Any]:
    """`ask`, whose rows are narrowed when the request shows no token."""

    def narrowed(request: HttpRequest, *args: Any) -> Any:
        rows = ask(request, *args)
        return rows if request.user.is_authenticated else narrow(rows)

    return narrowed


def open_pages(rows: Any) -> Any:
    # By number, for Wagtail's search does not know the fields that tell it; they are few.
    hidden = ArticlePage.objects.live().exclude(pk__in=ArticlePage.objects.showable().values("pk")).values("pk")
    closed = list(rows.filter(closed_now() | Q(pk__in=hidden)).order_by().values_list("pk", flat=True))
    return rows.exclude(pk__in=closed) if closed else rows


def released_images(rows: Any) -> Any:
    """Those of the pictures `rows` that a released article shows."""
    shown = ArticlePicture.objects.filter(page__in=ArticlePage.objects.released().values("pk")).values("image")
    return rows.exclude(reach=Reach.NOWHERE).filter(pk__in=shown).prefetch_related("renditions")


class Leaves(WagtailLimitOffsetPagination):
    """Wagtail's leaves, which begin no further on than a database can count."""

    class Input(WagtailLimitOffsetPagination.Input):
        offset: int = Field(default=0, ge=0, le=1_000_000_000)


class PictureOut(Schema):
    id: int
    url: str
    width: int
    height: int
    mime_type: str
    alt: str
    caption: str = ""
    credit: str
    copyright: str
    licence: str


class SourceOut(Schema):
    id: int
    name: str
    slug: str
    credit: str
    closing_line: str
    url: str
    kind: str
    language: str
    country: str
    description: str
    licence: str
    licence_url: str
    copyright: str
    usage_terms: str
    required_disclosure: str
    embargo_hours: int

    @staticmethod
    def resolve_credit(source: Source) -> str:
        return source.credited_as

    @staticmethod
    def resolve_closing_line(source: Source) -> str:
        return source.closes_with


class TopicOut(Schema):
    id: int
    name: str
    slug: str
    code: str
    description: str


class CreditOut(Schema):
    role: str
    name: str
    url: str


class NoticeOut(Schema):
    kind: str
    text: str
    at: datetime


class SectionOut(Schema):
    id: int
    title: str


class ArticleOut(Schema):
    """An article in a list."""

    id: int
    story_id: UUID
    headline: str
    slugline: str
    summary: str
    slug: str
    url: str | None
    language: str
    direction: str
    section: SectionOut | None
    source: SourceOut
    topics: list[TopicOut]
    credits: list[CreditOut]
    lead_image: PictureOut | None
    dateline_place: str
    dateline_date: date | None
    genre: str
    urgency: int
    published_at: datetime | None
    updated_at: datetime | None


class FullArticleOut(ArticleOut):
    """An article with everything in it. `body` is HTML with absolute addresses."""

    body: str
    pictures: list[PictureOut]
    notices: list[NoticeOut]
    disclosure: str
    closing_line: str
    canonical_url: str
    place: dict[str, Any] | None


class ArticleFilters(Schema):
    """`source` and `topic` are slugs, `language` a BCP 47 tag, `section` the number of a section."""

    source: str = ""
    topic: str = ""
    language: str = ""
    section: int | None = None


@articles.get("/", response=list[ArticleOut], url_name="list_articles", summary="List articles", auth=None)
@paginate(Leaves)
def list_articles(request: HttpRequest, filters: Query[ArticleFilters], **kwargs: Any) -> "ArticleLeaves":
    refuse_unknown(request, {*ArticleFilters.model_fields, "limit", "offset"})
    found = ArticlePage.objects.released().newest_first()
    if filters.source:
        found = found.crediting(row_or_422(released_sources(), "source", filters.source))
    if filters.topic:
        found = found.about(row_or_422(released_topics(), "topic", filters.topic))
    if filters.language:
        found = found.in_language(filters.language)
    if filters.section is not None:
        section = Page.objects.live().filter(pk=filters.section).first()
        found = found.descendant_of(section) if section else found.none()
    return ArticleLeaves(found, request)


@articles.get("/{article_id}/", response=FullArticleOut, url_name="detail_article", summary="One article", auth=None)
def get_article(request: HttpRequest, article_id: int) -> dict[str, Any]:
    refuse_unknown(request, set())
    article = ArticlePage.objects.released().filter(id=article_id).for_api().first()
    if article is None:
        raise Http404
    return full_article(article, request)


@sources.get("/", response=list[SourceOut], url_name="list_sources", summary="List sources", auth=None)
@paginate(Leaves)
def list_sources(request: HttpRequest, **kwargs: Any) -> Any:
    refuse_unknown(request, {"limit", "offset"})
    return released_sources()


@sources.get("/{slug}/", response=SourceOut, url_name="detail_source", summary="One source", auth=None)
def get_source(request: HttpRequest, slug: str) -> Source:
    refuse_unknown(request, set())
    return found_or_404(released_sources().filter(slug=slug).first())


@topics.get("/", response=list[TopicOut], url_name="list_topics", summary="List topics", auth=None)
@paginate(Leaves)
def list_topics(request: HttpRequest, **kwargs: Any) -> Any:
    refuse_unknown(request, {"limit", "offset"})
    return released_topics()


@topics.get("/{slug}/", response=TopicOut, url_name="detail_topic", summary="One topic", auth=None)
def get_topic(request: HttpRequest, slug: str) -> Topic:
    refuse_unknown(request, set())
    return found_or_404(released_topics().filter(slug=slug).first())


def refuse_unknown(request: HttpRequest, known: set[str]) -> None:
    """Answer 422 to a parameter that nobody reads: else a partner would never notice a slip of the pen."""
    for name in request.GET:
        if name not in known:
            raise as_validation_error(ValueError(), f"There is no parameter {name}.", loc=("query", name))


# Any: the sources or topics to choose from, and one of them.
def row_or_422(rows: Any, name: str, slug: str) -> Any:
    row = rows.filter(slug=slug).first()
    if row is None:
        raise as_validation_error(ValueError(), f"There is no {name} with the slug {slug}.", loc=("query", name))
    return row


def found_or_404(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def released_sources() -> Any:
    """The sources that a released article names: one that is only on a draft is nobody's business yet."""
    named = ArticlePage.objects.released().order_by()
    return (
        Source.objects.exclude(reach=Reach.NOWHERE)
        .filter(
            Q(pk__in=named.values("source"))
            | Q(pk__in=named.filter(credits__source__isnull=False).values("credits__source"))
        )
        .order_by("name")
    )


def released_topics() -> Any:
    """The topics of released articles: one made for a story that is still under embargo may tell what it will say."""
    named = ArticlePage.objects.released().order_by()
    return Topic.objects.filter(pk__in=named.values("topics")).order_by("name")


class ArticleLeaves:
    """A list of articles that is asked for one leaf and turns just that one into what is answered."""

    # Any: ninja's paginator asks for no more than a length and a slice.
    def __init__(self, rows: Any, request: HttpRequest) -> None:
        self.rows = rows
        self.request = request

    def count(self) -> int:
        return int(self.rows.count())

    __len__ = count

    def __getitem__(self, leaf: slice) -> list[dict[str, Any]]:
        found = list(self.rows.for_api()[leaf])
        sections = {
            page.path: page for page in Page.objects.filter(path__in={section_path(article) for article in found})
        }
        return [article_out(article, sections.get(section_path(article)), self.request) for article in found]


def section_path(article: ArticlePage) -> str:
    return article.path[: -ArticlePage.steplen]


def article_out(article: ArticlePage, section: Page | None, request: HttpRequest) -> dict[str, Any]:
    """The fields of `ArticleOut`."""
    return {
        "id": article.pk,
        "story_id": article.story_id,
        "headline": article.title,
        "slugline": article.slugline,
        "summary": article.summary,
        "slug": article.slug,
        "url": article.get_full_url(request),
        "language": article.language_tag,
        "direction": article.direction,
        "section": {"id": section.pk, "title": section.title} if section else None,
        "source": article.source,
        "topics": list(article.topics.all()),
        "credits": [credit_of(row) for row in article.credits.all()],
        "lead_image": picture_of(article.lead_image, alt=article.lead_alt, caption=article.lead_caption),
        "dateline_place": article.dateline_place,
        "dateline_date": article.dateline_date,
        "genre": article.genre,
        "urgency": article.urgency,
        "published_at": article.first_published_at,
        "updated_at": article.last_published_at,
    }


def full_article(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """The fields of `FullArticleOut`."""
    story = article.as_story()
    section = article.get_parent()
    return {
        **article_out(article, section, request),
        "body": story.body,
        "pictures": pictures_out(article),
        "notices": [notice_of(row) for row in article.notices.all()],
        "disclosure": story.rights.disclosure,
        "closing_line": story.closing_line,
        "canonical_url": story.canonical_url,
        "place": place_out(article),
    }


def pictures_out(article: ArticlePage) -> list[dict[str, Any]]:
    return [shown for image in article.pictures_shown() if (shown := picture_of(image)) is not None]


def place_out(article: ArticlePage) -> dict[str, Any] | None:
    if not article.place_name:
        return None
    return {
        "name": article.place_name,
        "country": article.place_country,
        "latitude": article.latitude,
        "longitude": article.longitude,
    }
