"""The verbs' screens: who is offered which, what each says before it acts, and that it does what the action does."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from syndication import pickups
from syndication.actions import KillAction, WithdrawAction
from syndication.desk import approval
from syndication.desk.taken import holders
from syndication.models import Outlet, Release, Standing, VerbRequest
from syndication.pickups import Served
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import HOUR, NOW, at, edit, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


def url(page, verb):
    return reverse(f"syndication_verbs:{verb}", args=[page.pk])


def fresh(page):
    return PlainPage.objects.get(pk=page.pk)


def fetch(outlet, up_to, when):
    served = Served(outlet_id=outlet.pk, feed="", format="rss")
    pickups.note(served, (None, "main"), "", 200, up_to, when)
    pickups.write_gathered()


@pytest.fixture(autouse=True)
def no_old_counts():
    pickups.gathered.clear()
    pickups.told.clear()


@pytest.fixture
def editor(root):
    """Somebody who may edit and publish below the desk, and no more."""
    from django.contrib.auth.models import Group

    user, group = make_user(username="editor"), Group.objects.create(name="Publishers")
    user.groups.add(group)
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    return user


def test_a_number_that_no_page_can_have_is_not_found(admin_client, root):
    for verb in ("kill", "withdraw", "correct", "quiet", "restore", "progress"):
        assert admin_client.get(reverse(f"syndication_verbs:{verb}", args=[9**30])).status_code == 404


class TestWhoHoldsIt:
    def test_an_outlet_is_named_once_with_the_newest_version_that_it_fetched(self, root, metro):
        with at(NOW):
            page = make_page(root)
        first = Release.objects.get()
        fetch(metro, first.sequence, NOW + HOUR)
        with at(NOW + 2 * HOUR):
            edit(page, text="<p>New.</p>")
            (holder,) = holders(page.story_id, NOW + 2 * HOUR)
            assert (holder.outlet, holder.version, holder.told_at) == (metro, 1, None)
        fetch(metro, Release.objects.last().sequence, NOW + 3 * HOUR)
        (holder,) = holders(page.story_id, NOW + 4 * HOUR)
        assert (holder.version, holder.told_at) == (2, NOW + 3 * HOUR)

    def test_whoever_stopped_taking_stories_before_it_was_offered_does_not_hold_it(self, root, metro):
        with at(NOW - HOUR):
            Outlet.objects.filter(pk=metro.pk).update(active=False, changed_at=NOW - HOUR, settled=False)
            from syndication.subscriptions import settle

            settle(Outlet.objects.get(pk=metro.pk))
        with at(NOW):
            page = make_page(root)
        assert holders(page.story_id, NOW + HOUR) == []

    def test_it_asks_as_often_for_many_outlets_as_for_few(self, root, django_assert_max_num_queries):
        for number in range(12):
            make_old_outlet(f"outlet-{number}", profile=("generic", "msn", "smartnews")[number % 3])
        with at(NOW):
            page = make_page(root)
        with django_assert_max_num_queries(10):
            assert len(holders(page.story_id, NOW + HOUR)) == 12


class TestTheFoot:
    def items(self, client, page):
        menu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["action_menu"]
        return menu.default_item.name, [item.name for item in menu.menu_items if (item.name or "").startswith("verb-")]

    def test_correct_and_quiet_stand_beside_publish_and_never_first(self, client, root, editor):
        page = make_page(root)
        client.force_login(editor)
        first, ways = self.items(client, page)
        assert not first.startswith("verb-")
        assert ways == ["verb-correct", "verb-quiet"]

    @pytest.mark.parametrize("state", ["draft", "withdrawn"])
    def test_what_is_not_out_has_neither(self, client, root, editor, state):
        page = make_page(root, publish=state != "draft")
        if state == "withdrawn":
            WithdrawAction(page, reason="Wrong.").execute()
        client.force_login(editor)
        assert self.items(client, page)[1] == []

    def test_a_locked_page_has_neither(self, client, root, editor, django_user_model):
        page = make_page(root)
        page.locked, page.locked_by, page.locked_at = True, django_user_model.objects.create_user("ada"), NOW
        page.save()
        client.force_login(editor)
        menu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["action_menu"]
        assert not [item for item in [menu.default_item, *menu.menu_items] if (item.name or "").startswith("verb-")]


class TestTheMenu:
    def buttons(self, client, page):
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_offers_what_fits_and_what_the_user_may(self, client, root, editor):
        page = make_page(root)
        client.force_login(editor)
        said = self.buttons(client, page)
        for verb, is_offered in {
            "correct": True,
            "quiet": True,
            "withdraw": True,
            "kill": False,
            "restore": False,
        }.items():
            assert (url(page, verb) in said) is is_offered, verb
        WithdrawAction(page, reason="Wrong.").execute()
        said = self.buttons(client, page)
        for verb, is_offered in {"correct": False, "quiet": False, "withdraw": False, "restore": True}.items():
            assert (url(page, verb) in said) is is_offered, verb

    def test_says_nothing_of_a_draft_that_was_never_out_nor_of_other_pages(self, admin_client, root):
        draft = make_page(root, publish=False)
        assert "/admin/stories/" not in self.buttons(admin_client, draft)
        assert (
            "/admin/stories/" not in admin_client.get(reverse("wagtailadmin_explore", args=[root.pk])).content.decode()
        )

    def test_what_was_taken_back_says_so_above_the_form(self, admin_client, root):
        page = make_page(root)
        KillAction(page, reason="Court order <1>.").execute()
        said = self.buttons(admin_client, page)
        assert "Court order &lt;1&gt;." in said
        assert url(page, "restore") in said


class TestWithdraw:
    def test_says_who_has_it_and_what_each_will_be_told(self, admin_client, root, public):
        make_old_outlet("msn", name="MSN", profile="msn", language="en", contact_name="Li Na", contact_phone="+86 10 1")
        make_old_outlet("flip", name="Flip", profile="flipboard")
        page = make_page(root)
        said = admin_client.get(url(page, "withdraw")).content.decode()
        assert said.count(">MSN<") == 1
        assert "Its entry will have expired." in said
        assert "Li Na · +86 10 1" in said
        assert "1 outlet has to be told by a person." in said

    def test_from_everybody(self, admin_client, root, public):
        page = make_page(root)
        response = admin_client.post(url(page, "withdraw"), {"whom": "everybody", "reason": "It was retracted."})
        assert response.url == url(page, "progress")
        assert (fresh(page).live, Release.objects.last().note) == (False, "It was retracted.")

    def test_from_one_outlet_alone(self, admin_client, root, metro, public):
        page = make_page(root)
        admin_client.post(url(page, "withdraw"), {"whom": "some", "outlets": [metro.pk], "reason": "Contract."})
        assert (fresh(page).live, Release.objects.last().outlet) == (True, metro)
        assert "called back" not in admin_client.get(url(page, "progress")).content.decode()
        assert "Metro" in admin_client.get(url(page, "progress")).content.decode()

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"whom": "everybody", "reason": " "}, "Say why: readers and partners are told."),
            ({"whom": "some", "reason": "x"}, "Choose the outlets from which it is withdrawn."),
        ],
    )
    def test_an_error_stands_at_its_field_and_nothing_is_lost(self, admin_client, root, metro, sent, said):
        page = make_page(root)
        response = admin_client.post(url(page, "withdraw"), sent)
        assert said in response.content.decode()
        assert Release.objects.count() == 1

    def test_the_second_of_two_at_once_gets_a_sentence(self, admin_client, root):
        page = make_page(root)
        WithdrawAction(page, reason="First.").execute()
        response = admin_client.post(url(page, "withdraw"), {"whom": "everybody", "reason": "Second."})
        assert response.status_code == 200
        assert "The story is down (Withdrawn)." in response.content.decode()


class TestKill:
    def test_needs_its_own_permission(self, client, root, editor):
        page = make_page(root)
        client.force_login(editor)
        assert client.get(url(page, "kill")).status_code == 302  # Wagtail leads home with a message
        editor.user_permissions.add(Permission.objects.get(codename="kill_story"))
        client.force_login(type(editor).objects.get(pk=editor.pk))
        assert client.get(url(page, "kill")).status_code == 200

    def test_works_on_a_locked_page(self, admin_client, root, metro):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk).update(locked=True)
        assert (
            url(page, "kill") in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        )
        admin_client.post(url(page, "kill"), {"reason": "Court order."})
        assert (fresh(page).live, Standing.objects.get().release.cause) == (False, "killed")
        assert PageLogEntry.objects.filter(action="syndication.kill").exists()

    def test_what_is_withdrawn_may_still_be_killed_and_what_is_killed_not_again(self, admin_client, root):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        admin_client.post(url(page, "kill"), {"reason": "Court order."})
        assert Standing.objects.get().release.cause == "killed"
        assert "The story is down (Killed)." in admin_client.get(url(page, "kill")).content.decode()


class TestWhoHasFetchedTheNotice:
    def test_names_first_whom_to_call(self, admin_client, root, metro):
        evening = make_old_outlet("evening", name="Evening Post", contact_phone="+1 555")
        never = make_old_outlet("never", name="Never")
        with at(NOW):
            page = make_page(root)
        for outlet in (metro, evening):
            fetch(outlet, Release.objects.last().sequence, NOW + HOUR)
        with at(NOW + 2 * HOUR):
            KillAction(page, reason="Court order.").execute()
        fetch(metro, Release.objects.last().sequence, NOW + 3 * HOUR)
        with at(NOW + 4 * HOUR):
            said = admin_client.get(url(page, "progress")).content.decode()
        assert "1 of 2 confirmed · 1 to call" in " ".join(said.split())
        assert said.index("Evening Post") < said.index(metro.name) < said.index(never.name)
        assert "Fetched by 23 Nov 2026 15:00 UTC" in said


class TestCorrect:
    def test_shows_what_changes_and_publishes_it_with_the_notice(self, admin_client, root, metro):
        page = make_page(root, text="<p>2024.</p>")
        draft = page.get_latest_revision_as_object()
        draft.title = "Harbour reopens late"
        draft.save_revision()
        said = admin_client.get(url(page, "correct")).content.decode()
        assert "late" in said
        admin_client.post(url(page, "correct"), {"kind": "clarification", "note": "It opened late."})
        row = Release.objects.last()
        assert (row.kind, row.story.headline) == ("correction", "Harbour reopens late")
        assert [(notice.kind, notice.text) for notice in row.story.notices] == [("clarification", "It opened late.")]

    def test_needs_a_word(self, admin_client, root):
        page = make_page(root)
        assert (
            "a correction without a word is none"
            in admin_client.post(url(page, "correct"), {"kind": "update"}).content.decode()
        )


class TestQuietly:
    def test_publishes_a_comma(self, admin_client, root, metro):
        page = make_page(root)
        draft = page.get_latest_revision_as_object()
        draft.text = "<p>Text, again.</p>"
        draft.save_revision()
        admin_client.post(url(page, "quiet"))
        assert (fresh(page).text, Release.objects.last().kind) == ("<p>Text, again.</p>", "quiet")

    def test_says_before_the_click_that_partners_must_learn_of_it(self, admin_client, root):
        page = make_page(root)
        draft = page.get_latest_revision_as_object()
        draft.source = "Xinhua"
        draft.save_revision()
        said = admin_client.get(url(page, "quiet")).content.decode()
        assert "Partners must learn of what this draft changes: credits." in said
        assert '<form action="/admin/stories' not in said


class TestRestore:
    def test_puts_it_out_again(self, admin_client, root, metro):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        admin_client.post(url(page, "restore"))
        assert (fresh(page).live, Release.objects.last().kind) == (True, "restore")

    def test_of_a_kill_is_for_who_may_kill(self, client, root, editor):
        page = make_page(root)
        KillAction(page, reason="Court order.").execute()
        client.force_login(editor)
        assert client.get(url(page, "restore")).status_code == 302


class TestASecondPerson:
    @pytest.fixture(autouse=True)
    def wanted(self, settings):
        settings.SYNDICATION_APPROVED_VERBS = ["withdraw"]

    @pytest.fixture
    def chief(self, root):
        return make_user("approve_story", username="chief")

    def ask(self, client, page, **sent):
        return client.post(url(page, "withdraw"), {"whom": "everybody", "reason": "It was retracted.", **sent})

    def test_nothing_happens_until_somebody_else_says_yes(
        self, client, root, editor, chief, metro, django_capture_on_commit_callbacks
    ):
        page = make_page(root)
        client.force_login(editor)
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(client, page)
        assert (fresh(page).live, Release.objects.count()) == (True, 1)
        (row,) = approval.waiting()
        assert [message.to for message in mail.outbox] == [["chief@desk.test"]]
        decide = reverse("verb_requests:decide", args=[row.pk])
        assert decide in mail.outbox[0].body

        assert client.get(decide).status_code == 200  # who asked may look
        assert client.post(decide, {"approve": ""}).status_code == 302
        assert fresh(page).live

        client.force_login(chief)
        assert "It was retracted." in client.get(decide).content.decode()
        client.post(decide, {"approve": ""})
        row.refresh_from_db()
        assert (fresh(page).live, row.decision, row.decided_by) == (False, "done", chief)
        assert Release.objects.last().note == "It was retracted."

    def test_a_no_needs_a_reason(self, client, root, editor, chief):
        page = make_page(root)
        client.force_login(editor)
        self.ask(client, page)
        row = VerbRequest.objects.get()
        client.force_login(chief)
        decide = reverse("verb_requests:decide", args=[row.pk])
        assert "Say why" in client.post(decide, {"refuse": ""}).content.decode()
        client.post(decide, {"refuse": "", "why": "It is right."})
        row.refresh_from_db()
        assert (row.decision, row.answer, fresh(page).live) == ("refused", "It is right.", True)
        assert PageLogEntry.objects.filter(action="syndication.refuse").exists()

    def test_the_same_is_not_asked_for_twice(self, client, root, editor):
        page = make_page(root)
        client.force_login(editor)
        self.ask(client, page)
        assert "asked for already" in self.ask(client, page).content.decode()

    def test_what_is_down_is_not_asked_for(self, client, root, editor):
        page = make_page(root)
        WithdrawAction(page, reason="Wrong.").execute()
        client.force_login(editor)
        assert "The story is down (Withdrawn)." in self.ask(client, page).content.decode()
        assert not VerbRequest.objects.exists()

    def test_what_is_down_by_then_is_said_and_waits_no_longer(self, client, root, editor, chief):
        page = make_page(root)
        client.force_login(editor)
        self.ask(client, page)
        row = VerbRequest.objects.get()
        WithdrawAction(fresh(page), reason="Meanwhile.").execute()
        client.force_login(chief)
        said = client.post(reverse("verb_requests:decide", args=[row.pk]), {"approve": ""}).content.decode()
        assert "The story went down meanwhile." in said
        row.refresh_from_db()
        assert row.decision == "overtaken"

    def test_the_outlets_that_were_named_are_the_ones(self, client, root, editor, chief, metro, public):
        page = make_page(root)
        client.force_login(editor)
        self.ask(client, page, whom="some", outlets=[metro.pk])
        client.force_login(chief)
        client.post(reverse("verb_requests:decide", args=[VerbRequest.objects.get().pk]), {"approve": ""})
        assert Release.objects.last().outlet == metro
        assert fresh(page).live

    def test_the_list_is_for_who_may_decide(self, client, root, editor, chief):
        client.force_login(editor)
        assert client.get(reverse("verb_requests:index")).status_code == 302
        page = make_page(root)
        self.ask(client, page)
        client.force_login(chief)
        assert "Harbour reopens" in client.get(reverse("verb_requests:index")).content.decode()

    def test_who_asked_cannot_say_yes_even_with_the_permission(self, client, root, editor):
        page = make_page(root)
        editor.user_permissions.add(Permission.objects.get(codename="approve_story"))
        client.force_login(type(editor).objects.get(pk=editor.pk))
        self.ask(client, page)
        client.post(reverse("verb_requests:decide", args=[VerbRequest.objects.get().pk]), {"approve": ""})
        assert fresh(page).live


class TestSeveralAtOnce:
    def address(self, *pages):
        path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "withdraw"])
        return f"{path}?{'&'.join(f'id={page.pk}' for page in pages)}&next=/admin/"

    def test_names_what_will_not_go_and_withdraws_the_rest(self, admin_client, root):
        first, second, draft = make_page(root, "One"), make_page(root, "Two"), make_page(root, "Three", publish=False)
        address = self.address(first, second, draft)
        said = admin_client.get(address).content.decode()
        left = said.index("These are left as they are")
        assert "Three</a></bdi>: never released, so nobody has it" in said
        assert said.index("One") < said.index("Two") < left < said.index("Three")
        assert "Say why" in admin_client.post(address, {"reason": ""}).content.decode()
        admin_client.post(address, {"reason": "The series was retracted."})
        assert [fresh(page).live for page in (first, second)] == [False, False]
        assert set(Release.objects.filter(kind="withdrawal").values_list("note", flat=True)) == {
            "The series was retracted."
        }

    def test_asks_a_second_person_where_the_site_wants_one(self, admin_client, root, settings):
        settings.SYNDICATION_APPROVED_VERBS = ["withdraw"]
        page = make_page(root)
        admin_client.post(self.address(page), {"reason": "Wrong."})
        assert (fresh(page).live, VerbRequest.objects.count()) == (True, 1)


def test_an_unknown_verb_in_the_settings_is_an_error(settings):
    from django.core.checks import run_checks

    settings.SYNDICATION_APPROVED_VERBS = ["kill", "kiss"]
    assert [problem.msg for problem in run_checks() if problem.id == "syndication.E008"] == [
        "SYNDICATION_APPROVED_VERBS names kiss"
    ]
