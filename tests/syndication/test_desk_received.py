"""Received documents: shown as they came with what was understood, taken in again or dismissed, and never lost."""

import pytest
from django.urls import reverse

from syndication.intake import Order, take_in
from syndication.models import Intake
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import NOW
from tests.syndication.test_intake import PRESS_RELEASE

pytestmark = pytest.mark.django_db

UNREADABLE = b"<rss><channel><title>\xe6\x96\xb0 <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _desk(root):
    return root


def make_refused(document=UNREADABLE, parser="json_feed"):
    """A document that was refused because somebody named the wrong parser."""
    return next(iter(take_in(document, Order(origin="mail", parser=parser), NOW)))


def screen(row):
    return reverse("intake:inspect", args=[row.pk])


def test_a_refused_document_is_shown_as_it_came_with_its_problem(admin_client):
    row = make_refused()
    shown = admin_client.get(screen(row)).content.decode()
    assert row.reason
    assert row.reason.split("'")[0].split('"')[0] in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert(1)" not in shown


def test_trying_again_with_another_parser_files_the_story(admin_client):
    row = make_refused(PRESS_RELEASE)
    answer = admin_client.post(screen(row), {"again": "1", "again-parser": "text"})
    newest = Intake.objects.latest("pk")
    assert answer.url == screen(newest)
    assert (newest.outcome, PlainPage.objects.get().title) == ("created", "Harbour reopens after storm")
    row.refresh_from_db()
    assert (row.is_open, row.settled_how, bytes(row.document)) == (False, "Taken in again.", PRESS_RELEASE)


def test_what_is_refused_again_waits_again_with_its_document(admin_client):
    row = make_refused()
    admin_client.post(screen(row), {"again": "1", "again-parser": "json_feed"})
    open_rows = [one for one in Intake.objects.all() if one.is_open]
    assert [bytes(one.document) for one in open_rows] == [UNREADABLE]
    assert open_rows[0].pk != row.pk


def test_a_dismissal_needs_a_reason_and_keeps_the_document(admin_client):
    row = make_refused()
    answer = admin_client.post(screen(row), {"dismiss": "1", "dismiss-reason": ""})
    assert answer.context["dismiss_form"].errors["reason"]
    admin_client.post(screen(row), {"dismiss": "1", "dismiss-reason": "an advertisement"})
    row.refresh_from_db()
    assert (row.is_open, row.settled_how, bytes(row.document)) == (False, "Dismissed: an advertisement", UNREADABLE)
    assert "an advertisement" in admin_client.get(reverse("intake:index")).content.decode()


def test_what_is_done_with_is_not_done_twice(admin_client):
    row = make_refused(PRESS_RELEASE)
    for _time in range(2):
        admin_client.post(screen(row), {"again": "1", "again-parser": "text"})
    assert PlainPage.objects.count() == 1
    assert Intake.objects.count() == 2


def test_the_list_can_show_those_that_wait(admin_client):
    waiting, done = make_refused(), make_refused()
    admin_client.post(screen(done), {"dismiss": "1", "dismiss-reason": "twice"})
    shown = admin_client.get(reverse("intake:index"), {"settled_at": "true"})
    assert list(shown.context["object_list"]) == [waiting]


def test_who_may_only_look_does_nothing(client):
    row = make_refused()
    client.force_login(make_user("view_intake"))
    assert "Dismiss it" not in client.get(screen(row)).content.decode()
    client.post(screen(row), {"dismiss": "1", "dismiss-reason": "no"})
    row.refresh_from_db()
    assert row.is_open
