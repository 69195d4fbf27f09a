"""What becomes due: scheduled articles go live and expired ones go away at the first look after their moment.

Wagtail leaves this to a cron job, and until that runs an expired page answers 200. Here every request asks
first, with one query of three index look-ups; the cron job (`publish_scheduled`, `reconcile`) remains for when nobody asks.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Min, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Revision

from syndication.conf import page_models
from syndication.ledger import observe, observe_missing
from syndication.models import LedgerHead, Release, Standing
from syndication.pages import is_expired

logger = logging.getLogger("syndication")

__all__ = ["Outlook", "lift", "lift_for", "next_due"]

OUTLOOK = "syndication_outlook"  # the attribute of a request that keeps it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the ledger stands, and when time alone next changes what may be seen."""

    stamp: UUID | None  # of the ledger; None while nothing was ever released
    changed_at: datetime | None  # when its newest release was made
    next_due: datetime | None


def lift_for(request: HttpRequest) -> Outlook:
    """Lift what is due once for each request, whether or not the site has the middleware that does it early.

    What the request then reads is no older than the outlook that it gets.
    """
    kept: Outlook | None = getattr(request, OUTLOOK, None)
    if kept is None:
        now = timezone.now()
        kept = outlook()
        if kept.next_due is not None and kept.next_due <= now:
            lift(now)
            kept = outlook()
        setattr(request, OUTLOOK, kept)
    return kept


def outlook() -> Outlook:
    """Everything in one query of one row, each part of it found at one end of an index."""
    usable = Standing.objects.filter(usable=True)
    moments = {
        "scheduled": first_of(scheduled_revisions(), "approved_go_live_at"),
        "expiring": first_of(usable, "available_until"),
        "ending": first_of(usable, "rights_until"),
    }
    newest = Release.objects.order_by("-sequence").values("released_at")[:1]
    found = LedgerHead.objects.annotate(changed_at=Subquery(newest), **moments).values("stamp", "changed_at", *moments)
    row = found.first()
    if row is None:
        return Outlook(
            stamp=None, changed_at=None, next_due=scheduled_revisions().aggregate(at=Min("approved_go_live_at"))["at"]
        )
    due = [row[name] for name in moments if row[name] is not None]
    return Outlook(stamp=row["stamp"], changed_at=row["changed_at"], next_due=min(due, default=None))


def first_of(rows: QuerySet[Any], column: str) -> Subquery:
    ahead = rows.filter(**{f"{column}__isnull": False}).order_by(column)
    return Subquery(ahead.values(column)[:1])


def scheduled_revisions() -> QuerySet[Revision]:
    types = [ContentType.objects.get_for_model(model).pk for model in page_models()]
    return Revision.objects.filter(approved_go_live_at__isnull=False, content_type__in=types)


def lift(now: datetime) -> None:
    """Publish articles whose moment has come and unpublish those whose expiry has passed."""
    for revision_id in due_revisions(now):
        publish_due(revision_id)
    for standing in Standing.objects.filter(usable=True).filter(Q(available_until__lte=now) | Q(rights_until__lte=now)):
        look_again(standing, now)


def due_revisions(now: datetime) -> list[int]:
    due = scheduled_revisions().filter(approved_go_live_at__lte=now)
    return list(due.order_by("approved_go_live_at").values_list("pk", flat=True))


def next_due(now: datetime) -> datetime | None:
    """The next moment at which `lift` will have something to do, as things stand."""
    scheduled = scheduled_revisions().filter(approved_go_live_at__gt=now)
    moments = [scheduled.aggregate(at=Min("approved_go_live_at"))["at"]]
    for column in ("available_until", "rights_until"):
        ahead = Standing.objects.filter(usable=True, **{f"{column}__gt": now})
        moments.append(ahead.aggregate(at=Min(column))["at"])
    return min((moment for moment in moments if moment), default=None)


def publish_due(revision_id: int) -> None:
    """Publish one revision, unless another process is quicker.

    One that cannot be published must not stop those after it, nor the request that happened to come first, so
    whatever goes wrong is logged here and tried again by the next.
    """
    try:
        with transaction.atomic():
            row = Revision.objects.select_for_update(skip_locked=True).filter(
                pk=revision_id, approved_go_live_at__isnull=False
            )
            for revision in row:
                revision.publish(log_action="wagtail.publish.scheduled")
    except Exception:
        logger.exception("revision %s is due and could not be published", revision_id)


def look_again(standing: Standing, now: datetime) -> None:
    """Unpublish an article that has expired; release one anew whose picture rights have ended."""
    for model in page_models():
        if model._meta.label != standing.page_model:
            continue
        page = model.objects.filter(pk=standing.page_id).first()
        if page is None:
            observe_missing(standing, now)
        elif page.live and is_expired(page, now):
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        else:
            observe(page, now)
