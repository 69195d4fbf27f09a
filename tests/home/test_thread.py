"""A story and those that follow it up lead to one another on their pages, while each may be read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.masthead import Masthead
from home.reading import reading
from newsroom.models import ArticlePage
from tests.home.paper import published, read, texts, warm
from tests.make import HOUR, make_article, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(home):
    """The story that others follow up."""
    return published(title="Dam closes", slug="closes", hours_ago=9, topics=[make_topic("Water")])


def thread(client, path):
    page = read(client, path)
    return dict(
        zip(
            texts(page, ".thread dt"),
            [[a["href"] for a in part.select("a")] for part in page.select(".thread div")],
            strict=True,
        )
    )


def test_a_follow_up_and_its_story_lead_to_one_another(client, closed):
    published(title="Dam repaired", slug="repaired", hours_ago=5, follows=closed)
    reopens = published(title="Dam reopens", slug="reopens", hours_ago=2, follows=closed)
    published(title="Ships pass", slug="ships", follows=reopens)
    assert thread(client, "/news/closes/") == {"Followed by": ["/news/reopens/", "/news/repaired/"]}
    assert thread(client, "/news/reopens/") == {"Follows": ["/news/closes/"], "Followed by": ["/news/ships/"]}


def test_a_story_without_a_thread_says_nothing_of_one(client, closed):
    published(title="Another", slug="another")
    assert not read(client, "/news/closes/").select(".thread")


def test_what_may_not_be_read_is_not_named(client, closed):
    later = published(title="Dam reopens", slug="reopens", hours_ago=2, follows=closed)
    make_article("Secret", follows=closed, embargoed_until=timezone.now() + HOUR)
    closed.unpublish()
    assert thread(client, "/news/reopens/") == {}
    later.unpublish()
    closed.save_revision().publish()
    assert thread(client, "/news/closes/") == {}
    assert "Secret" not in client.get("/news/closes/").content.decode()


def test_the_thread_does_not_stand_among_the_related_stories_again(client, closed):
    topics = list(closed.topics.all())
    published(title="Dam reopens", follows=closed, topics=topics)
    published(title="Of the same source", topics=topics)
    page = read(client, "/news/closes/")
    assert texts(page, ".company h3") == ["Of the same source"]


def test_a_long_thread_shows_its_newest_three_and_never_loses_its_beginning(client, closed):
    for number in range(9):
        published(title=f"Day {number}", follows=closed, hours_ago=8 - number / 2)
    assert texts(read(client, "/news/closes/"), ".thread dd") == ["Day 8", "Day 7", "Day 6"]
    assert texts(read(client, ArticlePage.objects.get(title="Day 0").url), ".thread dd") == ["Dam closes"]


def test_a_follow_up_in_another_language_says_so(client, closed):
    published(title="大坝重开", slug="zh", language="zh-Hans", follows=closed)
    assert read(client, "/news/closes/").select_one(".thread dd")["lang"] == "zh-Hans"


def test_a_draft_that_was_never_saved_names_the_story_that_it_follows_up(closed, rf):
    draft = ArticlePage(title="Dam reopens", follows=closed, source=closed.source, locale=closed.locale)
    shown = reading(draft, Masthead(rf.get("/")))
    assert (shown.follows, list(shown.followed_by)) == (closed, [])


def test_a_thread_costs_no_query(client, closed, django_assert_num_queries):
    later = published(title="Dam reopens", slug="reopens", follows=closed)
    warm(client, "/news/closes/")
    with django_assert_num_queries(9):
        client.get("/news/closes/")
    for number in range(4):
        published(
            title=f"Day {number}",
            follows=closed,
            first_published_at=later.first_published_at + timedelta(minutes=number),
        )
    warm(client, "/news/closes/")
    with django_assert_num_queries(9):
        client.get("/news/closes/")
