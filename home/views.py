"""Pages that are no Wagtail pages: the search, where our feeds are, and where search engines look first."""

import hashlib

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import views as sitemap_views

from home.feed_directory import feed_directory
from home.freshness import kept_fresh
from home.last_change import last_change
from home.masthead import masthead_for
from home.outline import outline_of
from home.sitemaps import sitemaps_for
from newsroom.models import ArticlePage
from newsroom.search import search_released
from syndication.public import public_outlet
from syndication.wire.opml import MEDIA_TYPE, write

MOST_LETTERS = 200
ON_A_PAGE = 20


@require_safe
@kept_fresh
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
@kept_fresh
def feeds(request: HttpRequest) -> HttpResponse:
    """Every public feed: the site's, one for each source and one for each topic that has something in it."""
    return render(request, "home/feeds.html", {"directory": feed_directory(public_outlet(request))})


@require_safe
def opml(request: HttpRequest) -> HttpResponseBase:
    """Every public feed in one file, for feed readers."""
    outlet = public_outlet(request)
    directory = feed_directory(outlet)
    if outlet is None or not directory.site:
        raise Http404("this site has no open feeds")
    changed_at = max(filter(None, [outlet.changed_at, last_change(timezone.now())]))
    body = write(outline_of(directory, changed_at))
    etag = f'"{hashlib.sha256(body).hexdigest()[:40]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60"
    response["Link"] = f'<{request.build_absolute_uri(reverse("feeds"))}>; rel="alternate"; type="text/html"'
    return response


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps that have something in them."""
    return sitemap_views.index(request, sitemaps_for(request), sitemap_url_name="sitemap")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where not to look, and where the sitemaps are. RFC 9309"""
    site = masthead_for(request).site
    return render(request, "robots.txt", {"root": site.root_url if site else ""}, "text/plain; charset=utf-8")
