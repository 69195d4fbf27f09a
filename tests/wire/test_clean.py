"""What cleaning makes of any HTML: the table of cases, and laws over everything that could come in."""

import re
from pathlib import Path

import lxml.etree
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire import clean as clean_module
from syndication.wire.clean import clean, cleaner_for, examine
from syndication.wire.profile import PROFILES, Profile
from syndication.wire.tokens import strict_tokens
from tests.make import make_profile
from tests.wire.cases import BASE, CASE_PROFILES, CASES, DOCS, PROFILES_TO_HOLD, docs_with_cases
from tests.wire.soups import soups
from tests.wire.vectors import VECTORS, mutations


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_cleaned_as_the_table_says(case):
    cleaned = examine(case.before, CASE_PROFILES[case.profile], BASE)

    assert cleaned.html == case.after
    assert tuple(removal.rule for removal in cleaned.removed) == case.removed


@pytest.mark.parametrize("name", PROFILES_TO_HOLD)
def test_every_case_is_safe_and_stays_as_it_is_under_every_profile(name):
    for case in CASES:
        hold_laws(case.before, PROFILES_TO_HOLD[name])


@pytest.mark.parametrize("name", PROFILES_TO_HOLD)
def test_every_vector_and_mutations_of_them_are_safe_and_stay_as_they_are_under_every_profile(name):
    for vector in [*VECTORS, *mutations(500)]:
        hold_laws(vector, PROFILES_TO_HOLD[name])


def test_the_docs_show_the_table_of_cases():
    written = DOCS.read_text(encoding="utf-8")

    assert written == docs_with_cases(written), "run: python -m tests.wire.cases"


def test_the_docs_tell_of_each_rule_and_the_table_shows_it():
    # The pictures of a story are chosen before its body is cleaned; docs/profiles.md has those codes.
    cleaning = [path for path in WIRE.glob("*.py") if path.name != "choosing.py"]
    written = "".join(path.read_text(encoding="utf-8") for path in cleaning)
    rules = set(re.findall(r'"((?:attribute|element|embed|link|picture|structure|text)\.[a-z-]+)"', written))
    told = set(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE))

    assert told == rules
    of_stories = {"picture.rights"}  # test_prepare shows it
    assert {rule for case in CASES for rule in case.removed} == rules - of_stories


def test_every_removal_says_what_it_was_and_why():
    for case in CASES:
        for removal in examine(case.before, CASE_PROFILES[case.profile], BASE).removed:
            assert re.fullmatch(r"[a-z]+(\.[a-z-]+)+", removal.rule)
            assert removal.why.endswith(".")
            assert removal.times >= 1


WIRE = Path(clean_module.__file__).parent

# laws


@settings(max_examples=150, deadline=None)
@given(html=soups, name=st.sampled_from(sorted(PROFILES_TO_HOLD)))
def test_whatever_comes_in_the_laws_of_cleaning_hold(html, name):
    hold_laws(html, PROFILES_TO_HOLD[name])


def hold_laws(html: str, profile: Profile) -> None:
    """Only what is allowed; well-formed; the last gate's own words; and cleaning twice is cleaning once."""
    cleaned = clean(html, profile, BASE)
    assert clean(cleaned, profile, BASE) == cleaned
    assert cleaner_for(profile).clean(cleaned) == cleaned
    for element in BeautifulSoup(cleaned, "html.parser").find_all(True):
        assert element.name in profile.allowed
        assert set(element.attrs) <= profile.allowed[element.name]
        for address in (element.get("href"), element.get("src"), element.get("cite")):
            assert address is None or re.match(r"https?://[^\s/]|mailto:|tel:", str(address))
    lxml.etree.fromstring(as_xml(cleaned))


VOID_ELEMENT = re.compile(r'<(br|hr|img)((?: [a-z]+="[^"]*")*)>')


def as_xml(html: str) -> str:
    """What an XHTML writer does to HTML in which only void elements are open."""
    return "<x>" + VOID_ELEMENT.sub(r"<\1\2/>", html).replace("&nbsp;", "&#160;") + "</x>"


words = st.text(alphabet="abcdefgh中é", min_size=1, max_size=6)
pieces_of_text = st.one_of(
    words, st.sampled_from(["<!-- c -->", "<!--[if gte mso 9]><xml></xml><![endif]-->", " ", "&nbsp;"])
)
simple = st.recursive(
    pieces_of_text,
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["b", "i", "em", "span", "u", "sub", "font", "o:p", "st1:country-region"]),
            inner,
        )
        | st.lists(inner, min_size=1, max_size=3).map(" ".join)
    ),
    max_leaves=6,
)
linked = st.builds('<a href="https://e.example/{0}">{1}</a>'.format, st.integers(0, 9), simple)
text_blocks = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "p", "h2", "h3", "div"]), simple | linked)


