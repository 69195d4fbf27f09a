"""What becomes due: scheduled articles go live and expired ones go away at the first look after their moment.

Wagtail leaves this to a cron job, and until that runs an expired page answers 200. Here every request asks
first, with two index look-ups; the cron job (`publish_scheduled`, `reconcile`) remains for when nobody asks.
"""

import logging
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Min, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Revision

from syndication.conf import page_models
from syndication.ledger import observe, observe_missing
from syndication.models import Standing
from syndication.pages import is_expired

logger = logging.getLogger("syndication")

__all__ = ["lift", "lift_for", "next_due"]

LIFTED = "syndication_is_lifted"  # what a request is marked with


def lift_for(request: HttpRequest) -> None:
    """Lift what is due once for each request, whether or not the site has the middleware that does it early."""
    if not getattr(request, LIFTED, False):
        lift(timezone.now())
        setattr(request, LIFTED, True)


def lift(now: datetime) -> None:
    """Publish articles whose moment has come and unpublish those whose expiry has passed."""
    for revision_id in due_revisions(now):
        publish_due(revision_id)
    for standing in Standing.objects.filter(usable=True).filter(Q(available_until__lte=now) | Q(rights_until__lte=now)):
        look_again(standing, now)


def due_revisions(now: datetime) -> list[int]:
    types = [ContentType.objects.get_for_model(model).pk for model in page_models()]
    due = Revision.objects.filter(approved_go_live_at__lte=now, content_type__in=types)
    return list(due.order_by("approved_go_live_at").values_list("pk", flat=True))


def next_due(now: datetime) -> datetime | None:
    """The next moment at which `lift` will have something to do, as things stand."""
    types = [ContentType.objects.get_for_model(model).pk for model in page_models()]
    scheduled = Revision.objects.filter(approved_go_live_at__gt=now, content_type__in=types)
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
