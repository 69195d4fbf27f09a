"""Filing wire copy as drafts, and HTML as blocks."""

from datetime import UTC, date, datetime
from time import perf_counter

import pytest
from django.utils import timezone

from newsroom.body import Picture, read_body
from newsroom.models import ArticlePage, Source
from syndication.wire.story import (
    Credit,
    CreditRole,
    Dateline,
    Media,
    Notice,
    NoticeKind,
    Place,
    Reach,
    Rights,
    Story,
    Topic,
)
from tests.make import HOUR, NOON, make_article, make_section, make_source, make_topic

BASE = "https://wire.example/dam"


def wire_story(**fields):
    return Story(**{"id": "tag:wire.example,2026:1", "headline": "Dam reopens", "body": "<p>It did.</p>", **fields})


def file(story=None, **kwargs):
    section = make_section(receives_wire_copy=True)
    return ArticlePage.from_story(story or wire_story(), section, **kwargs)


def abouts(remarks):
    return [remark.field for remark in remarks]


# Filing


@pytest.mark.django_db
def test_a_story_is_filed_as_a_draft_that_nobody_sees():
    page, _ = file()
    page.refresh_from_db()
    assert (page.live, page.latest_revision is not None, page.external_id) == (False, True, "tag:wire.example,2026:1")
    assert page not in ArticlePage.objects.released()


@pytest.mark.django_db
def test_everything_a_story_says_is_on_the_draft():
    make_source("China Daily", aliases="中国日报")
    ministry = make_source("Ministry of Water")
    water = make_topic("Water", code="medtop:20000430")
    trade = make_topic("Trade")
    story = wire_story(
        summary="After two years.", slugline="DAM", dateline=Dateline(place="BEIJING", day=date(2026, 11, 23)), language="zh-Hans",
        credits=(
            Credit(name="中国日报"), Credit(name="Ministry of water"), Credit(name="Wang Wei", role=CreditRole.BYLINE),
            Credit(name="Unknown Body"),
        ),
        topics=(Topic(name="x", code="medtop:20000430"), Topic(name="TRADE"), Topic(name="Chess")), genre="press release", urgency=4,
        place=Place(name="Beijing", country="CN", latitude=1.5, longitude=2.5), canonical_url=BASE, url=BASE,
        notices=(Notice(kind=NoticeKind.CORRECTION, text="Monday.", at=NOON), Notice(kind=NoticeKind.WITHDRAWAL, text="x", at=NOON)),
        embargoed_until=datetime(2099, 1, 1, tzinfo=UTC), expires_at=datetime(2099, 1, 2, tzinfo=UTC), published_at=NOON,
        rights=Rights(reach=Reach.PUBLIC),
    )  # fmt: skip
    _, remarks = file(story)
    page = ArticlePage.objects.get()
    assert (page.title, page.summary, page.slugline, page.language) == (
        "Dam reopens",
        "After two years.",
        "DAM",
        "zh-Hans",
    )
    assert (page.dateline_place, page.dateline_date, page.genre, page.urgency) == (
        "BEIJING",
        date(2026, 11, 23),
        "Press Release",
        4,
    )
    assert (page.place_name, page.place_country, page.latitude, page.longitude) == ("Beijing", "CN", 1.5, 2.5)
    assert (page.canonical_url, page.reach) == (BASE, "public")
    assert (page.embargoed_until, page.expire_at) == (story.embargoed_until, story.expires_at)
    assert page.source.name == "China Daily"
    assert [(row.role, row.shown_name, row.source) for row in page.credits.all()] == [
        ("source", "Ministry of Water", ministry), ("byline", "Wang Wei", None), ("source", "Unknown Body", None),
    ]  # fmt: skip
    assert set(page.topics.all()) == {water, trade}
    assert [(row.kind, row.text, row.at) for row in page.notices.all()] == [("correction", "Monday.", NOON)]
    assert abouts(remarks) == ["topics"]
    assert "Chess" in remarks[0].message


@pytest.mark.django_db
def test_a_story_comes_back_as_it_went_in():
    make_source("China Daily")
    story = wire_story(summary="After two years.", credits=(Credit(name="China Daily"),), genre="Feature", urgency=2)
    page, _ = file(story)
    back = page.as_story()
    assert (back.headline, back.summary, back.body, back.genre, back.urgency) == (
        story.headline, story.summary, story.body, story.genre, story.urgency,
    )  # fmt: skip
    assert (back.source.name, back.external_id, back.closing_line) == ("China Daily", story.id, "SOURCE China Daily")


@pytest.mark.django_db
def test_a_story_finds_the_one_that_it_follows_up():
    first, _ = file(wire_story())
    by_supplier, _ = file(wire_story(id="tag:wire.example,2026:2", follows=wire_story().id))
    by_ours, _ = file(wire_story(id="tag:wire.example,2026:3", follows=first.story_id.urn))
    unknown, _ = file(wire_story(id="tag:wire.example,2026:4", follows="tag:wire.example,2020:9"))
    assert (by_supplier.follows, by_ours.follows, unknown.follows) == (first, first, None)


