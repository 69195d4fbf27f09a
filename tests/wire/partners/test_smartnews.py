"""SmartNews, as its own pages have it: SmartFormat 2.2, 2.1 and 1.x, deleting articles, and what to do when traffic drops.

https://publishers.smartnews.com/hc/en-us/articles/56500436151065 360036526213 360022906393 360021354914 360049232353
"""

from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime

from lxml import etree

from syndication.wire.conformance import examine_feed
from syndication.wire.formats import rss, write
from syndication.wire.formats._feedgen import NAMESPACES
from syndication.wire.profile import PROFILES
from tests.wire.formats.stories import make_feed
from tests.wire.partners.cases import CORRECTED, NEW, NOW, UPDATED, WITHDRAWN, document

SMARTNEWS = PROFILES["smartnews"]


def channel(story=NEW, profile=SMARTNEWS) -> etree._Element:
    return etree.fromstring(document(profile, story)).find("channel")


def item(story) -> etree._Element:
    return channel(story).find("item")


def test_the_format_is_rss_2_in_utf_8():
    sent = document(SMARTNEWS, NEW)
    assert SMARTNEWS.formats == ("rss",)
    assert sent.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss ')
    assert etree.fromstring(sent).get("version") == "2.0"


def test_the_namespaces_are_declared_as_smartformat_spells_them():
    declared = etree.fromstring(document(SMARTNEWS, NEW)).nsmap
    assert {prefix: declared.get(prefix) for prefix in ("content", "dc", "media", "snf")} == {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "media": "http://search.yahoo.com/mrss/",
        "snf": "http://www.smartnews.be/snf",
    }


def test_the_channel_has_what_is_required():
    for name in ("title", "link", "description", "pubDate", "language", "item"):
        assert channel().find(name) is not None


def test_the_description_of_the_channel_has_at_most_30_characters():
    feed = make_feed(description="All the stories of Example News, hour by hour")
    sent = etree.fromstring(write(rss, feed, SMARTNEWS.dialect))
    assert sent.findtext("channel/description") == "All the stories of Example…"


def test_the_channel_says_how_long_it_may_be_kept_and_shows_the_outlets_logos():
    logos = SMARTNEWS.override(
        logo_url="https://news.example.org/700.png", dark_logo_url="https://news.example.org/dark.png"
    )
    said = channel(NEW, logos)
    assert said.findtext("copyright") == "© 2026 Example News"
    assert said.findtext("ttl") == "5"
    assert said.findtext("snf:logo/url", namespaces=NAMESPACES) == "https://news.example.org/700.png"
    assert said.findtext("snf:darkModeLogo/url", namespaces=NAMESPACES) == "https://news.example.org/dark.png"


def test_an_item_has_what_smartformat_names():
    for name in (
        "title", "link", "guid", "pubDate", "description", "content:encoded", "category", "dc:creator", "dc:language",
        "media:thumbnail", "media:status",
    ):  # fmt: skip
        assert item(NEW).find(name, NAMESPACES) is not None, name
    assert item(NEW).find("media:status", NAMESPACES).get("state") == "active"


def test_a_feed_of_more_than_a_megabyte_is_told():
    assert [finding.code for finding in examine_feed(SMARTNEWS, 10, 1_000_001)] == ["feed.too-large"]
    assert examine_feed(SMARTNEWS, 10, 1_000_000) == ()


def test_a_link_is_our_https_page_without_utm_parameters():
    assert item(NEW).findtext("link") == "https://news.example.org/2026/dam/"
    assert SMARTNEWS.own_parameters == ""
    assert "utm_" not in document(SMARTNEWS, NEW).decode()


def test_dates_have_a_year_of_four_digits_and_lie_in_the_past():
    for story in (NEW, UPDATED, CORRECTED, WITHDRAWN):
        written = item(story).findtext("pubDate")
        assert " 2026 " in written
        assert parsedate_to_datetime(written) <= NOW


def test_an_update_changes_the_content_and_bumps_pub_date():
    dates = [parsedate_to_datetime(item(story).findtext("pubDate")) for story in (NEW, UPDATED, CORRECTED)]
    assert dates == [NEW.published_at, UPDATED.updated_at, CORRECTED.updated_at]
    assert item(NEW).findtext("guid") == item(UPDATED).findtext("guid")
    assert "sixty ships" in item(UPDATED).findtext("content:encoded", namespaces=NAMESPACES)


def test_a_deleted_story_keeps_its_item_says_deleted_and_bumps_pub_date():
    notice = item(WITHDRAWN)
    assert notice.findtext("guid") == item(NEW).findtext("guid")
    assert notice.find("media:status", NAMESPACES).get("state") == "deleted"
    assert parsedate_to_datetime(notice.findtext("pubDate")) == WITHDRAWN.updated_at


def test_a_restored_story_is_active_again_under_a_newer_date():
    restored = replace(CORRECTED, version=5, updated_at=WITHDRAWN.updated_at + timedelta(minutes=5))
    assert item(restored).find("media:status", NAMESPACES).get("state") == "active"
    assert parsedate_to_datetime(item(restored).findtext("pubDate")) > WITHDRAWN.updated_at
