"""The list of articles: its states and filters, the searches that find Chinese, and a fixed number of queries."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from newsroom.models import ArticlePage
from syndication.actions import KillAction, WithdrawAction
from tests.make import make_article, make_draft, make_section, make_source, make_topic

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/"


def found(client, **asked):
    """The headlines in the list."""
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return sorted(article.title for article in answer.context["object_list"])


def states(client):
    """What the list says of each article."""
    return {article.title: article.desk_state for article in client.get(LIST).context["object_list"]}


def publish(article):
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def submit_for_review(article):
    workflow, task = Workflow.objects.create(name="Desk"), GroupApprovalTask.objects.create(name="Second look")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    user = get_user_model().objects.get(is_superuser=True)
    workflow.start(article, user)


def test_each_article_is_in_one_state_and_is_found_by_it(admin_client):
    soon = timezone.now() + timedelta(hours=2)
    make_article("Live")
    make_draft("Draft")
    make_draft("Embargoed", embargoed_until=soon)
    make_draft("Scheduled", go_live_at=soon).get_latest_revision().publish()
    submit_for_review(make_draft("Reviewed"))
    publish(make_article("Off")).unpublish()
    changed = publish(make_article("Changed"))
    changed.title = "Changed again"
    changed.save_revision()
    WithdrawAction(publish(make_article("Withdrawn")), reason="wrong").execute(skip_permission_checks=True)
    KillAction(publish(make_article("Killed")), reason="wrong").execute(skip_permission_checks=True)

    expected = {
        "Live": "live", "Draft": "draft", "Embargoed": "embargoed", "Scheduled": "scheduled", "Reviewed": "review",
        "Off": "off", "Changed": "changed", "Withdrawn": "withdrawn", "Killed": "killed",
    }  # fmt: skip
    assert {title.removesuffix(" again"): state for title, state in states(admin_client).items()} == expected
    for title, state in expected.items():
        assert title in [one.removesuffix(" again") for one in found(admin_client, state=state)], state
    assert found(admin_client, state="killed") == ["Killed"]
    assert found(admin_client, state="withdrawn") == ["Withdrawn"]


def test_articles_are_found_by_source_section_language_genre_topic_and_day(admin_client):
    ministry, topic = make_source("Ministry"), make_topic("Trade")
    home, world = make_section("Home"), make_section("World")
    make_article("Ours", under=home, source=ministry, topics=[topic], genre="Opinion")
    make_article("Theirs", under=world, source=make_source("China Daily"), language="zh-Hans")
    tomorrow = (timezone.now() + timedelta(days=2)).date()
    for asked in (
        {"source": ministry.pk},
        {"section": home.pk},
        {"language": Locale.get_default().language_code},
        {"topics": topic.pk},
        {"genre": "Opinion"},
    ):
        assert found(admin_client, **asked) == ["Ours"], asked
    assert found(admin_client, language="zh-hans") == ["Theirs"]
    assert found(admin_client, latest_revision_created_at_from=tomorrow.isoformat()) == []


@pytest.mark.parametrize("asked", ["北京", "论坛", "Scifi"])
def test_a_search_finds_the_middle_of_a_chinese_headline(admin_client, asked):
    make_article("科幻论坛在北京举行 Scifi")
    make_article("Dam reopens")
    assert found(admin_client, q=asked) == ["科幻论坛在北京举行 Scifi"]


@pytest.mark.parametrize(
    ("asked", "titles"), [('"dam reopens"', ["Dam reopens"]), ("“Dam”", ["Dam reopens"]), ('"', []), ('"harbour', [])]
)
def test_a_search_takes_a_headline_with_its_quotation_marks(admin_client, asked, titles):
    make_article("Dam reopens")
    assert found(admin_client, q=asked) == titles


@pytest.mark.parametrize("name", ["section", "source", "topics"])
def test_a_number_that_no_row_can_have_is_no_filter(admin_client, name):
    make_article("Live")
    assert found(admin_client, **{name: 9**30}) in ([], ["Live"])


def test_the_list_asks_as_much_for_three_articles_as_for_thirty(admin_client):
    section = make_section()
    for number in range(3):
        make_article(f"Story {number}", under=section, source=make_source(f"Source {number}"))
    admin_client.get(LIST)
    few = asked_by(admin_client)
    for number in range(3, 30):
        make_article(f"Story {number}", under=section, source=make_source(f"Source {number}"))
    assert asked_by(admin_client) == few


def asked_by(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(LIST)

    return len(asked)


def test_the_menu_leads_to_what_is_under_embargo(admin_client):
    shown = admin_client.get("/admin/").content.decode()
    assert "/admin/articles/?state=embargoed" in shown


def test_a_state_that_there_is_not_is_no_filter(admin_client):
    make_article("Live")
    assert found(admin_client, state="lost") in ([], ["Live"])


def test_a_list_without_articles_says_so(admin_client):
    assert "There are no articles yet." in admin_client.get(LIST).content.decode()
    make_article("Harbour reopens")
    assert "no article" not in admin_client.get(LIST).content.decode().lower()
    assert "No article fits" in admin_client.get(LIST, {"state": "killed"}).content.decode()
