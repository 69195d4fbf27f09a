"""The archive: by year, month and day, with counts, of what is released in this edition."""

from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from tests.home.paper import published, read, texts, warm
from tests.make import HOUR, NOON, make_article, make_draft, make_section

pytestmark = pytest.mark.django_db


def out_at(year, month, day, title="Dam reopens", hour=12, **fields):
    at = datetime(year, month, day, hour, tzinfo=UTC)
    return make_article(title, first_published_at=at, last_published_at=at, **fields)


@pytest.fixture
def years(home):
    """Stories of three days in two years."""
    out_at(2024, 2, 29, "Leap")
    out_at(2026, 1, 1, "Midnight", hour=0)
    out_at(2026, 1, 1, "Late", hour=23)
    out_at(2026, 11, 20, "Dam reopens")


def test_the_archive_leads_from_years_to_the_stories_of_a_day(client, years):
    top = read(client, "/archive/")
    assert texts(top, ".spans li") == ["2026 3 stories", "2024 1 story"]
    year = read(client, top.select_one(".spans a")["href"])
    assert texts(year, ".spans li") == ["November 1 story", "January 2 stories"]
    month = read(client, year.select(".spans a")[1]["href"])
    assert texts(month, ".spans li") == ["1 January Thursday 2 stories"]
    day = read(client, month.select_one(".spans a")["href"])
    assert texts(day, "h1") == ["1 January 2026"]
    assert texts(day, ".rows h2") == ["Late", "Midnight"]
    assert texts(day, ".kicker a") == ["Archive", "2026", "January"]


def test_a_year_a_month_and_a_day_lead_to_the_next_that_has_stories(client, years):
    for path, before, after in (
        ("/archive/2026/", ["/archive/2024/"], []),
        ("/archive/2026/1/", ["/archive/2024/2/"], ["/archive/2026/11/"]),
        ("/archive/2026/1/1/", ["/archive/2024/2/29/"], ["/archive/2026/11/20/"]),
    ):
        page = read(client, path)
        assert [link["href"] for link in page.select(".pages [rel=prev]")] == before
        assert [link["href"] for link in page.select(".pages [rel=next]")] == after


@pytest.mark.parametrize(
    "when", ["2025", "2026/2", "2026/1/2", "2026/13", "2026/2/30", "0", "9999", "9999/12/31", "99999", "1" * 400]
)
def test_there_is_no_page_where_no_story_is(client, years, when):
    assert client.get(f"/archive/{when}/").status_code == 404


def test_what_is_not_released_makes_no_day(client, home):
    hidden = make_section("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    out_at(2025, 5, 5, under=hidden)
    make_draft("Draft", first_published_at=NOON)
    make_article("Expired", first_published_at=NOON, expire_at=NOON - HOUR)
    assert texts(read(client, "/archive/"), ".empty") == ["Nothing has been published here yet."]
    for when in ("2025/5/5", "2026/11/23"):
        assert client.get(f"/archive/{when}/").status_code == 404


def test_a_day_is_one_of_the_sites_own_zone(client, home, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    out_at(2025, 12, 31, hour=20)
    assert texts(read(client, "/archive/2026/1/"), ".spans li") == ["1 January Thursday 1 story"]
    assert texts(read(client, "/archive/2026/1/1/"), ".rows h2") == ["Dam reopens"]
    assert client.get("/archive/2025/12/31/").status_code == 404


def test_each_edition_has_an_archive_of_its_own(client, years, chinese):
    out_at(2023, 3, 3, "大坝", under=make_section("新闻", under=chinese, slug="news"))
    hans = read(client, "/zh-hans/archive/")
    assert texts(hans, ".spans__name") == ["2023"]
    assert client.get("/archive/2023/").status_code == 404
    assert hans.select_one("link[hreflang=en]")["href"] == "http://localhost/archive/"
    assert hans.select_one(".masthead__tools a[hreflang=en]")["href"] == "/archive/"
    # Another edition need not have stories of that day.
    assert not read(client, "/archive/2026/1/1/").select("link[hreflang]")


@pytest.mark.parametrize(
    ("path", "queries"), [("/archive/", 8), ("/archive/2026/11/", 10), ("/archive/2026/11/20/", 10)]
)
def test_the_archive_takes_the_same_queries_however_long_it_is(
    client, years, path, queries, django_assert_max_num_queries
):
    for count in (3, 25):
        for number in range(count):
            out_at(2026, 11, 20, f"Story {count}-{number}")
            out_at(2000 + number, 1, 1, f"Year {count}-{number}")
        warm(client, path)
        with django_assert_max_num_queries(queries):
            client.get(path)


def test_a_story_of_today_is_in_the_archive(client, home):
    story = published()
    when = story.first_published_at
    assert texts(read(client, f"/archive/{when.year}/{when.month}/{when.day}/"), ".rows h2") == [story.title]
