"""The gate refuses what could stall a parser, in time that grows with the length alone."""

import gc
import time
from contextlib import suppress

import pytest

from syndication.wire.clean import clean
from syndication.wire.gate import LIMITS, Limits, RefusedHTML, check
from syndication.wire.profile import PROFILES
from syndication.wire.tokens import strict_tokens
from syndication.wire.tree import parse
from tests.wire.cases import PROFILES_TO_HOLD
from tests.wire.shapes import PLAIN, SHAPES, TIMES

BASE = "https://news.example.org/"


@pytest.fixture(scope="module")
def plain_seconds():
    """What a megabyte of plain paragraphs costs on this machine."""
    return min(seconds(PLAIN) for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_shape_is_answered_as_soon_as_a_megabyte_of_plain_text(shape, plain_seconds):
    # `make bench` holds each to twice the time; the third is for a busy machine. What is quadratic takes minutes.
    assert min(seconds(SHAPES[shape]) for _ in range(2)) < 3 * plain_seconds * max(1, len(SHAPES[shape]) / len(PLAIN))


def seconds(html, profile=PROFILES["generic"]):
    """What cleaning costs, without the garbage collector, whose walks depend on all else that lies in memory."""
    gc.disable()
    begun = time.process_time()
    with suppress(RefusedHTML):
        clean(html, profile, BASE)
    spent = time.process_time() - begun
    gc.enable()
    return spent


UNITS = {
    "links": '<a href="https://e.example/{0}">some words to follow</a> ',
    "lists": "<ul><li>Some more words {0}</li></ul>",
    "pictures": '<figure><img src="/{0}.jpg" alt="A picture"><figcaption>The picture {0}</figcaption></figure>',
    "tables": "<table><tr><td>Some words here</td><td>And others {0}</td></tr></table>",
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["generic", "plain", "flat"])
def test_the_cost_of_a_body_grows_with_its_length_alone(unit, name):
    short, long = (
        min(seconds("".join(map(UNITS[unit].format, range(count))), PROFILES_TO_HOLD[name]) for _ in range(2))
        for count in (2_500, 10_000)
    )
    # Four times the length takes four times as long, and some more where the machine has other work.
    assert long < 8 * short


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


@pytest.mark.parametrize("letters", ["&amp; word word ", "«word» ", "&nbsp;a", "some words &amp; <u></u>"])
def test_a_text_of_nothing_but_references_is_refused(letters):
    with pytest.raises(RefusedHTML) as refusal:
        clean("<p>" + letters * TIMES, PROFILES["generic"], BASE)
    assert refusal.value.reason == "references"
    assert clean(f"<p>{letters} and more words</p>" * 20_000, PROFILES["generic"], BASE)


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
        (Limits(attributes=1), "attributes"),
    ):
        with pytest.raises(RefusedHTML) as refusal:
            check("<i a b><i><i>", limits)
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
        "<table>a</table>", "<a><a>x</a></a>", "<script></script>", "<p>a<!--></p>", "<p>a<!-- -- --></p>", "<p title=a/>x</p>", "a < b",
        "<ul>a</ul>", "<p", "<x:y></x:y>", "<h2><p>a</p></h2>", "<p><div>a</div></p>",
    ],
)  # fmt: skip
def test_what_parsers_may_differ_on_is_never_simple(html):
    assert strict_tokens(html) is None


def test_what_word_writes_is_simple_too():
    html = (
        "<p class=MsoNormal><![if !supportLists]>a<![endif]><o:p>b</o:p><!--[if gte mso 9]><xml></xml><![endif]--></p>"
    )

    assert strict_tokens(html) == [
        ("p", {"class": "MsoNormal"}), (None, "a"), ("o:p", {}), (None, "b"), ("o:p", None), ("p", None),
    ]  # fmt: skip


def test_simple_html_is_read_as_tags_and_texts():
    assert strict_tokens('<p id="a">x &amp; y<br/></p>') == [
        ("p", {"id": "a"}), (None, "x & y"), ("br", {}), ("p", None),
    ]  # fmt: skip
