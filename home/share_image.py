"""Serves the picture that stands for a story where it is shared, at `share.jpg` below the story's own address.

Who may not have the story does not get it either: it is asked for in the same way, and gone with it.
"""

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from home import share_card
from home.freshness import cache_control
from home.masthead import Masthead, masthead_for
from home.pictures import SHARE_IMAGE
from home.routing import parts_of, route
from home.share_card import Card
from newsroom.models import ArticlePage
from newsroom.models.images import UNREADABLE
from syndication.middleware import gone_at
from syndication.schedule import lift_for

__all__ = ["NAME", "share_address", "share_image"]

NAME = "share.jpg"
KEPT_FOR = 24 * 60 * 60  # seconds in the cache; what it shows is in its key


@require_safe
def share_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """The picture of the released story at `path`; 410 for one that was withdrawn, 404 for every other address."""
    top = masthead_for(request)
    found = route(top, parts_of(path))
    if found is None or not isinstance(found.page, ArticlePage):
        if gone_at(request.path.removesuffix(NAME), timezone.now()) is not None:
            return HttpResponse(status=410, content_type="text/plain")
        raise Http404
    return answer(request, found.page, top)


def answer(request: HttpRequest, page: ArticlePage, top: Masthead) -> HttpResponseBase:
    etag = f'"{version_of(page, top)}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(drawn(page, top), content_type="image/jpeg")
    response["ETag"] = etag
    response["Cache-Control"] = cache_control(request, response, lift_for(request).next_due, timezone.now())
    response.own_vary = "Cookie"  # type: ignore[attr-defined]  # for `syndication.middleware`
    return response


def share_address(page: ArticlePage, top: Masthead) -> str:
    """The path of a story's picture, another one for each version, so that networks fetch it anew; "" of a draft."""
    url = page.get_url(top.request)
    return f"{url}{NAME}?v={version_of(page, top)[:12]}" if url else ""


def version_of(page: ArticlePage, top: Masthead) -> str:
    """A digest of everything that is drawn."""
    lead = page.shown_lead
    picture = (lead.pk, lead.file.name, str(lead.get_focal_point())) if lead else ()
    told = (page.title, credited(page), top.name, page.direction, *picture)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:40]


def credited(page: ArticlePage) -> str:
    return page.source.credited_as if page.source else ""


def drawn(page: ArticlePage, top: Masthead) -> bytes:
    key = f"home.share.{version_of(page, top)}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = share_card.draw(
            Card(
                headline=page.title,
                source=credited(page),
                paper=top.name,
                direction=page.direction,
                picture=picture_of(page),
            )
        )
        cache.set(key, kept, KEPT_FOR)
    return kept


def picture_of(page: ArticlePage) -> bytes:
    """The lead picture in the card's proportions; nothing of one whose file is gone."""
    if page.shown_lead is None:
        return b""
    try:
        rendition = page.shown_lead.get_rendition(SHARE_IMAGE)
        with rendition.file.open("rb") as file:
            content: bytes = file.read()
    except UNREADABLE:
        return b""
    return content
