"""Every format writes every kind of story as its golden file shows, which has been read by people and validators."""

import pytest

from tests.wire.formats.stories import STORIES, golden, written


@pytest.mark.parametrize("format_name", ["rss", "atom", "json_feed"])
@pytest.mark.parametrize("story_name", STORIES)
def test_a_story_is_written_as_its_golden_file(format_name, story_name):
    assert written(format_name, STORIES[story_name]) == golden(format_name, story_name).read_bytes()
