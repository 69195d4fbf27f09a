"""Cutting: at a sentence, at a word, and at a character where there are no spaces."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from syndication.wire.body import text_of
from syndication.wire.clean import body_of, clean, finish
from syndication.wire.errand import Errand
from syndication.wire.profile import PROFILES
from syndication.wire.truncate import at_sentence, at_word, to_fit
from tests.wire.soups import soups

TEXT = "Dr. Wu opened the dam on Nov. 23. Boats passed at noon. A band played."


def test_a_text_that_fits_is_left_alone():
    assert at_word(TEXT, len(TEXT)) == TEXT
    assert at_sentence(TEXT, len(TEXT)) == TEXT


def test_a_text_is_cut_behind_a_whole_word():
    assert at_word("The dam reopened on Monday", 20) == "The dam reopened on…"
    assert at_word("The dam, reopened", 10) == "The dam…"


def test_a_text_is_cut_behind_a_whole_sentence():
    assert at_sentence(TEXT, 60) == "Dr. Wu opened the dam on Nov. 23. Boats passed at noon."


def test_a_full_stop_in_an_abbreviation_ends_no_sentence():
    assert at_sentence("The talks of Prof. Li and the U.S. side on Nov. 23 went on and on.", 40) == (
        "The talks of Prof. Li and the U.S. side…"
    )


def test_a_sentence_keeps_the_quotation_mark_that_closes_on_it():
    assert at_sentence("“It works.” She smiled at all of them.", 20) == "“It works.”"


def test_chinese_is_cut_at_a_character_and_a_sentence():
    assert at_word("北京科幻产业在数字时代快速发展", 8) == "北京科幻产业在…"
    assert at_sentence("论坛在北京举行。近一百五十名代表出席了会议。", 12) == "论坛在北京举行。"


def test_an_accent_a_tone_and_a_joined_emoji_are_not_cut_off_their_letter():
    assert at_word("中文👩\u200d🚀字字字字", 5) == "中文…"
    assert at_word("字字👍🏽字字字", 4) == "字字…"


def test_one_long_word_is_cut_all_the_same():
    assert at_word("a" * 50, 10) == "a" * 9 + "…"


@pytest.mark.parametrize("cut", [at_word, at_sentence])
@given(text=st.text(max_size=200), most=st.integers(2, 120))
def test_nothing_is_longer_than_it_may_be(cut, text, most):
    assert len(cut(text, most)) <= most


def test_a_partner_may_have_its_own_ellipsis():
    assert at_word("The dam reopened on Monday", 22, "...") == "The dam reopened on..."
    assert at_sentence("A long line without an end to it", 20, " [more]") == "A long line [more]"


# bodies

GENERIC = PROFILES["generic"]
BASE = "https://news.example.org/"


def fitted(html, most):
    root = body_of(html, Errand(GENERIC, BASE))
    was_cut = to_fit(root, most)
    return finish(root, GENERIC, BASE) if was_cut else None


@pytest.mark.parametrize(
    ("html", "most", "result"),
    [
        ("<p>Short.</p>", 6, None),
        (
            "<p>The <b>dam was <i>opened</i> on Monday</b>. Boats passed at noon.</p>", 35,
            "<p>The <strong>dam was <em>opened</em> on Monday</strong>.</p>",
        ),
        ("<p>The <b>dam was <i>opened on Monday</i></b> at last</p>", 21, "<p>The <strong>dam was <em>opened</em></strong>…</p>"),
        ("<p>The dam reopened.</p><h2>Boats</h2><p>They passed at noon.</p>", 25, "<p>The dam reopened.</p>"),
        ("<p>The dam reopened.</p><p>Boats passed it.</p>", 25, "<p>The dam reopened.</p>"),
        ("<ul><li>The dam reopened.</li><li>Boats passed it at noon today.</li></ul>", 40, "<ul><li>The dam reopened.</li><li>Boats passed it at…</li></ul>"),
        ("<p>The dam.</p><table><tr><td>a long cell in a table</td><td>b</td></tr></table>", 30, "<p>The dam.</p>"),
        ("<p>论坛在北京举行。近一百五十名<b>代表出席了会议并且讨论了很多问题</b>。</p>", 24, "<p>论坛在北京举行。</p>"),
        ("<p>近一百五十名<b>代表出席了会议并且讨论了很多问题</b></p>", 20, "<p>近一百五十名<strong>代表出席了会议并且讨论了很</strong>…</p>"),
    ],
)  # fmt: skip
def test_a_body_is_cut_behind_a_sentence_or_a_word_and_everything_is_closed(html, most, result):
    assert fitted(html, most) == result


@example(html="&amp;lt;\u202e000000000000000", most=20)
@given(html=soups, most=st.integers(1, 60))
def test_a_body_that_was_cut_is_no_longer_than_it_may_be_and_still_clean(html, most):
    root = body_of(html, Errand(GENERIC, BASE))
    to_fit(root, most)

    assert len(text_of(root)) <= most
    written = finish(root, GENERIC, BASE)
    assert clean(written, GENERIC, BASE) == written


def test_marks_of_direction_that_were_cut_open_are_closed_within_the_length():
    text = "The \u202eharbour of the city reopened on Monday\u202c after the storm."
    assert at_word(text, 24) == "The \u202eharbour of the…\u202c"
    assert all(at_word(text, most).count("\u202e") == at_word(text, most).count("\u202c") for most in range(8, 60))
    assert all(len(at_word(text, most)) <= most for most in range(8, 60))
