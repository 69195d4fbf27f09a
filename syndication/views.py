"""Feeds, single stories and the news sitemap over HTTP."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from wagtail.models import Site

from syndication import access, conf, feeds, front, pickups, sitemaps
from syndication.addresses import FeedAddress
from syndication.answers import Link, caching, conditional, fresh_for, in_coding
from syndication.models import Outlet, Standing
from syndication.redaction import redact
from syndication.schedule import lift_for
from syndication.story_documents import StoryDocument, story_document, story_path
from syndication.wire.prepare import Withheld
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule
from syndication.wire.sitemaps import MEDIA_TYPE

logger = logging.getLogger("syndication")

RETRY_AFTER = 600  # seconds, when an outlet's settings are broken and a person must mend them


@require_safe
@sensitive_variables("secret")
def feed(
    request: HttpRequest, outlet: str, extension: str, secret: str = "", feed: str = "", kind: str = "", slug: str = "",
    number: int | None = None,
) -> HttpResponseBase:  # fmt: skip
    """Serve an outlet's feed, one of its named feeds, its feed about one source or topic, or an archive of one."""
    hide(request, secret)
    now = timezone.now()
    row = get_object_or_404(Outlet, slug=outlet, active=True)
    try:
        key = access.admit(row, request, secret, now)
        lift_for(request)
        stamp = front.stamp_for(request)
        address = feeds.locate_feed(row, feeds.format_with(extension), feed=feed, kind=kind, slug=slug, archive=number)
        found = feeds.state(address, now)
    except access.Denied:
        return access.refusal()
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    except (InvalidProfile, InvalidRule) as problem:
        return broken(row, problem)
    if number is not None and not found.offers:
        raise Http404(f"{row.name} has no archive {number}")
    response = conditional(request, found, partial(feeds.document, address, found), links_of(address, found), now)
    response["Content-Language"] = address.language
    caching(response, row, found.changes_at, now)
    response.own_vary = response["Vary"]  # type: ignore[attr-defined]  # for `middleware.LiftMiddleware`
    if request.method == "GET":
        holder = (key.pk, key.name) if key else None
        if not front.hand_over(request, address, found, holder, stamp, now):
            agent = request.headers.get("User-Agent", "")
            pickups.note(pickups.Served.at(address), holder, agent, response.status_code, found.up_to, now)
    return response


def links_of(address: FeedAddress, found: feeds.State) -> list[Link]:
    """To itself, to its page for people, and to its archives (RFC 5005)."""
    page = [Link(rel="alternate", url=f"{conf.base_url()}{address.page_path}", type="text/html")]
    history = [Link(rel=relation, url=target) for relation, target in found.links]
    return [Link(rel="self", url=address.url), *(page if address.page_path else []), *history]


def refused(request: HttpRequest) -> HttpResponse:
    """What lies below a key and is no feed answers as a wrong key does."""
    return access.refusal()


def hide(request: HttpRequest, secret: str) -> None:
    """Take the key out of what an error page, a report or a log would quote of the request."""
    if secret:
        request.path = redact(request.path)
        request.path_info = redact(request.path_info)
        request.META["PATH_INFO"] = request.path_info
        request.resolver_match = None


def broken(outlet: Outlet, problem: Exception) -> HttpResponse:
    """An outlet whose settings contradict one another stops nobody else, and its partner tries again later."""
    logger.error("outlet %s has no feed: %s", outlet.slug, problem)
    response = HttpResponse("This feed is being repaired.\n", status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@sensitive_variables("secret")
def story(request: HttpRequest, outlet: str, story_id: UUID, extension: str, secret: str = "") -> HttpResponseBase:
    """Serve one story as its outlet receives it; 410 with the notice once it is withdrawn."""
    hide(request, secret)
    now = timezone.now()
    row = get_object_or_404(Outlet, slug=outlet, active=True)
    try:
        access.admit(row, request, secret, now)
        lift_for(request)
        address = feeds.locate(row, feeds.format_with(extension))
        found = story_document(address, story_id, now)
    except access.Denied:
        return access.refusal()
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    except (InvalidProfile, InvalidRule) as problem:
        return broken(row, problem)
    if isinstance(found, Withheld):
        raise Http404(found.sentence)
    return as_document(request, address, found, story_path(address, story_id), now)


def as_document(
    request: HttpRequest, address: FeedAddress, found: StoryDocument, path: str, now: datetime
) -> HttpResponseBase:
    """The story with its validators; its notice as 410, whatever the request holds (RFC 9110 section 13.2.1)."""
    links = [Link(rel="self", url=f"{conf.base_url()}{path}")]
    if found.is_notice:
        response: HttpResponseBase = HttpResponse(found.body, content_type=found.media_type, status=410)
        response["Link"] = str(links[0])
    else:
        # The page is what people read, and what a search engine that comes here should show.
        links += [Link(rel="alternate", url=found.page, type="text/html"), Link(rel="canonical", url=found.page)]
        response = conditional(request, found, lambda: found, links if found.page else links[:1], now)
    response["Content-Language"] = found.language
    caching(response, address.outlet, found.changes_at, now)
    return response


@require_safe
def news_sitemap(request: HttpRequest, number: int | None = None) -> HttpResponseBase:
    """Serve the news sitemap, or one of its parts when it is an index."""
    now = timezone.now()
    lift_for(request)
    site = Site.find_for_request(request)
    found = sitemaps.news_sitemap(site.root_url if site else conf.base_url(), now)
    if number is not None and not 1 <= number < len(found.documents):
        raise Http404(f"the news sitemap has no part {number}")
    whole = HttpResponse(found.documents[number or 0], content_type=MEDIA_TYPE)
    in_coding(request, whole)
    response = get_conditional_response(request, etag=whole["ETag"], response=whole) or whole
    response["Cache-Control"] = f"public, max-age={fresh_for(found.changes_at, now)}"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def gone(request: HttpRequest, standing: Standing) -> TemplateResponse:
    """Say that a story is no longer here, why and since when, and nothing of what it said."""
    response = TemplateResponse(request, "syndication/gone.html", {"release": standing.release}, status=410)
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
