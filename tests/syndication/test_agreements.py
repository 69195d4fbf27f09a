"""What an outlet has agreed to: embargoes held or copies in advance, edits that it need not hear of, its own limits."""

import json

import pytest
from django.core.exceptions import ValidationError

from syndication.actions import CorrectAction, KillAction, NothingToDo, QuietAction, WithdrawAction
from syndication.models import Outlet, OutletKey, OutletOverride, OutletRule, Release, Standing
from syndication.subscriptions import settled
from tests.make import make_outlet
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, entries, get, make_old_outlet, make_page, titles

pytestmark = pytest.mark.django_db

MOMENT = NOW + 10 * HOUR


class TestAdvanceCopies:
    @pytest.fixture
    def trusted(self):
        """A partner with advance copies, and how it fetches."""
        outlet = make_old_outlet("trusted", embargo="advance")
        return {"authorization": f"Bearer {OutletKey.issue(outlet, 'main')}"}

    @pytest.fixture
    def embargoed(self, root):
        with at(NOW):
            return make_page(root, title="Budget", embargoed_until=MOMENT)

    def test_go_to_who_has_agreed_and_to_nobody_else(self, client, trusted, public, embargoed):
        assert titles(get(client, "/feeds/trusted.rss", NOW + HOUR, **trusted)) == ["Budget"]
        assert titles(get(client, "/feeds/public.rss", NOW + HOUR)) == []

    @pytest.mark.parametrize("extension", ["rss", "atom", "json"])
    def test_say_so_in_field_and_text_and_lead_to_no_page(self, client, trusted, embargoed, extension):
        copy = get(client, f"/feeds/trusted.{extension}", NOW + HOUR, **trusted).content.decode()
        assert "2026-11-23T22:00:00Z" in copy
        assert "23 November 2026 22:00 UTC" in copy
        assert "news.test/budget" not in copy

    def test_become_the_story_itself_when_the_embargo_ends(self, client, trusted, embargoed):
        before = get(client, "/feeds/trusted.json", MOMENT - HOUR, **trusted)
        after = get(client, "/feeds/trusted.json", MOMENT, **trusted)
        first, second = (json.loads(answer.content)["items"][0] for answer in (before, after))
        assert first["id"] == second["id"]
        assert second["url"] == "http://news.test/budget/"
        assert "22:00 UTC" not in second["content_html"]
        assert before["ETag"] != after["ETag"]
        assert after["Last-Modified"] == "Mon, 23 Nov 2026 21:59:59 GMT"

    def test_a_poll_before_and_one_after_the_moment_never_share_an_answer(self, client, trusted, embargoed):
        etag = get(client, "/feeds/trusted.rss", MOMENT - HOUR, **trusted)["ETag"]
        again = {**trusted, "if-none-match": etag}
        assert get(client, "/feeds/trusted.rss", MOMENT - HOUR / 2, **again).status_code == 304
        assert get(client, "/feeds/trusted.rss", MOMENT, **again).status_code == 200

    def test_are_called_back_when_the_story_is_killed_before_its_hour(self, client, trusted, public, embargoed):
        get(client, "/feeds/trusted.rss", NOW + HOUR, **trusted)
        with at(NOW + 2 * HOUR):
            KillAction(embargoed, reason="It is wrong.").execute()
        told = get(client, "/feeds/trusted.rss", NOW + 3 * HOUR, **trusted).content
        assert b"It is wrong." in told
        assert b"Budget" not in told
        assert entries(get(client, "/feeds/public.rss", NOW + 3 * HOUR)) == []

    @pytest.mark.parametrize("access", ["open", "key"])
    def test_end_with_the_agreement_also_for_new_versions_of_a_story_that_came_before(
        self, client, trusted, embargoed, access
    ):
        with at(NOW + HOUR):
            changed = Outlet.objects.get(slug="trusted")
            changed.access, changed.embargo = access, "hold"
            changed.save()
            settled(Outlet.objects.get(slug="trusted"))
        with at(NOW + 2 * HOUR):
            edit(embargoed, title="Budget, corrected")
        waiting = get(client, "/feeds/trusted.rss", NOW + 3 * HOUR, **trusted)
        just_before = get(client, "/feeds/trusted.rss", MOMENT - HOUR / 60 / 60, **trusted)
        after = get(client, "/feeds/trusted.rss", MOMENT, **trusted)
        assert (titles(waiting), titles(just_before), titles(after)) == ([], [], ["Budget, corrected"])
        assert after["Last-Modified"] == "Mon, 23 Nov 2026 21:59:59 GMT"
        if access == "open":
            assert just_before["Cache-Control"] == "public, max-age=1"

    def test_anybody_gets_none(self):
        with pytest.raises(ValidationError, match="advance"):
            Outlet(name="All", slug="all", access="open", embargo="advance").full_clean()


