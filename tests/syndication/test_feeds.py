"""Feeds over HTTP: who may read them, what they hold at a moment, and what a poll costs."""

import base64
import json
from datetime import timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from syndication import feeds
from syndication.actions import CorrectAction, KillAction, RestoreAction, WithdrawAction
from syndication.models import OutletKey, RenderedEntry, Selection
from syndication.wire.formats import FORMATS
from syndication.wire.profile import PROFILES
from tests.make import make_outlet
from tests.syndication.desk import HOUR, NOW, at, edit, get, make_old_outlet, make_page, titles

pytestmark = pytest.mark.django_db

PUBLIC = feeds.feed_formats(PROFILES["public"])
EXTENSIONS = sorted(FORMATS[name].EXTENSION for name in PUBLIC)
NOT_A_FEED = [name for name in FORMATS if name not in PUBLIC]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def test_a_feed_varies_with_no_language_of_the_reader(client, root, public):
    answers = [get(client, "/feeds/public.rss", **{"accept-language": language}) for language in ("zh-hans", "ar")]
    assert [answer["Vary"] for answer in answers] == ["Accept-Encoding"] * 2
    assert [answer["Content-Language"] for answer in answers] == ["en"] * 2
    assert answers[0].content == answers[1].content


class TestAccess:
    def test_an_open_outlet_is_read_by_anybody(self, client, public):
        response = get(client, "/feeds/public.rss")
        assert response.status_code == 200
        assert response["Cache-Control"] == "public, max-age=60"
        assert "X-Robots-Tag" not in response

    @pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
    def test_a_key_opens_a_partner_feed(self, client, metro, scheme):
        secret = OutletKey.issue(metro, "main")
        value = secret if scheme == "Bearer" else base64.b64encode(f"metro:{secret}".encode()).decode()
        response = get(client, "/feeds/metro.rss", authorization=f"{scheme} {value}")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-cache"
        assert response["X-Robots-Tag"] == "noindex"
        assert "Authorization" in response["Vary"]

    @pytest.mark.parametrize(
        "header",
        [
            "",
            "Bearer",
            "Bearer wrong",
            "Basic !!!",
            "Basic " + base64.b64encode(b"metro:wrong").decode(),
            "Digest x",
            "Bearer \x00",
        ],
    )
    def test_anything_else_gets_one_and_the_same_answer(self, client, metro, header):
        missing, wrong = get(client, "/feeds/metro.rss"), get(client, "/feeds/metro.rss", authorization=header)
        assert wrong.status_code == 401
        assert (wrong.content, dict(wrong.headers)) == (missing.content, dict(missing.headers))

    def test_revoked_expired_and_foreign_keys_do_not_open(self, client, metro):
        old = OutletKey.issue(metro, "old", expires_at=NOW - HOUR)
        gone = OutletKey.issue(metro, "gone")
        metro.keys.filter(name="gone").update(revoked_at=NOW)
        foreign = OutletKey.issue(make_old_outlet("other"), "main")
        for secret in (old, gone, foreign):
            assert get(client, "/feeds/metro.rss", authorization=f"Bearer {secret}").status_code == 401

    def test_only_a_digest_of_a_key_is_kept(self, metro):
        secret = OutletKey.issue(metro, "main")
        assert secret not in str(list(OutletKey.objects.values()))

    def test_an_outlet_that_is_switched_off_has_no_feed(self, client):
        make_old_outlet("off", access="open", active=False)
        assert get(client, "/feeds/off.rss").status_code == 404

    def test_only_reading_is_allowed(self, client, public):
        response = client.post("/feeds/public.rss")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


