"""How long a reader's page keeps, and whether somebody has it already: ETag (RFC 9110), Cache-Control (RFC 9111, 5861).

The page is always made before it is compared, so that nothing which has gone can be confirmed: a withdrawn story
answers 410 whatever the request holds. `If-Modified-Since` by itself is not enough for a 304, for a page changes
with its neighbours too, which no date of its own tells.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from syndication.answers import in_coding
from syndication.schedule import lift_for

__all__ = ["ONLY_FOR_SOME", "cache_control", "kept_fresh"]

FRESH = 60  # seconds that anybody may keep a page without asking
STALE = 300  # seconds more for which it may be shown while a new one is fetched
ONLY_FOR_SOME = "only_for_some"  # the attribute of a request for a page that not everybody may see
PAGE = "text/html"

View = Callable[..., HttpResponseBase]  # a view takes what its address holds


def kept_fresh(view: View) -> View:
    """The view, whose pages say how long they keep and are answered 304 to who has them."""

    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        if not isinstance(response, HttpResponse) or not is_page(response):
            return response
        return conditional(request, response, timezone.now())

    return answered


def is_page(response: HttpResponse) -> bool:
    """Whether it is a page that has not said itself how long it keeps, as a story in another format does."""
    told = response.headers.get("Content-Type", "").startswith(PAGE) and "Cache-Control" not in response
    return response.status_code == 200 and told


def conditional(request: HttpRequest, response: HttpResponse, now: datetime) -> HttpResponseBase:
    outlook = lift_for(request)
    in_coding(request, response)
    if outlook.changed_at is not None:
        response["Last-Modified"] = http_date(outlook.changed_at.timestamp())
    response["Cache-Control"] = cache_control(request, response, outlook.next_due, now)
    patch_vary_headers(response, ["Cookie"])
    found = get_conditional_response(request, etag=response["ETag"], response=response) or response
    # Django says of every page that it varies with the reader's language, but here the address decides alone.
    found.own_vary = response["Vary"]  # type: ignore[attr-defined]  # for `syndication.middleware`
    return found


def cache_control(request: HttpRequest, response: HttpResponseBase, next_due: datetime | None, now: datetime) -> str:
    """Nobody keeps a page past the moment at which an embargo or an expiry may change it."""
    if request.user.is_authenticated or response.cookies or getattr(request, ONLY_FOR_SOME, False):
        return "private, no-cache"
    left = FRESH + STALE if next_due is None else max(0, int((next_due - now).total_seconds()))
    fresh = min(FRESH, left)
    return f"public, max-age={fresh}, stale-while-revalidate={min(STALE, left - fresh)}"
