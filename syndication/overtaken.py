"""Requests that events have overtaken: what was asked for has happened meanwhile, or can no longer happen."""

from collections.abc import Iterable

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from syndication.mail import tell_of_decision
from syndication.models import Release, Standing, VerbRequest, Withdrawal
from syndication.wire.sentences import gettext_noop

__all__ = ["settle_overtaken", "waiting_for"]


def settle_overtaken(rows: Iterable[VerbRequest]) -> None:
    """Take from the list of what waits whatever no longer fits its story, with the reason, and tell who asked."""
    for row in rows:
        if why := why_overtaken(row):
            row.decision, row.decided_at, row.answer = VerbRequest.Decision.OVERTAKEN, timezone.now(), why
            row.save(update_fields=["decision", "decided_at", "answer"])
            transaction.on_commit(lambda row=row: tell_of_decision(row))  # type: ignore[misc]  # its own row


def waiting_for(**story: object) -> Iterable[VerbRequest]:
    """The requests that wait, for a story by its `story_id`, or all."""
    return VerbRequest.objects.filter(decision=VerbRequest.Decision.WAITING, **story).select_related("asked_by")


def why_overtaken(row: VerbRequest) -> str:
    """Why the request can no longer be granted, as a text that can be translated; "" while it can."""
    if not apps.get_model(row.page_model).objects.filter(pk=row.page_id).exists():
        return gettext_noop("Its page is gone; what partners held was called back when it went.")
    standing = Standing.objects.select_related("release").filter(story_id=row.story_id).first()
    if standing is None or (standing.usable and not row.outlets.exists()):
        return ""
    if standing.release.cause == Release.Cause.KILLED:
        return gettext_noop("The story was killed meanwhile.")
    if row.verb == VerbRequest.Verb.KILL:
        return ""  # what is withdrawn may still be killed
    if not standing.usable:
        return gettext_noop("The story went down meanwhile.")
    withdrawn = Withdrawal.objects.filter(story_id=row.story_id, restored_at__isnull=True)
    still = row.outlets.exclude(pk__in=withdrawn.values("outlet"))
    return "" if still.exists() else gettext_noop("These outlets were told meanwhile.")
