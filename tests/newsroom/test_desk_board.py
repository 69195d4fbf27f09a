"""The newsroom's part of the dashboard: today's stories, embargoes and what nobody credited, for who may edit them."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from newsroom.models import ArticlePage
from tests.make import HOUR, MINUTE, NOON, make_article, make_draft, make_section

EMBARGOES, UNCREDITED, TODAY = "Embargoes about to lift", "Stories without a source", "Today’s stories"


def at(moment):
    return time_machine.travel(moment, tick=False)


def make_editor(section=None, *, username="editor", **fields):
    """Somebody who may enter the admin, and change and publish what stands below `section`."""
    user = get_user_model().objects.create_user(username, f"{username}@desk.test", "password", **fields)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if section is not None:
        group = Group.objects.create(name=f"Editors of {section}")
        for codename in ("change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=section, permission=permission)
        user.groups.add(group)
    return user


@pytest.fixture
def section(db):
    return make_section()


@pytest.fixture
def dashboard(client, section):
    """What the dashboard says to an editor of the section at noon, or at another moment."""
    client.force_login(make_editor(section))

    def get(now=NOON):
        with at(now):
            return client.get("/admin/").content.decode()

    return get


def publish(title, moment, **fields):
    """A story published at `moment`; times are stamped by the clock, as in life."""
    with at(moment):
        draft = make_draft(title, **fields)
        draft.get_latest_revision().publish()
    return ArticlePage.objects.get(pk=draft.pk)


def test_todays_stories_are_those_of_the_users_own_day(dashboard):
    publish("Dam reopens", NOON - HOUR)
    publish("Old harbour", NOON - 20 * HOUR)
    said = dashboard()
    assert "1 new, 0 updated, 0 taken off again." in said
    assert "Dam reopens" in said
    assert "Old harbour" not in said


def test_the_day_begins_at_the_users_midnight(client, section):
    from wagtail.users.models import UserProfile

    user = make_editor(section)
    UserProfile.objects.create(user=user, current_time_zone="Asia/Shanghai")
    publish("Dam reopens", NOON - 13 * HOUR)  # on the day before in UTC, at seven in the morning in Shanghai
    client.force_login(user)
    with at(NOON):
        said = client.get("/admin/").content.decode()
    assert "1 story published today" in said
    assert "23 Nov 2026 07:00 UTC+8" in said


def test_what_was_updated_or_taken_off_today_says_so(dashboard):
    updated = publish("Dam reopens", NOON - 30 * HOUR)
    gone = publish("Fog holds the harbour", NOON - 3 * HOUR)
    with at(NOON - HOUR):
        updated.save_revision().publish()
        gone.unpublish()
    said = dashboard()
    assert "0 new, 1 updated, 1 taken off again." in said
    assert "· updated" in said
    assert "· taken off" in said


def test_embargoes_are_listed_by_the_moment_they_lift(dashboard):
    with at(NOON - HOUR):
        make_draft("Later", embargoed_until=NOON + 30 * HOUR)
        soon = make_draft("Sooner", embargoed_until=NOON + 2 * HOUR)
        soon.get_latest_revision().publish()
    said = dashboard()
    assert said.index("Sooner") < said.index("Later")
    assert "in 2\xa0hours" in said
    assert '<time datetime="2026-11-23T14:00:00+00:00">23 Nov 2026 14:00 UTC</time>' in said
    assert "will be published then" in said
    assert "nobody has published it yet" in said
    assert "No article is under embargo." in dashboard(NOON + 31 * HOUR)


def test_an_article_without_a_source_is_named_for_a_month(dashboard):
    with at(NOON - HOUR):
        draft = make_draft("Whose is it?")
        draft.source = None
        draft.save_revision()
        ArticlePage.objects.filter(pk=draft.pk).update(source=None)
    assert f'href="/admin/pages/{draft.pk}/edit/"' in dashboard()
    ArticlePage.objects.filter(pk=draft.pk).update(latest_revision_created_at=NOON - timedelta(days=31))
    assert "Every article of the last 30 days credits a source." in dashboard()


def test_nothing_is_told_of_articles_that_one_may_not_edit(client, section):
    other = make_section("Secrets")
    publish("Hidden story", NOON - HOUR, under=other)
    with at(NOON - HOUR):
        make_draft("Hidden embargo", under=other, embargoed_until=NOON + HOUR)
    client.force_login(make_editor(section))
    with at(NOON):
        said = client.get("/admin/").content.decode()
    assert "Hidden" not in said
    assert "Nothing was published today." in said


def test_who_edits_nothing_sees_none_of_it(client, section):
    publish("Dam reopens", NOON - HOUR)
    client.force_login(make_editor(username="guest"))
    said = client.get("/admin/").content.decode()
    assert [heading for heading in (EMBARGOES, UNCREDITED, TODAY, "published today") if heading in said] == []


def test_the_dashboard_asks_as_much_of_many_articles_as_of_one(dashboard):
    def grow(number):
        publish(f"Story {number}", NOON - HOUR - number * MINUTE)
        with at(NOON - HOUR):
            make_draft(f"Held {number}", embargoed_until=NOON + HOUR)
            ArticlePage.objects.filter(pk=make_draft(f"Whose {number}").pk).update(source=None)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            said = dashboard()
        return len(queries), said

    grow(0)
    dashboard()  # what Wagtail asks once
    few, _ = asked()
    for number in range(1, 9):
        grow(number)
    many, said = asked()
    assert many - few <= 3  # the numbers of those that a panel has no room for
    assert said.count("and 3 more") == 3


def test_a_headline_is_text_and_nothing_else(dashboard):
    publish("<script>alert(1)</script>", NOON - HOUR)
    assert "<script>alert(1)</script>" not in dashboard()
    assert "&lt;script&gt;alert(1)" in dashboard()


def test_a_live_article_is_no_embargo(dashboard):
    with at(NOON - HOUR):
        make_article("Dam reopens")
    assert "No article is under embargo." in dashboard()
