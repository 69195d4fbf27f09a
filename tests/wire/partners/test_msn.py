"""MSN, as the pages of its Partner Hub have it: feeds, feed items, HTML, quality, questions about feeds.

https://support.microsoft.com/en-us/topic/msn-feed-item-metadata-requirements-0114c19c-36bb-4fef-8322-4a1ed6888329
https://support.microsoft.com/en-us/topic/msn-html-guidelines-and-tag-restrictions-2a12f610-f3da-43ea-8dc4-766f6df89e8d
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from syndication.wire.clean import clean
from syndication.wire.conformance import examine, examine_feed
from syndication.wire.formats import atom, write
from syndication.wire.formats._feedgen import NAMESPACES
from syndication.wire.prepare import Withheld, prepare
from syndication.wire.profile import PROFILES
from syndication.wire.story import MediaRole, Story
from tests.make import NOON, make_media, make_story
from tests.wire.formats.stories import make_feed
from tests.wire.partners.cases import CASES, CJK, CORRECTED, NEW, NOW, UPDATED, WITHDRAWN, document

MSN = PROFILES["msn"]
BASE = "https://news.example.org/2026/dam/"
TAGS = {
    "b", "i", "em", "strong", "sub", "sup", "small", "h1", "h2", "h3", "h4", "h5", "a", "img", "table", "thead", "tbody",
    "tfoot", "tr", "td", "th", "col", "caption", "colgroup", "ul", "ol", "li", "p", "div", "span", "br", "blockquote",
    "iframe",
}  # fmt: skip


def item(story=NEW) -> etree._Element:
    return etree.fromstring(document(MSN, story)).find("channel/item")


def said(story, name: str) -> str:
    return item(story).findtext(name, namespaces=NAMESPACES)


def codes(story) -> list[str]:
    return [finding.code for finding in examine(story, MSN, NOW).findings]


def titled(length: int) -> Story:
    return replace(NEW, headline=("dam " * 40)[: length - 1] + "s")


# -- The feed ----------------------------------------------------------------------------------------------------------


def test_the_format_is_rss_2_or_atom_1_in_utf_8():
    assert MSN.formats == ("rss", "atom")
    for format_name in MSN.formats:
        assert document(MSN, NEW, format_name).startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


def test_no_secret_stands_in_the_address():
    assert MSN.key_in_path is False


def test_a_feed_has_at_most_10_megabytes_and_fewer_than_30_stories():
    assert MSN.max_items < 30
    assert examine_feed(MSN, 29, 10_000_000) == ()
    assert [finding.code for finding in examine_feed(MSN, 30, 10_000_001)] == ["feed.too-many", "feed.too-large"]


def test_the_namespaces_are_declared_as_msn_spells_them():
    for format_name in MSN.formats:
        declared = etree.fromstring(document(MSN, NEW, format_name)).nsmap
        assert declared["mi"] == "http://schemas.ingestion.microsoft.com/common/"
        assert declared["dcterms"] == "http://purl.org/dc/terms/"
        assert declared["media"] == "http://search.yahoo.com/mrss/"


def test_a_feed_is_in_one_language():
    assert MSN.one_language
    outlet = MSN.override(language="en")
    assert prepare(CJK, outlet, NOW).code == "language.other"
    assert not isinstance(prepare(NEW, outlet, NOW), Withheld)


def test_an_atom_feed_leads_to_its_next_page():
    links = (("next", "https://news.example.org/feeds/msn/feed.atom?page=2"),)
    feed = etree.fromstring(write(atom, make_feed(NEW, format="atom", links=links), MSN.dialect))
    assert feed.find("{http://www.w3.org/2005/Atom}link[@rel='next']").get("href") == links[0][1]


# -- What an article must have -----------------------------------------------------------------------------------------


def test_the_id_is_the_same_in_every_version_though_the_page_moved():
    assert {said(story, "guid") for story in (NEW, UPDATED, CORRECTED, WITHDRAWN)} == {NEW.id}


def test_a_title_of_150_characters_goes_and_one_more_is_cut():
    assert said(titled(150), "title") == titled(150).headline
    assert codes(titled(150)).count("title.too-long") == 0
    assert len(said(titled(151), "title")) <= 150
    assert "title.too-long" in codes(titled(151))


def test_a_title_must_have_more_than_20_characters():
    assert "title.too-short" in codes(titled(20))
    assert "title.too-short" not in codes(titled(21))
    assert len(said(WITHDRAWN, "title")) > 20


def test_a_story_of_365_days_is_not_sent():
    day = timedelta(days=1)
    assert prepare(replace(NEW, published_at=NOW - 365 * day), MSN, NOW).code == "limit.too-old"
    assert not isinstance(prepare(replace(NEW, published_at=NOW - 364 * day), MSN, NOW), Withheld)


def test_an_article_has_a_body_a_link_a_date_and_a_plain_abstract():
    assert "reopened" in said(NEW, "content:encoded")
    assert said(NEW, "link") == NEW.url
    assert said(NEW, "pubDate") == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert said(NEW, "description") == NEW.summary


def test_the_expiration_date_is_said():
    story = replace(NEW, expires_at=NOW + timedelta(days=1))
    assert said(story, "dcterms:valid") == "end=2026-11-24T14:00:00Z; scheme=W3C-DTF"
    assert said(story, "mi:expirationDate") == "2026-11-24T14:00:00Z"


# -- HTML --------------------------------------------------------------------------------------------------------------


def test_no_other_tag_stands_in_a_body_than_msn_lists():
    assert set(MSN.allowed) <= TAGS
    for story in CASES.values():
        body = (item(story).findtext("content:encoded", "", NAMESPACES)).lower()
        assert set(re.findall(r"</?([a-z][a-z0-9]*)", body)) <= TAGS


@pytest.mark.parametrize("tag", ["script", "style", "object", "embed", "applet"])
def test_what_msn_strips_is_not_sent(tag):
    html = f"<p>Text.</p><{tag}>alert(1)</{tag}>"
    assert f"<{tag}" not in clean(html, MSN, BASE)


def test_no_style_or_script_stands_in_an_attribute():
    assert clean('<p style="color:red" onclick="x()">Text.</p>', MSN, BASE) == "<p>Text.</p>"


def test_html_is_nested_less_than_10_levels_deep():
    deep = clean("<blockquote>" * 15 + "<p>Text.</p>" + "</blockquote>" * 15, MSN, BASE)
    assert "Text." in deep
    assert deep.count("<blockquote>") + 1 < 10


def test_no_runs_of_line_breaks_are_sent():
    assert not re.search(r"(<br>\s*){2}", clean("<p>One.<br><br><br>Two.</p>", MSN, BASE))


def test_links_are_web_or_mail_addresses():
    links = (
        '<p><a href="https://e.example/">a</a> <a href="mailto:a@e.example">b</a> <a href="javascript:x()">c</a></p>'
    )
    assert re.findall('href="([^"]*)"', clean(links, MSN, BASE)) == ["https://e.example/", "mailto:a@e.example"]


def test_pictures_have_absolute_addresses():
    assert 'src="https://news.example.org/media/dam.jpg"' in clean('<p><img src="/media/dam.jpg"></p>', MSN, BASE)


# -- Pictures and quality ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_png_jpeg_gif_and_webp_are_taken(kind):
    story = replace(NEW, media=(make_media(mime_type=f"image/{kind}"),))
    assert prepare(story, MSN, NOW).media
    assert not prepare(replace(NEW, media=(make_media(mime_type="image/avif"),)), MSN, NOW).media


def test_a_picture_of_more_than_14_megabytes_is_not_sent():
    assert prepare(replace(NEW, media=(make_media(length=14_000_000),)), MSN, NOW).media
    assert not prepare(replace(NEW, media=(make_media(length=14_000_001),)), MSN, NOW).media


def test_a_story_without_a_picture_goes_with_a_warning():
    assert "picture.advised" in codes(replace(NEW, media=()))
    assert not isinstance(prepare(replace(NEW, media=()), MSN, NOW), Withheld)


def test_the_lead_picture_is_media_content():
    content = item(NEW).find("media:content", NAMESPACES)
    assert (content.get("url"), content.get("isDefault")) == (NEW.media[0].url, "true")
    assert NEW.media[0].role is MediaRole.LEAD


def test_fewer_than_450_characters_go_with_a_warning():
    assert "body.short" in codes(make_story(body=f"<p>{'x' * 449}</p>"))
    assert "body.short" not in codes(make_story(body=f"<p>{'x' * 450}</p>"))


def test_a_link_to_the_origin_in_the_first_three_paragraphs_is_told():
    home = '<p>See <a href="/2026/locks/">the locks</a>.</p>'
    assert "links.own-site" in codes(make_story(body=f"<p>One.</p><p>Two.</p>{home}"))
    assert "links.own-site" not in codes(make_story(body=f"<p>One.</p><p>Two.</p><p>Three.</p>{home}"))


def test_three_consecutive_links_are_told():
    links = [f'<li><a href="https://e.example/{number}">Read {number}</a></li>' for number in range(3)]
    assert "links.in-row" in codes(make_story(body=f"<p>One.</p><ul>{''.join(links)}</ul>"))
    assert "links.in-row" not in codes(make_story(body=f"<p>One.</p><ul>{''.join(links[:2])}</ul>"))


# -- Update, takedown --------------------------------------------------------------------------------------------------


def test_an_update_has_the_same_id_a_newer_modified_and_the_old_publication():
    assert [said(story, "dcterms:modified") for story in (NEW, UPDATED, CORRECTED)] == [
        "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z",
    ]  # fmt: skip
    assert {said(story, "pubDate") for story in (NEW, UPDATED, CORRECTED, WITHDRAWN)} == {said(NEW, "pubDate")}


def test_an_update_in_atom_has_a_newer_updated_and_the_old_published():
    entries = [
        etree.fromstring(document(MSN, story, "atom")).find("{http://www.w3.org/2005/Atom}entry")
        for story in (NEW, UPDATED, WITHDRAWN)
    ]
    dates = [
        [one.findtext(f"{{http://www.w3.org/2005/Atom}}{name}") for name in ("published", "updated")] for one in entries
    ]
    assert dates == [
        ["2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"],
        ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"],
        ["2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z"],
    ]


def test_ids_and_dates_do_not_change_from_poll_to_poll():
    assert document(MSN, NEW) == document(MSN, NEW)


def test_a_takedown_has_the_same_id_an_expiration_in_the_past_and_a_newer_modified():
    assert said(WITHDRAWN, "guid") == NEW.id
    assert said(WITHDRAWN, "mi:expirationDate") == "2026-11-23T14:00:00Z"
    assert said(WITHDRAWN, "dcterms:valid") == "end=2026-11-23T14:00:00Z; scheme=W3C-DTF"
    assert said(WITHDRAWN, "dcterms:modified") > said(UPDATED, "dcterms:modified")
    assert WITHDRAWN.updated_at <= NOW
    assert WITHDRAWN.updated_at > NOON
