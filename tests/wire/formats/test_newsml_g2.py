"""NewsML-G2: where the trade looks for things, in a newsItem and in a newsMessage."""

import pytest
from lxml import etree

from syndication.wire.dialect import Dialect, GuidForm
from syndication.wire.formats import FORMATS, newsml_g2, write
from syndication.wire.story import Place
from tests.make import make_story
from tests.wire.formats.schemas import newsml_g2_problems
from tests.wire.formats.stories import ARABIC, BARE, CORRECTED, EMBARGOED, FULL, STORIES, WITHDRAWN, make_feed, written

G2 = {"g": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}


def found(document: bytes, path: str) -> list[str]:
    return etree.fromstring(document).xpath(path, namespaces=G2)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/g:newsItem/@guid", [FULL.id]),
        ("/g:newsItem/@version", ["3"]),
        ("/g:newsItem/@conformance", ["power"]),
        ("//g:pubStatus/@qcode", ["stat:usable"]),
        ("//g:versionCreated/text()", ["2026-11-23T13:00:00Z"]),
        ("//g:firstCreated/text()", ["2026-11-23T12:00:00Z"]),
        ("//g:embargoed/text()", ["2026-11-23T12:00:00Z"]),
        ("//g:expires/text()", ["2027-11-23T12:00:00Z"]),
        ("//g:provider/g:name/text()", ["China Daily"]),
        ("//g:infoSource/g:name/text()", ["China Daily"]),
        ("//g:creator/g:name/text()", ["Wang Wei", "Ada Moss"]),
        ("//g:by/text()", ["Wang Wei, Ada Moss"]),
        ("//g:located/g:name/text()", ["YICHANG, China"]),
        ("//g:contentCreated/text()", ["2026-11-23"]),
        ("//g:rightsInfo/g:copyrightNotice/text()", ["© 2026 China Daily"]),
        ("//g:rightsInfo/g:usageTerms/text()", ["With credit to China Daily", "CC BY 4.0"]),
        ("//g:rightsInfo/g:usageTerms/@href", [FULL.rights.licence_url]),
        ("//g:language/@tag", ["en-GB"]),
        ("//g:subject/@qcode", ["medtop:04000000"]),
        ("//g:genre/@qcode", ["genre:Press_Release"]),
        ("//g:edNote/text()", ["Update, 2026-11-23T13:00:00Z: Adds the number of ships."]),
        ("//g:link/g:remoteContent/@href", [media.url for media in FULL.media]),
        ("//g:link[@rank='1']/g:creditline/text()", ["P. Ito / China Daily"]),
        ("//g:contentMeta/g:creditline/text()", ["SOURCE China Daily"]),
        ("//g:description[@role='nwsr:disclosure']/text()", [FULL.rights.disclosure]),
        ("//h:body/h:h2/text()", ["What was done"]),
    ],
)
def test_the_full_story_says_everything_where_the_trade_looks_for_it(path, values):
    assert found(written("newsml_g2", FULL), path) == values


def test_a_correction_is_a_note_to_editors_and_a_signal():
    document = written("newsml_g2", CORRECTED)
    assert found(document, "//g:edNote/text()") == [
        "Correction, 2026-11-23T13:00:00Z: An earlier version gave the wrong number of ships."
    ]
    assert found(document, "//g:signal/@qcode") == ["sig:correction"]


def test_an_embargo_is_carried_in_its_own_field():
    assert found(written("newsml_g2", EMBARGOED), "//g:embargoed/text()") == ["2026-11-24T12:00:00Z"]


def test_a_notice_is_a_canceled_version_without_content():
    document = written("newsml_g2", WITHDRAWN)
    assert found(document, "//g:pubStatus/@qcode") == ["stat:canceled"]
    assert found(document, "/g:newsItem/@version") == ["4"]
    assert found(document, "//g:contentSet | //g:headline | //g:title | //g:link") == []


def test_text_from_right_to_left_says_so():
    assert found(written("newsml_g2", ARABIC), "/g:newsItem/@dir") == ["rtl"]


def test_an_item_that_nobody_supplied_has_a_provider_nonetheless():
    assert found(written("newsml_g2", BARE), "//g:provider/@literal") == ["unknown"]


@pytest.mark.parametrize("degrees", [1e-9, -179.123456789, 0.0, 1e2])
def test_a_position_has_no_exponent(degrees):
    document = newsml_g2.entry(make_story(place=Place(name="Dam", latitude=0.5, longitude=degrees)))
    assert newsml_g2_problems(document) == []
    assert float(found(document, "//g:position/@longitude")[0]) == degrees


def test_a_message_holds_the_items_in_their_order():
    document = written("newsml_g2_message", *STORIES.values())
    assert found(document, "//g:newsItem/@guid") == [story.id for story in STORIES.values()]
    assert found(document, "//g:header/g:sender/text()") == ["Example News"]
    assert found(document, "//g:header/g:sent/text()") == ["2026-11-23T14:00:00Z"]


def test_a_message_of_nothing_holds_an_empty_package():
    assert found(written("newsml_g2_message"), "//g:itemSet/g:packageItem/g:itemMeta/g:title/text()") == [
        "Example News"
    ]


def test_a_guid_is_what_the_partner_knows_the_story_by():
    feed = make_feed(FULL, format="newsml_g2")
    document = write(FORMATS["newsml_g2"], feed, Dialect(guid_form=GuidForm.PERMALINK))
    assert found(document, "/g:newsItem/@guid") == [FULL.permalink]
