"""Markdown as another reader reads it: it finds the HTML that the text was made of, and no mark that nobody set."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from syndication.wire.formats import markdown
from tests.make import make_story
from tests.wire.cases import CASES
from tests.wire.formats.stories import FULL, written

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def text_of(document: bytes) -> str:
    _, matter, text = document.decode().split("---\n", 2)
    assert matter
    return text.strip()


def rendered(html: str) -> str:
    """The HTML that a reader of Markdown makes of what we make of `html`."""
    return RENDERER.render(text_of(markdown.entry(make_story(body=html)))).replace("\n", "")


@pytest.mark.parametrize(
    "html",
    [
        "<p>A b.</p><p>C</p>",
        "<h2>A</h2><h4>B</h4>",
        "<p>A <strong>b</strong> <em>c</em> d</p>",
        "<p>A<br />B</p>",
        '<p><a href="https://a.example/?a=1&amp;b=(2)">A</a></p>',
        "<ul><li>A</li><li>B</li></ul>",
        '<ol start="3"><li>A</li><li>B</li></ol>',
        "<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>",
        "<blockquote><p>A</p><p>B</p></blockquote>",
        "<p>A</p><hr /><p>B</p>",
        "<p>Use <code>a`b</code></p>",
        '<p><img src="https://a.example/a.jpg" alt="A [b]" /></p>',
        "<p>H<sub>2</sub>O</p>",
        "<p><strong>“好。”</strong>他说</p>",
        "<p># no heading</p><p>1. no list</p><p>- no list</p><p>*no* _emphasis_ `code` [no](link) &amp;amp; &lt;b&gt;</p>",
        "<p>&gt; no quotation</p><p>+1</p><p>=== </p>",
    ],
)
def test_markdown_is_read_as_the_html_that_it_was_made_of(html):
    expected = html.replace("<p>=== </p>", "<p>===</p>")
    assert rendered(html) == expected


def test_no_word_is_lost_in_markdown():
    for html in [case.after for case in CASES if case.profile == "generic" and case.after]:
        assert letters(rendered(html)) == letters(html)


def letters(html: str) -> str:
    return "".join(BeautifulSoup(f"<body>{html}", "lxml").get_text().split())


def test_markdown_knows_tables():
    html = "<table><tr><th>A</th><th>B|C</th></tr><tr><td>1</td></tr></table>"
    assert text_of(markdown.entry(make_story(body=html))) == "| A | B\\|C |\n| --- | --- |\n| 1 |  |"
    assert "<td>1</td>" in rendered(html)


def test_code_is_fenced_by_more_ticks_than_are_in_it():
    assert rendered("<pre>a\n```\nb</pre>") == "<pre><code>a```b</code></pre>"


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" *_`[]()<>#~&\\|!-+."), max_size=30))  # fmt: skip
def test_no_text_is_taken_for_a_mark(text):
    text = " ".join(text.split())
    html = f"<p>A {text.replace('&', '&amp;').replace('<', '&lt;')}</p><p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    shown = BeautifulSoup(rendered(html), "lxml")
    expected = [f"A {text}".strip(), text] if text else ["A"]
    assert [paragraph.get_text() for paragraph in shown.find_all("p")] == expected
    assert {tag.name for tag in shown.find_all()} <= {"html", "body", "p"}


def test_front_matter_is_values_that_json_reads():
    _, matter, _ = written("markdown", FULL).decode().split("---\n", 2)
    values = dict(line.split(": ", 1) for line in matter.splitlines() if re.match(r"\w+: ", line))
    assert json.loads(values["title"]) == FULL.headline
    assert json.loads(values["dateline"]) == {"place": "YICHANG, China", "day": "2026-11-23"}
    assert '  - {"name": "China Daily", "role": "source", "url": "https://www.chinadaily.example/", "country": "CN"}\n' in matter  # fmt: skip


@pytest.mark.parametrize("text", ["---", "a: b", '"', "\n---\n", "# x", "\u2028"])
def test_no_value_ends_the_front_matter(text):
    document = markdown.entry(make_story(headline=f"x{text}", summary=text)).decode()
    assert document.count("\n---\n") == 1
    assert len(document.split("\n---\n")[0].splitlines()) == len(
        markdown.entry(make_story(summary="A")).decode().split("\n---\n")[0].splitlines()
    )
