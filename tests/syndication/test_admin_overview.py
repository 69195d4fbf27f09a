"""One outlet in the admin: what was agreed, its feeds, who fetched them, and which requirement each story fails."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import syndication
from syndication.models import Outlet, OutletKey, OutletOverride
from syndication.viewsets.overview import MEASURED
from syndication.wire.formats import FORMATS
from tests.make import make_outlet
from tests.syndication.admin import make_user
from tests.syndication.desk import NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

ONE_STORY_FIRST = [("formats", '["nitf", "rss", "atom"]')]


def overview(client, outlet):
    return client.get(reverse("outlets:inspect", args=[outlet.pk]))


def queries_with(root, more, look):
    """How many queries `look` needs when there are so many more stories, with nothing kept from before."""
    for number in range(more):
        make_page(root, title=f"Story {number} of {more}")
    look()  # what is kept for good, such as content types
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        look()
    return len(asked)


def page_of(client, name, outlet, **query):
    return client.get(reverse(f"outlets:{name}", args=[outlet.pk]), query)


class TestOverview:
    def test_each_feed_in_each_format_has_its_address_entries_and_bytes(self, admin_client, root):
        feeds = [{"name": "中文报道", "slug": "zh", "field": "language", "value": "zh"}]
        outlet = make_old_outlet("metro", name="Metro", feeds=feeds)
        make_page(root)
        response = overview(admin_client, outlet)
        lines = response.context["feeds"].data
        assert [(line.name, line.format, line.url, line.entries) for line in lines] == [
            (name, written, f"https://news.test/feeds/{path}.{FORMATS[written].EXTENSION}", entries)
            for name, path, entries in (("Its own", "metro", 1), ("中文报道", "metro/zh", 0))
            for written in ("rss", "atom", "json_feed", "ninjs", "newsml_g2_message")
        ]
        assert all(line.size > 200 for line in lines)
        page = response.content.decode()
        assert "Copy https://news.test/feeds/metro/zh.rss" in page
        assert "None: every story that may go." in page

    def test_a_key_in_the_address_is_explained_and_not_shown(self, admin_client):
        outlet = make_outlet("metro", key_in_path=True)
        secret = OutletKey.issue(outlet, "main")
        page = overview(admin_client, outlet).content.decode()
        assert "https://news.test/k/…/feeds/metro.rss" in page
        assert secret not in page

    def test_who_fetched_it_last_is_said_at_once(self, admin_client, client, root):
        outlet = make_old_outlet("public", access="open")
        client.get("/feeds/public.rss", headers={"user-agent": "Feedly/1.0 (12 subscribers)"})
        (row,) = overview(admin_client, outlet).context["pickups"].data
        assert (row.client, row.sent, row.subscribers) == ("Feedly", 1, 12)

    def test_settings_that_contradict_one_another_are_named(self, admin_client):
        outlet = make_outlet("metro")
        OutletOverride.objects.create(outlet=outlet, key="max_items", value="0")
        for name in ("inspect", "conformance", "stories"):
            assert page_of(admin_client, name, outlet).status_code == 200
        assert "max_items is 0, less than 1" in overview(admin_client, outlet).content.decode()
        assert "max_items is 0, less than 1" in page_of(admin_client, "conformance", outlet).content.decode()

    def test_an_inactive_outlet_says_so(self, admin_client):
        outlet = make_outlet("metro", active=False)
        assert "It is not active" in overview(admin_client, outlet).content.decode()
        assert "metro is not active" in page_of(admin_client, "conformance", outlet).content.decode().lower()

    def test_more_stories_cost_no_more_queries(self, admin_client, root, metro):
        def look():
            overview(admin_client, metro)

        assert queries_with(root, 3, look) == queries_with(root, 27, look)

    def test_what_was_agreed_is_shown(self, admin_client):
        outlet = make_outlet(
            "msn", profile="msn", rules=[(False, "topic", "体育")], overrides=[("max_items", "9")], embargo="advance"
        )
        page = overview(admin_client, outlet).content.decode()
        assert "dcterms" in page  # one of its keys: namespaces
        for said in ("Exclude topic 体育", "max_items = 9", "at most 9 stories", "Advance copy"):
            assert said in page

    def test_of_many_feeds_the_first_are_measured_and_all_are_named(self, admin_client):
        feeds = [{"name": f"F{n}", "slug": f"f{n}", "field": "topic", "value": f"t{n}"} for n in range(9)]
        lines = overview(admin_client, make_outlet("metro", feeds=feeds)).context["feeds"].data
        assert len(lines) == 10 * 5
        assert [line.size is not None for line in lines] == [True] * MEASURED + [False] * (len(lines) - MEASURED)

    def test_a_format_that_holds_one_story_is_no_feed(self, admin_client):
        lines = overview(admin_client, make_outlet("metro", overrides=ONE_STORY_FIRST)).context["feeds"].data
        assert [line.format for line in lines] == ["rss", "atom"]


class TestConformance:
    @pytest.fixture
    def msn(self):
        return make_old_outlet("msn", name="MSN", profile="msn")

    def test_each_requirement_that_a_story_fails_is_named_with_what_was_done(self, admin_client, root, msn):
        with at(NOW):
            make_page(root, title="Too short")
            make_page(root, title="Long enough for the headline of a story " + "and so on " * 12)
        with at(NOW):
            lines = page_of(admin_client, "conformance", msn).context["table"].data
        found = {(line.headline[:9], line.code, str(line.done)) for line in lines}
        assert ("Too short", "title.too-short", "sent with warning") in found
        assert ("Long enou", "title.too-long", "cut") in found

    def test_a_feed_with_nothing_to_complain_of_says_how_many_are_well(self, admin_client, root, metro):
        with at(NOW):
            make_page(root)
            page = page_of(admin_client, "conformance", metro).content.decode()
        assert "Of 1 examined 1 meets every requirement." in page
        assert "What was done" not in page

    def test_every_document_can_be_examined(self, admin_client, root):
        feeds = [{"name": "Trade", "slug": "trade", "field": "topic", "value": "trade"}]
        outlet = make_old_outlet("metro", feeds=feeds)
        response = page_of(admin_client, "conformance", outlet, feed="trade", format="atom")
        assert response.context["address"].path == "/feeds/metro/trade.atom"
        assert "feed=&amp;format=rss" in response.content.decode()

    def test_a_format_that_holds_one_story_is_no_document_to_examine(self, admin_client):
        outlet = make_outlet("metro", overrides=ONE_STORY_FIRST)
        context = page_of(admin_client, "conformance", outlet).context
        assert context["address"].format == "rss"
        assert context["others"] == [("atom", "feed=&format=atom")]

    @pytest.mark.parametrize(
        ("query", "problem"),
        [
            ({"format": "docx"}, "Metro takes nitf, rss, atom, not docx"),
            ({"format": "nitf"}, "NITF 3.6 holds one story, and no feed is written in it"),
            ({"feed": "nothing"}, "Metro has no feed 'nothing'"),
        ],
    )
    def test_one_that_is_not_there_is_named(self, admin_client, query, problem):
        outlet = make_outlet("metro", overrides=ONE_STORY_FIRST)
        assert page_of(admin_client, "conformance", outlet, **query).context["problem"] == problem

    def test_more_stories_cost_no_more_queries(self, admin_client, root, metro):
        def look():
            page_of(admin_client, "conformance", metro)

        assert queries_with(root, 3, look) == queries_with(root, 27, look)


class TestPermissions:
    def paths(self):
        outlet = Outlet.objects.get()
        return {name: reverse(f"outlets:{name}", args=[outlet.pk]) for name in ("inspect", "stories", "conformance")}

    def test_who_may_see_no_outlet_gets_no_answer(self, client, metro):
        for login in (None, make_user("view_release", "view_pickup")):
            if login:
                client.force_login(login)
            for path in (*self.paths().values(), "/admin/outlets/", "/admin/outlets/new/"):
                assert client.get(path).status_code == 302, path

    def test_who_may_look_sees_all_of_it_and_no_way_to_change_it(self, client, metro):
        client.force_login(make_user("view_outlet"))
        for path in self.paths().values():
            assert client.get(path).status_code == 200
        page = overview(client, metro)
        assert {way.label for way in page.context["ways"]} == {"Stories", "Conformance"}
        assert "pickups" not in page.context
        assert client.get(reverse("outlets:edit", args=[metro.pk])).status_code == 302

    def test_who_may_change_it_sees_the_way_there(self, client, metro):
        client.force_login(make_user("change_outlet", "view_pickup", "view_outletkey"))
        labels = {way.label for way in overview(client, metro).context["ways"]}
        assert labels == {"Stories", "Conformance", "Keys", "Pickups", "Edit"}

    def test_the_editor_leads_to_every_screen_and_speaks_of_active_and_not_of_live(self, admin_client, metro):
        page = admin_client.get(reverse("outlets:edit", args=[metro.pk])).content.decode()
        for path in self.paths().values():
            assert path in page
        assert "Active" in page
        assert ">Live" not in page

    def test_the_list_leads_to_every_screen(self, admin_client, metro):
        page = admin_client.get("/admin/outlets/").content.decode()
        for path in self.paths().values():
            assert path in page


def test_the_list_of_outlets_costs_the_same_for_many(admin_client, django_assert_max_num_queries):
    for number in range(20):
        make_outlet(f"outlet-{number}", rules=[(True, "topic", "trade")])
    with django_assert_max_num_queries(20):
        assert get(admin_client, "/admin/outlets/").status_code == 200


@pytest.mark.parametrize(
    "path",
    sorted(Path(syndication.__file__).parent.glob("templates/syndication/admin/*.html")),
    ids=lambda path: path.name,
)
def test_no_template_holds_a_script_or_a_style_that_a_content_security_policy_would_stop(path):
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", path.read_text())
