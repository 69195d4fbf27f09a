"""Sentences of the wire and moments in the language and the time zone of whoever reads them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from syndication.translation import day, in_words, moment
from syndication.wire.findings import Withheld
from syndication.wire.prepare import prepare
from syndication.wire.profile import load
from syndication.wire.sentences import gettext_noop, translated
from tests.make import HOUR, NOON, make_story

BACKWARDS = {"{a} and {b}.": "{b} und {a}.", "red": "rot"}


def test_a_sentence_is_english_until_somebody_translates_it():
    said = gettext_noop("{a} and {b}.", a=gettext_noop("red"), b="green")
    assert said == "red and green."
    assert translated(said, lambda text: BACKWARDS.get(text, text), str) == "green und rot."


def test_what_is_no_pattern_of_the_wire_is_not_translated():
    said = gettext_noop("{a} and {b}.", a="red", b="{green}")
    assert translated(said, lambda text: BACKWARDS.get(text, text), str) == "{green} und red."
    assert translated("red", lambda text: BACKWARDS.get(text, text), str) == "red"


def test_moments_are_in_the_readers_zone():
    outcome = prepare(make_story(embargoed_until=NOON + HOUR), load("generic"), NOON)
    assert isinstance(outcome, Withheld)
    assert outcome.sentence == "The story is under embargo until 23 November 2026 13:00 UTC."
    with timezone.override(ZoneInfo("Asia/Shanghai")), translation.override("en"):
        assert in_words(outcome.sentence) == "The story is under embargo until 23 Nov 2026 21:00 UTC+8."


@pytest.mark.parametrize("days", [1, 400])
def test_braces_in_names_do_no_harm(days):
    said = gettext_noop("{outlet} takes {days} days.", outlet="{0}{x}", days=timedelta(days=days).days)
    assert in_words(said) == f"{{0}}{{x}} takes {days} days."


def test_a_moment_names_the_clock_that_it_is_told_by():
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert moment(NOON) == "23 Nov 2026 20:00 UTC+8"
        with translation.override("zh-hans"):
            assert moment(NOON) == "2026年11月23日 20:00 UTC+8"
            assert day(NOON.date()) == "2026年11月23日"
    with timezone.override(ZoneInfo("America/St_Johns")):
        assert moment(NOON) == "23 Nov 2026 08:30 UTC-3:30"
    assert (moment(NOON), moment(None)) == ("23 Nov 2026 12:00 UTC", "")
