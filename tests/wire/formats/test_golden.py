"""Every format writes every kind of story as its golden file shows, which has been read by people and validators."""

import pytest

from syndication.wire.formats import FORMATS
from tests.wire.formats.stories import CORRECTED, STORIES, WITHDRAWN, golden, holding_several, written


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("story_name", STORIES)
def test_a_story_is_written_as_its_golden_file(format_name, story_name):
    assert written(format_name, STORIES[story_name]) == golden(format_name, story_name).read_bytes()


@pytest.mark.parametrize("format_name", holding_several())
def test_several_stories_are_written_as_their_golden_file(format_name):
    assert written(format_name, CORRECTED, WITHDRAWN) == golden(format_name, "several").read_bytes()
