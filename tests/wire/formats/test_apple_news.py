"""Apple News Format, by what Apple's documentation asks of an article."""

import json
from html import unescape

import pytest
from bs4 import BeautifulSoup

from syndication.wire.formats import apple_news
from syndication.wire.story import Credit
from tests.make import make_story
from tests.wire.formats.stories import ALL_STORIES, CORRECTED, written

ROLES = {"title", "intro", "author", "photo", "caption", "body", "divider", "htmltable", *(f"heading{n}" for n in range(1, 7))}  # fmt: skip
IN_TEXT = {"a", "b", "blockquote", "br", "code", "del", "em", "i", "li", "ol", "p", "pre", "s", "samp", "strong", "sub", "sup", "ul"}  # fmt: skip


def apple_problems(document: bytes) -> list[str]:
    """What Apple's documentation says against an article: its required members, and the mark-up of its texts."""
    article = json.loads(document)
    required = ("version", "identifier", "language", "title", "layout", "components", "componentTextStyles")
    problems = [f"{name} is missing" for name in required if not article.get(name)]
    for component in article["components"]:
        if component["role"] not in ROLES:
            problems.append(f"{component['role']} is no role")
        if component["role"] == "photo" and not component.get("URL"):
            problems.append("a photo has no address")
        if component.get("format") == "html":
            tags = {tag.name for tag in BeautifulSoup(component["text"], "html.parser").find_all()}
            problems += [f"{tag} may not stand in a text" for tag in tags - IN_TEXT]
    return problems


@pytest.mark.parametrize("story_name", ALL_STORIES)
def test_an_article_for_apple_is_as_apple_asks(story_name):
    assert apple_problems(written("apple_news", ALL_STORIES[story_name])) == []


def components(html: str) -> list[dict]:
    article = json.loads(apple_news.entry(make_story(body=html)))
    return [{name: value for name, value in one.items() if name != "format"} for one in article["components"][1:-1]]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A</p><ul><li>B</li></ul>", [{"role": "body", "text": "<p>A</p><ul><li>B</li></ul>"}]),
        ("<p>A</p><h3>B</h3>", [{"role": "body", "text": "<p>A</p>"}, {"role": "heading3", "text": "B"}]),
        ("<p><mark>A</mark> <u>b</u></p>", [{"role": "body", "text": "<p>A b</p>"}]),
        ("bare <b>text</b><hr>", [{"role": "body", "text": "<p>bare <b>text</b></p>"}, {"role": "divider"}]),
        (
            '<figure><img src="https://a.example/a.jpg" alt="A"><figcaption>C</figcaption></figure>',
            [{"role": "photo", "URL": "https://a.example/a.jpg", "accessibilityCaption": "A"}, {"role": "caption", "text": "C"}],
        ),
        ("<table><tr><td>A</td></tr></table>", [{"role": "htmltable", "html": "<table><tr><td>A</td></tr></table>"}]),
        (
            '<iframe src="https://a.example/v" title="A film"></iframe>',
            [{"role": "body", "text": '<p><a href="https://a.example/v">A film</a></p>'}],
        ),
    ],
)  # fmt: skip
def test_html_becomes_components(html, expected):
    assert components(html) == expected


def test_a_credit_that_stands_in_the_text_is_not_said_twice():
    document = unescape(written("apple_news", CORRECTED).decode())
    assert document.count("SOURCE China Daily") == 1
    assert written("apple_news", make_story(closing_line="", credits=(Credit(name="Port"),))).count(b"SOURCE Port") == 1
