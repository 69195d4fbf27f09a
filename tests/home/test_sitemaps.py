"""The sitemaps of the site: what is in them, in which language, and that they are valid."""

from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from lxml import etree
from wagtail.models import Locale, Site

from home.models import HomePage
from newsroom.models import ArticleCredit, ArticleNotice, SourceIndexPage, TopicIndexPage
from syndication.actions import WithdrawAction
from syndication.models import Release, Standing
from tests.make import (
    HOUR,
    make_article,
    make_contributor,
    make_draft,
    make_image,
    make_outlet,
    make_section,
    make_source,
    make_topic,
)  # fmt: skip
from tests.wire.test_sitemaps import INDEX, SPACES, URLSET

pytestmark = pytest.mark.django_db

SPACES = SPACES | {"i": "http://www.google.com/schemas/sitemap-image/1.1", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def home():
    page = Site.objects.get().root_page.specific
    page.add_child(instance=SourceIndexPage(title="Sources", slug="sources"))
    page.add_child(instance=TopicIndexPage(title="Topics", slug="topics"))
    return page


def urls(client, path):
    """The addresses of a sitemap, which is valid, with what it says of each."""
    response = client.get(path)
    assert response.status_code == 200
    tree = etree.fromstring(response.content)
    URLSET.assertValid(tree)
    return {url.findtext("s:loc", namespaces=SPACES): url for url in tree.iterfind("s:url", SPACES)}


def test_the_index_names_every_part_and_when_it_last_changed(client, home, monkeypatch):
    monkeypatch.setattr("home.sitemaps.ON_A_LEAF", 4)
    for number in range(5):
        make_article(f"Story {number}")
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    INDEX.assertValid(tree)
    assert [url.text.removeprefix("http://testserver") for url in tree.iterfind(".//s:loc", SPACES)] == [
        "/sitemap-articles.xml",
        "/sitemap-articles.xml?p=2",
        "/sitemap-lists.xml",
        "/sitemap-lists.xml?p=2",
    ]
    newest = Release.objects.latest("sequence").released_at
    assert {found.text for found in tree.iterfind(".//s:lastmod", SPACES)} == {
        newest.replace(microsecond=0).isoformat()
    }
    assert [len(urls(client, f"/sitemap-articles.xml?p={part}")) for part in (1, 2)] == [4, 1]
    assert client.get("/sitemap-articles.xml?p=3").status_code == 404
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_an_article_has_its_date_and_its_pictures(client, home):
    at = timezone.now().replace(microsecond=0) - HOUR
    picture, hidden = make_image("dam"), make_image("secret", reach="nowhere")
    make_article(
        slug="大坝", lead_image=picture, last_published_at=at, first_published_at=at - HOUR,
        body=[("image", {"image": hidden, "caption": "", "alt": ""})],
    )  # fmt: skip
    (url,) = urls(client, "/sitemap-articles.xml").values()
    assert url.findtext("s:loc", namespaces=SPACES) == "http://localhost/news/%E5%A4%A7%E5%9D%9D/"
    assert datetime.fromisoformat(url.findtext("s:lastmod", namespaces=SPACES)) == at
    (image,) = (found.text for found in url.iterfind("i:image/i:loc", SPACES))
    assert image.startswith("http://localhost/media/")
    assert default_storage.exists(urlsplit(image).path.removeprefix("/media/"))


def test_only_originals_that_are_released_are_listed(client, home):
    make_article("Here", slug="here")
    make_article("Copy", slug="copy", canonical_url="https://acme.example/release")
    make_draft("Draft", slug="draft")
    assert list(urls(client, "/sitemap-articles.xml")) == ["http://localhost/news/here/"]


def test_a_site_without_articles_has_a_valid_sitemap_of_its_front_page(client):
    index = etree.fromstring(client.get("/sitemap.xml").content)
    assert [url.text for url in index.iterfind(".//s:loc", SPACES)] == ["http://testserver/sitemap-lists.xml"]
    assert list(urls(client, "/sitemap-lists.xml")) == ["http://localhost/"]
    assert client.get("/sitemap-articles.xml").status_code == 404  # the schema refuses one without an address


def test_sections_sources_and_topics_are_listed_with_the_date_of_their_newest_story(client, home):
    old = timezone.now().replace(microsecond=0) - timedelta(days=9)
    trade, acme = make_topic("Trade"), make_source("Acme")
    make_article(source=acme, topics=[trade], first_published_at=old, last_published_at=old)
    make_article("Newer", source=make_source("Corp"), under=make_section("Sport"))
    make_source("Silent")
    make_section("Closed", live=False)
    found = urls(client, "/sitemap-lists.xml")
    assert {urlsplit(url).path for url in found} == {
        "/", "/news/", "/sport/", "/sources/", "/sources/acme/", "/sources/corp/", "/topics/", "/topics/trade/",
        "/archive/",
    }  # fmt: skip
    for path in ("news/", "sources/acme/", "topics/trade/"):
        assert datetime.fromisoformat(found[f"http://localhost/{path}"].findtext("s:lastmod", namespaces=SPACES)) == old
    assert {client.get(urlsplit(url).path).status_code for url in found} == {200}


def test_translations_name_one_another(client, home):
    chinese = Locale.objects.create(language_code="zh-hans")
    article, alone = make_article(slug="dam"), make_article("Alone", slug="alone")
    home.copy_for_translation(chinese).save_revision().publish()
    article.get_parent().copy_for_translation(chinese).save_revision().publish()
    translated = article.copy_for_translation(chinese)
    assert len(urls(client, "/sitemap-articles.xml")) == 2  # it is a draft
    translated.save_revision().publish()
    found = urls(client, "/sitemap-articles.xml")
    both = [("en", "http://localhost/news/dam/"), ("zh-Hans", translated.get_full_url())]
    for _language, url in both:
        assert [(link.get("hreflang"), link.get("href")) for link in found[url].iterfind("x:link", SPACES)] == both
    assert not found[alone.get_full_url()].findall("x:link", SPACES)
    lists = urls(client, "/sitemap-lists.xml")
    assert [link.get("href") for link in lists["http://localhost/zh-hans/"].iterfind("x:link", SPACES)] == [
        "http://localhost/",
        "http://localhost/zh-hans/",
    ]


def test_our_own_lists_are_named_with_the_newest_thing_in_them(client, home):
    at = timezone.now().replace(microsecond=0) - timedelta(days=9)
    make_outlet("public", access="open", profile="public")
    wei, secret = make_contributor("Wang Wei", slug="王"), make_contributor("Secret", slug="secret")
    make_article(
        first_published_at=at, last_published_at=at + HOUR, credits=[ArticleCredit(role="byline", contributor=wei)],
        notices=[ArticleNotice(kind="correction", text="It was 48.", at=at + 2 * HOUR)],
    )  # fmt: skip
    make_draft("Draft", credits=[ArticleCredit(role="byline", contributor=secret)])
    found = urls(client, "/sitemap-lists.xml")
    told = {unquote(urlsplit(url).path): spot.findtext("s:lastmod", namespaces=SPACES) for url, spot in found.items()}
    moments = {"/archive/": at, "/corrections/": at + 2 * HOUR, "/people/": at + HOUR, "/people/王/": at + HOUR}
    assert {path: datetime.fromisoformat(told[path]) for path in moments} == moments
    assert told["/feeds/"] is None
    assert "/people/secret/" not in told
    assert {client.get(path).status_code for path in told} == {200}


def test_a_withdrawal_moves_the_date_of_the_corrections(client, home):
    WithdrawAction(make_article(), reason="Wrong.").execute(skip_permission_checks=True)
    make_article("Another")
    (url,) = (spot for url, spot in urls(client, "/sitemap-lists.xml").items() if url.endswith("/corrections/"))
    newest = Standing.objects.get(usable=False).release.released_at.replace(microsecond=0)
    assert datetime.fromisoformat(url.findtext("s:lastmod", namespaces=SPACES)) == newest


def test_each_edition_has_its_own_lists(client, home):
    make_article()
    home.copy_for_translation(Locale.objects.create(language_code="zh-hans")).save_revision().publish()
    assert "http://localhost/zh-hans/archive/" not in urls(client, "/sitemap-lists.xml")
    under = make_section("新闻", under=HomePage.objects.get(locale__language_code="zh-hans"), slug="news")
    make_article("大坝", under=under)
    found = urls(client, "/sitemap-lists.xml")
    assert [link.get("href") for link in found["http://localhost/archive/"].iterfind("x:link", SPACES)] == [
        "http://localhost/archive/",
        "http://localhost/zh-hans/archive/",
    ]
    assert client.get("/zh-hans/archive/").status_code == 200


def test_the_lists_take_the_same_queries_however_many_articles(client, home, django_assert_max_num_queries):
    for first in (0, 20):
        for number in range(first, first + 5):
            person = make_contributor(f"Person {number}")
            make_article(f"Story {number}", credits=[ArticleCredit(role="byline", contributor=person)])
        client.get("/sitemap-lists.xml")
        with django_assert_max_num_queries(20):
            client.get("/sitemap-lists.xml")


def test_robots_are_told_where_the_sitemaps_are(client, home):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\n"
        "Sitemap: http://localhost/sitemap.xml\nSitemap: http://localhost/news-sitemap.xml\n"
    )
    assert client.head("/robots.txt").status_code == 200


def test_a_leaf_takes_the_same_queries_however_many_articles(client, home, django_assert_num_queries):
    make_article(lead_image=make_image())
    client.get("/sitemap-articles.xml")
    with django_assert_num_queries(10):
        client.get("/sitemap-articles.xml")
    for number in range(9):
        make_article(f"Story {number}", lead_image=make_image())
    client.get("/sitemap-articles.xml")
    with django_assert_num_queries(10):
        client.get("/sitemap-articles.xml")
