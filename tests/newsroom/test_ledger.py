"""Articles in the ledger: what this app does so that `syndication` sees every change."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsroom.models import ArticleNotice, ArticlePage, Source
from syndication.actions import CorrectAction, KillAction, RestoreAction
from syndication.models import Release
from syndication.reconciling import reconcile
from tests.make import NOON, make_article, make_draft, make_image, make_source

pytestmark = pytest.mark.django_db


def releases(article: ArticlePage) -> list[tuple[str, str]]:
    rows = Release.objects.filter(story_id=article.story_id).order_by("sequence")
    return [(row.kind, row.status) for row in rows]


def newest(article: ArticlePage) -> Release:
    return Release.objects.filter(story_id=article.story_id).order_by("sequence").last()


def fresh(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def test_a_published_article_is_one_release():
    article = make_draft()
    article.latest_revision.publish()
    assert releases(article) == [("new", "usable")]


def test_looking_again_finds_nothing_new(saved_articles):
    make_article(lead_image=make_image(), notices=[ArticleNotice(kind="update", text="x", at=NOON)])
    before = Release.objects.count()
    reconcile()
    assert Release.objects.count() == before == 1


def test_an_embargoed_article_waits_in_the_ledger_and_is_lifted_by_the_first_reader():
    start = timezone.now().replace(microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        article = make_article(embargoed_until=start + timedelta(hours=1))
        assert newest(article).available_from == start + timedelta(hours=1)
        address = fresh(article).url
        assert Client().get(address).status_code == 404
        clock.move_to(start + timedelta(hours=1))
        assert Client().get(address).status_code == 200
        assert releases(article) == [("new", "usable")]


@pytest.mark.parametrize(
    ("hide", "back"),
    [
        (lambda article, later: ArticlePage.objects.update(embargoed_until=later), True),
        (lambda article, later: ArticlePage.objects.update(reach="nowhere"), False),
        (lambda article, later: Source.objects.update(reach="nowhere"), False),
    ],
    ids=["embargo", "reach", "source"],
)
def test_what_a_query_hides_is_called_back_by_reconcile(hide, back):
    start = timezone.now().replace(microsecond=0)
    with time_machine.travel(start, tick=False):
        article = make_article()
        hide(article, start + timedelta(hours=1))
        reconcile()
        assert releases(article)[-1] == ("withdrawal", "canceled")
        assert reconcile() == []
    with time_machine.travel(start + timedelta(hours=1), tick=False):
        reconcile()
        assert (releases(article)[-1] == ("restore", "usable")) is back


def test_a_new_credit_of_a_source_is_a_new_version_of_its_articles():
    source = make_source()
    article = make_article(source=source)
    source.required_disclosure = "Paid for by the ministry."
    source.save()
    assert releases(article) == [("new", "usable"), ("update", "usable")]
    assert newest(article).story.rights.disclosure == "Paid for by the ministry."


def test_a_source_that_loses_its_right_withdraws_its_articles():
    source = make_source()
    live, waiting = (
        make_article(source=source),
        make_article("Port", source=source, embargoed_until=timezone.now() + timedelta(days=1)),
    )
    source.reach = "nowhere"
    source.save()
    assert releases(live)[-1][1] == "canceled"
    assert releases(waiting)[-1][1] == "canceled"


def test_a_picture_that_loses_its_right_is_a_new_version():
    image = make_image()
    article = make_article(lead_image=image)
    image.reach = "site"
    image.save()
    assert newest(article).story.media[0].reach == "site"


def test_a_correction_adds_its_notice():
    article = make_article()
    CorrectAction(article, note="It was Monday.").execute(skip_permission_checks=True)
    assert releases(article) == [("new", "usable"), ("correction", "usable")]
    assert [notice.text for notice in fresh(article).notices.all()] == ["It was Monday."]


def test_a_killed_article_is_gone_with_its_pictures_and_comes_back_whole(django_capture_on_commit_callbacks):
    image = make_image()
    article = make_article(lead_image=image)
    address, old = article.url, image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        KillAction(article, reason="Wrong.").execute(skip_permission_checks=True)
    assert Client().get(address).status_code == 410
    assert not image.file.storage.exists(old)
    RestoreAction(fresh(article)).execute(skip_permission_checks=True)
    assert Client().get(address).status_code == 200
    assert releases(article)[-1][1] == "usable"
    assert newest(article).story.media[0].url.endswith(fresh(article).lead_image.for_wire().url)


def test_an_alias_is_no_second_story_and_a_copy_is():
    article = make_article()
    article.create_alias(update_slug="alias")
    copy = article.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert set(Release.objects.values_list("story_id", flat=True)) == {article.story_id, copy.story_id}
