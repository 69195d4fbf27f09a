"""The gate refuses what could stall a parser, in time that grows with the length alone."""

import time
from contextlib import suppress

import pytest

from syndication.wire.clean import clean
from syndication.wire.gate import LIMITS, Limits, RefusedHTML, check, strict_tokens
from syndication.wire.profile import PROFILES
from syndication.wire.tree import parse

TIMES = 64_000
BASE = "https://news.example.org/"

# Shapes on which BeautifulSoup, html5lib, lxml or nh3 take time that grows with the square of the length.
SHAPES = {
    "nested blocks": "<div>" * TIMES,
    "nested blocks, closed": "<div>" * TIMES + "</div>" * TIMES,
    "nested quotations": "<blockquote>" * TIMES,
    "nested lists": "<ul><li>" * TIMES,
    "nested tables": "<table><tr><td>" * TIMES,
    "misnested formatting": "<b><i><div></b>" * TIMES,
    "crossed formatting": "<b><i></b></i>" * TIMES,
    "open formatting": "<b>" * TIMES,
    "formatting open in each paragraph": "<p><i>" * TIMES,
    "open list items": "<li>" * TIMES,
    "open paragraphs": "<p>" * TIMES,
    "open links": "<a href=x>" * TIMES,
    "open cells": "<td>" * TIMES,
    "open options": "<select><option>" * TIMES,
    "one element with many attributes": "<p " + " ".join(f"a{number}=1" for number in range(TIMES)) + ">",
    "one attribute many times": "<p " + "a=1 " * TIMES + ">",
    "stray end tags": "</div>" * TIMES,
    "end tags that reach nothing": "<div>" + "<i>" * 90 + "</b>" * TIMES + "</section>" * TIMES,
    "comments": "<!-- x -->" * TIMES,
    "open comments": "<!--" * TIMES,
    "declarations": "<!" * TIMES,
    "open quotation marks": "<a x=\"y'" * TIMES,
    "lone angle brackets": "<" * TIMES,
    "lone ampersands": "&#x" * TIMES,
    "ampersands between words": "&amp; word word " * TIMES,
    "ampersands in an attribute": '<img src=/a.jpg alt="' + "&amp; " * TIMES + '">',
    "references that are none": "&notaword;" * TIMES,
    "scripts in comments in scripts": "<script><!--<script></script></div>-->" * TIMES,
    "blanks and breaks": "<br> &nbsp;" * TIMES,
    "deep lists of Word": "<p style='mso-list:l0 level9 lfo1'>x</p><p style='mso-list:l0 level1 lfo1'>x</p>" * TIMES,
    "figures in figures": "<figure><img src=/a.jpg>" * TIMES,
    "one srcset": '<img srcset="' + "a.jpg 1w, " * TIMES + '">',
    "invisible characters": "<p>" + "\u200b\u202e" * TIMES,
    "joiners": "<p>a" + "\u200d" * TIMES,
    "text between comments": "a<!-- -->" * TIMES,
}


PLAIN = f"<p>{'The dam reopened on Monday after months of repairs. ' * 4}</p>" * 4650  # a megabyte


@pytest.fixture(scope="module")
def plain_seconds():
    """What a megabyte of plain paragraphs costs on this machine."""
    return min(seconds(PLAIN) for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_shape_is_answered_as_soon_as_a_megabyte_of_plain_text(shape, plain_seconds):
    # `make bench` holds each to twice the time; the third is for a busy machine. What is quadratic takes minutes.
    assert min(seconds(SHAPES[shape]) for _ in range(2)) < 3 * plain_seconds


def seconds(html):
    begun = time.process_time()
    with suppress(RefusedHTML):
        clean(html, PROFILES["generic"], BASE)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>" * (LIMITS.depth + 1), "depth"),
        ("<div>" * LIMITS.depth + "<!-- -->x", ""),
        ("<b>" * (LIMITS.formatting + 1), "formatting"),
        ("<p " + " ".join(f"a{number}" for number in range(LIMITS.attributes + 1)) + ">", "attributes"),
        ("<br>" * (LIMITS.sparse + 1), "sparse"),
        ("<p>some words</p>" * (LIMITS.sparse + 1), ""),
    ],
)
def test_each_limit_has_its_own_reason(html, reason):
    if reason:
        with pytest.raises(RefusedHTML) as refusal:
            check(html)
        assert refusal.value.reason == reason
    else:
        check(html)


@pytest.mark.parametrize("letters", ["&amp; word word ", "«word» ", "&nbsp;a"])
def test_a_text_of_nothing_but_references_is_refused_after_it_was_read(letters):
    with pytest.raises(RefusedHTML) as refusal:
        clean("<p>" + letters * TIMES * 2, PROFILES["generic"], BASE)
    assert refusal.value.reason == "references"
    assert clean(f"<p>{letters}</p>" * 20_000, PROFILES["generic"], BASE)


def test_a_limit_of_nothing_is_none():
    with pytest.raises(ValueError, match="depth is 0"):
        Limits(depth=0)


def test_limits_can_be_set():
    check("<i><i><i>", Limits(depth=3, formatting=3))

    for limits, reason in (
        (Limits(size=5), "size"),
        (Limits(depth=2), "depth"),
        (Limits(formatting=2), "formatting"),
        (Limits(elements=2), "elements"),
    ):
        with pytest.raises(RefusedHTML) as refusal:
            check("<i><i><i>", limits)
        assert refusal.value.reason == reason
        assert refusal.value.sentence


def test_depth_and_number_are_refused_where_no_tree_is_built_too():
    html = "<div>" * 300 + "</div>" * 300

    with pytest.raises(RefusedHTML):
        strict_tokens(html)
    with pytest.raises(RefusedHTML):
        strict_tokens("<p>a</p><p>b</p>", Limits(elements=1))


@pytest.mark.parametrize(
    "html",
    [
        "<div><!--</div>-->" * 300,
        "<div><script></div></script>" * 300,
        "<div><script><!--<script></script></div>--></script>" * 300,
        '<div title="</div>">' * 300,
        "<div><textarea></div></textarea>" * 300,
        "<div></b>" * 300,
        "<b><div></b>" * 300,
        "<div><![CDATA[</div>" * 300,
    ],
)
def test_end_tags_that_are_none_hide_no_depth(html):
    with pytest.raises(RefusedHTML):
        check(html)


def test_the_tree_itself_stops_at_the_depth_that_the_scan_may_have_missed():
    with pytest.raises(RefusedHTML) as refusal:
        list(parse("<div>" * 1000))
    assert refusal.value.reason == "depth"


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<p>b", "<p>a</div>", "<b><p>a</p></b>", "<p/>", "<p>&nosemicolon</p>", "<p a=1 a=2>x</p>", "<li>a</li>",
        "<table>a</table>", "<a><a>x</a></a>", "<script></script>", "<p>a<!-- --></p>", "<p title=a>x</p>", "a < b",
        "<ul>a</ul>", "<p", "<o:p></o:p>", "<h2><p>a</p></h2>", "<p><div>a</div></p>",
    ],
)  # fmt: skip
def test_what_parsers_may_differ_on_is_never_simple(html):
    assert strict_tokens(html) is None


def test_simple_html_is_read_as_tags_and_texts():
    assert strict_tokens('<p id="a">x &amp; y<br/></p>') == [
        ("p", {"id": "a"}), (None, "x & y"), ("br", {}), ("p", None),
    ]  # fmt: skip
