"""The ordinary sitemaps, on Wagtail's own: what anybody may read, in every edition, with pictures and translations.

Pictures: https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
Translations: https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from home.last_change import last_change
from home.masthead import Masthead, deferred, masthead_for
from home.own_lists import own_lists
from home.spots import Spot, grouped, spots_at
from newsroom.models import ArticlePage
from newsroom.released import ArticleQuerySet, closed_now
from newsroom.story import Reach

__all__ = ["SITEMAPS", "sitemaps_for"]

ON_A_LEAF = 500


class Leaves(Sitemap):
    """What both have: leaves of one size, and none that is empty, which the protocol's schema refuses."""

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.items(), ON_A_LEAF, allow_empty_first_page=False)

    def get_latest_lastmod(self) -> datetime | None:
        return last_change(timezone.now())


class ArticleSitemap(Leaves):
    """Every released article whose original is here; a copy is left to its first publisher."""

    def items(self) -> ArticleQuerySet:
        top = masthead_for(self.request)
        articles = top.released.filter(within_homes(top), canonical_url="")
        with_pictures = articles.select_related("locale").prefetch_related("pictures__image__renditions")
        return with_pictures.order_by("path").defer_streamfields()

    def _urls(self, page: Any, protocol: Any, domain: Any) -> list[dict[str, Any]]:
        articles = list(self.paginator.page(page).object_list)
        keys = {article.translation_key for article in articles}
        others = masthead_for(self.request).released.filter(translation_key__in=keys).exclude(pk__in=articles)
        everywhere = grouped(self.spot(article) for article in [*articles, *others.select_related("locale")])
        return [
            spot.described(everywhere[spot.subject], images_of(article, spot.url))
            for article in articles
            for spot in [self.spot(article)]
        ]

    def spot(self, article: ArticlePage) -> Spot:
        return Spot(
            subject=(article.translation_key,),
            language=article.locale.language_code,
            url=article.get_full_url(self.request),
            changed_at=article.last_published_at,
        )


class ListSitemap(Leaves):
    """The front pages, sections and lists of every edition, and the page of each source, topic and person."""

    def items(self) -> list[Spot]:
        top = masthead_for(self.request)
        pages = Page.objects.filter(within_homes(top)).live().public().exclude(closed_now()).not_type(ArticlePage)
        found = [deferred(page) for page in pages.select_related("locale").order_by("path")]
        return [*(spot for page in found for spot in spots_at(page, top)), *own_lists(top)]

    def _urls(self, page: Any, protocol: Any, domain: Any) -> list[dict[str, Any]]:
        everywhere = grouped(self.paginator.object_list)
        return [spot.described(everywhere[spot.subject]) for spot in self.paginator.page(page).object_list]


SITEMAPS = {"articles": ArticleSitemap, "lists": ListSitemap}


def sitemaps_for(request: HttpRequest) -> dict[str, Sitemap]:
    """Those that have something in them."""
    made = {section: kind(request) for section, kind in SITEMAPS.items()}
    return {section: sitemap for section, sitemap in made.items() if sitemap.paginator.count}


def within_homes(top: Masthead) -> Q:
    """The branches of all editions: Wagtail's own sitemap knows that of the site's root page alone."""
    branches = Q(pk__in=[])
    for home in top.homes:
        branches |= Q(path__startswith=home.path)
    return branches


def images_of(article: ArticlePage, base: str) -> list[str]:
    """The largest that was made of each picture that it may show."""
    shown = [row.image for row in article.pictures.all() if row.image.reach != Reach.NOWHERE]
    made = [max(image.renditions.all(), key=lambda made: made.width, default=None) for image in shown]
    return [urljoin(base, rendition.url) for rendition in made if rendition is not None]
