"""Where withdrawing needs a second person, no way of Wagtail's takes a story away alone; and what waits is settled by events."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from wagtail.models import APIToken, GroupPagePermission, Page

from syndication.actions import KillAction, RestoreAction, WithdrawAction
from syndication.desk import approval
from syndication.models import Standing, VerbRequest
from syndication.reconciling import reconcile
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_people(settings):
    settings.SYNDICATION_APPROVED_VERBS = ["withdraw", "kill"]


@pytest.fixture
def editor(root):
    """Somebody who may publish and delete below the desk."""
    user, group = make_user(username="editor"), Group.objects.create(name="Publishers")
    user.groups.add(group)
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
        GroupPagePermission.objects.create(group=group, page=root, permission=Permission.objects.get(codename=codename))
    return user


@pytest.fixture
def chief(root):
    return make_user("approve_story", username="chief")


def ask(page, user, verb="withdraw", outlets=()):
    return approval.ask(page, verb, user=user, reason="It was retracted.", outlets=outlets, keep_page=False)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def is_out(page):
    return Standing.objects.filter(story_id=page.story_id, usable=True).exists() and fresh(page).live


# -- Wagtail's own ways ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_one_page_leads_to_asking(client, root, editor, way):
    page = make_page(root)
    client.force_login(editor)
    answer = client.post(reverse(f"wagtailadmin_pages:{way}", args=[page.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("syndication_verbs:withdraw", args=[page.pk])
    assert "a second person must approve taking it away" in answer.content.decode()
    assert is_out(page)


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_a_section_names_what_is_out_below_it(client, root, editor, way):
    section = root.add_child(instance=Page(title="News", slug="news"))
    page = make_page(section, "Harbour reopens")
    client.force_login(editor)
    answer = client.post(
        reverse(f"wagtailadmin_pages:{way}", args=[section.pk]), {"include_descendants": "on"}, follow=True
    )
    assert "Nothing was changed: “Harbour reopens” is out" in answer.content.decode()
    assert is_out(page)
    assert fresh(section).live


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_several_lead_to_asking_for_all(client, root, editor, way):
    first, second = make_page(root, "One"), make_page(root, "Two")
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", way])
    answer = client.post(f"{address}?id={first.pk}&id={second.pk}&next=/admin/", follow=True)
    assert answer.request["PATH_INFO"] == reverse("wagtail_bulk_action", args=["wagtailcore", "page", "withdraw"])
    assert [is_out(page) for page in (first, second)] == [True, True]
    client.post(f"{answer.request['PATH_INFO']}?{answer.request['QUERY_STRING']}", {"reason": "Retracted."})
    assert VerbRequest.objects.count() == 2


def test_several_sections_name_what_is_out_below_them(client, root, editor):
    section = root.add_child(instance=Page(title="News", slug="news"))
    page = make_page(section)
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client.post(f"{address}?id={section.pk}&next=/admin/", follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert is_out(page)


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_the_api_behind_the_admin_refuses(client, root, editor, way):
    page = make_page(root)
    client.force_login(editor)
    answer = client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, way]), {})
    assert answer.status_code == 403
    assert is_out(page)


@pytest.mark.parametrize("way", ["actions/unpublish/", "actions/delete/", ""])
def test_the_api_refuses(client, root, editor, way):
    page = make_page(root)
    token = APIToken.generate_token()
    APIToken.objects.create(user=editor, name="desk", key_hash=APIToken.hash_token(token))
    send = client.post if "unpublish" in way else client.delete
    answer = send(
        f"/api/v3/pages/{page.pk}/{way}", {}, "application/json", headers={"authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 403
    assert "second person" in answer.content.decode()
    assert is_out(page)


def test_what_is_down_or_was_never_out_can_be_deleted(client, root, editor):
    down, draft = make_page(root, "Down"), make_page(root, "Draft", publish=False)
    WithdrawAction(down, reason="Retracted.").execute()
    client.force_login(editor)
    for page in (down, draft):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not PlainPage.objects.exists()


def test_a_site_that_asks_nobody_is_left_alone(client, root, editor, settings):
    settings.SYNDICATION_APPROVED_VERBS = ["kill"]
    page = make_page(root)
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not is_out(page)


# -- What waits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "event", "why"),
    [
        ("withdraw", "withdraw", "The story went down meanwhile."),
        ("withdraw", "kill", "The story was killed meanwhile."),
        ("kill", "kill", "The story was killed meanwhile."),
        ("withdraw", "unpublish", "The story went down meanwhile."),
        ("kill", "delete", "Its page is gone; what partners held was called back when it went."),
    ],
)
def test_a_request_that_events_have_overtaken_no_longer_waits(
    client, root, editor, chief, verb, event, why, django_capture_on_commit_callbacks
):
    page = make_page(root)
    row = ask(page, editor, verb)
    events = {
        "withdraw": lambda: WithdrawAction(fresh(page), reason="Meanwhile.").execute(),
        "kill": lambda: KillAction(fresh(page), reason="Meanwhile.").execute(),
        "unpublish": lambda: fresh(page).unpublish(),
        "delete": lambda: fresh(page).delete(),
    }
    with django_capture_on_commit_callbacks(execute=True):
        events[event]()
    row.refresh_from_db()
    assert (row.decision, row.answer, row.decided_by) == ("overtaken", why, None)
    assert not approval.waiting().exists()
    assert [(sent.to, why in sent.body) for sent in mail.outbox] == [(["editor@desk.test"], True)]
    client.force_login(chief)
    said = client.get(reverse("verb_requests:decide", args=[row.pk])).content.decode()
    assert "Overtaken by events" in said
    assert why in said
    assert "Yes, do it" not in said


def test_a_kill_still_waits_when_the_story_is_only_withdrawn(root, editor):
    page = make_page(root)
    row = ask(page, editor, "kill")
    WithdrawAction(page, reason="Meanwhile.").execute()
    assert list(approval.waiting()) == [row]


def test_an_approved_request_is_done_and_its_twin_overtaken(root, editor, chief):
    page = make_page(root)
    kill, withdraw = ask(page, editor, "kill"), ask(page, editor)
    approval.approve(kill, chief)
    assert [fresh(row).decision for row in (kill, withdraw)] == ["done", "overtaken"]


def test_outlets_that_were_told_meanwhile_are_left_out(root, editor, chief, metro, public):
    page = make_page(root)
    row = ask(page, editor, outlets=[metro, public])
    WithdrawAction(page, reason="Meanwhile.", outlets=[metro]).execute()
    assert list(approval.waiting()) == [row]
    WithdrawAction(page, reason="Meanwhile.", outlets=[public]).execute()
    assert fresh(row).answer == "These outlets were told meanwhile."


def test_the_outlets_that_are_left_are_told(root, editor, chief, metro, public):
    page = make_page(root)
    row = ask(page, editor, outlets=[metro, public])
    WithdrawAction(page, reason="Meanwhile.", outlets=[metro]).execute()
    approval.approve(row, chief)
    assert fresh(row).decision == "done"
    assert is_out(page)


def test_reconcile_settles_what_waits_from_before(root, editor):
    page = make_page(root)
    WithdrawAction(page, reason="Long ago.").execute()
    row = ask(page, editor)  # as a version before this one left it
    reconcile()
    assert fresh(row).decision == "overtaken"


def test_it_can_be_asked_for_again_once_it_is_restored(root, editor):
    page = make_page(root)
    ask(page, editor)
    WithdrawAction(page, reason="Meanwhile.").execute()
    RestoreAction(fresh(page)).execute()
    assert approval.waiting().count() == 0
    ask(fresh(page), editor)
    assert approval.waiting().count() == 1