@pytest.mark.django_db
def test_an_unknown_source_is_kept_for_our_pages_and_public_feeds_only():
    page, remarks = file(
        wire_story(credits=(Credit(name="Port of Ningbo", url="https://port.example/", country="CN"),))
    )
    source = Source.objects.get()
    assert page.source == source
    assert (source.name, source.reach, source.confirmed, source.country) == ("Port of Ningbo", "public", False, "CN")
    assert abouts(remarks) == ["source"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["PR Newswire", "PRNewswire", "GlobeNewswire", "Business Wire", "美通社"])
def test_a_distributor_is_never_credited(name):
    page, remarks = file(wire_story(credits=(Credit(name=name),)))
    assert page.source is None
    assert not Source.objects.exists()
    assert abouts(remarks) == ["source"]


@pytest.mark.django_db
def test_the_source_that_is_asked_for_is_credited():
    source = make_source("Xinhua")
    page, remarks = file(wire_story(credits=(Credit(name="China Daily"),)), source="xinhua")
    assert page.source == source
    assert [remark.message for remark in remarks] == ["The story itself credits China Daily; Xinhua was asked for."]


@pytest.mark.django_db
def test_an_unknown_slug_is_refused_and_nothing_is_filed():
    with pytest.raises(LookupError, match="no source has the slug 'nobody'"):
        file(source="nobody")
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_a_newer_version_is_a_new_revision_and_the_live_page_stays():
    article = make_article("Dam reopens")
    credit = article.source.name
    story = wire_story(
        headline="Dam closes", credits=(Credit(name=credit), Credit(name="Wang Wei", role=CreditRole.BYLINE))
    )
    page, _ = ArticlePage.from_story(story, article.get_parent(), page=article)
    assert page.pk == article.pk
    assert ArticlePage.objects.get().title == "Dam reopens"
    assert ArticlePage.objects.get().live
    page.latest_revision.publish()
    assert ArticlePage.objects.get().title == "Dam closes"
    assert ArticlePage.objects.get().story_id == article.story_id


@pytest.mark.django_db
def test_a_newer_version_adds_to_the_newest_draft():
    article = make_article("Dam reopens")
    article.slugline = "DAM"
    article.save_revision()
    page, _ = ArticlePage.from_story(
        wire_story(credits=(Credit(name=article.source.name),)), article.get_parent(), page=article
    )
    page, _ = ArticlePage.from_story(
        wire_story(credits=(Credit(name=article.source.name),)), article.get_parent(), page=page
    )
    assert page.slugline == "DAM"
    assert len(page.credits.all()) == 0


@pytest.mark.django_db
def test_pictures_are_not_fetched_and_each_is_told_once():
    media = (Media(url="https://p.example/a.jpg", mime_type="image/jpeg", caption="The dam", credit="Li"),)
    body = '<p>x</p><figure><img src="https://p.example/a.jpg" alt="dam"></figure><img src="/b.jpg" alt="Port">'
    _, remarks = file(wire_story(body=body, media=media, url=BASE, credits=()))
    assert [remark.message for remark in remarks if remark.field == "media"] == [
        "The picture https://p.example/a.jpg was not fetched: The dam · Li",
        "The picture https://wire.example/b.jpg was not fetched: Port",
    ]


@pytest.mark.django_db
def test_a_disclosure_that_comes_along_stands_in_the_body():
    page, remarks = file(wire_story(rights=Rights(disclosure="Paid <for> by X.", licence="CC BY")))
    assert page.as_story().body.endswith("<p>Paid &lt;for&gt; by X.</p>")
    assert {"disclosure", "licence"} <= set(abouts(remarks))


@pytest.mark.django_db
def test_what_is_too_long_is_cut_with_a_remark_that_has_it_in_full():
    headline = "Dam " * 200
    page, remarks = file(wire_story(headline=headline, id="x" * 500))
    assert len(page.title) <= 255
    assert page.title.endswith("…")
    assert headline.strip() in page.as_story().body
    assert any(headline.strip() in remark.message for remark in remarks)
    assert page.external_id.startswith("sha256:")


@pytest.mark.django_db
def test_hostile_characters_reach_no_column():
    text = "a\x00b\x0bc\ud800d\u202ee]]></title><script>"
    page, _ = file(wire_story(headline=text, summary=text, body=f"<p>{text}</p>", credits=(Credit(name=text),)))
    story = ArticlePage.objects.get(pk=page.pk).as_story()
    for said in (story.headline, story.summary, story.source.name):
        assert said == "abcd\u202ee]]></title><script>"
    assert "<script" not in story.body


@pytest.mark.django_db
def test_a_story_from_tomorrow_was_not_published_tomorrow():
    page, _ = file(wire_story(published_at=timezone.now() + HOUR))
    assert page.first_published_at is None


# HTML as blocks


def blocks(html):
    return list(read_body(html, BASE).blocks)


