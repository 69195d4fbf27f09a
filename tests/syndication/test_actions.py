"""The desk's verbs: what each does to page, ledger and outlets, and when it refuses."""

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.actions.registry import action_registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from syndication import ledger
from syndication.actions import (
    CorrectAction,
    KillAction,
    NothingToDo,
    RestoreAction,
    VerbPermissionError,
    WithdrawAction,
)
from syndication.models import Membership, Release, Standing
from syndication.reconciling import reconcile
from syndication.schedule import lift
from syndication.wire.story import NoticeKind
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import HOUR, NOW, edit, make_page

pytestmark = pytest.mark.django_db


def fresh(page):
    return PlainPage.objects.get(pk=page.pk)


def test_each_verb_is_a_wagtail_action():
    actions = action_registry.get_actions_for_model(PlainPage)
    assert {"correct", "kill", "publish", "restore", "unpublish", "withdraw"} <= set(actions)


class TestWithdraw:
    def test_from_everybody_takes_the_page_down_and_tells_why(self, root, public):
        page = make_page(root)
        (row,) = WithdrawAction(page, reason="The study was retracted.").execute()
        assert (row.kind, row.cause, row.note) == ("withdrawal", "withdrawn", "The study was retracted.")
        assert [notice.text for notice in row.story.notices] == ["The study was retracted."]
        assert not fresh(page).live
        assert Membership.objects.get().release == row

    def test_may_leave_our_own_page(self, root):
        page = make_page(root)
        WithdrawAction(page, reason="Partners only.", keep_page=True).execute()
        assert fresh(page).live
        assert ledger.observe(fresh(page)) is None

    def test_from_one_outlet_leaves_the_others_and_the_page(self, root, metro):
        page, other = make_page(root), make_outlet("other")
        (row,) = WithdrawAction(page, reason="Contract.", outlets=[metro]).execute()
        assert (row.outlet, fresh(page).live) == (metro, True)
        assert Standing.objects.get().usable
        assert Membership.objects.filter(selection=other.selection, release__status="usable").exists()

    def test_twice_from_one_outlet_is_refused(self, root, metro):
        page = make_page(root)
        WithdrawAction(page, reason="Contract.", outlets=[metro]).execute()
        with pytest.raises(NothingToDo, match="Metro"):
            WithdrawAction(page, reason="Contract.", outlets=[metro]).execute()

    def test_holds_the_story_down_whatever_is_done_to_its_page(self, root):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        edit(page, text="<p>Again.</p>")
        assert not fresh(page).live
        assert Release.objects.latest("sequence").kind == "withdrawal"

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_needs_a_reason(self, root, reason):
        with pytest.raises(NothingToDo, match="reason"):
            WithdrawAction(make_page(root), reason=reason)

    def test_of_what_was_never_released_is_refused(self, root):
        with pytest.raises(NothingToDo, match="never released"):
            WithdrawAction(make_page(root, publish=False), reason="Wrong.").execute()

    def test_of_what_is_down_already_is_refused(self, root):
        page = make_page(root)
        page.unpublish()
        with pytest.raises(NothingToDo, match="unpublished"):
            WithdrawAction(page, reason="Wrong.").execute()


class TestKill:
    def test_takes_everything_down_at_once(self, root, public, metro):
        page = make_page(root)
        row = KillAction(page, reason="Court order.").execute()
        assert (row.kind, row.cause, row.status) == ("kill", "killed", "canceled")
        assert not fresh(page).live
        assert fresh(page).concealed
        assert set(Membership.objects.values_list("release", flat=True)) == {row.pk}

    def test_works_on_a_page_that_a_scheduled_edit_locks(self, root):
        with time_machine.travel(NOW, tick=False):
            page = make_page(root)
            edit(page, go_live_at=NOW + HOUR)
            assert page.get_lock() is not None
            KillAction(fresh(page), reason="Court order.").execute()
        with time_machine.travel(NOW + 2 * HOUR, tick=False):
            lift(NOW + 2 * HOUR)
        assert not fresh(page).live

    def test_of_an_embargoed_story_leaves_no_notice_with_anybody(self, root, public):
        with time_machine.travel(NOW, tick=False):
            page = make_page(root, embargoed_until=NOW + HOUR)
            KillAction(page, reason="Court order.").execute()
        assert not Membership.objects.exists()

    def test_after_a_withdrawal_still_says_kill(self, root):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        assert KillAction(page, reason="Court order.").execute().kind == "kill"

    def test_twice_is_refused(self, root):
        page = make_page(root)
        KillAction(page, reason="Court order.").execute()
        with pytest.raises(NothingToDo, match="already"):
            KillAction(page, reason="Court order.").execute()

    def test_takes_aliases_down_too(self, root):
        page = make_page(root)
        alias = page.create_alias(update_slug="harbour-alias")
        KillAction(page, reason="Court order.").execute()
        assert not fresh(alias).live

    def test_a_page_put_live_behind_everybody_is_put_down_again(self, root):
        page = make_page(root)
        KillAction(page, reason="Court order.").execute()
        PlainPage.objects.filter(pk=page.pk).update(live=True)
        reconcile()
        assert not fresh(page).live

    def test_holds_against_code_that_knows_it_as_a_plain_page_and_against_a_fixture(self, root, tmp_path):
        page, fixture = make_page(root), tmp_path / "before.json"
        call_command("dumpdata", "wagtailcore.page", "plainsite.plainpage", output=str(fixture), verbosity=0)
        KillAction(page, reason="Court order.").execute()
        plain = Page.objects.get(pk=page.pk)
        plain.live = True
        plain.save()
        assert not fresh(page).live
        call_command("loaddata", str(fixture), verbosity=0)
        assert not fresh(page).live

    def test_fails_whole_when_a_part_of_it_fails(self, root, monkeypatch):
        page = make_page(root)
        # The edge: a disk that is full while the pictures are moved.
        monkeypatch.setattr(PlainPage, "conceal_media", broken_disk)
        with pytest.raises(OSError, match="full"):
            KillAction(page, reason="Court order.").execute()
        assert fresh(page).live
        assert Standing.objects.get().usable


