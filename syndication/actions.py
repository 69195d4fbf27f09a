"""The desk's verbs as Wagtail actions: correct, withdraw, kill, restore.

Admin, bulk action, API and command line call the same class. `update` and `unpublish` are Wagtail's own
publish and unpublish actions, which the ledger watches.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.base import BaseAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.locks import ScheduledForPublishLock
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from syndication import ledger
from syndication.conf import approved_verbs
from syndication.models import Outlet, Release, Standing, Withdrawal
from syndication.sequence import hold_ledger
from syndication.why import CAUSES
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import NoticeKind

__all__ = [
    "ApprovalNeeded", "CorrectAction", "KillAction", "NothingToDo", "QuietAction", "RestoreAction", "VerbAction",
    "VerbPermissionError", "WithdrawAction", "draft_problem",
]  # fmt: skip


class NothingToDo(ValueError):
    """The verb does not fit the story as it stands; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ApprovalNeeded(NothingToDo):
    """The user may use the verb, and a second person must approve it first; `desk.approval` asks one."""


class VerbPermissionError(PermissionDenied):
    """The user may not use this verb on this article."""


class VerbAction(BaseAction):
    """A verb may be used by who may publish the article, and by who has the verb's own permission, if it has one."""

    permission_policy_action = "publish"
    permission_error_class = VerbPermissionError
    permission = ""  # its own, which serves everywhere in the tree

    # Any: an article is of whatever model the site syndicates, a user of whatever model it has.
    @classmethod
    def allows(cls, user: Any, page: Any) -> bool:
        """Whether `user` may use the verb on `page`, fit or not."""
        if cls.permission and user.has_perm(cls.permission):
            return True
        policy = policy_registry.get(page)
        return bool(policy.user_has_permission_for_instance(user, cls.permission_policy_action, page))

    def user_has_permission(self) -> bool:
        return self.allows(self.user, self.instance)

    def check(self, skip_permission_checks: bool = False) -> None:
        """Hold a user to what he may do, and to the second person whom the site asks for.

        Raises `VerbPermissionError`, `ApprovalNeeded`. Commands have no user: who holds a shell acts at once.
        """
        super().check(skip_permission_checks=skip_permission_checks)
        if self.user and not skip_permission_checks and self.action_name in approved_verbs():
            raise ApprovalNeeded(gettext_noop("A second person must approve this: ask for it in the admin."))


class WithdrawAction(VerbAction):
    """Call a story back from everybody, or from the named outlets alone, with a reason that is told to all.

    From everybody, our own page goes too and answers 410, unless `keep_page` is set. It stays so until `restore`.
    """

    action_name = "withdraw"
    permission = "syndication.withdraw_story"
    log_action = "syndication.withdraw"

    # Any: an article is of whatever model the site syndicates.
    def __init__(
        self, instance: Any, *, reason: str, outlets: Sequence[Outlet] = (), keep_page: bool = False,
        user: AbstractBaseUser | None = None,
    ) -> None:  # fmt: skip
        super().__init__(instance, user=user)
        self.reason = required(reason, gettext_noop("A withdrawal needs a reason."))
        self.outlets = list(outlets)
        self.keep_page = keep_page

    def execute(self, skip_permission_checks: bool = False) -> list[Release]:
        """Append the withdrawals and take the page down, all or nothing. Raises `NothingToDo`."""
        self.check(skip_permission_checks=skip_permission_checks)
        with transaction.atomic():
            hold_ledger()
            rows = self.from_outlets() if self.outlets else [self.from_everybody()]
            log(
                self.instance,
                self.log_action,
                user=self.user,
                data={"reason": self.reason, "outlets": [o.slug for o in self.outlets]},
            )
        return rows

    def from_everybody(self) -> Release:
        standing = usable_standing(self.instance)
        hold = Standing.Hold.WIRE if self.keep_page else Standing.Hold.EVERYWHERE
        row = ledger.withdraw(standing, Release.Cause.WITHDRAWN, self.reason, timezone.now(), hold=hold)
        if not self.keep_page:
            take_page_down(self.instance, self.user)
        return row

    def from_outlets(self) -> list[Release]:
        standing = usable_standing(self.instance)
        taken = Withdrawal.objects.filter(
            story_id=self.instance.story_id, outlet__in=self.outlets, restored_at__isnull=True
        )
        already = [withdrawal.outlet.name for withdrawal in taken.select_related("outlet")]
        if already:
            raise NothingToDo(
                gettext_noop("The story is withdrawn from {outlets} already.", outlets=", ".join(already))
            )
        return [ledger.withdraw_from(standing, outlet, self.reason, timezone.now()) for outlet in self.outlets]


