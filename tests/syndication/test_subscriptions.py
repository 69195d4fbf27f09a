"""Outlets whose settings change: what they hold is still corrected and called back, under the guid that they know."""

from datetime import timedelta

import pytest

from syndication.actions import CorrectAction, WithdrawAction
from syndication.models import Outlet, OutletOverride, Subscription
from syndication.reconciling import reconcile
from syndication.subscriptions import settled
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, entries, get, make_old_outlet, make_page, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def culture():
    """An open outlet that takes culture alone."""
    return make_old_outlet("culture", access="open", rules=[(True, "topic", "culture")])


def change_rules(outlet, moment, *rules):
    """Give the outlet other rules at `moment`, as an editor does in one form."""
    with at(moment):
        outlet.rules.all().delete()
        for number, (include, field, value) in enumerate(rules):
            outlet.rules.model.objects.create(
                outlet=outlet, include=include, field=field, value=value, sort_order=number
            )
        outlet.save()
        return settled(Outlet.objects.get(pk=outlet.pk))


def test_a_correction_reaches_an_outlet_whose_rules_no_longer_match(client, root, culture):
    with at(NOW):
        page = make_page(root, title="Museum opens", topic="Culture")
    get(client, "/feeds/culture.atom", NOW + HOUR)
    change_rules(culture, NOW + 2 * HOUR, (True, "topic", "trade"))
    assert titles(get(client, "/feeds/culture.atom", NOW + 3 * HOUR)) == []
    with at(NOW + 4 * HOUR):
        CorrectAction(page, note="It opens on Tuesday.").execute()
    assert titles(get(client, "/feeds/culture.atom", NOW + 5 * HOUR)) == ["Museum opens"]


def test_a_withdrawal_reaches_an_outlet_whose_rules_no_longer_match(client, root, culture):
    with at(NOW):
        page = make_page(root, title="Museum opens", topic="Culture")
    get(client, "/feeds/culture.rss", NOW + HOUR)
    change_rules(culture, NOW + 2 * HOUR, (True, "topic", "trade"))
    with at(NOW + 4 * HOUR):
        WithdrawAction(page, reason="It was a hoax.").execute()
    after = get(client, "/feeds/culture.rss", NOW + 5 * HOUR)
    assert b"It was a hoax." in after.content
    assert b"Museum" not in after.content


def test_a_story_that_came_after_the_change_is_not_told(client, root, culture):
    get(client, "/feeds/culture.rss", NOW)
    change_rules(culture, NOW + HOUR, (True, "topic", "trade"))
    with at(NOW + 2 * HOUR):
        page = make_page(root, title="Never offered", topic="Culture")
    with at(NOW + 3 * HOUR):
        WithdrawAction(page, reason="Wrong.").execute()
    assert entries(get(client, "/feeds/culture.rss", NOW + 4 * HOUR)) == []


def test_a_new_outlet_is_not_told_of_what_was_withdrawn_before_it_came(client, root, public):
    with at(NOW):
        WithdrawAction(make_page(root), reason="Before your time.").execute()
    with at(NOW + HOUR):
        make_outlet("late", access="open", profile="public")
    assert b"Before your time." not in get(client, "/feeds/late.rss", NOW + 2 * HOUR).content
    assert b"Before your time." in get(client, "/feeds/public.rss", NOW + 2 * HOUR).content


def test_an_outlet_that_rested_is_told_what_became_of_what_it_held(client, root, public):
    with at(NOW):
        page = make_page(root, title="Harbour reopens")
    get(client, "/feeds/public.rss", NOW + HOUR)
    with at(NOW + 2 * HOUR):
        set_active(public, active=False)
        WithdrawAction(page, reason="Wrong.").execute()
    assert get(client, "/feeds/public.rss", NOW + 3 * HOUR).status_code == 404
    with at(NOW + 4 * HOUR):
        set_active(public, active=True)
    assert b"Wrong." in get(client, "/feeds/public.rss", NOW + 5 * HOUR).content


def set_active(outlet, *, active):
    outlet.active = active
    outlet.save()
    settled(Outlet.objects.get(pk=outlet.pk))


def test_lines_saved_one_by_one_are_one_subscription():
    outlet = make_outlet(
        "picky", rules=[(False, "topic", "sport"), (True, "topic", "trade"), (True, "topic", "culture")]
    )
    assert Subscription.objects.filter(outlet=outlet).count() == 1


def test_a_subscription_in_passing_is_forgotten(root):
    outlet = make_outlet("hasty")
    change_rules(outlet, outlet.changed_at + timedelta(seconds=20), (True, "topic", "trade"))
    assert [row.until for row in outlet.subscriptions.all()] == [None]


def test_one_under_which_something_was_fetched_is_not(client, root):
    outlet = make_outlet("hasty", access="open", profile="public")
    get(client, "/feeds/hasty.rss", outlet.changed_at + timedelta(seconds=5))
    change_rules(outlet, outlet.changed_at + timedelta(seconds=20), (True, "topic", "trade"))
    assert outlet.subscriptions.count() == 2


