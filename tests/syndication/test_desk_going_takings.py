"""Who was offered a story, and which of its releases each has fetched."""

import pytest
from django.utils import timezone

from syndication.actions import KillAction, WithdrawAction
from syndication.desk.takings import takings
from tests.syndication.desk import HOUR, NOW, at, edit, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


def lines(story_id):
    """By outlet and version: when it was fetched."""
    return {(line.outlet.slug, line.version): line.fetched_at for line in takings(story_id, NOW + 48 * HOUR)}


def test_each_outlet_has_fetched_what_its_feed_held_when_it_came(client, root, public, metro):
    with at(NOW):
        page = make_page(root)
    get(client, "/feeds/public.rss", NOW + HOUR)
    with at(NOW + 24 * HOUR):
        edit(page, text="<p>Again.</p>")
    assert lines(page.story_id) == {
        ("metro", 1): None, ("metro", 2): None, ("public", 1): NOW + HOUR, ("public", 2): None,
    }  # fmt: skip
    get(client, "/feeds/public.rss", NOW + 25 * HOUR)
    assert lines(page.story_id)["public", 2] == NOW + 25 * HOUR


def test_a_kill_is_fetched_when_its_notice_is(client, root, public):
    with at(NOW):
        page = make_page(root)
    get(client, "/feeds/public.rss", NOW + HOUR)
    with at(NOW + 24 * HOUR):
        KillAction(page, reason="It was wrong.").execute(skip_permission_checks=True)
    assert lines(page.story_id) == {("public", 1): NOW + HOUR, ("public", 2): None}
    get(client, "/feeds/public.rss", NOW + 25 * HOUR)
    assert lines(page.story_id)["public", 2] == NOW + 25 * HOUR


def test_an_outlet_that_takes_other_stories_is_not_there(root, metro):
    make_old_outlet("sport", rules=[(True, "topic", "sport")])
    with at(NOW):
        page = make_page(root)
    assert {outlet for outlet, _ in lines(page.story_id)} == {"metro"}


def test_a_withdrawal_from_one_outlet_is_a_line_of_that_outlet_alone(root, public, metro):
    with at(NOW):
        page = make_page(root)
    with at(NOW + HOUR):
        WithdrawAction(page, reason="Not theirs.", outlets=[metro]).execute(skip_permission_checks=True)
    assert set(lines(page.story_id)) == {("metro", 1), ("metro", 2), ("public", 1)}


def test_a_story_that_nobody_was_offered_has_no_lines(root):
    with at(NOW):
        page = make_page(root)
    assert takings(page.story_id, NOW) == ()


def test_more_outlets_and_releases_cost_no_more_questions(root, public, django_assert_num_queries):
    page = make_page(root)
    for number in range(12):
        make_old_outlet(f"outlet-{number}")
        page = edit(page, text=f"<p>{number}</p>")
    with django_assert_num_queries(6):
        assert len(takings(page.story_id, timezone.now())) == 13 * 13
