"""Feeds and single stories over HTTP, with strong validators (RFC 9110) and compression."""

import gzip
import hashlib
import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from wagtail.models import Site

from syndication import access, conf, feeds, front, pickups, sitemaps
from syndication.addresses import FeedAddress
from syndication.encodings import accepts_gzip
from syndication.models import Outlet, Standing
from syndication.redaction import redact
from syndication.schedule import lift_for
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule
from syndication.wire.sitemaps import MEDIA_TYPE
from syndication.wire.story import PublishingStatus

logger = logging.getLogger("syndication")

FRESH_FOR = 60  # seconds that an open feed may be kept by anybody without asking again
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
        address = feeds.locate(row, feeds.format_with(extension), feed=feed, kind=kind, slug=slug, archive=number)
        found = feeds.state(address, now)
    except access.Denied:
        return access.refusal()
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    except (InvalidProfile, InvalidRule) as problem:
        return broken(row, problem)
    if number is not None and not found.offers:
        raise Http404(f"{row.name} has no archive {number}")
    response = conditional(request, address, found, now)
    if request.method == "GET":
        holder = (key.pk, key.name) if key else None
        if not front.hand_over(request, address, found, holder, stamp, now):
            agent = request.headers.get("User-Agent", "")
            pickups.note(pickups.Served.at(address), holder, agent, response.status_code, found.up_to, now)
    return response


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


def conditional(request: HttpRequest, address: FeedAddress, found: feeds.State, now: datetime) -> HttpResponseBase:
    """Answer 304 from the validators alone, else the document, compressed where that is accepted."""
    zipped = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    etag = f'"{found.etag[:40]}{"-gzip" if zipped else ""}"'
    modified = last_modified(found.changed_at, now)
    response = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if response is None:
        document = feeds.read(address, now)
        body = compressed(found.etag, document.body) if zipped else document.body
        response = HttpResponse(body, content_type=document.media_type)
        if zipped:
            response["Content-Encoding"] = "gzip"
        links = (("self", address.url), *found.links)
        response["Link"] = ", ".join(f'<{target}>; rel="{relation}"' for relation, target in links)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    response["Content-Language"] = address.language
    caching(response, address.outlet, found.changes_at, now)
    response.own_vary = response["Vary"]  # type: ignore[attr-defined]  # for `middleware.LiftMiddleware`
    return response


def last_modified(changed_at: datetime, now: datetime) -> datetime:
    """A second may still bring another change: within it, the feed is dated one second back, so none is missed."""
    moment = changed_at.replace(microsecond=0)
    return moment - timedelta(seconds=1) if moment >= now.replace(microsecond=0) else moment


def compressed(etag: str, body: bytes) -> bytes:
    key = f"syndication.gzip.{etag}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = gzip.compress(body, 6, mtime=0)  # a time stamp in it would change the bytes of the same state
        cache.set(key, kept, feeds.KEPT_FOR)
    return kept


def caching(response: HttpResponseBase, outlet: Outlet, changes_at: datetime | None, now: datetime) -> None:
    """Nobody keeps a feed past the moment at which an embargo or an expiry changes it."""
    seconds = fresh_for(changes_at, now)
    patch_vary_headers(response, ["Accept-Encoding"])
    if outlet.is_open:
        response["Cache-Control"] = f"public, max-age={seconds}"
        return
    patch_vary_headers(response, ["Authorization"])
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"


def fresh_for(changes_at: datetime | None, now: datetime) -> int:
    """For how many seconds an answer holds."""
    return FRESH_FOR if changes_at is None else max(0, min(FRESH_FOR, int((changes_at - now).total_seconds())))


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
        offered = feeds.story_offered(address, story_id, now)
    except access.Denied:
        return access.refusal()
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    except (InvalidProfile, InvalidRule) as problem:
        return broken(row, problem)
    if isinstance(offered, Withheld):
        raise Http404(offered.sentence)
    response = HttpResponse(
        feeds.story_document(address, offered),
        content_type=FORMATS[address.format].MEDIA_TYPE,
        status=410 if offered.status is PublishingStatus.CANCELED else 200,
    )
    caching(response, row, None, now)
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
    body = found.documents[number or 0]
    etag = f'"{hashlib.sha256(body).hexdigest()[:40]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=MEDIA_TYPE)
    response["ETag"] = etag
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