@pytest.mark.parametrize("settle", [reconcile, lambda: None])
def test_settings_saved_by_a_process_that_died_hold_at_the_next_look(client, root, culture, settle):
    """on_commit never runs in a test's transaction, which is as if the process had died right after the commit."""
    with at(NOW):
        make_page(root, title="Ships", topic="Trade")
        culture.rules.all().update(value="trade")
        Outlet.objects.get(pk=culture.pk).save()
        settle()
    assert titles(get(client, "/feeds/culture.rss", NOW + HOUR)) == ["Ships"]


class TestGuids:
    def test_a_story_keeps_the_form_of_guid_that_the_outlet_got_it_with(self, client, root, public):
        with at(NOW):
            make_page(root, title="Old")
        before = entries(get(client, "/feeds/public.rss", NOW + HOUR))[0].id
        with at(NOW + 2 * HOUR):
            OutletOverride.objects.create(outlet=public, key="guid_form", value="permalink")
            make_page(root, title="New")
        guids = {entry.title: entry.id for entry in entries(get(client, "/feeds/public.rss", NOW + 3 * HOUR))}
        assert guids["Old"] == before
        assert guids["New"] == "http://news.test/new/"

    def test_a_guid_that_is_an_address_outlives_the_address(self, client, root):
        make_old_outlet("links", access="open", overrides=[("guid_form", "permalink")])
        with at(NOW):
            page = make_page(root, title="Harbour reopens")
        before = entries(get(client, "/feeds/links.rss", NOW + HOUR))[0].id
        with at(NOW + 2 * HOUR):
            page = edit(page, slug="elsewhere")
        moved = entries(get(client, "/feeds/links.rss", NOW + 3 * HOUR))[0]
        assert (moved.id, moved.link) == (before, "http://news.test/elsewhere/")
        with at(NOW + 4 * HOUR):
            WithdrawAction(page, reason="Wrong.").execute()
        assert entries(get(client, "/feeds/links.rss", NOW + 5 * HOUR))[0].id == before

    def test_a_withdrawn_storys_address_is_in_no_feed_of_those_who_know_it_otherwise(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Secretive name")
            WithdrawAction(page, reason="Wrong.").execute()
        for extension in ("rss", "atom", "json"):
            assert b"ecretive" not in get(client, f"/feeds/public.{extension}", NOW + HOUR).content


class TestNamedFeeds:
    FEEDS = ({"name": "Culture", "slug": "culture", "field": "topic", "value": "culture"},)

    def test_hold_those_of_the_outlets_stories_that_fit_their_line(self, client, root):
        make_old_outlet("big", access="open", rules=[(False, "source", "xinhua")], feeds=self.FEEDS)
        make_page(root, title="Museum", topic="Culture")
        make_page(root, title="Opera", topic="Culture", source="Xinhua")
        make_page(root, title="Ships", topic="Trade")
        later = NOW + 4000 * DAY
        assert titles(get(client, "/feeds/big.rss", later)) == ["Ships", "Museum"]
        assert titles(get(client, "/feeds/big/culture.rss", later)) == ["Museum"]
        assert get(client, "/feeds/big/sport.rss", later).status_code == 404

    def test_have_an_identity_and_a_name_of_their_own(self, client, root):
        make_old_outlet("big", access="open", feeds=self.FEEDS)
        own, named = (get(client, path).content for path in ("/feeds/big.json", "/feeds/big/culture.json"))
        assert b'"title":"The News Desk: Culture"' in named
        assert own.split(b'"_newsroom":{"id":')[1][:50] != named.split(b'"_newsroom":{"id":')[1][:50]

    def test_one_that_is_taken_away_is_gone_and_its_stories_stay_known(self, client, root):
        outlet = make_old_outlet("big", access="open", feeds=self.FEEDS)
        get(client, "/feeds/big/culture.rss", NOW)
        with at(NOW + HOUR):
            outlet.feeds.all().delete()
            Outlet.objects.get(pk=outlet.pk).save()
        assert get(client, "/feeds/big/culture.rss", NOW + 2 * HOUR).status_code == 404
        assert outlet.subscriptions.filter(feed="culture", until__isnull=False).exists()


def test_what_was_out_and_is_put_under_an_embargo_is_called_back_and_comes_again(client, root, public):
    with at(NOW):
        page = make_page(root, title="Harbour reopens")
    with at(NOW + HOUR):
        draft = page.get_latest_revision_as_object()
        draft.embargoed_until = NOW + 10 * HOUR
        PlainPage.objects.filter(pk=page.pk).update(embargoed_until=draft.embargoed_until)
        draft.save_revision().publish()
    assert titles(get(client, "/feeds/public.rss", NOW + 2 * HOUR)) == ["Withdrawn"]
    assert titles(get(client, "/feeds/public.rss", NOW + 10 * HOUR)) == ["Harbour reopens"]
