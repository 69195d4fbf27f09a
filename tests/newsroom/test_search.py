"""Searching, in Chinese too."""

import time

import pytest
from django.utils import timezone

from newsroom.search import bigrams, search_released
from tests.make import HOUR, make_article, make_draft

pytestmark = pytest.mark.django_db


def test_characters_are_paired_and_single_ones_kept():
    assert bigrams("北京举行 trade 会") == "北京 京举 举行 北 京 举 行 会"


def test_a_latin_name_inside_a_chinese_sentence_is_a_word_of_its_own():
    assert bigrams("与ICCSD会").split()[0] == "ICCSD"


@pytest.mark.parametrize(
    "words", ["北京", "举行", "论坛", "联合国教科文组织", "在北京举行", "会", "ICCSD", "iccsd 北京", "北京 论坛"]
)
def test_chinese_is_found_in_the_middle_of_a_sentence(words):
    body = [("paragraph", "<p>论坛周一在北京举行，联合国教科文组织与ICCSD出席会议。</p>")]
    article = make_article("文化多样性", body=body, language="zh-Hans")
    assert search_released(words) == [article.pk]


@pytest.mark.parametrize("words", ["上海", "京北", "北京 上海", "论举", "  ", ""])
def test_what_is_not_there_is_not_found(words):
    make_article("文化多样性", body=[("paragraph", "<p>论坛周一在北京举行。</p>")])
    assert search_released(words) == []


@pytest.mark.parametrize("words", ["harbour", "HARBOUR", "new harbour", "PORT-SLUG"])
def test_words_are_found_in_headline_summary_body_and_slugline(words):
    article = make_article(
        "New harbour", summary="A harbour", slugline="PORT-SLUG", body=[("paragraph", "<p>The new harbour</p>")]
    )
    assert search_released(words) == [article.pk]


@pytest.mark.parametrize("words", ["السد", "إعادة فتح"])
def test_arabic_is_found(words):
    article = make_article("إعادة فتح السد", language="ar")
    assert search_released(words) == [article.pk]


@pytest.mark.parametrize("words", ['"', "a OR b", "-x", "'; DROP", "(", "*", "\x00", "😀", "a" * 5000])
def test_anything_may_be_typed(words):
    make_article()
    assert search_released(words) == []


def test_letters_without_a_space_are_looked_at_once():
    began = time.process_time()
    assert bigrams("a" * 200_000) == ""
    assert bigrams("a" * 200_000 + "北").startswith("aaaa")
    assert time.process_time() - began < 2


def test_nothing_unreleased_is_found():
    make_draft("Secret harbour")
    make_article("Secret harbour", embargoed_until=timezone.now() + HOUR)
    assert search_released("harbour") == []
