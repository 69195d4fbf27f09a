"""Where the verbs end: what was not seen, what is locked or scheduled, who may look, and two people at one moment."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, PageLogEntry, Workflow, WorkflowTask

from syndication.actions import (
    ApprovalNeeded,
    CorrectAction,
    KillAction,
    NothingToDo,
    QuietAction,
    RestoreAction,
    WithdrawAction,
)
from syndication.desk import approval
from syndication.models import Release, Standing, VerbRequest
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import HOUR, NOW, at, edit, make_page

pytestmark = pytest.mark.django_db


def url(page, verb):
    return reverse(f"syndication_verbs:{verb}", args=[page.pk])


def fresh(page):
    return PlainPage.objects.get(pk=page.pk)


def save_draft(page, **changes):
    draft = page.get_latest_revision_as_object()
    for field, value in changes.items():
        setattr(draft, field, value)
    return draft.save_revision()


@pytest.fixture
def publisher(root):
    """Somebody who may publish everywhere below the desk."""
    user, group = make_user(username="publisher"), Group.objects.create(name="Publishers")
    user.groups.add(group)
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    return user


class TestWhatIsPublished:
    @pytest.mark.parametrize(("verb", "sent"), [("correct", {"kind": "correction", "note": "Year."}), ("quiet", {})])
    def test_is_what_was_shown_and_no_later_draft(self, admin_client, root, verb, sent):
        page = make_page(root)
        shown = save_draft(page, text="<p>Seen.</p>")
        save_draft(fresh(page), text="<p>Unseen.</p>")
        response = admin_client.post(url(page, verb), sent | {"seen": shown.pk})
        assert "The draft has changed since you looked at it: look again." in response.content.decode()
        assert Release.objects.count() == 1
        # The answer shows the newer draft, so that a second yes means that one.
        newest = fresh(page).latest_revision_id
        assert f'name="seen" value="{newest}"' in response.content.decode()
        admin_client.post(url(page, verb), sent | {"seen": newest})
        assert Release.objects.last().story.body == "<p>Unseen.</p>"

    @pytest.mark.parametrize("action", [lambda page: CorrectAction(page, note="Year."), QuietAction])
    def test_is_no_draft_that_is_scheduled_for_later(self, root, action):
        with at(NOW):
            page = edit(make_page(root), go_live_at=NOW + HOUR)
            with pytest.raises(NothingToDo, match="is scheduled for 23 November 2026 13:00 UTC"):
                action(fresh(page)).execute()
        assert fresh(page).live

    def test_may_be_the_draft_of_a_story_under_embargo(self, root, metro):
        with at(NOW):
            page = make_page(root, embargoed_until=NOW + HOUR)
            row = CorrectAction(fresh(page), note="Year.").execute()
        assert [notice.text for notice in row.story.notices] == ["Year."]

    def test_is_nothing_of_a_page_that_somebody_else_has_locked(self, client, root, publisher):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk).update(locked=True)
        client.force_login(publisher)
        said = client.get(url(page, "correct")).content.decode()
        assert "The page is locked" in said
        assert 'name="note"' not in said
        with pytest.raises(NothingToDo, match="locked"):
            CorrectAction(fresh(page), note="Year.", user=publisher).execute()

    def test_shows_the_notice_as_readers_will_see_it(self, admin_client, root):
        page = make_page(root)
        said = admin_client.post(url(page, "correct"), {"kind": "nonsense", "note": "It was <2025>."}).content.decode()
        assert "It was &lt;2025&gt;.</span>" in said


class TestKill:
    def test_stops_a_workflow_from_putting_the_story_out_again(self, root, publisher):
        page = make_page(root)
        task = GroupApprovalTask.objects.create(name="Desk")
        task.groups.add(Group.objects.get(name="Publishers"))
        workflow = Workflow.objects.create(name="Desk")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        save_draft(page, text="<p>Moderated.</p>")
        state = workflow.start(fresh(page), publisher)
        KillAction(fresh(page), reason="Court order.").execute()
        state.refresh_from_db()
        state.current_task_state.approve(user=publisher)
        assert not fresh(page).live
        assert Standing.objects.get().release.cause == "killed"

    def test_leads_who_may_kill_and_no_more_to_who_has_fetched_the_notice(self, client, root, metro):
        page = make_page(root)
        client.force_login(make_user("kill_story", username="legal"))
        response = client.post(url(page, "kill"), {"reason": "Court order."})
        assert response.url == url(page, "progress")
        assert client.get(response.url).status_code == 200

    def test_of_an_alias_is_not_offered(self, admin_client, root):
        alias = make_page(root).create_alias(update_slug="harbour-alias")
        edit_page = admin_client.get(reverse("wagtailadmin_explore", args=[root.pk])).content.decode()
        assert url(alias, "kill") not in edit_page
        assert admin_client.get(url(alias, "kill")).status_code == 404


class TestTheBanner:
    def said(self, client, page):
        return " ".join(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode().split())

    def test_says_who_killed_it_when_and_why(self, admin_client, admin_user, root):
        with at(NOW):
            page = make_page(root)
            KillAction(page, reason="Court order.", user=admin_user).execute()
        assert "Killed on 23 Nov 2026 12:00 UTC by admin: Court order." in self.said(admin_client, page)

    def test_says_from_whom_alone_it_was_withdrawn(self, admin_client, root, metro):
        with at(NOW):
            page = make_page(root)
            WithdrawAction(page, reason="Contract.", outlets=[metro]).execute()
        assert "Withdrawn from Metro on 23 Nov 2026 12:00 UTC by a command: Contract." in self.said(admin_client, page)
        assert url(page, "progress") in self.said(admin_client, page)

    def test_is_gone_when_the_story_is_restored(self, admin_client, root):
        page = make_page(root)
        KillAction(page, reason="Court order.").execute()
        RestoreAction(fresh(page)).execute()
        assert "Court order." not in self.said(admin_client, page)


class TestASecondPerson:
    @pytest.fixture(autouse=True)
    def wanted(self, settings):
        settings.SYNDICATION_APPROVED_VERBS = ["withdraw"]

    def ask(self, page, user):
        return approval.ask(page, "withdraw", user=user, reason="Retracted.", outlets=(), keep_page=False)

    def test_is_needed_by_a_user_of_the_api_too_and_not_by_a_command(self, root, publisher):
        page = make_page(root)
        with pytest.raises(ApprovalNeeded, match="second person"):
            WithdrawAction(page, reason="Retracted.", user=publisher).execute()
        assert fresh(page).live
        WithdrawAction(page, reason="Retracted.").execute()
        assert not fresh(page).live

    def test_is_asked_in_his_own_language_and_who_asked_learns_the_answer(
        self, root, publisher, django_capture_on_commit_callbacks
    ):
        from wagtail.users.models import UserProfile

        chief = make_user("approve_story", username="chief")
        UserProfile.objects.create(user=chief, preferred_language="de")
        page = make_page(root)
        with django_capture_on_commit_callbacks(execute=True):
            row = self.ask(page, publisher)
        with django_capture_on_commit_callbacks(execute=True):
            approval.refuse(row, chief, "It is right.")
        asked, answered = mail.outbox
        assert (asked.to, answered.to) == (["chief@desk.test"], ["publisher@desk.test"])
        assert "publisher" in asked.body
        assert "Retracted." in asked.body
        assert "It is right." in answered.body

    def test_leaves_his_yes_in_the_history(self, root, publisher):
        page = make_page(root)
        approval.approve(self.ask(page, publisher), make_user("approve_story", username="chief"))
        logged = PageLogEntry.objects.filter(page=page.pk, action__startswith="syndication.").order_by("pk")
        assert [(entry.action, entry.user.username) for entry in logged] == [
            ("syndication.ask", "publisher"), ("syndication.approve", "chief"), ("syndication.withdraw", "chief"),
        ]  # fmt: skip

    def test_cannot_say_yes_twice(self, root, publisher):
        chief = make_user("approve_story", username="chief")
        row = self.ask(make_page(root), publisher)
        approval.approve(row, chief)
        with pytest.raises(NothingToDo, match="decided it already"):
            approval.approve(row, chief)
        assert VerbRequest.objects.get().decision == "done"

    def test_must_have_the_permission(self, root, publisher):
        row = self.ask(make_page(root), publisher)
        with pytest.raises(PermissionDenied):
            approval.approve(row, make_user(username="stranger"))


class TestSeveralAtOnce:
    def address(self, *numbers):
        path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "withdraw"])
        return f"{path}?{'&'.join(f'id={number}' for number in numbers)}&next=/admin/"

    def test_cost_few_queries_for_each(self, admin_client, root, django_assert_max_num_queries):
        few = [make_page(root, title=f"Story {number}").pk for number in range(2)]
        many = few + [make_page(root, title=f"Story {number}").pk for number in range(2, 12)]
        admin_client.get(self.address(*few))
        with django_assert_max_num_queries(14):
            assert admin_client.get(self.address(*many)).content.decode().count("Story ") == 12

    def test_are_never_all_pages_of_the_site(self, admin_client, root):
        make_page(root)
        assert "No story is chosen." in admin_client.get(self.address("all")).content.decode()

    def test_are_offered_in_the_explorer(self, admin_client, root):
        make_page(root)
        listing = admin_client.get(reverse("wagtailadmin_explore", args=[root.pk])).content.decode()
        assert "/admin/bulk/wagtailcore/page/withdraw/" in listing

    def test_say_of_each_why_it_is_left(self, client, root, publisher):
        killed = make_page(root, "Killed one")
        KillAction(killed, reason="Court order.").execute()
        client.force_login(publisher)
        said = client.get(self.address(root.pk, killed.pk)).content.decode()
        assert "no story of its own" in said
        assert "down already (Killed)" in said


def test_a_site_that_comes_from_the_first_version_offers_no_permissions_of_nothing(root):
    from django.contrib.contenttypes.models import ContentType

    from syndication.wagtail_hooks import register_verb_permissions

    of_standing = ContentType.objects.get_for_model(Standing)
    Permission.objects.create(codename="delete_standing", name="Can delete standing", content_type=of_standing)
    assert set(register_verb_permissions().values_list("codename", flat=True)) == {
        "approve_story", "kill_story", "withdraw_story",
    }  # fmt: skip
