"""Profiles with an outlet's own keys: whatever somebody writes, it fits or is refused by name."""

import re

import pytest
from django.core import checks

from syndication.profiles import OVERRIDABLE, all_profiles, profile_with, written
from syndication.wire.profile import InvalidProfile, Profile
from syndication.wire.story import Reach

WRITTEN = [
    "", "0", "-1", "5", "99999999999999999999", "nan", "inf", "true", "full", "docx", "[]", '["docx"]', "[5]", "[[]]", "{}",
    "{p = 5}", '{p = ["onclick"]}', "1979-05-27", "[1", '"', "\x00", "中文",
]  # fmt: skip


def refusal(key, value):
    """Why the value is refused, or ""."""
    try:
        made = profile_with("generic", ((key, value),), Reach.PARTNERS, "en")
    except InvalidProfile as problem:
        return str(problem)
    return "" if isinstance(made, Profile) else "nothing was made"


@pytest.mark.parametrize("key", OVERRIDABLE)
def test_a_value_fits_or_is_refused_by_name(key):
    # Of two keys that contradict one another the message may name the other first.
    named = re.compile(rf"\b({key}|iframe_hosts|tables|withdrawal)\b")
    for value in WRITTEN:
        said = refusal(key, value)
        assert not said or named.search(said), (value, said)


def test_a_format_that_there_is_not_is_named_with_those_that_there_are():
    with pytest.raises(InvalidProfile, match=r"formats names 'docx', which is no format; there are .*rss"):
        profile_with("generic", (("formats", '["rss", "docx"]'),), Reach.PARTNERS, "en")


@pytest.mark.parametrize("name", all_profiles())
def test_what_is_shown_of_a_profile_may_be_written_into_an_override(name):
    profile = profile_with(name, (), Reach.PARTNERS, "en")
    for key in OVERRIDABLE:
        assert profile_with(name, ((key, written(getattr(profile, key))),), Reach.PARTNERS, "en") == profile, key


def test_formats_of_single_stories_alone_are_refused_for_no_feed_is_written_in_them():
    with pytest.raises(InvalidProfile, match=r"formats names nitf, text, and no feed is written so"):
        profile_with("generic", (("formats", '["nitf", "text"]'),), Reach.PARTNERS, "en")


@pytest.fixture
def folder(settings, tmp_path):
    settings.SYNDICATION_PROFILE_FOLDERS = [tmp_path]
    all_profiles.cache_clear()
    yield tmp_path
    all_profiles.cache_clear()


@pytest.mark.parametrize(
    ("formats", "problems"),
    [
        ('["nitf", "rss"]', []),
        ('["docx"]', [("syndication.E005", "profile own: formats names 'docx', which is no format")]),
        (
            '["nitf"]',
            [(
                "syndication.E007",
                "profile own: formats names nitf, and no feed is written so: "
                "a document holds one story; add another, such as rss",
            )],
        ),
    ],
)  # fmt: skip
def test_a_profile_whose_feeds_cannot_be_written_fails_the_start_up_check(folder, formats, problems):
    (folder / "own.toml").write_text(f'label = "Own"\nformats = {formats}\n[allow]\np = []\n', encoding="utf-8")
    found = [(one.id, one.msg) for one in checks.run_checks() if one.id.startswith("syndication.")]
    assert found == problems
