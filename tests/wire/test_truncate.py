"""Cutting: at a sentence, at a word, and at a character where there are no spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.wire.truncate import at_sentence, at_word

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
