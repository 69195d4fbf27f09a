"""Flipboard, the stricter of its two texts: https://about.flipboard.com/rss-spec/"""

from dataclasses import replace

from lxml import etree

from syndication.wire.conformance import examine_feed
from syndication.wire.formats._feedgen import NAMESPACES
from syndication.wire.prepare import prepare
from syndication.wire.profile import PROFILES
from tests.make import make_media
from tests.wire.partners.cases import NEW, NOW, WITHDRAWN, document

FLIPBOARD = PROFILES["flipboard"]


def channel(story=NEW) -> etree._Element:
    return etree.fromstring(document(FLIPBOARD, story)).find("channel")


def test_the_channel_has_title_link_description_and_language():
    assert all(channel().findtext(name) for name in ("title", "link", "description", "language"))


def test_an_item_has_what_both_texts_require():
    item = channel().find("item")
    for name in ("title", "link", "description", "pubDate", "guid", "dc:creator", "enclosure", "content:encoded"):
        assert item.find(name, NAMESPACES) is not None, name


def test_a_link_leads_to_the_domain_of_the_channel():
    assert channel().findtext("item/link").startswith(channel().findtext("link"))


def test_a_description_has_at_least_300_characters():
    assert len(NEW.summary) < 300
    assert len(channel().findtext("item/description")) >= 300


def test_the_full_text_is_in_content_encoded():
    assert "longer ships" in channel().findtext("item/content:encoded", namespaces=NAMESPACES)


def test_a_picture_has_no_side_under_500_pixels():
    small = replace(NEW, media=(make_media("lock", width=900, height=499),))
    assert prepare(small, FLIPBOARD, NOW).code == "picture.required"
    assert channel(replace(NEW, media=(make_media("lock", width=900, height=500),))).find("item/enclosure") is not None


def test_fewer_than_30_stories_are_told():
    assert [finding.code for finding in examine_feed(FLIPBOARD, 29, 1000)] == ["feed.too-few"]
    assert examine_feed(FLIPBOARD, 30, 1000) == ()


def test_a_withdrawn_story_is_dropped_for_a_notice_would_be_shown_as_a_story():
    assert channel(WITHDRAWN).find("item") is None
