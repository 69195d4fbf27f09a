"""RFC 5005 archives of a feed: nothing is out of reach, and nothing withdrawn lives on in them."""

import re
from urllib.parse import urlsplit

import pytest
from lxml import etree

from syndication.actions import WithdrawAction
from syndication.offers import ARCHIVED
from tests.make import make_outlet
from tests.syndication.desk import DAY, HOUR, NOW, at, entries, get, make_old_outlet, make_page, titles

pytestmark = pytest.mark.django_db

LATER = NOW + 100 * DAY


@pytest.fixture
def long(root):
    """An outlet with archives that was offered three archives' worth of stories and one more."""
    outlet = make_old_outlet("long", access="open", overrides=[("archive", "true")])
    pages = []
    for number in range(3 * ARCHIVED + 1):
        with at(NOW + number * HOUR):
            pages.append(make_page(root, title=f"Story {number}"))
    return outlet, pages


def links(response):
    """The relations in a feed's head, as in its Link header."""
    document = etree.fromstring(response.content)
    found = document.findall("{*}link") or document.findall("channel/{http://www.w3.org/2005/Atom}link")
    head = {link.get("rel"): link.get("href") for link in found if link.get("rel")}
    header = {relation: address for address, relation in re.findall(r'<([^>]+)>; rel="([^"]+)"', response["Link"])}
    # In the document it is the site's front page, in the header the feed's own page for people.
    head.pop("alternate", None), header.pop("alternate")
    assert head == header
    return {relation: urlsplit(address).path for relation, address in head.items()}


def walk(client, path):
    """Every document from the subscription document backwards."""
    while path:
        response = get(client, path, LATER)
        yield response
        path = links(response).get("prev-archive")


@pytest.mark.parametrize("extension", ["atom", "rss"])
def test_a_walk_back_reaches_every_story(client, long, extension):
    documents = list(walk(client, f"/feeds/long.{extension}"))
    assert {title for document in documents for title in titles(document)} == {
        f"Story {number}" for number in range(3 * ARCHIVED + 1)
    }
    assert [len(titles(document)) for document in documents] == [50, ARCHIVED, ARCHIVED, ARCHIVED]


def test_each_archive_leads_both_ways_and_to_what_one_subscribes_to(client, long):
    assert links(get(client, "/feeds/long/archive/1.atom", LATER)) == {
        "self": "/feeds/long/archive/1.atom",
        "prev-archive": "/feeds/long/archive/0.atom",
        "next-archive": "/feeds/long/archive/2.atom",
        "current": "/feeds/long.atom",
    }
    assert "next-archive" not in links(get(client, "/feeds/long/archive/2.atom", LATER))
    assert b"<fh:archive" in get(client, "/feeds/long/archive/1.atom", LATER).content


def test_json_feed_leads_on_with_its_own_word(client, long):
    first = get(client, "/feeds/long.json", LATER).json()
    second = get(client, urlsplit(first["next_url"]).path, LATER).json()
    assert first["next_url"].endswith("/feeds/long/archive/2.json")
    assert second["next_url"].endswith("/feeds/long/archive/1.json")


def test_an_archive_does_not_change_when_stories_are_added(client, root, long):
    before = get(client, "/feeds/long/archive/0.atom", LATER)
    with at(LATER):
        make_page(root, title="One more")
    after = get(client, "/feeds/long/archive/0.atom", LATER + HOUR)
    assert [entry.id for entry in entries(before)] == [entry.id for entry in entries(after)]


def test_a_withdrawn_story_is_a_notice_in_its_archive_and_then_nothing(client, long):
    _, pages = long
    with at(LATER):
        WithdrawAction(pages[3], reason="Wrong.").execute()
    told = get(client, "/feeds/long/archive/0.atom", LATER + HOUR).content
    assert b"Wrong." in told
    assert b"Story 3<" not in told
    assert b"Wrong." not in get(client, "/feeds/long/archive/0.atom", LATER + 31 * DAY).content


def test_an_outlet_without_archives_has_no_address_for_them(client, root):
    make_outlet("smart", access="open", overrides=[("archive", "false")])
    assert get(client, "/feeds/smart/archive/0.rss").status_code == 404


def test_a_story_in_an_archive_has_an_address_of_its_own(client, long):
    _, pages = long
    response = get(client, f"/wire/long/{pages[0].story_id}.atom", LATER)
    assert (response.status_code, titles(response)) == (200, ["Story 0"])
