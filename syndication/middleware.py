"""Two thin layers: what is due is lifted before any page is asked for, and a story that is gone says so."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from syndication import negotiation
from syndication.models import Standing
from syndication.schedule import lift_for

OWN_VARY = "own_vary"  # the attribute of a response that says all it varies with

Handler = Callable[[HttpRequest], HttpResponseBase]


class LiftMiddleware:
    """Publishes what is due and takes off what has expired before anything is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        lift_for(request)
        response = self.get_response(request)
        # Django's LocaleMiddleware says of every answer that it varies with the reader's language. A feed does not,
        # and shared caches would keep it once for each.
        if (vary := getattr(response, OWN_VARY, None)) is not None:
            response.headers["Vary"] = vary
        return response


class GoneMiddleware:
    """Turns the 404 at the address of a story that was released and is down into a 410."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        standing = gone_at(request.path, timezone.now())
        return response if standing is None else negotiation.gone(request, standing)


def gone_at(path: str, now: datetime) -> Standing | None:
    """The story that was at this path and is down.

    One under an embargo that was never lifted is unknown, not gone: only what was out can be gone.
    """
    down = Standing.objects.filter(path=path, usable=False, published_at__lte=now)
    return down.select_related("release").first()
