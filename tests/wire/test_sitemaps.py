"""Sitemaps: valid, of the right size, and what Google News asks of a story."""

from datetime import timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from syndication.wire import sitemaps
from syndication.wire.sitemaps import Address, News
from syndication.wire.story import InvalidStory
from tests.make import HOUR, NOON

SCHEMAS = Path(__file__).parents[1] / "schemas" / "sitemap"
URLSET = etree.XMLSchema(etree.parse(SCHEMAS / "all.xsd"))
INDEX = etree.XMLSchema(etree.parse(SCHEMAS / "siteindex.xsd"))
SPACES = {"s": sitemaps.SITEMAP, "n": sitemaps.NEWS}


def make_address(path="dam", *, news=True, **fields):
    """A story's page; `fields` are those of its news."""
    told = News(**{"title": "Dam reopens", "language": "en", "published_at": NOON, **fields}) if news else None
    return Address(url=f"https://news.example.org/{path}/", changed_at=NOON + HOUR, news=told)


def texts(document, path):
    return [found.text for found in etree.fromstring(document).iterfind(f".//{path}", SPACES)]


def test_a_news_sitemap_is_written_as_google_asks():
    written = sitemaps.urlset([make_address(title='Dam & "lock" <reopen>', language="zh-Hans")], "The News Desk")
    URLSET.assertValid(etree.fromstring(written))
    assert (
        written.decode()
        == """\
<?xml version='1.0' encoding='UTF-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url>
    <loc>https://news.example.org/dam/</loc>
    <lastmod>2026-11-23T13:00:00+00:00</lastmod>
    <news:news>
      <news:publication>
        <news:name>The News Desk</news:name>
        <news:language>zh-cn</news:language>
      </news:publication>
      <news:publication_date>2026-11-23T12:00:00+00:00</news:publication_date>
      <news:title>Dam &amp; "lock" &lt;reopen&gt;</news:title>
    </news:news>
  </url>
</urlset>
"""
    )


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("en", "en"), ("en-GB", "en"), ("pt-BR", "pt"), ("fil", "fil"), ("ar-EG", "ar"),
        ("zh", "zh-cn"), ("zh-Hans", "zh-cn"), ("zh-CN", "zh-cn"), ("zh-SG", "zh-cn"), ("zh-Hans-HK", "zh-cn"),
        ("zh-Hant", "zh-tw"), ("zh-TW", "zh-tw"), ("zh-HK", "zh-tw"), ("ZH-hant-MO", "zh-tw"), ("abcd", "und"),
    ],
)  # fmt: skip
def test_a_language_is_named_as_google_news_knows_it(tag, known):
    written = sitemaps.urlset([make_address(language=tag)], "Desk")
    assert texts(written, "n:language") == [known]
    URLSET.assertValid(etree.fromstring(written))


def test_whatever_stands_in_a_headline_and_an_address_it_stays_valid():
    titles = ["\x00\x08Dam\ufffe", "]]>", "\ud800Dam", "سد", "大坝" * 400, "a\x85b"]
    paths = ["大坝", "a b", "a%20b?x=1&y=2", "é'\"<>"]
    addresses = [make_address(path, title=title) for path in paths for title in titles]
    written = sitemaps.urlset(addresses, "Desk & Sons")
    URLSET.assertValid(etree.fromstring(written))
    assert texts(written, "s:loc")[0] == "https://news.example.org/%E5%A4%A7%E5%9D%9D/"
    assert "https://news.example.org/a%20b?x=1&y=2/" in texts(written, "s:loc")


def test_a_page_that_is_no_news_has_no_news_block():
    written = sitemaps.urlset([make_address(news=False)], "Desk")
    URLSET.assertValid(etree.fromstring(written))
    assert b"news:news>" not in written


def test_a_story_without_a_headline_or_a_zone_is_refused():
    with pytest.raises(InvalidStory, match=r"news\.title is empty"):
        make_address(title=" \x00")
    with pytest.raises(InvalidStory, match=r"published_at 2026.* has no time zone"):
        make_address(published_at=NOON.replace(tzinfo=None))


@pytest.mark.parametrize(("stories", "parts"), [(0, [0]), (1, [1]), (1000, [1000]), (1001, [1000, 1])])
def test_a_sitemap_holds_a_thousand_stories_at_most(stories, parts):
    assert [len(leaf) for leaf in sitemaps.leaves([make_address()] * stories)] == parts


def test_an_index_names_the_parts():
    parts = [Address(url=f"https://news.example.org/news-sitemap-{number}.xml", changed_at=NOON) for number in (1, 2)]
    written = sitemaps.index(parts)
    INDEX.assertValid(etree.fromstring(written))
    assert texts(written, "s:loc") == [part.url for part in parts]
    assert texts(written, "s:lastmod") == ["2026-11-23T12:00:00+00:00"] * 2


def test_the_first_publication_is_told_to_the_second_in_utc():
    beijing = (NOON + timedelta(microseconds=5)).astimezone(timezone(timedelta(hours=8)))
    written = sitemaps.urlset([make_address(published_at=beijing)], "Desk")
    assert texts(written, "n:publication_date") == ["2026-11-23T12:00:00+00:00"]
