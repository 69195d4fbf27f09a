"""What open feeds wear in a browser, and that partners' feeds carry nothing extra."""

import re
from urllib.parse import urlsplit

import feedparser
import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from lxml import etree

from syndication.models import Outlet, OutletKey
from syndication.wire.formats import FORMATS
from tests.syndication.desk import HOUR, NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

XML = ["rss", "atom"]
NAMED = re.compile(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>')


@pytest.mark.parametrize("extension", XML)
def test_an_open_feed_names_its_stylesheet_and_is_rendered(client, root, public, extension):
    with at(NOW):
        make_page(root)
    response = get(client, f"/feeds/public.{extension}", NOW + HOUR)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = etree.fromstring(response.content).getroottree()
    sheet = tree.getroot().getprevious()
    assert (sheet.target, sheet.get("type")) == ("xml-stylesheet", "text/css")
    assert finders.find(urlsplit(sheet.get("href")).path.removeprefix("/static/"))
    assert not feedparser.parse(response.content).bozo


@pytest.mark.parametrize("extension", XML)
def test_a_partners_feed_carries_nothing_extra(client, root, metro, extension):
    with at(NOW):
        make_page(root)
    secret = OutletKey.issue(metro, "main")
    response = get(client, f"/feeds/metro.{extension}", NOW + HOUR, authorization=f"Bearer {secret}")
    assert response["Content-Type"] == FORMATS[extension].MEDIA_TYPE
    assert b"xml-stylesheet" not in response.content


def test_an_open_feed_to_a_partners_own_specification_carries_nothing_extra(client, root):
    make_old_outlet("smart", access="open", profile="smartnews")
    response = get(client, "/feeds/smart.rss")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert b"xml-stylesheet" not in response.content


def test_json_is_served_as_what_it_is(client, root, public):
    assert get(client, "/feeds/public.json")["Content-Type"] == FORMATS["json_feed"].MEDIA_TYPE


def test_the_dress_is_all_that_an_open_feed_has_more_than_a_partners(client, root, public, metro):
    with at(NOW):
        make_page(root)
    open_one = get(client, "/feeds/public.rss", NOW + HOUR).content
    secret = OutletKey.issue(metro, "main")
    bare = get(client, "/feeds/metro.rss", NOW + HOUR, authorization=f"Bearer {secret}").content
    assert NAMED.search(open_one)
    items = [re.findall(rb"<item>.*</item>", document, re.DOTALL) for document in (open_one, bare)]
    assert items[0] == items[1]
    assert bare.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss')


def test_another_stylesheet_is_another_document(client, root, public, settings, tmp_path):
    first = client.get("/feeds/public.rss")
    settings.STATIC_URL = "/elsewhere/"
    second = client.get("/feeds/public.rss", headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert NAMED.search(second.content)[1] == b"/elsewhere/syndication/feed.css"


def test_a_single_story_keeps_its_registered_type(client, root, public):
    with at(NOW):
        page = make_page(root)
    response = get(client, f"/wire/public/{page.story_id}.atom", NOW + HOUR)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert b"xml-stylesheet" not in response.content


# -- The page for people -----------------------------------------------------------------------------------------------


def test_a_feed_leads_to_the_page_in_its_own_language(client, root, public, settings):
    Outlet.objects.filter(pk=public.pk).update(language="zh-Hans")
    with at(NOW):
        make_page(root)
    links = set()
    for reader in ("en", "ar"):
        cache.clear()
        response = get(client, "/feeds/public.rss", NOW + HOUR, accept_language=reader)
        links |= set(re.findall(rb"<link>([^<]+/feeds/[^<]+)</link>", response.content))
    assert links == {b"https://news.test/zh-hans/feeds/public/"}


def test_an_open_feed_leads_to_its_page_and_a_partners_to_none(client, root, public, metro):
    with at(NOW):
        make_page(root, topic="Culture")
    links = [get(client, f"/feeds/public{path}.rss", NOW + HOUR)["Link"] for path in ("", "/topics/culture")]
    assert '<https://news.test/feeds/public/>; rel="alternate"; type="text/html"' in links[0]
    assert '<https://news.test/feeds/public/topics/culture/>; rel="alternate"; type="text/html"' in links[1]
    documents = [get(client, f"/feeds/public{path}.rss", NOW + HOUR).content for path in ("", "/topics/culture")]
    assert b"<link>https://news.test/feeds/public/</link>" in documents[0]
    assert b"<link>https://news.test/feeds/public/topics/culture/</link>" in documents[1]
    secret = OutletKey.issue(metro, "main")
    partners = get(client, "/feeds/metro.rss", NOW + HOUR, authorization=f"Bearer {secret}")["Link"]
    assert partners == '<https://news.test/feeds/metro.rss>; rel="self"'


def test_the_apps_own_template_shows_the_page_on_any_site(client, root, public, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": []}]
    with at(NOW):
        make_page(root, title="Harbour reopens")
    page = get(client, "/feeds/public/", NOW + HOUR).content.decode()
    for told in ("<h1>Public</h1>", "https://news.test/feeds/public.atom", ">Harbour reopens</a>"):
        assert told in page


@pytest.mark.parametrize("address", ["/feeds/public/topics/canary%20topic/", "/feeds/public/topics/canary%20topic.rss"])
def test_a_feed_about_what_only_an_embargo_names_is_not_there_yet(client, root, public, address):
    with at(NOW):
        make_page(root, title="Canary", topic="Canary Topic", embargoed_until=NOW + HOUR)
    before = get(client, address, NOW)
    assert before.status_code == 404
    assert b"Canary" not in before.content
    assert get(client, address, NOW + HOUR).content.count(b"Canary") > 1
