"""What stands round every page: the paper's name, its sections, its lists, and its editions in other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from home.models import AboutPage, HomePage
from newsroom.models import ArticleIndexPage, ArticlePage, Source, SourceIndexPage, Topic, TopicIndexPage
from newsroom.released import ArticleQuerySet, Branches, below, branches_for, released_for

__all__ = ["Edition", "Masthead", "deferred", "masthead_for"]

IN_EVERY_LANGUAGE = {"search", "feeds", "archive", "people", "corrections", "offline"}
KINDS = (HomePage, ArticleIndexPage, SourceIndexPage, TopicIndexPage, AboutPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The paper in another language: where this page is translated, else its front page."""

    language: str  # as Django spells it
    name: str  # in that language
    url: str
    is_translation: bool


class Masthead:
    """Answers for one request, each from the database once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.site: Site | None = Site.find_for_request(request)

    @property
    def name(self) -> str:
        return (self.site.site_name if self.site else "") or settings.WAGTAIL_SITE_NAME

    @property
    def language(self) -> str:
        """The language that the paper's name is in: the site's own."""
        return self.homes[0].locale.language_code if self.homes else ""

    @property
    def canonical(self) -> str:
        """The address of the request on the site's own host, whatever host was asked for; `page` kept, nothing else."""
        number = self.request.GET.get("page", "")[:9]
        leaf = f"?page={int(number)}" if number.isdecimal() and int(number) > 1 else ""
        return f"{self.site.root_url if self.site else ''}{escape_uri_path(self.request.path)}{leaf}"

    def absolute(self, path: str) -> str:
        """The address of `path` on the site's own host."""
        return urljoin(f"{self.site.root_url}/" if self.site else "", path)

    @cached_property
    def released(self) -> ArticleQuerySet:
        """The articles that anybody may read now."""
        return released_for(self.request)

    @property
    def branches(self) -> Branches:
        """The branches of the tree that are closed; asked once."""
        return branches_for(self.request)

    @cached_property
    def outline(self) -> list[Page]:
        """Every live page of the kinds that a masthead leads to; an archive has few of them, however long it is."""
        kinds = [ContentType.objects.get_for_model(kind) for kind in KINDS]
        found = Page.objects.live().filter(content_type__in=kinds).select_related("locale").order_by("path")
        return [deferred(page) for page in found]

    @cached_property
    def homes(self) -> list[HomePage]:
        """The front pages, the one of the site's own language first."""
        if self.site is None:
            return []
        root = self.site.root_page
        found = [page for page in self.outline if isinstance(page, HomePage)]
        ours = [page for page in found if page.translation_key == root.translation_key]
        return sorted(ours, key=lambda home: (home.pk != root.pk, home.path))

    @cached_property
    def home(self) -> HomePage | None:
        """The front page in the language of the request."""
        spoken = [home for home in self.homes if home.locale.language_code == get_language()]
        return next(iter(spoken + self.homes), None)

    @cached_property
    def standing_pages(self) -> list[Page]:
        """The sections and lists of this edition, then of the first."""
        parents = list(dict.fromkeys(home.path for home in [self.home, *self.homes[:1]] if home))
        below = [page for page in self.outline if page.path[: -Page.steplen] in parents]
        shown = [page for page in below if not page.path.startswith(self.branches.private)]
        return sorted(shown, key=lambda page: not page.path.startswith(parents[0]))

    @property
    def sections(self) -> list[ArticleIndexPage]:
        own = self.home.path if self.home else ""
        return [
            page for page in self.standing_pages if isinstance(page, ArticleIndexPage) and page.path.startswith(own)
        ]

    @property
    def source_list(self) -> SourceIndexPage | None:
        return next((page for page in self.standing_pages if isinstance(page, SourceIndexPage)), None)

    @property
    def topic_list(self) -> TopicIndexPage | None:
        return next((page for page in self.standing_pages if isinstance(page, TopicIndexPage)), None)

    @property
    def about_pages(self) -> list[AboutPage]:
        """Who is behind the paper, in this edition or else in the first."""
        found = [page for page in self.standing_pages if isinstance(page, AboutPage)]
        return [page for page in found if page.locale_id == found[0].locale_id]

    def source_url(self, source: Source) -> str:
        """The address of the source's page; "" on a site without such pages."""
        page = self.source_list
        return page.get_url(self.request) + page.reverse_subpage("source", args=[source.slug]) if page else ""

    def topic_url(self, topic: Topic) -> str:
        """The address of the topic's page; "" on a site without such pages."""
        page = self.topic_list
        return page.get_url(self.request) + page.reverse_subpage("topic", args=[topic.slug]) if page else ""

    def editions(self, page: Page | None) -> list[Edition]:
        """The paper in every language but that of the request."""
        others = [home for home in self.homes if home != self.home]
        if page is None and self.is_in_every_language:
            return [edition(home, translate_url(self.request.path, home.locale.language_code)) for home in others]
        translations = {found.locale_id: found.get_url(self.request) for found in self.translations_of(page)}
        return [edition(home, translations.get(home.locale_id), home.get_url(self.request) or "/") for home in others]

    @property
    def is_in_every_language(self) -> bool:
        """Whether the request is for one of our own lists, such as the search, which each edition has."""
        match = self.request.resolver_match
        return match is not None and match.url_name in IN_EVERY_LANGUAGE and not match.kwargs

    def translations_of(self, page: Page | None) -> Sequence[Page]:
        """Its translations that anybody may read."""
        if page is None or page.pk is None or len(self.homes) < 2:
            return []
        if isinstance(page, HomePage):
            return self.homes
        found = (
            self.released
            if isinstance(page, ArticlePage)
            else Page.objects.live().exclude(below(self.branches.private))
        )
        return list(found.filter(translation_key=page.translation_key).exclude(pk=page.pk))


def deferred(page: Page) -> Page:
    """The page as one of its own kind. Its address, title and language are all that is asked of it."""
    specific: Page = page.specific_deferred
    specific.locale = page.locale
    return specific


def edition(home: HomePage, translation: str | None, otherwise: str = "/") -> Edition:
    return Edition(
        language=home.locale.language_code,
        name=get_language_info(home.locale.language_code)["name_local"],
        url=translation or otherwise,
        is_translation=translation is not None,
    )


def masthead_for(request: HttpRequest) -> Masthead:
    """The masthead of a request, made once."""
    kept = getattr(request, "masthead", None)
    if kept is None:
        kept = request.masthead = Masthead(request)  # type: ignore[attr-defined]  # as long as the request itself
    return kept
