"""What wakes the ledger. A signal proves nothing: each receiver only asks `ledger.observe` to look.

`page_published` also fires for a page that is only scheduled, deleting fires `page_unpublished` with
`live=True`, a privacy change fires nothing but `post_save`, and some ways fire nothing at all: for those
there is `reconcile`. A receiver never raises, for Wagtail would leave the page half published.
"""

import logging
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from syndication import ledger
from syndication.conf import page_models
from syndication.models import Outlet, OutletFeed, OutletOverride, OutletRule, Standing
from syndication.overtaken import settle_overtaken, waiting_for
from syndication.pages import is_syndicated
from syndication.sequence import touch
from syndication.subscriptions import settle

logger = logging.getLogger("syndication")


# Any, in every receiver: Django sends what it likes.
@receiver(pre_save, dispatch_uid="syndication.hold")
def keep_held_page_down(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """A killed or withdrawn story cannot be made live again but by restoring it, nor by a fixture or as a plain page."""
    if not may_be_ours(instance) or not instance.live or instance.alias_of_id is not None:
        return
    if update_fields is not None and "live" not in update_fields:
        return
    page = of_its_kind(instance)
    if page is not None and Standing.objects.filter(story_id=page.story_id, hold=Standing.Hold.EVERYWHERE).exists():
        instance.live = False


def may_be_ours(instance: Any) -> bool:
    """Whether it is a syndicated page, or one that code holds as Wagtail's plain page."""
    return type(instance) is Page or is_syndicated(instance)


def of_its_kind(page: Any) -> Any:
    """The page, when it is syndicated; a plain one as the database has it, when it is of such a model. Else None."""
    if is_syndicated(page):
        return page
    kind = page.specific_class if page.content_type_id else None
    return row_of(page, kind) if kind is not None and issubclass(kind, tuple(page_models())) else None


@receiver(post_save, dispatch_uid="syndication.saved")
def page_was_saved(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Runs inside the transaction that publishes, so that the release is committed with it or not at all.

    When only some columns are written, the instance may hold an unpublished draft (Wagtail saves the number of
    a new revision in this way on the very object that the editor's form has filled): then the row is asked.
    """
    if raw or not may_be_ours(instance) or is_of_a_draft(instance, update_fields):
        return
    page = of_its_kind(instance)
    if page is instance and update_fields is not None:
        page = row_of(page, type(page))
    if page is not None:
        wake(ledger.observe, page)


# What Wagtail writes of a page when somebody saves a draft of it.
OF_A_DRAFT = frozenset({"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"})


def is_of_a_draft(page: Any, update_fields: Any) -> bool:
    """Whether only a draft was saved that nobody will see by itself: then there is nothing to look at."""
    if update_fields is None or not OF_A_DRAFT.issuperset(update_fields):
        return False
    return page.latest_revision is None or page.latest_revision.approved_go_live_at is None


def row_of(page: Any, kind: Any) -> Any:
    """The page, of its own model `kind`, as the database has it, with its language, or None when it is gone."""
    return kind._base_manager.select_related("locale").filter(pk=page.pk).first()


@receiver(post_delete, dispatch_uid="syndication.deleted")
def page_was_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if is_syndicated(instance):
        wake(ledger.observe_gone, instance)
        wake(settle_requests_for, instance)


def settle_requests_for(page: Any) -> None:
    settle_overtaken(waiting_for(story_id=page.story_id))


@receiver([page_published, page_unpublished], dispatch_uid="syndication.published")
def page_was_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Look again at what was committed: a row that was saved before its children is complete only now."""
    if ledger.has_seen.get():
        return
    page = instance.specific
    if is_syndicated(page):
        if (row := row_of(page, type(page))) is not None:
            wake(ledger.observe, row)
    else:
        wake(ledger.observe_under, page)


@receiver(post_page_move, dispatch_uid="syndication.moved")
def page_was_moved(
    sender: Any, instance: Any, url_path_before: str = "", url_path_after: str = "", **kwargs: Any
) -> None:
    if url_path_before != url_path_after:
        wake(ledger.observe_under, instance)


@receiver(page_slug_changed, dispatch_uid="syndication.slug")
def page_slug_was_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    wake(ledger.observe_under, instance)


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="syndication.privacy")
def privacy_was_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    wake(ledger.observe_under, instance.page)


@receiver(post_save, sender=Revision, dispatch_uid="syndication.scheduled")
def revision_was_saved(sender: Any, instance: Revision, **kwargs: Any) -> None:
    """A feed that is kept in memory must look again when something is scheduled that will be due.

    So must the ledger: of a live page Wagtail then saves nothing else, and its row may say meanwhile that it has to go.
    """
    if instance.approved_go_live_at is not None:
        wake(look_at_scheduled, instance)


def look_at_scheduled(revision: Revision) -> None:
    touch()
    page = revision.content_object
    if page is not None and is_syndicated(page) and (row := row_of(page, type(page))) is not None:
        ledger.observe(row)


@receiver(post_save, sender=Outlet, dispatch_uid="syndication.outlet")
def outlet_was_saved(sender: Any, instance: Outlet, update_fields: Any = None, **kwargs: Any) -> None:
    if update_fields is None:
        unsettle(instance.pk)


@receiver([post_save, post_delete], sender=OutletRule, dispatch_uid="syndication.rules")
@receiver([post_save, post_delete], sender=OutletFeed, dispatch_uid="syndication.feeds")
@receiver([post_save, post_delete], sender=OutletOverride, dispatch_uid="syndication.overrides")
def settings_were_saved(sender: Any, instance: Any, **kwargs: Any) -> None:
    unsettle(instance.outlet_id)


@receiver(post_delete, sender=Outlet, dispatch_uid="syndication.outlet_gone")
def outlet_was_deleted(sender: Any, instance: Outlet, **kwargs: Any) -> None:
    touch()


def unsettle(pk: int) -> None:
    """Settle the outlet once all its lines are committed; whoever reads it first does so if that is cut off.

    Lines are saved one by one, and an outlet is never subscribed to what only half of them say.
    """
    now = timezone.now()
    touch()
    Outlet.objects.filter(pk=pk).update(settled=False, changed_at=Greatest(F("changed_at"), Value(now)))
    transaction.on_commit(lambda: wake(settle_saved, pk))


def settle_saved(pk: int) -> None:
    for outlet in Outlet.objects.filter(pk=pk, settled=False):
        settle(outlet)


def wake(look: Any, subject: Any) -> None:
    """Call `look(subject)` and never raise.

    This is the border to Wagtail: whatever goes wrong here must not leave a page half published, and is found
    by `reconcile`. The savepoint keeps the editor's own transaction usable.
    """
    try:
        with transaction.atomic():
            look(subject)
    except Exception:
        logger.exception(
            "%s failed for %s %s; reconcile will repeat it",
            look.__name__,
            type(subject).__name__,
            getattr(subject, "pk", subject),
        )
