"""Kept entries: what one process has written no other writes again, and none takes another writer's."""

import pytest

from syndication import feeds
from syndication.kept_entries import Kept, keep, kept_by
from syndication.models import Release, RenderedEntry
from tests.syndication.desk import HOUR, NOW, at, make_page

pytestmark = pytest.mark.django_db

FIRST, SECOND = Kept(b"<item>\x00\xff</item>", b"short"), Kept(b"", b"")


@pytest.fixture
def release(root):
    with at(NOW):
        make_page(root)
    return Release.objects.get().pk


def test_what_is_kept_is_given_again_byte_for_byte(release):
    keep("me", {(release, False): FIRST, (release, True): SECOND})
    assert kept_by("me", [release, release + 1]) == {(release, False): FIRST, (release, True): SECOND}


def test_another_writers_bytes_are_not_taken(release):
    keep("me", {(release, False): FIRST})
    assert kept_by("you", [release]) == {}


def test_who_is_second_changes_nothing_and_is_not_stopped(release):
    keep("me", {(release, False): FIRST})
    keep("me", {(release, False): SECOND, (release, True): SECOND})
    assert kept_by("me", [release]) == {(release, False): FIRST, (release, True): SECOND}


def test_nothing_is_asked_about_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        keep("me", {})
        assert kept_by("me", []) == {}


@pytest.mark.parametrize("stories", [1, 10])
def test_the_first_read_takes_five_questions_however_many_entries_are_new(
    root, public, stories, django_assert_num_queries
):
    """Moments, rows, kept entries, releases; one statement keeps them all."""
    with at(NOW):
        for number in range(stories):
            make_page(root, title=f"Ship {number}")
    address = feeds.locate(public, "rss")
    with django_assert_num_queries(5):
        assert feeds.read(address, NOW + HOUR).entries == stories
    assert RenderedEntry.objects.count() == stories