class KillAction(VerbAction):
    """Take a story down everywhere at once, with a reason. Works on a locked and on a scheduled page.

    It has a permission of its own: who may publish need not be who may kill.
    """

    action_name = "kill"
    permission = "syndication.kill_story"

    @classmethod
    def allows(cls, user: Any, page: Any) -> bool:
        return bool(user.has_perm(cls.permission))

    def __init__(self, instance: Any, *, reason: str, user: AbstractBaseUser | None = None) -> None:
        super().__init__(instance, user=user)
        self.reason = required(reason, gettext_noop("A kill needs a reason."))

    def execute(self, skip_permission_checks: bool = False) -> Release:
        """Append the kill, take the page and its pictures down, all or nothing. Raises `NothingToDo`."""
        self.check(skip_permission_checks=skip_permission_checks)
        with transaction.atomic():
            hold_ledger()
            standing = ledger.standing_of(self.instance)
            if standing is None:
                raise NothingToDo(
                    gettext_noop("The story was never released, so nobody has it; unpublish or delete the page.")
                )
            if standing.release.cause == Release.Cause.KILLED:
                raise NothingToDo(gettext_noop("The story is killed already."))
            row = ledger.withdraw(
                standing, Release.Cause.KILLED, self.reason, timezone.now(), hold=Standing.Hold.EVERYWHERE
            )
            take_page_down(self.instance, self.user)
            self.instance.conceal_media()
            log(self.instance, "syndication.kill", user=self.user, data={"reason": self.reason, "outlets": []})
        return row


class RestoreAction(VerbAction):
    """Undo a withdrawal or a kill: the story goes out again as a new version. Only who may kill undoes a kill."""

    action_name = "restore"
    permission = "syndication.withdraw_story"

    @classmethod
    def allows(cls, user: Any, page: Any) -> bool:
        standing = ledger.standing_of(page)
        if standing is not None and standing.release.cause == Release.Cause.KILLED:
            return KillAction.allows(user, page)
        return super().allows(user, page)

    def execute(self, skip_permission_checks: bool = False) -> Release | None:
        """Lift the holds and publish the page again as it was last released. Raises `NothingToDo`."""
        self.check(skip_permission_checks=skip_permission_checks)
        with transaction.atomic():
            hold_ledger()
            standing = ledger.standing_of(self.instance)
            was_down = standing is not None and standing.hold == Standing.Hold.EVERYWHERE
            if not ledger.restore(self.instance.story_id, timezone.now()):
                raise NothingToDo(gettext_noop("The story is neither withdrawn nor killed."))
            log(self.instance, "syndication.restore", user=self.user)
            if was_down and standing is not None:
                self.publish_again(standing.release.revision_id)
            else:
                ledger.observe(type(self.instance).objects.get(pk=self.instance.pk))
            return newest(self.instance)

    def publish_again(self, revision_id: int | None) -> None:
        revision = Revision.objects.filter(pk=revision_id).first() or self.instance.save_revision(user=self.user)
        revision.publish(user=self.user, skip_permission_checks=True)


class CorrectAction(VerbAction):
    """Publish the newest draft together with a public notice of what was wrong.

    `seen` is the number of the revision that the user was shown: a newer one is then refused.
    """

    action_name = "correct"

    def __init__(
        self,
        instance: Any,
        *,
        note: str,
        kind: NoticeKind = NoticeKind.CORRECTION,
        seen: int | None = None,
        user: AbstractBaseUser | None = None,
    ) -> None:
        super().__init__(instance, user=user)
        self.note = required(note, gettext_noop("A correction needs a note that says what was wrong."))
        self.kind = kind
        self.seen = seen

    def execute(self, skip_permission_checks: bool = False) -> Release | None:
        """Add the notice to the newest draft and publish it. Raises `NothingToDo` while the story is held."""
        self.check(skip_permission_checks=skip_permission_checks)
        with transaction.atomic():
            hold_ledger()  # a kill at the same moment comes before or after, never in between
            standing = ledger.standing_of(self.instance)
            if standing is None or not standing.usable:
                raise NothingToDo(gettext_noop("Only a story that is out can be corrected."))
            draft = publishable_draft(self.instance, self.user, self.seen)
            draft.add_notice(self.kind, self.note, timezone.now())
            log(self.instance, "syndication.correct", user=self.user, data={"reason": self.note, "outlets": []})
            draft.save_revision(user=self.user).publish(user=self.user, skip_permission_checks=True)
            return newest(self.instance)


