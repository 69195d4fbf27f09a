"""A document as an answer: strong validators (RFC 9110), compression, links (RFC 8288) and how long it keeps (RFC 9111)."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date

from syndication.encodings import Coding, coding_for, encoded
from syndication.models import Outlet

__all__ = ["Link", "Validated", "caching", "conditional", "fresh_for", "in_coding"]

FRESH_FOR = 60  # seconds that an open feed may be kept by anybody without asking again


class Validated(Protocol):
    """What says whether somebody holds the present document."""

    @property
    def etag(self) -> str: ...
    @property
    def changed_at(self) -> datetime: ...
    @property
    def changes_at(self) -> datetime | None: ...


class Readable(Protocol):
    """A document in every coding."""

    @property
    def media_type(self) -> str: ...
    def encoded(self, coding: Coding) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a `Link` header (RFC 8288); its address is percent-encoded."""

    rel: str
    url: str
    type: str = ""

    def __str__(self) -> str:
        return f'<{iri_to_uri(self.url)}>; rel="{self.rel}"' + (f'; type="{self.type}"' if self.type else "")


def conditional(
    request: HttpRequest, found: Validated, read: Callable[[], Readable], links: Iterable[Link], now: datetime
) -> HttpResponseBase:
    """Answer 304 from the validators alone, else the document that `read` gives, compressed where that is accepted."""
    coding = coding_for(request.headers.get("Accept-Encoding", ""))
    etag = f'"{found.etag[:40]}{coding.suffix}"'
    modified = last_modified(found.changed_at, now)
    response = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if response is None:
        document = read()
        response = HttpResponse(document.encoded(coding), content_type=document.media_type)
        if coding is not Coding.IDENTITY:
            response["Content-Encoding"] = str(coding)
    response["Link"] = ", ".join(map(str, links))
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    return response


def in_coding(request: HttpRequest, response: HttpResponse) -> None:
    """Give a document that was just made the coding that the client takes, and a strong ETag of its bytes in that coding."""
    coding = coding_for(request.headers.get("Accept-Encoding", ""))
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:40]}{coding.suffix}"'
    if coding is not Coding.IDENTITY:
        response.content = encoded(response.content, coding)
        response["Content-Encoding"] = str(coding)
        response["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])


def last_modified(changed_at: datetime, now: datetime) -> datetime:
    """A second may still bring another change: within it, the feed is dated one second back, so none is missed."""
    moment = changed_at.replace(microsecond=0)
    return moment - timedelta(seconds=1) if moment >= now.replace(microsecond=0) else moment


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