class TestContent:
    @pytest.mark.parametrize("extension", EXTENSIONS)
    def test_a_story_is_in_every_format_with_its_credit(self, client, root, public, extension):
        with at(NOW):
            make_page(root, title="Harbour reopens", text="<p>Ships left.</p>")
        content = get(client, f"/feeds/public.{extension}", NOW + HOUR).content.decode()
        for told in ("Harbour reopens", "Ships left.", "SOURCE China Daily"):
            assert told in content

    def test_the_last_changed_comes_first(self, client, root, public):
        for number in range(3):
            with at(NOW + number * HOUR):
                make_page(root, title=f"Story {number}")
        assert titles(get(client, "/feeds/public.rss", NOW + 5 * HOUR)) == ["Story 2", "Story 1", "Story 0"]

    def test_the_command_writes_what_the_address_serves(self, client, root, public, capfdbinary):
        with at(NOW):
            make_page(root)
            for name in PUBLIC:
                served = client.get(f"/feeds/public.{FORMATS[name].EXTENSION}").content
                call_command("feed", "public", format=name)
                assert capfdbinary.readouterr().out == served

    def test_an_embargoed_story_appears_at_its_moment_and_not_a_second_before(self, client, root, public):
        with at(NOW):
            make_page(root, title="Canary", embargoed_until=NOW + HOUR)
        before = get(client, "/feeds/public.rss", NOW + HOUR - timedelta(seconds=1))
        assert b"anary" not in before.content
        assert before["Cache-Control"] == "public, max-age=1"
        after = get(client, "/feeds/public.rss", NOW + HOUR)
        assert titles(after) == ["Canary"]
        assert after["ETag"] != before["ETag"]

    def test_an_expired_story_leaves_at_its_moment(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Canary", expire_at=NOW + HOUR)
        assert titles(get(client, "/feeds/public.rss", NOW + HOUR - timedelta(seconds=1))) == ["Canary"]
        after = get(client, "/feeds/public.rss", NOW + HOUR)
        assert b"anary" not in after.content
        assert page.story_id.urn.encode() in after.content

    @pytest.mark.parametrize("extension", EXTENSIONS)
    @pytest.mark.parametrize("verb", [WithdrawAction, KillAction])
    def test_a_withdrawal_tells_holders_and_none_of_the_text(self, client, root, public, extension, verb):
        with at(NOW):
            page = make_page(root, title="Canary", text="<p>canary</p>")
        before = get(client, f"/feeds/public.{extension}", NOW + HOUR)
        with at(NOW + HOUR):
            verb(page, reason="The study was retracted.").execute()
        after = get(client, f"/feeds/public.{extension}", NOW + 2 * HOUR)
        assert b"anary" not in after.content
        assert page.story_id.urn.encode() in after.content
        assert b"The study was retracted." in after.content
        assert after["ETag"] != before["ETag"]
        assert after["Last-Modified"] > before["Last-Modified"]

    def test_a_withdrawal_from_one_outlet_is_told_to_it_alone(self, client, root):
        first, second = make_old_outlet("first", access="open"), make_old_outlet("second", access="open")
        with at(NOW):
            page = make_page(root, title="Canary")
            WithdrawAction(page, reason="Contract ended.", outlets=[first]).execute()
        assert b"Contract ended." in get(client, "/feeds/first.rss", NOW + HOUR).content
        assert b"anary" not in get(client, "/feeds/first.rss", NOW + HOUR).content
        assert titles(get(client, "/feeds/second.rss", NOW + HOUR)) == ["Canary"]
        with at(NOW + 2 * HOUR):
            RestoreAction(page).execute()
        assert titles(get(client, "/feeds/first.rss", NOW + 3 * HOUR)) == ["Canary"]
        assert second.selection == first.selection

    def test_a_notice_is_kept_for_thirty_days(self, client, root, public):
        with at(NOW):
            page = make_page(root)
            WithdrawAction(page, reason="Wrong.").execute()
        assert b"Wrong." in get(client, "/feeds/public.atom", NOW + timedelta(days=29)).content
        assert b"Wrong." not in get(client, "/feeds/public.atom", NOW + timedelta(days=31)).content

    def test_notices_take_places_before_older_stories(self, client, root):
        make_old_outlet("public", access="open")
        with at(NOW):
            old = make_page(root, title="Old")
        with at(NOW + HOUR):
            for number in range(60):
                make_page(root, title=f"Story {number}")
        assert old.story_id.urn.encode() not in get(client, "/feeds/public.rss", NOW + 2 * HOUR).content
        with at(NOW + 3 * HOUR):
            WithdrawAction(old, reason="Wrong.").execute()
        assert old.story_id.urn.encode() in get(client, "/feeds/public.rss", NOW + 4 * HOUR).content

    def test_a_correction_keeps_identity_and_first_date(self, client, root, public):
        with at(NOW):
            page = make_page(root)
        before = feedparser.parse(get(client, "/feeds/public.atom", NOW + HOUR).content).entries[0]
        with at(NOW + HOUR):
            CorrectAction(page, note="The year was wrong.").execute()
        after = feedparser.parse(get(client, "/feeds/public.atom", NOW + 2 * HOUR).content).entries[0]
        assert (after.id, after.published) == (before.id, before.published)
        assert after.updated > before.updated

    def test_a_private_story_is_taken_back(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Canary")
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert b"anary" not in get(client, "/feeds/public.rss", NOW + HOUR).content

    def test_a_story_that_breaks_a_writer_is_left_out_alone(self, client, root, public, monkeypatch, caplog):
        make_page(root, title="Good")
        make_page(root, title="Bad")
        written = FORMATS["rss"].entry

        def breaks(story, *given):
            if story.headline == "Bad":
                raise RuntimeError("a bug in a writer")
            return written(story, *given)

        monkeypatch.setattr(FORMATS["rss"], "entry", breaks)
        assert titles(get(client, "/feeds/public.rss", NOW + timedelta(days=4000))) == ["Good"]
        assert "cannot be written as rss" in caplog.text

        monkeypatch.undo()
        cache.clear()
        healed = get(client, "/feeds/public.rss", NOW + timedelta(days=4000))
        assert sorted(titles(healed)) == ["Bad", "Good"], "what broke a writer once is kept for good"

    def test_rules_decide_what_an_outlet_gets(self, client, root):
        make_old_outlet("culture", access="open", rules=[(True, "topic", "culture")])
        make_page(root, title="Museum", topic="Culture")
        make_page(root, title="Harbour", topic="Trade")
        assert titles(get(client, "/feeds/culture.rss", NOW + timedelta(days=4000))) == ["Museum"]


class TestAbout:
    def test_each_source_and_topic_has_its_public_feed(self, client, root, public):
        make_page(root, title="Museum", topic="Culture")
        make_page(root, title="Harbour", topic="Trade", source="Port Hale")
        later = NOW + timedelta(days=4000)
        assert titles(get(client, "/feeds/public/topics/culture.rss", later)) == ["Museum"]
        assert titles(get(client, "/feeds/public/sources/port-hale.rss", later)) == ["Harbour"]
        assert b"The News Desk: Port Hale" in get(client, "/feeds/public/sources/port-hale.rss", later).content

    def test_a_later_story_joins_it(self, client, root, public):
        make_page(root, title="One", topic="Culture")
        later = NOW + timedelta(days=4000)
        get(client, "/feeds/public/topics/culture.rss", later)
        make_page(root, title="Two", topic="Culture")
        assert set(titles(get(client, "/feeds/public/topics/culture.rss", later))) == {"One", "Two"}

    @pytest.mark.parametrize(
        "path", ["/feeds/public/topics/nothing.rss", "/feeds/public/sources/x.rss", "/feeds/public/writers/x.rss"]
    )
    def test_what_no_story_names_has_none(self, client, public, path):
        assert get(client, path).status_code == 404

    @pytest.mark.parametrize("slug", ["nothing", "Culture", "%20", "x" * 400, "a%09b"])
    def test_nobody_makes_one_by_guessing_its_address(self, client, root, public, slug):
        make_page(root, title="Museum", topic="Culture")
        before = Selection.objects.count()
        later = NOW + timedelta(days=4000)
        assert get(client, f"/feeds/public/topics/{slug}.rss", later).status_code == 404
        assert Selection.objects.count() == before
        make_page(root, title="Theatre", topic="Culture")
        assert len(titles(get(client, "/feeds/public/topics/culture.rss", later))) == 2

    def test_its_address_does_not_tell_that_an_embargoed_story_names_it(self, client, root, public):
        with at(NOW):
            make_page(root, title="Museum", topic="Culture", embargoed_until=NOW + HOUR)
        assert get(client, "/feeds/public/topics/culture.rss", NOW).status_code == 404
        assert titles(get(client, "/feeds/public/topics/culture.rss", NOW + HOUR)) == ["Museum"]

    def test_one_whose_stories_are_gone_stays(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Museum", topic="Culture")
        get(client, "/feeds/public/topics/culture.rss", NOW + HOUR)
        with at(NOW + 2 * HOUR):
            page.unpublish()
        assert get(client, "/feeds/public/topics/culture.rss", NOW + 3 * HOUR).status_code == 200

    def test_a_partner_has_none(self, client, root, metro):
        make_page(root, topic="Culture")
        secret = OutletKey.issue(metro, "main")
        assert get(client, "/feeds/metro/topics/culture.rss", authorization=f"Bearer {secret}").status_code == 404


class TestPolling:
    def test_a_poll_with_nothing_new_costs_a_304_and_renders_nothing(self, client, root, public):
        with at(NOW):
            make_page(root)
        first = get(client, "/feeds/public.rss", NOW + HOUR)
        RenderedEntry.objects.all().delete()
        second = get(client, "/feeds/public.rss", NOW + HOUR, **{"if-none-match": first["ETag"]})
        assert (second.status_code, second.content) == (304, b"")
        for header in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
            assert second[header] == first[header]
        assert not RenderedEntry.objects.exists()

    def test_the_date_alone_is_enough(self, client, root, public):
        with at(NOW):
            make_page(root)
        first = get(client, "/feeds/public.rss", NOW + HOUR)
        assert (
            get(
                client, "/feeds/public.rss", NOW + 2 * HOUR, **{"if-modified-since": first["Last-Modified"]}
            ).status_code
            == 304
        )

    def test_the_date_is_ignored_when_an_etag_is_given(self, client, root, public):
        with at(NOW):
            make_page(root)
        first = get(client, "/feeds/public.rss", NOW + HOUR)
        headers = {"if-modified-since": first["Last-Modified"], "if-none-match": '"other"'}
        assert get(client, "/feeds/public.rss", NOW + 2 * HOUR, **headers).status_code == 200

    def test_two_changes_within_a_second_are_not_missed_by_date(self, client, root, public):
        with at(NOW):
            make_page(root, title="One")
            first = client.get("/feeds/public.rss")
            make_page(root, title="Two")
        second = get(client, "/feeds/public.rss", NOW + HOUR, **{"if-modified-since": first["Last-Modified"]})
        assert (second.status_code, len(titles(second))) == (200, 2)

    def test_head_is_get_without_a_body(self, client, root, public):
        make_page(root)
        with at(NOW):
            got, headed = client.get("/feeds/public.rss"), client.head("/feeds/public.rss")
        assert headed.content == b""
        assert dict(headed.headers) == dict(got.headers)

    def test_the_same_state_gives_the_same_bytes_from_any_process(self, client, root, public):
        make_page(root)
        bodies = []
        for _process in range(2):
            cache.clear()
            RenderedEntry.objects.all().delete()
            bodies.append(get(client, "/feeds/public.rss", NOW + timedelta(days=4000)).content)
        assert bodies[0] == bodies[1]

    def test_an_entry_is_rendered_once_for_all_outlets_of_a_profile(self, client, root, public, monkeypatch):
        make_old_outlet("second", access="open", rules=[(True, "source", "china-daily")])
        make_page(root)
        count = []
        written = FORMATS["rss"].entry
        monkeypatch.setattr(FORMATS["rss"], "entry", lambda *given: count.append(given) or written(*given))
        for path in ("/feeds/public.rss", "/feeds/second.rss", "/feeds/public.rss"):
            client.get(path)
        assert len(count) == 1

    def test_a_poll_costs_the_same_however_many_stories_there_are(self, client, root, public):
        make_page(root, title="One")
        etag = client.get("/feeds/public.rss")["ETag"]

        def queries():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get("/feeds/public.rss", headers={"if-none-match": etag})
            return len(captured)

        few = queries()
        for number in range(5):
            make_page(root, title=f"Story {number}")
        etag = client.get("/feeds/public.rss")["ETag"]
        assert queries() == few <= 12

    def test_last_modified_never_goes_back(self, client, root, public):
        with at(NOW):
            page = make_page(root, expire_at=NOW + 3 * HOUR)
        seen, etags = [], set()
        for hour in range(1, 8):
            if hour == 2:
                with at(NOW + 2 * HOUR):
                    edit(page, text="<p>More.</p>")
            response = get(client, "/feeds/public.rss", NOW + hour * HOUR + timedelta(minutes=1))
            seen.append(parsedate_to_datetime(response["Last-Modified"]))
            etags.add(response["ETag"])
        assert seen == sorted(seen)
        assert len(etags) == 3

    def test_an_outlet_renamed_changes_its_validators(self, client, root, public):
        first = client.get("/feeds/public.rss")
        public.name = "Renamed"
        public.save()
        assert client.get("/feeds/public.rss")["ETag"] != first["ETag"]


class TestStory:
    def test_one_story_is_a_document(self, client, root, public):
        with at(NOW):
            page = make_page(root)
        response = get(client, f"/wire/public/{page.story_id}.json", NOW + HOUR)
        assert [item["title"] for item in json.loads(response.content)["items"]] == ["Harbour reopens"]

    def test_a_withdrawn_one_is_gone_with_its_notice(self, client, root, public):
        with at(NOW):
            page = make_page(root, title="Canary")
            WithdrawAction(page, reason="Wrong.").execute()
        response = get(client, f"/wire/public/{page.story_id}.json", NOW + HOUR)
        assert response.status_code == 410
        assert b"Wrong." in response.content
        assert b"anary" not in response.content

    def test_one_under_embargo_is_unknown(self, client, root, public):
        with at(NOW):
            page = make_page(root, embargoed_until=NOW + HOUR)
        assert get(client, f"/wire/public/{page.story_id}.json", NOW + timedelta(minutes=59)).status_code == 404
        assert get(client, f"/wire/public/{page.story_id}.json", NOW + HOUR).status_code == 200


class TestGone:
    def test_a_withdrawn_page_answers_410_with_reason_and_date(self, client, root):
        with at(NOW):
            page = make_page(root, title="Canary")
            WithdrawAction(page, reason="The study was retracted.").execute()
        response = get(client, page.get_url() or "/canary/", NOW + HOUR)
        assert response.status_code == 410
        assert b"The study was retracted." in response.content
        assert b"2026-11-23" in response.content
        assert b"anary" not in response.content

    def test_a_page_that_never_was_answers_404(self, client, root):
        assert get(client, "/nothing/").status_code == 404

    def test_a_page_still_under_embargo_answers_404(self, client, root):
        with at(NOW):
            make_page(root, title="Canary", embargoed_until=NOW + HOUR)
        assert get(client, "/canary/").status_code == 404


def test_a_format_the_profile_does_not_offer_is_not_served(client, root, public):
    assert get(client, "/feeds/public.docx").status_code == 404


def test_a_feed_says_where_it_is_served(client, root, public):
    assert get(client, "/feeds/public.rss")["Link"].startswith('<https://news.test/feeds/public.rss>; rel="self", ')
    address = feeds.locate(public, "atom")
    assert address.url == "https://news.test/feeds/public.atom"


class TestEveryFormat:
    @pytest.mark.parametrize("name", NOT_A_FEED)
    def test_a_story_is_served_in_every_format_that_the_outlet_takes(self, client, root, name):
        make_outlet("desk", access="open", overrides=[("formats", json.dumps(["rss", name]))])
        with at(NOW):
            page = make_page(root)
        response = get(client, f"/wire/desk/{page.story_id}.{FORMATS[name].EXTENSION}", NOW + HOUR)
        assert (response.status_code, response["Content-Type"]) == (200, FORMATS[name].MEDIA_TYPE)
        assert str(page.story_id) in response.content.decode() or name == "text"
        assert "Harbour reopens" in response.content.decode()

    def test_a_story_by_itself_is_no_list_of_one(self, client, root):
        make_outlet("desk", access="open", overrides=[("formats", json.dumps(["ninjs"]))])
        with at(NOW):
            page = make_page(root)
        story = get(client, f"/wire/desk/{page.story_id}.ninjs.json", NOW + HOUR).json()
        feed = get(client, "/feeds/desk.ninjs.json", NOW + HOUR).json()
        assert (story["type"], feed["type"]) == ("text", "composite")
        assert [one["uri"] for one in feed["associations"]] == [story["uri"]]

    @pytest.mark.parametrize("name", [name for name in NOT_A_FEED if FORMATS[name].HOLDS_ONE])
    def test_no_feed_is_served_in_a_format_that_holds_one_story(self, client, root, name):
        outlet = make_outlet("desk", access="open", overrides=[("formats", json.dumps([name, "rss"]))])
        assert get(client, f"/feeds/desk.{FORMATS[name].EXTENSION}").status_code == 404
        with pytest.raises(feeds.FormatNotOffered, match=f"^{FORMATS[name].LABEL} holds one story"):
            feeds.locate_feed(outlet, name)

    def test_a_feed_in_a_format_that_there_is_not_is_refused_as_one_that_is_not_offered(self, root):
        outlet = make_outlet("desk", overrides=[("formats", '["rss", "atom"]')])
        for name in ("docx", "nitf"):
            with pytest.raises(feeds.FormatNotOffered, match=f"^Desk takes rss, atom, not {name}$"):
                feeds.locate_feed(outlet, name)
