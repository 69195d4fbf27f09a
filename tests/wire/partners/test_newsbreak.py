"""NewsBreak, as its FAQ has it, and where that is silent one publisher's feed: https://support.newsbreak.com/"""

from lxml import etree

from syndication.wire.formats._feedgen import NAMESPACES
from syndication.wire.prepare import prepare
from syndication.wire.profile import PROFILES
from tests.wire.partners.cases import CJK, DISCLOSURE, NEW, NOW, UPDATED, WITHDRAWN, document

NEWSBREAK = PROFILES["newsbreak"]


def item(story=NEW) -> etree._Element | None:
    return etree.fromstring(document(NEWSBREAK, story)).find("channel/item")


def test_the_full_text_and_its_pictures_are_sent_and_no_snippet():
    body = item().findtext("content:encoded", namespaces=NAMESPACES)
    assert "longer ships" in body
    assert body.count("<img ") == 2


def test_stories_are_in_english():
    assert prepare(CJK, NEWSBREAK, NOW).code == "language.other"


def test_an_item_has_what_the_publishers_feed_has():
    for name in ("title", "link", "pubDate", "dc:creator", "description", "content:encoded", "guid"):
        assert item().find(name, NAMESPACES) is not None, name


def test_the_guid_is_the_first_address_also_when_the_page_has_moved():
    guid = item(UPDATED).find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (NEW.permalink, "true")
    assert item(UPDATED).findtext("link") == UPDATED.url != NEW.permalink


def test_the_disclosure_is_plain_text_in_newsbreaks_own_element():
    assert etree.fromstring(document(NEWSBREAK, NEW)).nsmap["nb"] == "https://www.newsbreak.com/"
    assert item().findtext("nb:disclosure", namespaces=NAMESPACES) == DISCLOSURE


def test_a_withdrawn_story_is_dropped_for_a_notice_would_be_shown_as_a_story():
    assert item(WITHDRAWN) is None
