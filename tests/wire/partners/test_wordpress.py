"""WordPress sites that import with SimplePie: https://simplepie.org/"""

from lxml import etree

from syndication.wire.formats._feedgen import NAMESPACES
from syndication.wire.profile import PROFILES
from tests.wire.partners.cases import NEW, UPDATED, WITHDRAWN, document

WORDPRESS = PROFILES["wordpress"]
# SimplePie's list of tags that it takes out of any text.
STRIPPED = {
    "base", "blink", "body", "doctype", "embed", "font", "form", "frame", "frameset", "html", "iframe", "input", "marquee",
    "meta", "noscript", "object", "param", "script", "style",
}  # fmt: skip


def item(story=NEW) -> etree._Element:
    return etree.fromstring(document(WORDPRESS, story)).find("channel/item")


def test_no_tag_is_sent_that_simplepie_takes_out():
    assert not STRIPPED & set(WORDPRESS.allowed)


def test_a_featured_picture_is_found_whichever_way_an_importer_looks_for_it():
    found = {item().find(name, NAMESPACES).get("url") for name in ("enclosure", "media:content", "media:thumbnail")}
    assert found == {NEW.lead.url}


def test_an_update_and_a_notice_are_for_the_same_post():
    assert {item(story).findtext("guid") for story in (NEW, UPDATED, WITHDRAWN)} == {NEW.id}
    assert item(WITHDRAWN).findtext("description") == WITHDRAWN.notices[0].text