class TestQuietEdits:
    def test_reach_our_own_pages_and_no_partner(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Harbour", text="<p>Teh harbour.</p>")
        before = get(client, "/feeds/public.rss", NOW + HOUR)
        with at(NOW + 2 * HOUR):
            row = quietly(page, text="<p>The harbour.</p>")
        after = get(client, "/feeds/public.rss", NOW + 3 * HOUR, **{"if-none-match": before["ETag"]})
        assert row.kind == "quiet"
        assert Standing.objects.get().release == row
        assert row.story.updated_at == NOW
        assert after.status_code == 304

    def test_travel_with_the_next_version_that_is_told(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Harbour", text="<p>Teh harbour.</p>")
            quietly(page, text="<p>The harbour.</p>")
        with at(NOW + HOUR):
            CorrectAction(page, note="It was Monday.").execute()
        assert b"The harbour." in get(client, "/feeds/public.rss", NOW + 2 * HOUR).content

    def test_an_edit_that_partners_must_learn_of_is_not_quiet(self, client, root, public):
        with at(NOW):
            page = make_page(root)
        with at(NOW + HOUR), pytest.raises(NothingToDo, match="must learn of"):
            quietly(page, reach="site")
        assert Release.objects.count() == 1

    def test_nothing_changed_makes_no_release(self, root, public):
        page = make_page(root)
        assert QuietAction(page).execute() is None

    def test_a_reconcile_afterwards_does_not_tell_either(self, root, public):
        from syndication.reconciling import reconcile

        page = make_page(root)
        quietly(page, text="<p>The harbour.</p>")
        assert reconcile(every_page=True) == []


def quietly(page, **changes):
    """Edit a draft of `page` and publish it without telling partners."""
    draft = page.get_latest_revision_as_object()
    for field, value in changes.items():
        setattr(draft, field, value)
    draft.save_revision()
    return QuietAction(type(page).objects.get(pk=page.pk)).execute()


class TestPlaces:
    def test_notices_take_them_first(self, client, root):
        make_old_outlet("small", access="open", overrides=[("max_items", "2")])
        with at(NOW):
            gone = make_page(root, title="Gone")
            WithdrawAction(gone, reason="Wrong.").execute()
        for hour in range(1, 5):
            with at(NOW + hour * HOUR):
                make_page(root, title=f"Story {hour}")
        assert titles(get(client, "/feeds/small.rss", NOW + 9 * HOUR)) == ["Story 4", "Withdrawn"]

    def test_a_story_that_the_profile_withholds_takes_none(self, client, root):
        make_old_outlet("long", access="open", overrides=[("max_items", "2"), ("body_min_chars", "20")])
        for hour, text in enumerate(["<p>A story that is long enough.</p>", "<p>Short.</p>"] * 2):
            with at(NOW + hour * HOUR):
                make_page(root, title=f"Story {hour}", text=text)
        assert titles(get(client, "/feeds/long.rss", NOW + 9 * HOUR)) == ["Story 2", "Story 0"]

    def test_a_document_stays_below_the_bytes_that_the_partner_takes(self, client, root):
        make_old_outlet("narrow", access="open", overrides=[("max_bytes", "20000")])
        for hour in range(4):
            with at(NOW + hour * HOUR):
                make_page(root, title=f"Story {hour}", text=f"<p>{'word ' * 1200}</p>")
        answer = get(client, "/feeds/narrow.rss", NOW + 9 * HOUR)
        assert len(answer.content) <= 20_000
        assert titles(answer) == ["Story 3", "Story 2"]

    def test_a_story_grows_too_old_by_itself_and_its_correction_does_not(self, client, root):
        make_old_outlet("fresh", access="open", overrides=[("max_age_days", "2")])
        with at(NOW):
            page = make_page(root, title="News")
        young = get(client, "/feeds/fresh.rss", NOW + DAY)
        old = get(client, "/feeds/fresh.rss", NOW + 2 * DAY)
        assert (titles(young), titles(old)) == (["News"], [])
        assert old["Last-Modified"] > young["Last-Modified"]
        with at(NOW + 3 * DAY):
            CorrectAction(page, note="It was Monday.").execute()
        assert titles(get(client, "/feeds/fresh.rss", NOW + 3 * DAY + HOUR)) == ["News"]

    def test_notices_are_kept_as_long_as_the_partner_wants(self, client, root):
        make_old_outlet("quick", access="open", overrides=[("notice_days", "1")])
        with at(NOW):
            WithdrawAction(make_page(root), reason="Wrong.").execute()
        assert titles(get(client, "/feeds/quick.rss", NOW + HOUR)) == ["Withdrawn"]
        assert titles(get(client, "/feeds/quick.rss", NOW + DAY)) == []


class TestWhoHoldsAStory:
    def test_gets_its_correction_even_when_that_misses_a_limit(self, client, root):
        make_old_outlet("long", access="open", overrides=[("body_min_chars", "20")])
        with at(NOW):
            page = make_page(root, title="News", text="<p>A story that is long enough.</p>")
        with at(NOW + HOUR):
            edit(page, text="<p>Short now.</p>")
        assert b"Short now." in get(client, "/feeds/long.rss", NOW + 2 * HOUR).content

    def test_is_told_to_drop_it_when_it_can_no_longer_be_cleaned(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="News")
        with at(NOW + HOUR):
            edit(page, text="<div>" * 5000 + "x")
        assert titles(get(client, "/feeds/public.rss", NOW + 2 * HOUR)) == ["Withdrawn"]


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [("max_items", "many", "max_items"), ("max_items", "true", "whole number"), ("name", "x", "not a key")],
)
def test_an_override_that_cannot_be_is_refused_at_its_field(key, value, complaint):
    with pytest.raises(ValidationError, match=complaint):
        OutletOverride(outlet=make_outlet("metro"), key=key, value=value).clean()


def test_a_rule_that_cannot_be_is_refused_at_its_field():
    with pytest.raises(ValidationError, match="not a number or a range"):
        OutletRule(outlet=make_outlet("metro"), field="words", value="many").clean()


def test_an_outlet_whose_settings_contradict_one_another_stops_nobody_else(client, root, public, caplog):
    make_page(root)
    metro = make_old_outlet("metro", access="open")
    OutletOverride.objects.create(outlet=metro, key="text_mode", value="paragraphs")
    broken = get(client, "/feeds/metro.rss", NOW + 4000 * DAY)
    assert (broken.status_code, broken["Retry-After"]) == (503, "600")
    assert "paragraphs is 0" in caplog.text
    assert get(client, "/feeds/public.rss", NOW + 4000 * DAY).status_code == 200


def test_a_thousand_outlets_are_told_of_a_withdrawal_at_the_next_read_and_none_keeps_the_text(client, root):
    with at(NOW - 100 * DAY):
        outlets = [
            make_outlet(f"outlet-{number}", access="open", profile=("generic", "plain", "summary")[number % 3])
            for number in range(1000)
        ]
    with at(NOW):
        page = make_page(root, title="Canary", text="<p>Canary in the mine.</p>")
    assert b"Canary" in get(client, "/feeds/outlet-1.rss", NOW + HOUR).content
    with at(NOW + 2 * HOUR):
        WithdrawAction(page, reason="It was a hoax.").execute()
    for outlet in outlets:
        told = get(client, f"/feeds/{outlet.slug}.rss", NOW + 3 * HOUR).content
        assert b"It was a hoax." in told
        assert b"anary" not in told
