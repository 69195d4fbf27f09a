"""The dashboard: what failed comes first, in a bounded number of questions, and nobody is told what he may not see."""

from datetime import UTC, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from syndication.actions import CorrectAction, KillAction, RestoreAction
from syndication.desk import approval
from syndication.desk.quiet import quiet
from syndication.desk.unfetched import unfetched
from syndication.models import Intake, Outlet, Pickup, Release
from tests.syndication.admin import make_user
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, make_old_outlet, make_page

MINUTE = timedelta(minutes=1)
PANELS = ("Notices not fetched yet", "Refused documents", "Outlets that have gone quiet", "Rights that end")


def fetch(outlet, moment, *, up_to=None, sent=1, unchanged=0, client="Metro"):
    """A pickup, by default with everything that the ledger holds."""
    newest = Release.objects.order_by("sequence").last()
    number = up_to if up_to is not None else (newest.sequence if newest else 0)
    return Pickup.objects.create(
        outlet=outlet, format="rss", day=moment.astimezone(UTC).date(), client=client, sent=sent, unchanged=unchanged,
        up_to=number, up_to_at=moment, last_at=moment,
    )  # fmt: skip


def fetch_daily(outlet, polls, *, last):
    """So many polls on each of five days, the last one of them at `last`."""
    for back in range(5):
        fetch(outlet, last - DAY * back, up_to=0, sent=polls)


# -- Outlets that have gone quiet


def test_an_outlet_is_quiet_when_it_stays_away_three_times_as_long_as_usual(metro):
    fetch_daily(metro, 24, last=NOW - 4 * HOUR)  # each hour
    (one,) = quiet(NOW)
    assert (one.name, one.last_at, one.usually) == ("Metro", NOW - 4 * HOUR, HOUR)
    assert quiet(NOW - HOUR - MINUTE) == []


def test_an_outlet_that_polls_each_minute_is_given_an_hour(metro):
    fetch_daily(metro, 1440, last=NOW - 59 * MINUTE)
    assert quiet(NOW) == []
    assert [one.name for one in quiet(NOW + 2 * MINUTE)] == ["Metro"]


def test_an_outlet_that_came_on_one_day_is_taken_to_come_daily(metro):
    fetch(metro, NOW - 2 * DAY, up_to=0, sent=500)
    assert quiet(NOW) == []
    assert [one.usually for one in quiet(NOW + 2 * DAY)] == [DAY]


def test_nothing_is_said_of_who_never_came_and_of_who_is_not_active(metro, public):
    fetch_daily(metro, 24, last=NOW - 2 * DAY)
    Outlet.objects.filter(pk=metro.pk).update(active=False)
    assert quiet(NOW) == []


def test_who_missed_most_of_its_turns_comes_first(metro, public):
    fetch_daily(metro, 24, last=NOW - 5 * HOUR)
    fetch_daily(public, 240, last=NOW - 4 * HOUR)
    assert [one.name for one in quiet(NOW)] == ["Public", "Metro"]


# -- Notices not fetched yet


@pytest.fixture
def story(root, metro):
    with at(NOW - 2 * HOUR):
        return make_page(root, "Harbour reopens")


def correct(page):
    with at(NOW - HOUR):
        CorrectAction(page, note="It reopens on Tuesday.").execute(skip_permission_checks=True)


def test_an_outlet_that_holds_the_story_lacks_the_correction_until_it_fetches_it(story, metro):
    fetch(metro, NOW - 2 * HOUR)
    correct(story)
    (one,) = unfetched(NOW)
    assert (one.release.kind, one.headline, one.outlets) == ("correction", "Harbour reopens", ("Metro",))
    fetch(metro, NOW - MINUTE, client="Metro, again")
    assert unfetched(NOW) == []


def test_an_outlet_that_never_fetched_the_story_lacks_nothing(story, metro):
    fetch(metro, NOW - DAY, up_to=0)
    correct(story)
    assert unfetched(NOW) == []


def test_a_killed_story_keeps_its_name_on_the_dashboard_until_it_is_restored(story, metro):
    fetch(metro, NOW - 2 * HOUR)
    with at(NOW - HOUR):
        KillAction(story, reason="Wrong names.").execute(skip_permission_checks=True)
    assert [(one.release.kind, one.headline) for one in unfetched(NOW)] == [("kill", "Harbour reopens")]
    with at(NOW - MINUTE):
        RestoreAction(story).execute(skip_permission_checks=True)
    assert unfetched(NOW) == []


