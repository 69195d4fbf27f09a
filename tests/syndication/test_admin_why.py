"""Who gets a story and why, in the admin: every story of one outlet, every outlet of one story."""

import pytest

from syndication.models import Outlet
from syndication.why import why, why_each
from tests.syndication.desk import HOUR, NOW, at, make_page

pytestmark = pytest.mark.django_db


def test_many_stories_cost_as_many_queries_as_one(root, metro, django_assert_max_num_queries):
    with at(NOW):
        stories = [make_page(root, title=f"Story {number}", publish=number % 2 == 0).as_story() for number in range(12)]
    later = NOW + HOUR
    one_by_one = [why(story, metro, later) for story in stories]
    assert {verdict.code for verdict in one_by_one} == {"rule.none", "story.unreleased"}
    asked = Outlet.objects.prefetch_related("rules", "overrides").get(pk=metro.pk)
    with django_assert_max_num_queries(8):
        assert why_each(stories, asked, later) == one_by_one
