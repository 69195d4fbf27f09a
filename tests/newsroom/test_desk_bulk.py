"""Several articles at once: what can be done is done, and of the rest the confirmation says why not."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from newsroom.models import ArticlePage
from syndication.actions import KillAction
from syndication.models import Release
from tests.make import make_article, make_draft, make_section, make_source, make_topic

pytestmark = pytest.mark.django_db


def address(action, *pages):
    query = urlencode([("id", page.pk) for page in pages] + [("next", "/admin/articles/")])
    return f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', action))}?{query}"


def left_out(answer):
    """The headline and the reason of each that is left out."""
    return {str(one["item"].title): str(one["reason"]) for one in answer.context["items_with_no_access"]}


def live(article):
    return ArticlePage.objects.get(pk=article.pk).live


def topics_of_draft(article):
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return sorted(topic.name for topic in draft.topics.all())


def make_killed(title):
    article = make_article(title)
    article.save_revision().publish()
    KillAction(article, reason="wrong").execute(skip_permission_checks=True)
    return ArticlePage.objects.get(pk=article.pk)


class TestPublishing:
    def test_those_that_can_be_published_are_and_the_others_are_named(self, admin_client):
        good, empty, killed = make_draft("Good"), make_draft("Empty", body=[]), make_killed("Killed")
        asked = address("publish", good, empty, killed)
        assert left_out(admin_client.get(asked)) == {
            "Empty": "Write a body before publishing.",
            "Killed": "It was killed. Restore it first.",
        }
        assert admin_client.post(asked).status_code == 302
        assert [live(one) for one in (good, empty, killed)] == [True, False, False]

    def test_with_nothing_to_publish_there_is_no_button(self, admin_client):
        answer = admin_client.get(address("publish", make_draft("Empty", body=[])))
        assert "Yes, publish" not in answer.content.decode()


class TestAddingTopics:
    def test_a_live_article_is_published_with_its_new_topic(self, admin_client):
        article, topic = make_article("Dam", topics=[make_topic("Water")]), make_topic("Trade")
        assert (
            admin_client.post(address("add_topic", article), {"topics": [topic.pk], "publish": "on"}).status_code == 302
        )
        assert sorted(one.name for one in ArticlePage.objects.get().topics.all()) == ["Trade", "Water"]
        told = Release.objects.order_by("sequence").last().story
        assert sorted(one.name for one in told.topics) == ["Trade", "Water"]

    def test_what_has_changes_waiting_stays_a_draft(self, admin_client):
        article, topic = make_article("Dam"), make_topic("Trade")
        article.title = "Dam, changed"
        article.save_revision()
        admin_client.post(address("add_topic", article), {"topics": [topic.pk], "publish": "on"})
        article = ArticlePage.objects.get()
        assert (article.title, list(article.topics.all()), topics_of_draft(article)) == ("Dam", [], ["Trade"])
        assert article.get_latest_revision_as_object().title == "Dam, changed"

    def test_unticked_nothing_is_published(self, admin_client):
        article, topic = make_article("Dam"), make_topic("Trade")
        admin_client.post(address("add_topic", article), {"topics": [topic.pk]})
        assert (list(ArticlePage.objects.get().topics.all()), topics_of_draft(article)) == ([], ["Trade"])

    def test_without_a_topic_the_form_says_so(self, admin_client):
        answer = admin_client.post(address("add_topic", make_article("Dam")), {})
        assert answer.context["form"].errors["topics"]

    def test_pages_that_are_no_articles_and_locked_ones_are_left_out(self, admin_client, django_user_model):
        section, locked = make_section("World"), make_draft("Locked", source=make_source())
        locked.locked, locked.locked_by = True, django_user_model.objects.create_user("other")
        locked.save()
        asked = address("add_topic", section, locked)
        assert left_out(admin_client.get(asked)) == {"World": "It is no article.", "Locked": "It is locked."}

    def test_the_action_stands_in_the_list_of_articles_and_in_the_explorer(self, admin_client):
        article = make_article("Dam")
        for shown in ("/admin/articles/", reverse("wagtailadmin_explore", args=[article.get_parent().pk])):
            assert "/bulk/wagtailcore/page/add_topic/" in admin_client.get(shown).content.decode(), shown
