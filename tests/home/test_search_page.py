"""The search for readers: its filters and their counts, and what it offers when it finds nothing."""

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.search_page import Wanted, search_for
from newsroom.models import ArticlePage
from tests.home.paper import published, read, texts
from tests.make import make_draft, make_section, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    """Four stories about a harbour: two sources, two topics, two languages, two years."""
    acme, daily = make_source("Acme"), make_source("China Daily")
    trade, sport = make_topic("Trade"), make_topic("Sport")
    published(title="Harbour opens", source=acme, topics=[trade])
    published(title="Harbour cup", source=acme, topics=[trade, sport], hours_ago=100)
    published(title="Harbour 北京", source=daily, topics=[trade], language="zh-Hans", hours_ago=200)
    published(title="Harbour closes", source=daily, hours_ago=24 * 500)


def facets(page):
    """What can be chosen, by the facet's name: each with its number."""
    return {section.h2.get_text(): texts(section, "li") for section in page.select(".facet")}


def test_a_search_can_be_narrowed_and_says_what_each_choice_leaves(client, stories):
    assert facets(read(client, "/search/?q=harbour")) == {
        "Source": ["Acme 2", "China Daily 2"],
        "Topic": ["Trade 3", "Sport 1"],
        "Language": ["English 3", "简体中文 1"],
        "Published": ["The last 24 hours 1", "The last week 2", "The last month 3", "The last year 3"],
    }


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("source=acme", {"Harbour opens", "Harbour cup"}),
        ("topic=sport", {"Harbour cup"}),
        ("language=zh-Hans", {"Harbour 北京"}),
        ("when=week", {"Harbour opens", "Harbour cup"}),
        ("source=china-daily&topic=trade", {"Harbour 北京"}),
        ("source=acme&language=zh-Hans", set()),
        ("source=nobody", set()),
        ("when=tomorrow", set()),
    ],
)
def test_filters_leave_out_what_does_not_fit(client, stories, filters, found):
    page = read(client, f"/search/?q=harbour&{filters}")
    assert set(texts(page, ".rows h2")) == found
    assert set(texts(read(client, f"/search/?{filters}"), ".rows h2")) == found  # without words too


def test_the_counts_of_one_filter_heed_the_others_and_not_itself(client, stories):
    found = facets(read(client, "/search/?q=harbour&source=china-daily"))
    assert found["Source"] == ["Acme 2", "China Daily 2 Take this filter off"]
    assert "Topic" not in found  # there is but one left
    assert found["Language"] == ["English 1", "简体中文 1"]


def test_a_choice_is_a_link_that_keeps_the_rest_and_goes_back_to_the_first_leaf(client, stories):
    page = read(client, "/search/?q=harbour&source=acme&page=7")
    links = {link.bdi.get_text(): link["href"] for link in page.select(".facet a")}
    assert links["Sport"] == "?q=harbour&source=acme&topic=sport"
    assert links["Acme"] == "?q=harbour"
    kept = page.select_one("main form.search input[type=hidden]")
    assert (kept["name"], kept["value"]) == ("source", "acme")


def test_chinese_words_are_found_and_narrowed(client, stories):
    page = read(client, "/search/?q=北京&language=zh-Hans")
    assert texts(page, ".rows h2") == ["Harbour 北京"]


def test_filters_tell_nothing_of_what_is_not_released(client, stories):
    hidden = make_section("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    secret, topic = make_source("Secret Source", slug="secret"), make_topic("Secret Topic")
    published(title="Harbour secret", under=hidden, source=secret, topics=[topic])
    make_draft("Harbour secret draft", source=secret, topics=[topic])
    for path in ("?q=harbour", "?q=secret", "?source=secret", "?q=secret+sourse"):
        page = read(client, f"/search/{path}")
        assert [word for word in texts(page, "main a") if "secret" in word.lower()] == []


def test_a_name_that_is_mistyped_is_offered(client, stories):
    page = read(client, "/search/?q=chyna+daly")
    link = page.select_one(".list-head__count a")
    assert (link.get_text(), link["href"]) == ("China Daily", "?q=China+Daily")


def test_words_that_are_nearly_so_are_found_where_the_database_can_tell(client, stories):
    has_trigrams = brings_trigrams()
    page = read(client, "/search/?q=harbuor+opens")
    assert texts(page, ".finds .label") == (["Nothing found. Spelt nearly so:"] if has_trigrams else [])
    assert texts(page, ".finds .empty") == (
        [] if has_trigrams else ["Nothing found. Try fewer words, or a source’s name."]
    )
    assert texts(read(client, "/search/?q=harbour"), ".rows h2")  # nothing is broken by having asked


def brings_trigrams() -> bool:
    """Whether the database can tell what is spelt nearly so; switches it on where it may be."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() == (0,):
            return False
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    return True


def test_a_search_takes_the_same_queries_with_every_filter(client, stories, django_assert_max_num_queries):
    released, now = ArticlePage.objects.released(), timezone.now()
    for count in (3, 30):
        source, topic = make_source(f"Source {count}"), make_topic(f"Topic {count}")
        for number in range(count):
            published(title=f"Harbour {count}-{number}", source=source, topics=[topic])
        with django_assert_max_num_queries(3):
            found = search_for(Wanted(text="harbour", source=source.slug, when="day"), released, now)
        assert len(found.numbers) == count
