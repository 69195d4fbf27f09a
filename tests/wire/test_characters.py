"""Characters: what no format can carry goes, what somebody wrote stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.wire.characters import balance, one_line, strip_illegal, tidy


@pytest.mark.parametrize(
    "letter", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", chr(0xD800), chr(0xDFFF), "\ufdd0", "\ufffe", "\U0001ffff"]
)
def test_what_xml_cannot_carry_goes(letter):
    assert strip_illegal(f"a{letter}b") == "ab"


def test_white_space_that_xml_carries_stays():
    assert strip_illegal("a\tb\nc\rd") == "a\tb\nc\rd"


def test_stray_windows_1252_is_what_was_meant():
    assert strip_illegal("It\x92s \x93so\x94") == "It’s “so”"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ã©tÃ© â€œsoâ€\x9d", "été “so”"), ("cafÃƒÂ©", "café"), ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"), ("åŒ—äº¬", "北京"),
        ("mixed café and cafÃ©", "mixed café and café"), ("SÃO PAULO", "SÃO PAULO"), ("Привет", "Привет"),
    ],
)  # fmt: skip
def test_utf_8_that_was_read_as_something_else_is_what_was_meant(written, meant):
    assert one_line(written) == meant


def test_joiners_stay_only_where_a_script_or_an_emoji_needs_them():
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy("👩\u200d🚀") == "👩\u200d🚀"
    assert tidy("so\u200cft\u200d") == "soft"


def test_a_text_of_one_line_has_no_line_breaks_and_closed_directions():
    assert one_line(" a\n b\u202e c ") == "a b\u202e c\u202c"


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("a", "a"), ("\u202ea", "\u202ea\u202c"), ("a\u202c", "a"), ("\u2067a\u2069", "\u2067a\u2069"),
        ("\u2067\u202ba", "\u2067\u202ba\u202c\u2069"), ("\u2067a\u202cb", "\u2067ab\u2069"),
    ],
)  # fmt: skip
def test_direction_marks_come_in_pairs(text, balanced):
    assert balance(text) == balanced


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    assert one_line(one_line(text)) == one_line(text)
    one_line(text).encode()
