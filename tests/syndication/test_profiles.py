"""Profiles with an outlet's own keys: whatever somebody writes, it fits or is refused by name."""

import re

import pytest

from syndication.profiles import OVERRIDABLE, profile_with
from syndication.wire.profile import InvalidProfile, Profile
from syndication.wire.story import Reach

WRITTEN = [
    "", "0", "-1", "5", "99999999999999999999", "nan", "inf", "true", "full", "docx", "[]", '["docx"]', "[5]", "[[]]", "{}",
    "{p = 5}", '{p = ["onclick"]}', "1979-05-27", "[1", '"', "\x00", "中文",
]  # fmt: skip


def refusal(key, written):
    """Why the value is refused, or ""."""
    try:
        made = profile_with("generic", ((key, written),), Reach.PARTNERS, "en")
    except InvalidProfile as problem:
        return str(problem)
    return "" if isinstance(made, Profile) else "nothing was made"


@pytest.mark.parametrize("key", OVERRIDABLE)
def test_a_value_fits_or_is_refused_by_name(key):
    # Of two keys that contradict one another the message may name the other first.
    named = re.compile(rf"\b({key}|iframe_hosts|tables|withdrawal)\b")
    for written in WRITTEN:
        said = refusal(key, written)
        assert not said or named.search(said), (written, said)


def test_a_format_that_there_is_not_is_named_with_those_that_there_are():
    with pytest.raises(InvalidProfile, match=r"formats names 'docx', which is no format; there are .*rss"):
        profile_with("generic", (("formats", '["rss", "docx"]'),), Reach.PARTNERS, "en")
