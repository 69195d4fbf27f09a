"""Pages that are no Wagtail pages: lists of ours, the search, where our feeds are, and where search engines look first."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import views as sitemap_views

from home.archive import archive_of
from home.corrections import corrections_on
from home.feed_directory import feed_directory
from home.freshness import kept_fresh
from home.last_change import last_change
from home.masthead import masthead_for
from home.outline import outline_of
from home.people import person_at, those_named
from home.search_page import Wanted, search_for
from home.sitemaps import sitemaps_for
from newsroom.models import ArticlePage
from newsroom.models.sections import leaf_of
from newsroom.released import ArticleQuerySet
from syndication.answers import in_coding
from syndication.public import public_outlet
from syndication.wire.opml import MEDIA_TYPE, write

MOST_LETTERS = 200
ON_A_PAGE = 20


@require_safe
@kept_fresh
def search(request: HttpRequest) -> HttpResponse:
    """The released articles that match `?q=`, the best first, narrowed by the filters of the address."""
    wanted = wanted_of(request)
    released = masthead_for(request).released
    found = search_for(wanted, released, timezone.now())
    leaf = Paginator(found.numbers or found.alike, ON_A_PAGE).get_page(request.GET.get("page"))
    leaf.object_list = articles_in(list(leaf.object_list), released)
    total = len(found.numbers)
    return render(request, "home/search.html", {"wanted": wanted, "found": found, "articles": leaf, "total": total})


def wanted_of(request: HttpRequest) -> Wanted:
    def asked(name: str) -> str:
        return request.GET.get(name, "")[:MOST_LETTERS].replace("\0", "").strip()

    return Wanted(
        text=asked("q"),
        source=asked("source"),
        topic=asked("topic"),
        language=asked("language"),
        when=asked("when"),
    )


def articles_in(numbers: Sequence[int], released: ArticleQuerySet) -> list[ArticlePage]:
    """The articles with these primary keys, in their order."""
    found = released.filter(pk__in=numbers).for_cards().in_bulk() if numbers else {}
    return [found[pk] for pk in numbers if pk in found]


@require_safe
@kept_fresh
def archive(request: HttpRequest, **when: int) -> HttpResponse:
    """Years, months and days that have stories, and the stories of a day. 404 where there are none."""
    try:
        found = archive_of(masthead_for(request), *when.values())
    except (ValueError, OverflowError) as error:
        raise Http404("no calendar has such a date") from error
    if found is None:
        raise Http404("nothing was published then")
    leaf = leaf_of(found.stories, request) if found.size == "day" else None
    return render(request, "home/archive.html", {"archive": found, "articles": leaf})


@require_safe
@kept_fresh
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom a released story names."""
    return render(request, "home/people.html", {"people": those_named(masthead_for(request).released)})


@require_safe
@kept_fresh
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Who somebody is, and the stories that name him or her."""
    released = masthead_for(request).released
    found = person_at(slug, released)
    if found is None:
        raise Http404("no released story names such a person")
    return render(request, "home/person.html", {"person": found, "articles": leaf_of(released.naming(found), request)})


@require_safe
@kept_fresh
def corrections(request: HttpRequest) -> HttpResponse:
    """What was corrected and what was withdrawn, the newest first."""
    leaf = corrections_on(masthead_for(request), request.GET.get("page"))
    return render(request, "home/corrections.html", {"corrections": leaf})


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
    whole = HttpResponse(write(outline_of(directory, changed_at)), content_type=MEDIA_TYPE)
    in_coding(request, whole)
    response = get_conditional_response(request, etag=whole["ETag"], response=whole) or whole
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
