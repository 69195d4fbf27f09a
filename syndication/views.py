"""Feeds and single stories over HTTP, with strong validators (RFC 9110) and compression."""

import gzip
import re
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from syndication import access, feeds
from syndication.feeds import FeedAddress
from syndication.models import Outlet, Standing
from syndication.schedule import lift_for
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.story import PublishingStatus

FRESH_FOR = 60  # seconds that an open feed may be kept by anybody without asking again

GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<q>[0-9.]+)\s*)?(?=,|$)", re.IGNORECASE)


@require_safe
def feed(request: HttpRequest, outlet: str, extension: str, kind: str = "", slug: str = "") -> HttpResponseBase:
    """Serve an outlet's feed, or its feed about one source or topic."""
    now = timezone.now()
    row = get_object_or_404(Outlet, slug=outlet, active=True)
    if not access.admits(row, request, now):
        return access.refusal()
    lift_for(request)
    try:
        address = feeds.locate(row, feeds.format_with(extension), kind, slug)
        found = feeds.state(address, now)
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    return conditional(request, address, found, now)


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
        response["Link"] = f'<{address.url}>; rel="self"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    caching(response, address.outlet, found.changes_at, now)
    return response


def last_modified(changed_at: datetime, now: datetime) -> datetime:
    """A second may still bring another change: within it, the feed is dated one second back, so none is missed."""
    moment = changed_at.replace(microsecond=0)
    return moment - timedelta(seconds=1) if moment >= now.replace(microsecond=0) else moment


def accepts_gzip(header: str) -> bool:
    match = GZIP.search(header)
    return match is not None and float(match["q"] or 1) > 0


def compressed(etag: str, body: bytes) -> bytes:
    key = f"syndication.gzip.{etag}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = gzip.compress(body, 6, mtime=0)  # a time stamp in it would change the bytes of the same state
        cache.set(key, kept, feeds.KEPT_FOR)
    return kept


def caching(response: HttpResponseBase, outlet: Outlet, changes_at: datetime | None, now: datetime) -> None:
    """Nobody keeps a feed past the moment at which an embargo or an expiry changes it."""
    seconds = FRESH_FOR if changes_at is None else max(0, min(FRESH_FOR, int((changes_at - now).total_seconds())))
    patch_vary_headers(response, ["Accept-Encoding"])
    if outlet.is_open:
        response["Cache-Control"] = f"public, max-age={seconds}"
        return
    patch_vary_headers(response, ["Authorization"])
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"


@require_safe
def story(request: HttpRequest, outlet: str, story_id: UUID, extension: str) -> HttpResponseBase:
    """Serve one story as its outlet receives it; 410 with the notice once it is withdrawn."""
    now = timezone.now()
    row = get_object_or_404(Outlet, slug=outlet, active=True)
    if not access.admits(row, request, now):
        return access.refusal()
    lift_for(request)
    try:
        format_name = feeds.format_with(extension)
        offered = feeds.story_offered(row, story_id, now)
        document = feeds.story_document(row, offered, format_name, now)
    except LookupError as problem:
        raise Http404(str(problem)) from problem
    if isinstance(document, Withheld):
        raise Http404(document.sentence)
    response = HttpResponse(
        document,
        content_type=FORMATS[format_name].MEDIA_TYPE,
        status=410 if offered.status is PublishingStatus.CANCELED else 200,
    )
    caching(response, row, None, now)
    return response


@require_safe
def gone(request: HttpRequest, standing: Standing) -> TemplateResponse:
    """Say that a story is no longer here, why and since when, and nothing of what it said."""
    response = TemplateResponse(request, "syndication/gone.html", {"release": standing.release}, status=410)
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
