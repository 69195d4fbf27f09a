"""A second person's yes: asking for a verb, approving it, refusing it. Which verbs need it is the site's to say."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from syndication import conf
from syndication.actions import KillAction, NothingToDo, VerbPermissionError, WithdrawAction
from syndication.mail import tell_of_decision, tell_of_request
from syndication.models import Outlet, VerbRequest, Withdrawal
from syndication.wire.sentences import gettext_noop

__all__ = ["PERMISSION", "approve", "ask", "is_needed", "may_decide", "refuse", "waiting"]

PERMISSION = "syndication.approve_story"


def is_needed(verb: str) -> bool:
    """Whether this site wants a second person for the verb."""
    return verb in conf.approved_verbs()


def waiting() -> QuerySet[VerbRequest]:
    """The requests that nobody has decided, the oldest first."""
    return (
        VerbRequest.objects.filter(decision=VerbRequest.Decision.WAITING)
        .select_related("asked_by")
        .order_by("asked_at")
    )


# Any, here and below: an article is of whatever model the site syndicates.
def ask(page: Any, verb: str, *, user: Any, reason: str, outlets: Sequence[Outlet], keep_page: bool) -> VerbRequest:
    """Keep the request and tell those who may decide it. Raises `NothingToDo` when one of its kind waits already.

    The caller has made sure that `user` may use the verb and that the verb fits the story.
    """
    try:
        with transaction.atomic():
            row = VerbRequest.objects.create(
                story_id=page.story_id, page_model=page._meta.label, page_id=page.pk, title=page.get_admin_display_title(),
                verb=verb, reason=reason.strip(), keep_page=keep_page, asked_by=user, asked_at=timezone.now(),
            )  # fmt: skip
            row.outlets.set(outlets)
            log(page, "syndication.ask", user=user, data={"verb": verb, "reason": row.reason})
    except IntegrityError as problem:
        raise NothingToDo(gettext_noop("The same was asked for already and waits for a second person.")) from problem
    transaction.on_commit(lambda: tell_of_request(row, deciders(row)))
    return row


# Any: users are of the site's own model.
def deciders(row: VerbRequest) -> list[Any]:
    """Everybody who may decide the request: active users with the permission, superusers too, but who asked."""
    users = get_user_model().objects.with_perm(PERMISSION, backend="django.contrib.auth.backends.ModelBackend")
    return [user for user in users.order_by("pk") if user.pk != row.asked_by_id]


def may_decide(row: VerbRequest, user: Any) -> bool:
    """Whether this user is the second person: who has the permission, and did not ask."""
    return bool(user.has_perm(PERMISSION)) and row.asked_by_id != user.pk


@transaction.atomic
def approve(row: VerbRequest, user: Any) -> None:
    """Do what was asked for. Raises `NothingToDo` when it does not fit the story, and then leaves the request waiting."""
    row = undecided(row, user)
    page = page_of(row)
    action = (
        KillAction(page, reason=row.reason, user=user)
        if row.verb == VerbRequest.Verb.KILL
        else WithdrawAction(page, reason=row.reason, outlets=still_named(row), keep_page=row.keep_page, user=user)
    )
    decide(row, user, VerbRequest.Decision.DONE)  # first, for what it does overtakes the requests that wait
    log(page, "syndication.approve", user=user, data={"verb": row.verb, "reason": row.reason})
    action.execute(skip_permission_checks=True)  # two people may: one asked, one says yes


def still_named(row: VerbRequest) -> list[Outlet]:
    """The outlets that were named and have not been told meanwhile. Raises `NothingToDo` when all of them were."""
    named = list(row.outlets.all())
    told = Withdrawal.objects.filter(story_id=row.story_id, restored_at__isnull=True).values_list("outlet", flat=True)
    still = [outlet for outlet in named if outlet.pk not in set(told)]
    if named and not still:
        raise NothingToDo(gettext_noop("These outlets were told meanwhile."))  # none named would mean all
    return still


@transaction.atomic
def refuse(row: VerbRequest, user: Any, why: str) -> None:
    """Say no, with a reason for who asked. Raises `NothingToDo` without one."""
    if not why.strip():
        raise NothingToDo(gettext_noop("Say why, so that whoever asked knows."))
    row = undecided(row, user)
    decide(row, user, VerbRequest.Decision.REFUSED, why.strip())
    page = page_of(row, gone_too=True)
    if page is not None:
        log(page, "syndication.refuse", user=user, data={"verb": row.verb, "reason": why.strip()})


def undecided(row: VerbRequest, user: Any) -> VerbRequest:
    """The request, held against others who decide at the same moment."""
    if not may_decide(row, user):
        raise VerbPermissionError("only a second person with the permission decides")
    held = VerbRequest.objects.select_for_update().get(pk=row.pk)
    if held.decision != VerbRequest.Decision.WAITING:
        raise NothingToDo(gettext_noop("Somebody has decided it already."))
    return held


def decide(row: VerbRequest, user: Any, decision: VerbRequest.Decision, answer: str = "") -> None:
    row.decision, row.decided_by, row.decided_at, row.answer = decision, user, timezone.now(), answer
    row.save(update_fields=["decision", "decided_by", "decided_at", "answer"])
    transaction.on_commit(lambda: tell_of_decision(row))


def page_of(row: VerbRequest, *, gone_too: bool = False) -> Any:
    """The article of the request. Raises `NothingToDo` when its page is gone, unless that is all right."""
    page = apps.get_model(row.page_model).objects.filter(Q(pk=row.page_id)).first()
    if page is None and not gone_too:
        raise NothingToDo(gettext_noop("Its page is gone; what partners held was called back when it went."))
    return page
