"""Plain text as a wire sends it: what our own parser reads in it is the story that was written."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.formats import text
from syndication.wire.ingest import Draft, recognise
from syndication.wire.ingest.text import read
from syndication.wire.story import Credit, CreditRole, Dateline, Rights
from tests.make import NOON, make_story
from tests.wire.formats.stories import ARABIC, CHINESE, CORRECTED, EMBARGOED, FULL, WITHDRAWN, written

PARAGRAPH = "The locks of the dam reopened on Monday after fourteen weeks of repairs, the port said in a statement."


def reading_of(story) -> Draft:
    document = text.entry(story)
    assert recognise(document) == "text"
    (draft,) = read(document).drafts
    return draft


def body_of(draft: Draft) -> str:
    return draft.story.body.replace("\n", "")


def test_the_full_story_is_a_press_release():
    assert written("text", FULL).decode() == (
        "EMBARGOED UNTIL 23 November 2026 12:00 UTC\n\n"
        "Ships & barges pass the dam again\n\n"
        "The locks reopened on Monday after 14 weeks of repairs.\n\n"
        "By Wang Wei and Ada Moss\n\n"
        "YICHANG, China, 23 November 2026 -- The locks reopened (https://news.example.org/2026/locks/?a=1&b=2) on Monday.\n\n"
        "What was done\n-------------\n\n"
        "• Gates & hinges\n• Pumps\n\n"
        "Distributed by China Daily on behalf of the port.\n"
        "© 2026 China Daily\n"
        "Licence: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/\n"
        "With credit to China Daily\n\n"
        "SOURCE China Daily\n"
    )


def test_the_full_story_comes_back():
    story = reading_of(FULL).story
    assert (story.headline, story.summary, story.dateline) == (FULL.headline, FULL.summary, FULL.dateline)
    assert story.credits == (
        Credit(name="China Daily"),
        Credit(name="Wang Wei", role=CreditRole.BYLINE),
        Credit(name="Ada Moss", role=CreditRole.BYLINE),
    )
    assert (story.closing_line, story.embargoed_until) == (FULL.closing_line, FULL.embargoed_until)
    assert "<h2>What was done</h2>\n<ul><li>Gates &amp; hinges</li><li>Pumps</li></ul>" in story.body


@pytest.mark.parametrize("story", [CORRECTED, EMBARGOED, CHINESE, ARABIC], ids=["corrected", "embargoed", "zh", "ar"])
def test_headline_body_and_credit_come_back(story):
    read_story = reading_of(story).story
    assert (read_story.headline, read_story.closing_line) == (story.headline, story.closing_line)
    assert (read_story.source.name, read_story.byline) == (story.source.name, story.byline)
    assert read_story.embargoed_until == story.embargoed_until
    assert read_story.dateline.place == story.dateline.place
    assert (read_story.summary, read_story.language[:2]) == (story.summary, story.language[:2])


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{PARAGRAPH}</p><p>Boats &amp; barges passed.</p>",
        f"<p>{PARAGRAPH}</p><h2>What was done</h2><p>{PARAGRAPH}</p>",
        f"<p>{PARAGRAPH}</p><ul><li>Gates</li><li>Pumps</li></ul><ol><li>One</li><li>Two</li></ol>",
        f"<p>{PARAGRAPH}</p><blockquote><p>The river is open again.</p></blockquote>",
        f'<p>{PARAGRAPH}</p><p>See <a href="https://a.example/x">https://a.example/x</a> for more.</p>',
    ],
)
def test_the_text_comes_back_as_it_was(html):
    story = make_story(body=html, dateline=Dateline(place="YICHANG, China", day=date(2026, 11, 23)))
    assert body_of(reading_of(story)) == html


def test_text_and_credit_of_an_outlet_s_version_are_not_said_twice():
    body = f"<p>{PARAGRAPH}</p><p>SOURCE China Daily</p><p>On behalf of the port.</p>"
    story = make_story(body=body, rights=Rights(disclosure="On behalf of the port."))
    assert text.entry(story).decode().count("SOURCE China Daily") == 1
    assert reading_of(story).story.closing_line == "SOURCE China Daily"


def test_several_sources_are_one_line():
    story = make_story(closing_line="", credits=(Credit(name="China Daily"), Credit(name="Port of Yichang")))
    assert [credit.name for credit in reading_of(story).story.credits] == ["China Daily", "Port of Yichang"]


def test_a_dateline_that_stands_in_the_text_is_not_written_twice():
    assert text.entry(CHINESE).decode().count("北京") == 1


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A<br>b</p>", "A\nb"),
        ("<p>A\n  b</p>", "A b"),
        ("<table><caption>C</caption><tr><th>A</th><td>B</td></tr><tr><td>1</td></tr></table>", "C\n\nA | B\n1"),
        ("<dl><dt>A</dt><dd>B</dd></dl>", "A\n\nB"),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", "• A • B"),
        ("<h3>港口</h3>", "港口\n----"),
        ('<figure><img src="https://a.example/a.jpg"><figcaption>C</figcaption></figure>', ""),
        ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "a@b.example"),
    ],
)
def test_html_becomes_lines(html, expected):
    story = make_story(body=html, headline="X", credits=(), closing_line="")
    assert text.entry(story).decode() == f"X\n\n{expected}\n".replace("\n\n\n", "\n")


def test_a_notice_says_what_to_take_down():
    assert written("text", WITHDRAWN).decode() == (
        "STORY WITHDRAWN\n\n"
        f"Take down the story {WITHDRAWN.id}. It has been withdrawn and must not be used.\n\n"
        "The figures were not the port's.\n\n"
        "SOURCE China Daily\n"
    )


word = st.sampled_from(["harbour", "ships", "reopen", "locks", "trade", "barges", "river", "gates", "repairs"])
headlines = st.lists(word, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize())
sentences = st.lists(word, min_size=12, max_size=30).map(lambda words: f"{' '.join(words).capitalize()}.")
bodies = st.lists(sentences, min_size=1, max_size=4).map(lambda texts: "".join(f"<p>{one}</p>" for one in texts))


@settings(max_examples=100, deadline=None)
@given(
    headline=headlines, body=bodies, day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), hours=st.integers(0, 9000),
    writers=st.sampled_from([(), ("Ada Moss",), ("Ada Moss", "Wang Wei")]), with_dateline=st.booleans(),
)  # fmt: skip
def test_a_press_release_comes_back(headline, body, day, hours, writers, with_dateline):
    story = make_story(
        headline=headline,
        body=body,
        dateline=Dateline(place="GENEVA", day=day) if with_dateline else Dateline(),
        credits=(Credit(name="Lake Ferries"), *(Credit(name=name, role=CreditRole.BYLINE) for name in writers)),
        closing_line="SOURCE Lake Ferries",
        embargoed_until=NOON + timedelta(hours=hours) if hours % 2 else None,
    )
    draft = reading_of(story)
    read_story = draft.story
    assert (read_story.headline, body_of(draft), read_story.dateline) == (headline, body, story.dateline)
    assert (read_story.credits, read_story.closing_line) == (story.credits, story.closing_line)
    assert read_story.embargoed_until == story.embargoed_until
