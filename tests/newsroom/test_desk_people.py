"""Sources, people and topics in the admin: found by any part of any name, made where they are chosen, and never lost."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.models import ArticleCredit, Contributor, Source
from tests.make import make_article, make_contributor, make_source, make_topic
from tests.newsroom.test_desk_roles import REPORTER, login  # noqa: F401  # a fixture

pytestmark = pytest.mark.django_db


def listed(client, model, **asked):
    answer = client.get(reverse(f"wagtailsnippets_newsroom_{model}:list"), asked)
    return {str(row): row.stories for row in answer.context["object_list"]}


def chosen_from(client, model, **asked):
    answer = client.get(reverse(f"wagtailsnippetchoosers_newsroom_{model}:choose_results"), asked)
    return [str(row) for row in answer.context["results"]]


@pytest.mark.parametrize("asked", ["日报", "ina dai", "中国日报"])
def test_a_source_is_found_by_a_part_of_any_of_its_names(admin_client, asked):
    make_source("China Daily", aliases="中国日报\nCD")
    make_source("Xinhua", aliases="新华社")
    assert list(listed(admin_client, "source", q=asked)) == ["China Daily"]
    assert chosen_from(admin_client, "source", q=asked) == ["China Daily"]


def test_a_person_and_a_topic_are_found_by_a_part_of_a_chinese_name(admin_client):
    make_contributor("王小明")
    make_topic("国际贸易", code="medtop:04000000")
    for model, asked, name in (
        ("contributor", "小明", "王小明"),
        ("topic", "贸易", "国际贸易"),
        ("topic", "0400", "国际贸易"),
    ):
        assert list(listed(admin_client, model, q=asked)) == [name]
        assert chosen_from(admin_client, model, q=asked) == [name]


def test_each_says_in_how_many_stories_it_is_used(admin_client):
    source, person, topic = make_source(), make_contributor(), make_topic()
    further = make_source("Ministry")
    make_article("One", source=source, topics=[topic], credits=[ArticleCredit(contributor=person)])
    make_article("Two", source=source, credits=[ArticleCredit(source=further), ArticleCredit(contributor=person)])
    assert listed(admin_client, "source") == {"China Daily": 2, "Ministry": 1}
    assert listed(admin_client, "contributor") == {"Wang Wei": 2}
    assert listed(admin_client, "topic") == {"Trade": 1}


def test_the_list_of_sources_asks_as_much_for_two_as_for_twenty(admin_client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            listed(admin_client, "source")
        return len(queries)

    make_source("One")
    make_source("Two")
    asked()
    few = asked()
    for number in range(18):
        make_article(f"Story {number}", source=make_source(f"Source {number}"))
    assert asked() <= few


def test_a_person_is_made_from_the_chooser(admin_client):
    address = reverse("wagtailsnippetchoosers_newsroom_contributor:create")
    answer = admin_client.post(
        address,
        {"name": "王伟", "job_title": "Reporter"},
    )
    assert json.loads(answer.content)["result"]["string"] == "王伟"
    assert Contributor.objects.get().slug == "王伟"


def test_who_may_not_add_sources_makes_none_from_the_chooser(login):  # noqa: F811  # the fixture
    client = login(REPORTER)
    shown = client.get(reverse("wagtailsnippetchoosers_newsroom_source:choose")).content.decode()
    assert "New source" not in shown
    client.post(reverse("wagtailsnippetchoosers_newsroom_source:create"), {"name": "Any"})
    assert not Source.objects.exists()


def test_a_source_in_use_is_not_deleted_and_says_why(admin_client):
    source = make_article().source
    address = reverse("wagtailsnippets_newsroom_source:delete", args=(source.pk,))
    said = " ".join(admin_client.get(address).content.decode().split())
    assert "is referenced 1 time" in said
    assert "prevent it from being deleted" in said
    assert admin_client.post(address).status_code == 302
    assert Source.objects.exists()


@pytest.mark.parametrize("name", ["source", "contributor", "topic"])
def test_the_chooser_opens_with_a_form_for_a_new_one(admin_client, name):
    answer = admin_client.get(reverse(f"wagtailsnippetchoosers_newsroom_{name}:choose"))
    assert answer.status_code == 200
