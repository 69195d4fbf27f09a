"""Bodies on lines of JSON: each is answered, or said to be none."""

import json

import pytest

from syndication.wire.batch import BadLine, clean_line
from syndication.wire.gate import Limits
from syndication.wire.profile import PROFILES

BASE = "https://news.example.org/"


def answer(line, **options):
    return json.loads(clean_line(line.encode(), PROFILES["generic"], BASE, **options))


def test_a_line_is_answered_with_its_own_id_and_base():
    line = json.dumps({"id": "é", "html": '<a href="x">a</a>', "base": "https://e.example/b/"})

    assert answer(line) == {
        "id": "é", "html": '<p><a href="https://e.example/b/x">a</a></p>', "removed": [], "refused": None,
    }  # fmt: skip


def test_what_is_refused_has_a_reason_and_no_html():
    refused = answer('{"id": 1, "html": "<p>a<p>b"}', limits=Limits(elements=1))

    assert (refused["html"], refused["refused"]["reason"]) == ("", "elements")


def test_half_a_character_breaks_no_line():
    assert answer(r'{"id": "\ud800", "html": "\ud800a"}')["html"] == "<p>a</p>"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "no JSON"), (b"[]", "no JSON object"), (b"[" * 200_000, "nested too deep"), (b'"\xff"', "UTF-8 at byte 2"),
        (b'{"html": ""}', "id is no text"), (b'{"id": true, "html": ""}', "id is no text"), (b'{"id": 5}', "html of 5"),
        (b'{"id": "a", "html": "", "base": "/x"}', "base of 'a' is '/x'"),
        (b'{"id": "a", "html": "", "base": 5}', "base of 'a' is 5"),
    ],
)  # fmt: skip
def test_a_line_that_holds_no_body_says_what_is_wrong(line, problem):
    with pytest.raises(BadLine, match=problem):
        clean_line(line, PROFILES["generic"], BASE)