class QuietAction(VerbAction):
    """Publish the newest draft without telling partners: for edits that change nothing they must learn of.

    `seen` is the number of the revision that the user was shown: a newer one is then refused.
    """

    action_name = "publish_quietly"

    def __init__(self, instance: Any, *, seen: int | None = None, user: AbstractBaseUser | None = None) -> None:
        super().__init__(instance, user=user)
        self.seen = seen

    def execute(self, skip_permission_checks: bool = False) -> Release | None:
        """Publish; None when nothing had changed. Raises `NothingToDo` for an edit that partners must learn of."""
        self.check(skip_permission_checks=skip_permission_checks)
        with transaction.atomic(), ledger.quietly():
            hold_ledger()
            before = usable_standing(self.instance).release
            draft = publishable_draft(self.instance, self.user, self.seen)
            draft.save_revision(user=self.user).publish(user=self.user, skip_permission_checks=True)
            row = newest(self.instance)
            if row is None or row.sequence == before.sequence:
                return None
            if row.kind != Release.Kind.QUIET:
                raise NothingToDo(
                    gettext_noop(
                        "The edit changes rights, credits, notices, pictures or dates, which partners must learn of."
                    )
                )
            log(self.instance, "syndication.quiet", user=self.user)
            return row


ACTIONS = (CorrectAction, KillAction, QuietAction, RestoreAction, WithdrawAction)


def required(text: str, complaint: str) -> str:
    if not text.strip():
        raise NothingToDo(complaint)
    return text.strip()


def usable_standing(page: Any) -> Standing:
    standing = ledger.standing_of(page)
    if standing is None:
        raise NothingToDo(gettext_noop("The story was never released, so nobody has it."))
    if not standing.usable:
        raise NothingToDo(gettext_noop("The story is down already ({cause}).", cause=CAUSES[standing.release.cause]))
    return standing


def publishable_draft(page: Any, user: AbstractBaseUser | None, seen: int | None) -> Any:
    """The newest draft, as it may be published this moment. Raises `NothingToDo`."""
    page.refresh_from_db()
    if seen is not None and page.latest_revision_id != seen:
        raise NothingToDo(gettext_noop("The draft has changed since you looked at it: look again."))
    if problem := draft_problem(page, user):
        raise NothingToDo(problem)
    return page.get_latest_revision_as_object()


def draft_problem(page: Any, user: AbstractBaseUser | None) -> str:
    """Why the newest draft of a page cannot be published now, by this user or by anybody; "" when it can."""
    draft = page.get_latest_revision_as_object()
    if page.live and draft.go_live_at is not None and draft.go_live_at > timezone.now():
        return gettext_noop(
            "The newest draft is scheduled for {moment}: cancel its schedule first.", moment=draft.go_live_at
        )
    lock = page.get_lock()
    # A schedule locks a page for everybody; of a story that is not live yet it is the embargo that is waited for.
    if user is None or lock is None or isinstance(lock, ScheduledForPublishLock):
        return ""
    if lock.for_user(user):
        return gettext_noop("The page is locked, so its draft cannot be published.")
    return ""


def newest(page: Any) -> Release | None:
    return Release.objects.filter(story_id=page.story_id).order_by("-sequence").first()


def take_page_down(page: Any, user: AbstractBaseUser | None) -> None:
    """Unpublish the page, locked or not, and drop what is scheduled for it; its aliases go with it."""
    page.refresh_from_db()
    page.revisions.update(approved_go_live_at=None)
    # A page locked by a scheduled edit says that it cannot be unpublished; a kill does not ask it.
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
