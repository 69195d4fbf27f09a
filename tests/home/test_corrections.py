"""The page of corrections: what was wrong, what was taken back, and nothing of what a withdrawn story said."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from newsroom.models import ArticleNotice
from syndication.actions import KillAction, RestoreAction, WithdrawAction
from tests.home.paper import published, read, texts, warm
from tests.make import HOUR, make_draft, make_outlet, make_section

pytestmark = pytest.mark.django_db


def notice(text="It was 48.", kind="correction", hours_ago=1):
    return ArticleNotice(kind=kind, text=text, at=timezone.now() - hours_ago * HOUR)


def withdraw(page, reason="Retracted."):
    WithdrawAction(page, reason=reason).execute(skip_permission_checks=True)


def test_corrections_and_withdrawals_stand_together_the_newest_first(client, home):
    published(title="Dam", notices=[notice("It was 48.", hours_ago=3), notice("It was May.", "clarification", 1)])
    published(title="Cup", notices=[notice("We note.", "editors-note", hours_ago=2), notice("New total.", "update")])
    withdraw(published(title="Wrong", slug="wrong"), "The figures were wrong.")
    page = read(client, "/corrections/")
    assert texts(page, ".mending .notice__kind") == ["Withdrawn", "Clarification", "Editor’s note", "Correction"]
    assert texts(page, ".mending h2") == ["A story is no longer here", "Dam", "Cup", "Dam"]
    assert texts(page, ".mending__what > p:last-child") == [
        "The figures were wrong.",
        "It was May.",
        "We note.",
        "It was 48.",
    ]
    assert "wrong/" not in str(page).lower()


def test_a_restored_story_is_no_longer_among_the_withdrawn(client, home):
    page = published(slug="dam")
    withdraw(page)
    assert texts(read(client, "/corrections/"), ".mending__what > p:last-child") == ["Retracted."]
    RestoreAction(type(page).objects.get(pk=page.pk)).execute(skip_permission_checks=True)
    assert texts(read(client, "/corrections/"), ".empty") == ["Nothing has been corrected yet."]


def test_what_readers_never_saw_is_not_told(client, home):
    world, hidden = make_section("World"), make_section("Hidden")
    private = published(title="Private", under=hidden, notices=[notice("Private words.")])
    withdraw(private, "Private reason.")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    make_draft("Draft", under=world, notices=[notice("Draft words.")])
    make_outlet("trusted", embargo="advance")
    waiting = make_draft("Waiting", under=world, embargoed_until=timezone.now() + HOUR)
    waiting.get_latest_revision().publish()
    KillAction(waiting, reason="Never out.").execute(skip_permission_checks=True)
    expired = published(title="Expired", under=world, notices=[notice("Expired words.")])
    expired.expire_at = timezone.now() - HOUR
    expired.save()
    page = read(client, "/corrections/")
    assert texts(page, ".mending") == []


def test_an_unpublished_story_makes_no_stir(client, home):
    published().unpublish()
    assert texts(read(client, "/corrections/"), ".mending") == []


def test_each_edition_tells_of_its_own(client, home, chinese):
    published(title="Right")
    news = make_section("新闻", under=chinese, slug="news")
    published(title="大坝", under=news, notices=[notice("应为48。")])
    withdraw(published(title="撤回", under=news), "数字有误。")
    withdraw(published(title="Wrong", under=make_section("World")), "Wrong figures.")
    assert texts(read(client, "/zh-hans/corrections/"), ".mending__what > p:last-child") == ["数字有误。", "应为48。"]
    assert texts(read(client, "/corrections/"), ".mending__what > p:last-child") == ["Wrong figures."]


def test_the_front_page_leads_to_all_corrections(client, home):
    published(notices=[notice()])
    assert read(client, "/").select_one(".mended h2 a")["href"] == "/corrections/"


def test_corrections_are_turned_leaf_by_leaf_in_the_same_queries(client, home, django_assert_max_num_queries):
    for first in (0, 22):
        for number in range(first, first + 22):
            published(title=f"Story {number}", notices=[notice(f"It was {number}.", hours_ago=number + 1)])
            withdraw(published(title=f"Gone {number}"))
        warm(client, "/corrections/")
        with django_assert_max_num_queries(9):
            client.get("/corrections/")
    last = read(client, "/corrections/?page=5")
    assert texts(last, ".mending__what > p:last-child") == [f"It was {number}." for number in range(36, 44)]
    assert last.select_one(".pages [rel=prev]")["href"] == "?page=4"
