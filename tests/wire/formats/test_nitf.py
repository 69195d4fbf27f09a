"""NITF: where the trade looks for things, and what HTML becomes in it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.wire.formats import nitf
from syndication.wire.ingest import PARSERS
from tests.make import make_media, make_story
from tests.wire.formats.schemas import nitf_problems
from tests.wire.formats.stories import CORRECTED, EMBARGOED, FULL, WITHDRAWN, written

NITF = {"n": "http://iptc.org/std/NITF/2006-10-18/"}


def found(document: bytes, path: str) -> list[str]:
    return etree.fromstring(document).xpath(path, namespaces=NITF)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("//n:doc-id/@id-string", [FULL.id]),
        ("//n:docdata/@management-status", ["usable"]),
        ("//n:du-key/@version", ["3"]),
        ("//n:distributor/n:org/text()", ["China Daily"]),
        ("//n:byline/n:person/text()", ["Wang Wei", "Ada Moss"]),
        ("//n:dateline/n:location/text()", ["YICHANG, China"]),
        ("//n:story.date/@norm", ["20261123"]),
        ("//n:rights/text()", ["© 2026 China Daily"]),
        ("//n:doc.rights/@limitations", ["With credit to China Daily"]),
        ("//n:date.release/@norm", ["20261123T120000Z"]),
        ("//n:date.expire/@norm", ["20271123T120000Z"]),
        ("//n:nitf/@baselang | /n:nitf/@baselang", ["en-GB"]),
        ("//n:tobject.subject/@tobject.subject.refnum", ["04000000"]),
        ("//n:keyword/@key", ["Economy", "Rivers"]),
        ("//n:tobject.property/@tobject.property.type", ["Press Release"]),
        ("//n:media/@class", ["lead", "body"]),
        ("//n:media-reference/@source", [media.url for media in FULL.media]),
        ("//n:media-producer/text()", ["P. Ito / China Daily"]),
        ("//n:note[@type='pa']//n:p/text()", [FULL.rights.disclosure]),
        ("//n:tagline/text()", ["SOURCE China Daily"]),
    ],
)
def test_the_full_story_says_everything_where_the_trade_looks_for_it(path, values):
    assert found(written("nitf", FULL), path) == values


def test_a_correction_is_named_as_one():
    assert found(written("nitf", CORRECTED), "//n:correction/@info") == [CORRECTED.notices[0].text]
    assert found(written("nitf", CORRECTED), "//n:ed-msg/@msg-type") == ["correction"]


def test_an_embargo_is_the_date_of_release():
    assert found(written("nitf", EMBARGOED), "//n:date.release/@norm") == ["20261124T120000Z"]


def test_a_notice_is_canceled_and_has_no_text():
    document = written("nitf", WITHDRAWN)
    assert found(document, "//n:docdata/@management-status") == ["canceled"]
    assert found(document, "/n:nitf/n:body/n:body.content") == []
    assert found(document, "//n:note//n:p/text()") == [
        "This story has been withdrawn.",
        "The figures were not the port's.",
    ]


def test_a_credit_that_stands_in_the_text_is_not_printed_twice():
    assert found(written("nitf", CORRECTED), "//n:tagline/@type") == ["npa"]
    assert found(written("nitf", FULL), "//n:tagline/@type") == ["std"]


def test_a_document_holds_one_story():
    with pytest.raises(ValueError, match=r"NITF 3\.6 holds one story, and not 2"):
        written("nitf", FULL, CORRECTED)


# -- The text ----------------------------------------------------------------------------------------------------------


def content(html: str, *media) -> str:
    document = etree.fromstring(nitf.entry(make_story(body=html, media=media, closing_line="")))
    (text,) = document.xpath("/n:nitf/n:body/n:body.content", namespaces=NITF)
    assert nitf_problems(etree.tostring(document)) == []
    written_content = etree.tostring(text, encoding="unicode").replace(f' xmlns="{NITF["n"]}"', "")
    return written_content.removeprefix("<body.content>").removesuffix("</body.content>").replace("<body.content/>", "")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A<br>b</p>", "<p>A<br/>b</p>"),
        ("<h2>A</h2><h4>B</h4>", "<hl2>A</hl2><hl2>B</hl2>"),
        ("<p><strong>A</strong> <em>b</em> H<sub>2</sub>O</p>", '<p><em class="strong">A</em> <em>b</em> H<em class="sub">2</em>O</p>'),
        ('<p><a href="https://a.example/?x=1&amp;y" title="T" rel="nofollow">A</a></p>', '<p><a href="https://a.example/?x=1&amp;y" title="T">A</a></p>'),
        ("<p><span>A</span> <abbr>b</abbr></p>", "<p>A b</p>"),
        ('<ol start="3"><li>A<ul><li>B</li></ul></li></ol>', '<ol seqnum="3"><li>A<ul><li>B</li></ul></li></ol>'),
        ("<blockquote><p>A</p><p>B</p></blockquote>", "<bq><block><p>A</p><p>B</p></block></bq>"),
        ("<blockquote>A</blockquote>", "<bq><block><p>A</p></block></bq>"),
        ("<dl><dt>A</dt><dd>B</dd></dl>", "<dl><dt>A</dt><dd><p>B</p></dd></dl>"),
        ("<pre>a\n  b</pre><hr>", "<pre>a\n  b</pre><hr/>"),
        (
            '<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td colspan="2">B</td></tr></tbody></table>',
            '<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td colspan="2">B</td></tr></tbody></table>',
        ),
        ("<table><tr><td>A</td></tr><tfoot><tr><td>B</td></tr></tfoot></table>", "<table><tbody><tr><td>A</td></tr><tr><td>B</td></tr></tbody></table>"),
        ('<p lang="fr">A</p>', '<p xml:lang="fr">A</p>'),
        ("bare text", "<p>bare text</p>"),
        ("<p></p><ul></ul><table></table>", ""),
        (
            '<figure><img src="https://a.example/a.jpg" alt="A"><figcaption>C <em>d</em></figcaption></figure>',
            '<media media-type="image" class="inline"><media-reference source="https://a.example/a.jpg" alternate-text="A"/><media-caption>C <em>d</em></media-caption></media>',
        ),
        ('<p>A<img src="https://a.example/a.jpg">B</p>', '<p>A</p><media media-type="image" class="inline"><media-reference source="https://a.example/a.jpg"/></media><p>B</p>'),
        ('<iframe src="https://a.example/v" title="A film"></iframe>', '<p><a href="https://a.example/v">A film</a></p>'),
    ],
)  # fmt: skip
def test_html_becomes_what_is_nearest_in_nitf(html, expected):
    assert content(html) == expected


def test_a_picture_in_the_text_stands_there_alone_with_all_that_is_known_of_it():
    media = make_media(credit="P. Ito", caption="A dam", width=8)
    text = content(f'<p>A</p><figure><img src="{media.url}" alt=""></figure>', media)
    assert text.startswith("<p>A</p><media ")
    assert text.count("<media ") == 1
    assert 'source-credit="P. Ito"' in text
    assert "<media-caption>A dam</media-caption>" in text


RICH = [
    "<p>A <strong>b</strong> <em>c</em><br>d</p>",
    "<h2>A</h2>",
    '<p><a href="https://a.example/">A</a></p>',
    "<ul><li>A</li><li>B</li></ul>",
    '<ol start="3"><li>A</li></ol>',
    "<blockquote><p>A</p></blockquote>",
    "<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>",
    "<pre>a\n b</pre><hr>",
    "<p>H<sub>2</sub>O and <del>40</del> 50</p>",
    '<figure><img src="https://a.example/a.jpg" alt="A"><figcaption>C</figcaption></figure>',
]


@pytest.mark.parametrize("html", RICH)
def test_text_that_nitf_has_elements_for_comes_back_as_it_was(html):
    (draft,) = PARSERS["nitf"].read(nitf.entry(make_story(body=html))).drafts
    assert draft.story.body == html


TAGS = ["p", "h2", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
        "blockquote", "pre", "a", "em", "b", "br", "hr", "img", "figure", "figcaption", "div", "q", "span", "iframe"]  # fmt: skip
soup = st.lists(
    st.sampled_from(TAGS).map("<{}>".format) | st.sampled_from(TAGS).map("</{}>".format)
    | st.sampled_from(["text", " ", "&amp;", '<img src="https://a.example/a.jpg">', '<p lang="xx_!">'])
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@example(html="<table><p><thead></thead><p>")
@given(html=soup)
def test_no_html_makes_the_document_invalid_or_loses_a_word(html):
    document = nitf.entry(make_story(body=html))
    assert nitf_problems(document) == []
    assert document.count(b"text") - nitf.entry(make_story(body="")).count(b"text") == html.count("text")