def test_a_notice_is_named_for_a_month(story, metro):
    fetch(metro, NOW - 2 * HOUR)
    correct(story)
    assert len(unfetched(NOW + 29 * DAY)) == 1
    assert unfetched(NOW + 31 * DAY) == []


# -- The dashboard


def dashboard(client, user, now=NOW):
    client.force_login(user)
    with at(now):
        response = client.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_dashboard_tells_what_failed_with_a_way_to_act(client, story, metro):
    fetch(metro, NOW - 2 * HOUR)
    correct(story)
    row = Intake.objects.create(
        origin="-", item="<b>Bold</b>", outcome="refused", reason="It has no text.", received_at=NOW
    )
    said = dashboard(client, make_user("view_outlet", "view_pickup", "view_release", "view_intake"))
    assert "Correction, not fetched by Metro" in said
    assert f'href="/admin/outlets/why/{story.story_id}/"' in said
    assert "&lt;b&gt;Bold&lt;/b&gt;" in said
    assert f'href="/admin/intake/inspect/{row.pk}/"' in said
    assert "Every outlet fetches about as often as it usually does." in said
    Intake.objects.update(settled_at=NOW)
    assert "&lt;b&gt;Bold" not in dashboard(client, make_user("view_intake", username="other"))


def test_a_quiet_outlet_is_told_in_a_sentence(client, metro):
    fetch_daily(metro, 72, last=NOW - 3 * DAY)
    said = dashboard(client, make_user("view_outlet", "view_pickup"))
    assert "Last fetched 3\xa0days ago; it usually fetches every 20\xa0minutes." in said


@pytest.mark.parametrize(
    ("permissions", "seen"),
    [
        ((), ()),
        (("view_intake",), ("Refused documents",)),
        (("view_release",), ("Rights that end",)),
        (("view_outlet",), ()),
        (("view_outlet", "view_pickup"), ("Outlets that have gone quiet",)),
    ],
)
def test_nobody_is_told_what_he_may_not_see(client, db, permissions, seen):
    said = dashboard(client, make_user(*permissions))
    assert tuple(panel for panel in PANELS if panel in said) == seen
    assert ("active outlets" in said) == ("view_outlet" in permissions)


def test_who_may_be_the_second_person_sees_what_waits_for_a_yes(client, story, settings):
    settings.SYNDICATION_APPROVED_VERBS = ["withdraw"]
    asker, decider = make_user(username="asker"), make_user("approve_story", username="decider")
    row = approval.ask(story, "withdraw", user=asker, reason="The ministry asks.", outlets=[], keep_page=False)
    said = dashboard(client, decider)
    assert "Withdraw, asked for by asker: The ministry asks." in said
    assert f"/{row.pk}/" in said
    assert "Waiting for a second person" not in dashboard(client, asker)


def questions(client, user):
    with CaptureQueriesContext(connection()) as asked:
        dashboard(client, user)
    return len(asked)


def connection():
    from django.db import connection

    return connection


def test_the_dashboard_asks_as_much_of_thirty_outlets_and_notices_as_of_one(client, root, metro):
    user = make_user("view_outlet", "view_pickup", "view_release", "view_intake")

    def grow(number):
        outlet = make_old_outlet(f"outlet-{number}")
        with at(NOW - 3 * HOUR):
            page = make_page(root, f"Story {number}")
        fetch(outlet, NOW - 2 * HOUR)
        correct(page)
        fetch_daily(make_old_outlet(f"quiet-{number}"), 48, last=NOW - DAY)
        Intake.objects.create(origin=f"{number}", outcome="refused", reason="No.", received_at=NOW)

    grow(0)
    dashboard(client, user)  # what Wagtail asks once
    few = questions(client, user)
    for number in range(1, 8):
        grow(number)
    assert len(unfetched(NOW)) == len(quiet(NOW)) == 8
    assert questions(client, user) - few <= 2  # the numbers of those that a panel has no room for
    said = dashboard(client, user)
    assert said.count("and 2 more") == 3


def test_a_published_story_of_an_edited_page_is_still_named_by_its_last_headline(story, metro):
    fetch(metro, NOW - 2 * HOUR)
    with at(NOW - 90 * MINUTE):
        story = edit(story, title="Harbour stays shut")
    with at(NOW - HOUR):
        KillAction(story, reason="Wrong.").execute(skip_permission_checks=True)
    assert [one.headline for one in unfetched(NOW)] == ["Harbour stays shut"]