def paragraph(html):
    return [("paragraph", html)]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("just text", "<p>just text</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a <strong>b <em>c</strong> d</em></p>", "<p>a <b>b <i>c</i></b> d</p>"),
        ("<p><b>a<p>b</b>c", "<p><b>a</b></p><p><b>b</b>c</p>"),
        ('<p><a href="/x?a=1&amp;b=2">x</a></p>', '<p><a href="https://wire.example/x?a=1&amp;b=2">x</a></p>'),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p><a href=" JaVa\nscript:alert(1)">x</a></p>', "<p>x</p>"),
        ('<p><a href="http://[">x</a></p>', "<p>x</p>"),
        ("<p>a &lt;script&gt; &amp; b</p>", "<p>a &lt;script&gt; &amp; b</p>"),
        ("<script>alert(1)</script><style>p{}</style><p>x</p>", "<p>x</p>"),
        ("<script/><p>x</p>", "<p>x</p>"),
        ("<html><head><title>t</title><body><p>x", "<p>x</p>"),
        ("", ""),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("<p> </p><p>&nbsp;</p><p>x</p>", "<p>x</p>"),
        ("<table></table><p>x</p>", "<p>x</p>"),
        ("<blink>a</blink><custom-thing>b</custom-thing>", "<p>ab</p>"),
        ("<p>H<sub>2</sub>O</p>", "<p>H<sub>2</sub>O</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
    ],
)
def test_prose_becomes_paragraphs_with_the_tags_that_the_editor_knows(html, read):
    assert blocks(html) == (paragraph(read) if read else [])


def test_headings_lists_quotes_and_tables_have_blocks():
    html = """<h1>A</h1><h3>B <b>c</b></h3><ul><li>x<li><p>y</p><ul><li>z</li></ul></ul><ol><li>1</li></ol>
        <blockquote><p>Well.</p><p>So.</p></blockquote>
        <table><caption>Sold</caption><tr><th>Year</th><th>Cars</th></tr><tr><td>2026</td><td><a href="/5">5</a></td></tr>
        <tr><td>x</td></tr></table>after"""
    assert blocks(html) == [
        ("heading", {"text": "A", "level": "2"}),
        ("heading", {"text": "B c", "level": "3"}),
        ("list", {"ordered": False, "items": ["<p>x</p>", "<p>y</p>", "<p>z</p>"]}),
        ("list", {"ordered": True, "items": ["<p>1</p>"]}),
        ("quote", {"text": "<p>Well.</p><p>So.</p>", "attribution": ""}),
        (
            "table",
            {
                "data": [["Year", "Cars"], ["2026", "5 (https://wire.example/5)"], ["x", ""]],
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_header_choice": "row",
                "table_caption": "Sold",
            },
        ),
        ("paragraph", "<p>after</p>"),
    ]


def test_pictures_are_left_out_with_their_captions():
    read = read_body(
        '<p>a</p><figure><img src="/x.jpg" alt="X"><figcaption>The <b>dam</b></figcaption></figure><p>b</p>', BASE
    )
    assert read.blocks == (("paragraph", "<p>a</p><p>b</p>"),)
    assert read.pictures == (Picture(url="https://wire.example/x.jpg", alt="X", caption="The dam"),)


def test_a_caption_without_a_picture_is_text():
    assert blocks("<figure><figcaption>Words</figcaption></figure>") == paragraph("<p>Words</p>")


def test_videos_become_links():
    assert blocks('<p>a</p><iframe src="//v.example/1" title="Film"></iframe>') == [
        ("paragraph", "<p>a</p>"),
        ("embed", {"url": "https://v.example/1", "title": "Film"}),
    ]


WORDS = ["<p>one</p>", "<ul><li>two</li></ul>", "<blockquote>three</blockquote>", "<table><tr><td>four</td></tr></table>", "five", "<li>six</li>", "<td>seven</td>", "<h2>eight</h2>", "<figcaption>nine</figcaption>", "<blockquote><ul><li>ten</li></ul></blockquote>", "<table><tr><td><p>eleven</p><ul><li>twelve</li></ul></td></tr></table>", "<ul>thirteen</ul>", "<table>fourteen</table>", "<b><p>fifteen</b>", "</p></div>sixteen", "<ul><li>a<blockquote>seventeen</blockquote>b</li></ul>"]  # fmt: skip


def test_no_word_is_lost_whatever_stands_in_what():
    from re import sub

    for first in WORDS:
        for second in WORDS:
            read = str(blocks(first + second) + blocks(second.replace("</", "<")))
            for word in sub(r"<[^>]*>", " ", first + second).split():
                assert word in read, (first, second, read)


def test_cost_grows_with_length_and_not_with_depth():
    def seconds(html):
        start = perf_counter()
        read_body(html, BASE)
        return perf_counter() - start

    for shape in (
        "<p>words</p>",
        "<div>",
        "<b><i><div></b>",
        "<li>",
        "<blockquote>",
        "<b>",
        "<a href='/x'>",
        "<table><tr><td>",
        "<ul><li>",
    ):
        small, large = (min(seconds(shape * count + "x") for _ in range(2)) for count in (4_000, 40_000))
        assert large < 40 * max(small, 0.002), shape