def broken_disk(page):
    raise OSError("the disk is full")


class TestRestore:
    @pytest.mark.parametrize("verb", [WithdrawAction, KillAction])
    def test_brings_the_story_back_as_a_new_version(self, root, public, verb):
        page = make_page(root)
        verb(page, reason="Wrong.").execute()
        row = RestoreAction(fresh(page)).execute()
        assert (row.kind, row.version, row.story.headline) == ("restore", 3, "Harbour reopens")
        assert fresh(page).live
        assert Membership.objects.get().release == row

    def test_brings_back_what_was_released_and_not_a_later_draft(self, root):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        draft = fresh(page).get_latest_revision_as_object()
        draft.title = "Unfinished"
        draft.save_revision()
        assert RestoreAction(fresh(page)).execute().story.headline == "Harbour reopens"

    def test_gives_a_story_back_to_the_one_outlet_it_was_taken_from(self, root, metro):
        page = make_page(root)
        WithdrawAction(page, reason="Contract.", outlets=[metro]).execute()
        row = RestoreAction(page).execute()
        assert (row.kind, row.version) == ("restore", 3)
        assert not metro.withdrawals.filter(restored_at__isnull=True).exists()

    def test_after_a_withdrawal_that_left_the_page(self, root, public):
        page = make_page(root)
        WithdrawAction(page, reason="Partners only.", keep_page=True).execute()
        assert RestoreAction(fresh(page)).execute().kind == "restore"
        assert Membership.objects.get().release.status == "usable"

    def test_of_what_is_not_withdrawn_is_refused(self, root):
        with pytest.raises(NothingToDo, match="neither"):
            RestoreAction(make_page(root)).execute()


class TestCorrect:
    def test_publishes_the_draft_with_a_public_notice(self, root):
        page = make_page(root)
        draft = page.get_latest_revision_as_object()
        draft.text = "<p>2025.</p>"
        draft.save_revision()
        row = CorrectAction(fresh(page), note="The year was wrong.").execute()
        assert (row.kind, row.story.body) == ("correction", "<p>2025.</p>")
        assert [(notice.kind, notice.text) for notice in row.story.notices] == [
            (NoticeKind.CORRECTION, "The year was wrong.")
        ]

    def test_needs_a_story_that_is_out(self, root):
        with pytest.raises(NothingToDo, match="that is out"):
            CorrectAction(make_page(root, publish=False), note="Wrong.").execute()


@pytest.mark.parametrize("verb", ["withdraw", "kill", "correct", "restore"])
def test_a_user_without_the_right_to_publish_is_refused(root, verb):
    page = make_page(root)
    stranger = get_user_model().objects.create_user("stranger")
    words = {"withdraw": {"reason": "x"}, "kill": {"reason": "x"}, "correct": {"note": "x"}, "restore": {}}[verb]
    with pytest.raises(VerbPermissionError):
        action_registry.get_action_class(PlainPage, verb)(page, user=stranger, **words).execute()
    assert fresh(page).live


def test_each_verb_leaves_an_audit_log_entry_with_its_reason(root):
    page = make_page(root)
    CorrectAction(page, note="Year.").execute()
    WithdrawAction(fresh(page), reason="Wrong.").execute()
    RestoreAction(fresh(page)).execute()
    KillAction(fresh(page), reason="Court order.").execute()
    logged = PageLogEntry.objects.filter(page=page.pk, action__startswith="syndication.").order_by("pk")
    assert [entry.action for entry in logged] == [
        f"syndication.{verb}" for verb in ("correct", "withdraw", "restore", "kill")
    ]
    assert [entry.data.get("reason") for entry in logged] == ["Year.", "Wrong.", None, "Court order."]
    assert not ModelLogEntry.objects.filter(action__startswith="syndication.").exists()
