"""The OPML of our public feeds: where it is found, and that it names each feed there is and no other."""

from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.make import make_article, make_draft, make_outlet, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def public():
    feeds = [{"name": "World", "slug": "world", "field": "section", "value": "News"}]
    return make_outlet("public", name="All stories", access="open", profile="public", feeds=feeds)


def outlines(client, path="/feeds.opml"):
    body = etree.fromstring(client.get(path).content).find("body")
    return {group.get("text"): [(feed.get("text"), feed.get("xmlUrl")) for feed in group] for group in body}


def test_it_names_each_public_feed_once(client, public):
    make_article(source=make_source("China Daily", language="zh-Hans"), topics=[make_topic("Trade")])
    make_article("Kept here", source=make_source("Acme", reach="site"), topics=[make_topic("Secret")])
    make_draft("Draft", source=make_source("Corp"))
    assert outlines(client) == {
        "The News Desk": [
            ("All stories", "http://localhost/feeds/public.rss"),
            ("World", "http://localhost/feeds/public/world.rss"),
        ],
        "By source": [("China Daily", "http://localhost/feeds/public/sources/china-daily.rss")],
        "By topic": [("Trade", "http://localhost/feeds/public/topics/trade.rss")],
    }
    tree = etree.fromstring(client.get("/feeds.opml").content)
    for name in ("xmlUrl", "htmlUrl"):
        addresses = [urlsplit(feed.get(name)).path for feed in tree.iterfind("body/outline/outline")]
        assert {client.get(address).status_code for address in addresses} == {200}


def test_it_is_found_where_programs_and_people_look(client, public):
    response = client.get("/feeds.opml")
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert response["Link"] == '<http://testserver/feeds/>; rel="alternate"; type="text/html"'
    assert client.get("/.well-known/feeds").content == response.content
    moved = client.get("/.well-known/feeds.opml")
    assert (moved.status_code, moved["Location"]) == (301, "/feeds.opml")
    page = client.get("/feeds/").content.decode()
    assert page.count('type="text/x-opml"') == page.count('href="/feeds.opml"') == 2


def test_a_poll_with_nothing_new_gets_a_304(client, public):
    make_article()
    first = client.get("/feeds.opml")
    again = client.get("/feeds.opml", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "public, max-age=60")
    make_article("Another", source=make_source("Acme"))
    assert client.get("/feeds.opml", headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.head("/feeds.opml")["Content-Type"] == first["Content-Type"]


def test_partners_are_not_in_it_and_without_a_public_outlet_there_is_none(client, public):
    make_outlet("partner", name="A partner of ours")
    assert b"partner" not in client.get("/feeds.opml").content
    public.active = False
    public.save()
    for path in ("/feeds.opml", "/.well-known/feeds"):
        assert client.get(path).status_code == 404
    assert b"opml" not in client.get("/feeds/").content
