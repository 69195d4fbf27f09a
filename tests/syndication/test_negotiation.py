"""A story's page in other formats: who gets which, and that it says no more than the public feeds."""

import json
import re

import feedparser
import pytest
from django.http.request import MediaType
from wagtail.models import PageViewRestriction

from syndication.actions import CorrectAction, KillAction, WithdrawAction
from syndication.models import Outlet
from syndication.negotiation import preferred
from tests.syndication.desk import HOUR, NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

OFFERED = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
    "application/vnd.iptc.g2.newsmessage+xml", "application/vnd.iptc.g2.newsitem+xml", "application/nitf+xml",
]  # fmt: skip
BROWSERS = [
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "*/*",
]


@pytest.fixture
def page(root, public):
    with at(NOW):
        return make_page(root, title="Canary", text="<p>canary</p>")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/html"),
        ("", "text/html"),
        ("image/webp", "text/html"),
        ("application/json", "text/html"),
        ("application/ld+json", "application/ld+json"),
        ("Application/LD+JSON", "application/ld+json"),
        ("text/markdown, text/html;q=0.9", "text/markdown"),
        ("text/markdown;q=0.8, text/html;q=0.9", "text/html"),
        ("application/ld+json, text/html", "text/html"),
        ("text/markdown;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
        ("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"", "application/ld+json"),
        ("text/markdown;charset=utf-8;q=1", "text/markdown"),
        ("text/*", "text/html"),
        ("application/*", "application/ld+json"),
        ("text/html;q=0, */*", "application/ld+json"),
        ("text/html;q=0, application/ld+json;q=0, */*;q=0.1", "text/markdown"),
        ("*/*;q=0", "text/html"),
        ("text/markdown;q=0", "text/html"),
        ("text/markdown;q=0.001", "text/markdown"),
        (";;,;q=,/", "text/html"),
        ("text/markdown;q=9", "text/markdown"),
    ],
)  # fmt: skip
def test_quality_decides_and_a_tie_is_the_pages(accept, media_type):
    assert preferred(accept, ["text/html", "application/ld+json", "text/markdown"]) == media_type


@pytest.mark.parametrize("accept", BROWSERS)
def test_a_browser_gets_the_page_with_links_to_the_formats(client, page, accept):
    response = get(client, "/canary/", NOW + HOUR, accept=accept)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Accept" in [name.strip() for name in response["Vary"].split(",")]
    links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', response["Link"])
    assert sorted(kind for _url, kind in links) == sorted(OFFERED)
    for url, kind in links:
        found = get(client, url.removeprefix("https://news.test"), NOW + HOUR)
        assert (found.status_code, found["Content-Type"]) == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize("accept", OFFERED)
def test_who_asks_for_a_format_gets_the_story_in_it(client, page, accept):
    response = get(client, "/canary/", NOW + HOUR, accept=f"{accept}, text/html;q=0.5")
    assert response["Content-Type"] == f"{accept}; charset=utf-8"
    assert "Accept" in [name.strip() for name in response["Vary"].split(",")]
    same = get(client, response["Content-Location"], NOW + HOUR)
    assert (same.content, same["ETag"]) == (response.content, response["ETag"])
    again = get(client, "/canary/", NOW + HOUR, accept=accept, **{"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with at(NOW + HOUR):
        assert client.head("/canary/", headers={"accept": accept})["Content-Type"] == response["Content-Type"]


def test_a_correction_is_in_it(client, page):
    with at(NOW + HOUR):
        CorrectAction(page, note="The year was wrong.").execute()
    response = get(client, "/canary/", NOW + 2 * HOUR, accept="application/atom+xml")
    assert len(feedparser.parse(response.content).entries) == 1


@pytest.mark.parametrize("verb", [WithdrawAction, KillAction])
def test_a_story_that_is_gone_says_so_in_the_format_asked_for(client, page, verb):
    with at(NOW + HOUR):
        verb(page, reason="Retracted.").execute()
    response = get(client, "/canary/", NOW + 2 * HOUR, accept="application/feed+json")
    assert (response.status_code, response["Content-Type"]) == (410, "application/feed+json; charset=utf-8")
    assert "Retracted." in json.dumps(response.json())
    browsers = get(client, "/canary/", NOW + 2 * HOUR)
    assert (browsers.status_code, browsers["Content-Type"]) == (410, "text/html; charset=utf-8")
    for answer in (response, browsers):
        assert b"anary" not in answer.content + str(answer.headers).replace("/canary/", "").encode()
        assert "Accept" in answer["Vary"]


def test_a_story_before_its_moment_is_in_no_format(client, root, public):
    with at(NOW):
        make_page(root, title="Canary", embargoed_until=NOW + HOUR)
    for accept in OFFERED:
        assert get(client, "/canary/", NOW + HOUR / 2, accept=accept).status_code == 404


def test_a_private_story_is_in_no_format(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = get(client, "/canary/", NOW + HOUR, accept="application/feed+json")
    assert response.status_code == 302
    assert "Link" not in response


def test_a_story_for_our_own_pages_alone_is_a_page_alone(client, root, public):
    with at(NOW):
        make_page(root, title="Canary", reach="site")
    response = get(client, "/canary/", NOW + HOUR, accept="application/feed+json")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Link" not in response


def test_a_story_taken_from_the_public_feeds_alone_is_a_page_alone(client, page, public):
    with at(NOW + HOUR):
        WithdrawAction(page, reason="Contract ended.", outlets=[public]).execute()
    response = get(client, "/canary/", NOW + 2 * HOUR, accept="application/feed+json")
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_a_page_that_is_no_story_and_a_site_without_public_feeds_answer_as_ever(client, root, metro):
    with at(NOW):
        make_page(root, title="Canary")
    response = get(client, "/canary/", NOW + HOUR, accept="application/feed+json")
    assert (response["Content-Type"], "Link" in response) == ("text/html; charset=utf-8", False)
    assert not Outlet.objects.filter(slug="public").exists()


def test_a_public_outlet_that_is_broken_takes_no_page_with_it(client, root, caplog):
    make_old_outlet("public", access="open", overrides=[])
    Outlet.objects.filter(slug="public").update(profile="nothing-of-that-name")
    with at(NOW):
        make_page(root, title="Canary")
    assert get(client, "/canary/", NOW + HOUR).status_code == 200


def test_djangos_own_choice_is_still_what_our_comment_says(rf):
    """When this fails, `preferred` may give way to Django's `get_preferred_type`."""
    assert rf.get("/", headers={"accept": "text/html;q=0, */*"}).get_preferred_type(["text/html"]) == "text/html"
    assert MediaType("application/ld+json;profile=x").quality == 1
