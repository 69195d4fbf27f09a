"""Reconcile: bring the ledger up to the database, whatever signals were lost."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from syndication.conf import page_models
from syndication.ledger import observe, observe_missing
from syndication.models import Outlet, Pickup, Release, Standing
from syndication.overtaken import settle_overtaken, waiting_for
from syndication.pickups import write_gathered
from syndication.schedule import lift
from syndication.subscriptions import settle
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule

logger = logging.getLogger("syndication")

__all__ = ["reconcile"]

PICKUPS_KEPT = timedelta(days=400)  # a year and a month to compare it with


def reconcile(now: datetime | None = None, *, every_page: bool = False) -> list[Release]:
    """Bring the ledger up to the database, whatever signals were lost; return what was appended.

    The usual run asks a few set questions and looks only at pages whose answer is off; `every_page` looks at
    all of them, for what no question sees (a source renamed behind Django's back).
    """
    now = now or timezone.now()
    settle_outlets()
    lift(now)
    appended: list[Release | None] = [observe_missing(standing, now) for standing in missing_pages()]
    for model in page_models():
        put_down_held(model)
        pages = model.objects.filter(alias_of__isnull=True)
        for page in (pages if every_page else doubtful(model, pages, now)).iterator(chunk_size=200):
            appended.append(observe(page, now))
    settle_overtaken(waiting_for())
    write_gathered()
    Pickup.objects.filter(day__lt=now.date() - PICKUPS_KEPT).delete()
    return [row for row in appended if row is not None]


def settle_outlets() -> None:
    """Subscribe outlets whose settings were saved by a process that then died."""
    for outlet in Outlet.objects.filter(settled=False):
        try:
            settle(outlet)
        except (InvalidProfile, InvalidRule) as problem:
            logger.error("outlet %s has no feed: %s", outlet.slug, problem)


def doubtful(model: Any, pages: Any, now: datetime) -> Any:
    """The pages whose live flag, last publishing, expiry or place in the tree does not fit their standing."""
    standing = Standing.objects.filter(story_id=models.OuterRef("story_id"))
    usable = models.Exists(standing.filter(usable=True))
    up_to_date = models.Exists(
        standing.filter(usable=True, release__released_at__gte=models.OuterRef("last_published_at"))
    )
    wrong = (
        models.Q(live=True, is_usable=False)
        | models.Q(live=False, is_usable=True)
        | models.Q(live=True, is_fresh=False, last_published_at__isnull=False)
        | models.Q(hidden(model, now), live=True, is_usable=True)
    )
    return pages.annotate(is_usable=usable, is_fresh=up_to_date).filter(wrong)


def hidden(model: Any, now: datetime) -> models.Q:
    """The live pages that the world may not see: expired, below one that it may not, or what the model says itself."""
    found = models.Q(expire_at__lte=now)
    for path in closed_paths():
        found |= models.Q(path__startswith=path)
    if hasattr(model.objects, "showable"):
        found |= ~models.Q(pk__in=model.objects.showable(now).order_by().values("pk"))
    return found


def closed_paths() -> Iterator[str]:
    """The tree paths at and below which not everybody may look: of private pages, and of unpublished ones with others below."""
    yield from PageViewRestriction.objects.values_list("page__path", flat=True)
    yield from Page.objects.filter(live=False, numchild__gt=0, depth__gt=1).values_list("path", flat=True)


def missing_pages() -> Iterator[Standing]:
    """Usable standings whose page is gone."""
    for model in page_models():
        here = Standing.objects.filter(page_model=model._meta.label, usable=True).select_related("release")
        yield from here.exclude(page_id__in=model.objects.values("pk"))


def put_down_held(model: Any) -> None:
    """Take off pages that something made live although their story is held everywhere."""
    held = Standing.objects.filter(hold=Standing.Hold.EVERYWHERE).values("story_id")
    for page in model.objects.filter(live=True, story_id__in=held):
        page.unpublish(log_action="syndication.held")