def listed(items):
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def tabled(rows):
    written = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tbody>{''.join(written)}</tbody></table>"


blocks = st.recursive(
    text_blocks,
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["div", "section", "blockquote"]), inner)
        | st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, simple, inner)
        | st.lists(inner, min_size=1, max_size=3).map(listed)
        | st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=2).map(tabled)
        | st.lists(inner, min_size=1, max_size=3).map("".join)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(html=blocks)
def test_the_text_is_kept_in_its_order(html):
    cleaned = clean(html, PROFILES["generic"], BASE)

    assert text_in(cleaned) == text_in(html)


def text_in(html: str) -> str:
    return re.sub(r"\s", "", re.sub(r"<!--.*?-->|<[^>]*>", "", html).replace("&nbsp;", ""))


@settings(max_examples=150, deadline=None)
@given(html=blocks)
def test_simple_html_is_read_without_a_tree_just_as_with_one(html):
    assert strict_tokens(html) is not None

    # A comment that ends where it begins is never simple, and says nothing.
    assert clean(html, PROFILES["generic"], BASE) == clean(f"<!-->{html}", PROFILES["generic"], BASE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_read_without_a_tree_just_as_with_one(case):
    profile = CASE_PROFILES[case.profile]

    assert clean(case.before, profile, BASE) == clean(f"<!-->{case.before}", profile, BASE)
    assert clean(case.after, profile, BASE) == clean(f"<!-->{case.after}", profile, BASE)


def test_lone_surrogates_are_taken_out():
    assert clean("<p>a\ud800b\udfff</p>", PROFILES["generic"], BASE) == "<p>ab</p>"


def test_the_last_gate_alone_stops_what_reading_lets_through():
    gate = cleaner_for(CASE_PROFILES["frames"])

    assert gate.clean('<p onclick="x">a<script>b</script></p>') == "<p>a</p>"
    assert gate.clean('<iframe src="https://evil.example/"></iframe>') == "<iframe></iframe>"
    assert gate.clean('<a href="javascript:x">a</a>') == "<a>a</a>"


# what single keys of a profile do; those that the table shows are not shown again


def test_links_bear_the_rel_that_the_profile_asks_for():
    profile = make_profile(allow={"p": [], "a": ["href", "rel"]}, link_rel="nofollow noopener", tables="flatten")

    assert clean('<a href="/a" rel="x">a</a>', profile, BASE) == (
        '<p><a href="https://news.example.org/a" rel="nofollow noopener">a</a></p>'
    )


def test_own_parameters_are_put_on_links_to_our_own_site_alone():
    profile = make_profile(own_parameters="utm_source=msn&utm_medium=feed")
    cleaned = clean('<a href="/a?id=1&amp;utm_source=x#b">a</a><a href="https://e.example/">b</a>', profile, BASE)

    assert 'href="https://news.example.org/a?id=1&amp;utm_source=msn&amp;utm_medium=feed#b"' in cleaned
    assert 'href="https://e.example/"' in cleaned
    assert clean(cleaned, profile, BASE) == cleaned


def test_trackers_parameters_stay_where_the_profile_says_so():
    html = '<p><a href="https://e.example/?utm_source=x">a</a></p>'

    assert clean(html, make_profile(strip_tracking=False), BASE) == html


def test_the_highest_heading_is_what_the_profile_says():
    tags = {"p": [], **{f"h{level}": [] for level in range(1, 7)}}
    profile = make_profile(allow=tags, tables="flatten", top_heading=3)

    assert clean("<h1>a</h1><h2>b</h2>", profile, BASE) == "<h3>a</h3><h4>b</h4>"


def test_a_profile_without_pictures_in_the_text_gets_no_caption_either():
    html = '<figure><img src="/a.jpg" alt=""><figcaption>secret</figcaption></figure><p>x</p>'

    for pictures in ("none", "lead"):
        assert clean(html, make_profile(pictures=pictures), BASE) == "<p>x</p>"


def test_of_many_types_one_is_taken_that_the_profile_takes():
    profile = make_profile(picture_types=["image/webp"])
    html = '<picture><source srcset="/a.webp" type="image/webp"><img src="/a.jpg" alt=""></picture><img src="/b.jpg">'

    assert clean(html, profile, BASE) == '<figure><img src="https://news.example.org/a.webp" alt=""></figure>'


def test_a_picture_with_a_side_too_short_is_left_out():
    profile = make_profile(picture_min_side=500)
    html = '<img src="/a.jpg" width="800" height="400" alt=""><img src="/b.jpg" width="800" height="500" alt="">'

    assert "a.jpg" not in clean(html, profile, BASE)
    assert "b.jpg" in clean(html, profile, BASE)
