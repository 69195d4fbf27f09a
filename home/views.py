"""Pages that are no Wagtail pages: the search, where our feeds are, and where search engines look first."""

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import views as sitemap_views

from home.feed_links import in_public_feeds, links_to
from home.masthead import masthead_for
from home.sitemaps import sitemaps_for
from newsroom.models import ArticlePage, Source, Topic
from newsroom.search import search_released
from syndication.public import public_outlet

MOST_LETTERS = 200
ON_A_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The released articles that match `?q=`, the best first."""
    text = request.GET.get("q", "")[:MOST_LETTERS].replace("\0", "").strip()
    leaf = Paginator(search_released(text), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "home/search.html", {"text": text, "articles": articles_on(leaf), "total": leaf.paginator.count}
    )


def articles_on(leaf: Leaf) -> Leaf:
    """The leaf with articles in the place of their primary keys."""
    found = ArticlePage.objects.released().filter(pk__in=leaf.object_list).for_cards().in_bulk()
    leaf.object_list = [found[pk] for pk in leaf.object_list if pk in found]
    return leaf


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every public feed: the site's, one for each source and one for each topic that has something in it."""
    outlet = public_outlet()
    groups = []
    if outlet is not None:
        offered = in_public_feeds(ArticlePage.objects.released()).order_by()
        sources = Source.objects.filter(pk__in=offered.values("source"))
        topics = Topic.objects.filter(pk__in=offered.filter(topics__isnull=False).values("topics"))
        groups = [
            ("sources", [(row.name, links_to(outlet, row.name, "sources", row.slug)) for row in sources]),
            ("topics", [(row.name, links_to(outlet, row.name, "topics", row.slug)) for row in topics]),
        ]
    whole = links_to(outlet, outlet.name) if outlet else []
    return render(request, "home/feeds.html", {"outlet": outlet, "whole": whole, "groups": groups})


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps that have something in them."""
    return sitemap_views.index(request, sitemaps_for(request), sitemap_url_name="sitemap")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where not to look, and where the sitemaps are. RFC 9309"""
    site = masthead_for(request).site
    return render(request, "robots.txt", {"root": site.root_url if site else ""}, "text/plain; charset=utf-8")
