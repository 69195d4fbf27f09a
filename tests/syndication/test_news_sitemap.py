"""The news sitemap over HTTP: the stories of two days, no other, and nothing before its moment."""

from datetime import timedelta

import brotli
import pytest
from lxml import etree

from syndication.actions import CorrectAction, KillAction, WithdrawAction
from syndication.wire import sitemaps
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, get, make_page
from tests.wire.test_sitemaps import INDEX, URLSET, texts

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
PATH = "/news-sitemap.xml"


def stories(client, now, path=PATH):
    """The titles in the sitemap as of `now`, which is valid."""
    response = get(client, path, now)
    assert response.status_code == 200
    URLSET.assertValid(etree.fromstring(response.content))
    return texts(response.content, "n:title")


def test_a_story_is_news_for_two_days_from_its_first_publication(client, root):
    with at(NOW):
        page = make_page(root, title="Harbour reopens")
    with at(NOW + DAY):
        edit(page, text="<p>More.</p>")
    response = get(client, PATH, NOW + DAY + HOUR)
    assert texts(response.content, "s:loc") == ["http://news.test/harbour-reopens/"]
    assert texts(response.content, "n:name") == ["The News Desk"]
    assert texts(response.content, "n:publication_date") == ["2026-11-23T12:00:00+00:00"]
    assert texts(response.content, "s:lastmod") == ["2026-11-24T12:00:00+00:00"]
    assert stories(client, NOW + 2 * DAY - SECOND) == ["Harbour reopens"]
    assert stories(client, NOW + 2 * DAY) == []


def test_without_news_the_front_page_stands_alone_and_is_no_news(client, root):
    assert stories(client, NOW) == []
    assert texts(get(client, PATH).content, "s:loc") == ["http://news.test/"]


def test_what_was_imported_with_an_old_date_is_no_news(client, root):
    with at(NOW):
        make_page(root, first_published_at=NOW - 3 * DAY)
    assert stories(client, NOW + HOUR) == []


def test_an_embargoed_story_is_news_from_its_moment(client, root):
    with at(NOW):
        make_page(root, title="Canary", embargoed_until=NOW + 3 * DAY)
    before = get(client, PATH, NOW + 3 * DAY - SECOND)
    assert b"anary" not in before.content
    assert before["Cache-Control"] == "public, max-age=1"
    assert stories(client, NOW + 3 * DAY) == ["Canary"]
    assert texts(get(client, PATH, NOW + 3 * DAY).content, "n:publication_date") == ["2026-11-26T12:00:00+00:00"]


def test_an_expired_story_leaves_at_its_moment(client, root):
    with at(NOW):
        make_page(root, title="Canary", expire_at=NOW + HOUR)
    assert stories(client, NOW + HOUR - SECOND) == ["Canary"]
    assert stories(client, NOW + HOUR) == []


@pytest.mark.parametrize("verb", [WithdrawAction, KillAction])
def test_a_withdrawn_story_is_no_news(client, root, verb):
    with at(NOW):
        page = make_page(root, title="Canary")
        assert stories(client, NOW) == ["Canary"]
        verb(page, reason="Retracted.").execute()
    assert b"anary" not in get(client, PATH, NOW).content


def test_a_correction_keeps_the_first_date(client, root):
    with at(NOW):
        page = make_page(root)
    with at(NOW + HOUR):
        CorrectAction(page, note="The year was wrong.").execute()
    assert texts(get(client, PATH, NOW + 2 * HOUR).content, "n:publication_date") == ["2026-11-23T12:00:00+00:00"]


def test_a_page_of_another_site_is_not_in_ours(client, root):
    from wagtail.models import Page, Site

    other = Page.objects.get(depth=1).add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.test", root_page=other)
    with at(NOW):
        make_page(root, title="Ours")
        make_page(other, title="Theirs")
    assert stories(client, NOW + HOUR) == ["Ours"]
    with at(NOW + HOUR):
        assert texts(client.get(PATH, headers={"host": "other.test"}).content, "n:title") == ["Theirs"]


def test_a_copy_whose_original_is_elsewhere_is_left_to_it(client, root, monkeypatch):
    from dataclasses import replace

    from tests.plainsite.models import PlainPage

    as_story = PlainPage.as_story
    monkeypatch.setattr(PlainPage, "as_story", lambda page: replace(as_story(page), canonical_url="https://acme.test/"))
    with at(NOW):
        make_page(root)
    assert stories(client, NOW + HOUR) == []


def test_more_than_a_thousand_are_divided_under_an_index(client, root, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        with at(NOW + number * HOUR):
            make_page(root, title=f"Story {number}")
    later = NOW + 5 * HOUR
    response = get(client, PATH, later)
    INDEX.assertValid(etree.fromstring(response.content))
    assert texts(response.content, "s:loc") == [f"http://news.test/news-sitemap-{part}.xml" for part in (1, 2)]
    assert texts(response.content, "s:lastmod") == ["2026-11-23T14:00:00+00:00", "2026-11-23T12:00:00+00:00"]
    assert stories(client, later, "/news-sitemap-1.xml") == ["Story 2", "Story 1"]
    assert stories(client, later, "/news-sitemap-2.xml") == ["Story 0"]
    assert [get(client, f"/news-sitemap-{part}.xml", later).status_code for part in (0, 3)] == [404, 404]


def test_a_poll_with_nothing_new_gets_a_304_and_reads_no_story(client, root, django_assert_num_queries):
    with at(NOW):
        make_page(root)
    first = get(client, PATH, NOW + HOUR)
    with django_assert_num_queries(3):  # what is due, the site, and the ledger's stamp
        second = get(client, PATH, NOW + HOUR, **{"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert second["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
    with at(NOW + HOUR):
        make_page(root, title="Another")
    assert get(client, PATH, NOW + HOUR, **{"if-none-match": first["ETag"]}).status_code == 200


def test_it_travels_compressed_and_is_confirmed_in_that_coding_alone(client, root):
    with at(NOW):
        make_page(root)
    plain, packed = get(client, PATH, NOW), get(client, PATH, NOW, **{"accept-encoding": "gzip, br"})
    assert (packed["Content-Encoding"], brotli.decompress(packed.content)) == ("br", plain.content)
    assert "Accept-Encoding" in plain["Vary"]
    for coding, status in (("br", 304), ("gzip", 200)):
        held = {"accept-encoding": coding, "if-none-match": packed["ETag"]}
        assert get(client, PATH, NOW, **held).status_code == status


def test_head_is_get_without_a_body_and_nothing_else_is_allowed(client, root):
    got, headed = client.get(PATH), client.head(PATH)
    assert (headed.content, dict(headed.headers)) == (b"", dict(got.headers))
    assert got["Content-Type"] == "application/xml; charset=utf-8"
    assert client.post(PATH).status_code == 405


def test_a_deleted_story_is_no_news(client, root):
    with at(NOW):
        make_page(root, title="Canary").delete()
    assert stories(client, NOW) == []
