"""A story's page in another format, for whoever asks for one (RFC 9110 section 12.5.1). Browsers get the page.

What is served is the story as the public outlet has it, out of the ledger: the page itself decides nothing.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.http.request import MediaType
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from syndication import conf, views
from syndication.addresses import FeedAddress, locate
from syndication.answers import Link
from syndication.models import Outlet, Standing
from syndication.pages import is_syndicated
from syndication.public import KEPT_FOR, public_outlet
from syndication.schedule import lift_for
from syndication.story_documents import StoryDocument, story_document, story_path
from syndication.wire.formats import FORMATS
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule

logger = logging.getLogger("syndication")

__all__ = ["gone", "negotiated", "preferred"]

PAGE = "text/html"

# Any, below: a page is of whatever model the site syndicates, and Wagtail's own arguments.
Serve = Callable[[Any, HttpRequest, Any, Any], HttpResponseBase]


def negotiated(serve: Serve) -> Serve:
    """Wagtail's way to serve a page, and a story's also in the formats that the public outlet offers."""

    def serve_as_asked(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not is_syndicated(page):
            return serve(page, request, args, kwargs)
        return as_asked(request, page.story_id, lambda: serve(page, request, args, kwargs), is_gone=False)

    return serve_as_asked


def gone(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """The notice of a story that is no longer here, as a page or in the format asked for."""
    return as_asked(request, standing.story_id, lambda: views.gone(request, standing).render(), is_gone=True)


def as_asked(
    request: HttpRequest, story_id: UUID, page: Callable[[], HttpResponseBase], *, is_gone: bool
) -> HttpResponseBase:
    """The story in the format asked for, or its page with links to the formats."""
    offered = links_for(request, story_id, is_gone=is_gone)
    wanted = preferred(request.headers.get("Accept", "*/*"), [PAGE, *offered])
    response = represented(request, wanted, story_id, is_gone=is_gone) if wanted in offered else None
    if response is None:
        response = page()
        if offered:
            response["Link"] = ", ".join(offered.values())
    patch_vary_headers(response, ["Accept"])
    return response


def preferred(accept: str, offered: Iterable[str]) -> str:
    """The offered media type that `accept` likes best; of equals the first, and so when it likes none: no 406.

    Django's `get_preferred_type` forgets that a `q=0` shuts out what `*/*` lets in, and takes a type with a
    parameter of its own, such as `application/ld+json;profile=…`, for another.
    """
    ranges = [MediaType(part) for part in accept.split(",") if part.strip()]
    return max(offered, key=lambda media_type: quality(media_type, ranges))


def quality(media_type: str, ranges: Iterable[MediaType]) -> float:
    """What the most specific of the ranges that fit says of the type; 0 when none fits."""
    main, _, sub = media_type.partition("/")
    fitting = [one for one in ranges if one.main_type in (main, "*") and one.sub_type in (sub, "*")]
    return max(fitting, key=lambda one: one.specificity).quality if fitting else 0.0


def links_for(request: HttpRequest, story_id: UUID, *, is_gone: bool) -> dict[str, str]:
    """By media type, a link to the story in that format; kept while neither the ledger nor the clock can change it."""
    outlook, now = lift_for(request), timezone.now()
    key = f"syndication.formats.{outlook.stamp}.{story_id}.{is_gone}"
    kept: tuple[datetime | None, dict[str, str]] | None = cache.get(key)
    if kept is not None and (kept[0] is None or kept[0] > now):
        return kept[1]
    found = representations(public_outlet(request), story_id, is_gone=is_gone)
    links = {kind: str(link(address, story_id)) for kind, (address, _) in found.items()}
    changes_at = min((at for _, at in found.values() if at is not None), default=None)
    cache.set(key, (changes_at, links), KEPT_FOR)
    return links


def representations(
    outlet: Outlet | None, story_id: UUID, *, is_gone: bool
) -> dict[str, tuple[FeedAddress, datetime | None]]:
    """By media type, the formats in which the outlet has the story, or its notice, and until when; none when it has not."""
    now = timezone.now()
    if outlet is None:
        return {}
    try:
        names = [name for name in outlet.effective_profile.formats if name in FORMATS]
        first = locate(outlet, names[0])
        found = story_document(first, story_id, now)
    except LookupError:
        return {}
    except (InvalidProfile, InvalidRule) as problem:
        logger.error("outlet %s has no story: %s", outlet.slug, problem)
        return {}
    if not isinstance(found, StoryDocument) or found.is_notice is not is_gone:
        return {}
    kinds: dict[str, tuple[FeedAddress, datetime | None]] = {}
    for name in names:
        address = replace(first, format=name)
        kinds.setdefault(media_type(address), (address, found.changes_at))  # of two formats of one type the first stays
    kinds.pop(PAGE, None)
    return kinds


def media_type(address: FeedAddress) -> str:
    return FORMATS[address.format].MEDIA_TYPE.partition(";")[0]


def represented(request: HttpRequest, wanted: str, story_id: UUID, *, is_gone: bool) -> HttpResponseBase | None:
    """The story in one format; None when that format cannot hold it."""
    offered = representations(public_outlet(request), story_id, is_gone=is_gone)
    if wanted not in offered:
        return None
    address, _ = offered[wanted]
    now, path = timezone.now(), story_path(address, story_id)
    found = story_document(address, story_id, now)
    if not isinstance(found, StoryDocument):
        return None
    response = views.as_document(request, address, found, path, now)
    response["Content-Location"] = path
    return response


def link(address: FeedAddress, story_id: UUID) -> Link:
    return Link(rel="alternate", url=f"{conf.base_url()}{story_path(address, story_id)}", type=media_type(address))
