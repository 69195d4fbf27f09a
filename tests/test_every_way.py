"""Every way to change an article, through the admin, the API or the shell, leaves the ledger right."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Locale, PageViewRestriction

from newsroom.models import ArticlePage, Source
from syndication.models import Release, Standing
from syndication.reconciling import reconcile
from tests.make import HOUR, make_article, make_draft, make_section, make_source
from tests.newsroom.test_admin import create, edit, in_form, later

pytestmark = pytest.mark.django_db


def told(article):
    """What the ledger holds of an article, oldest first; and nothing must be left for reconcile."""
    assert reconcile() == []
    rows = Release.objects.filter(story_id=article.story_id).order_by("sequence")
    return [row.kind if not row.cause else f"{row.kind}: {row.cause}" for row in rows]


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def out():
    """An article that an editor published."""
    draft = make_draft()
    draft.get_latest_revision().publish()
    return fresh(draft)


@pytest.fixture
def api(client, admin_user):
    _, token = APIToken.create_token(user=admin_user, name="test")
    headers = {"authorization": f"Bearer {token}"}
    return lambda path, body=None: client.post(
        f"/api/v3/{path}", body or {}, content_type="application/json", headers=headers
    )


class TestAdmin:
    def test_create_and_publish(self, admin_client):
        source = make_source()
        create(admin_client, make_section(), publish=True, source=source.pk)
        assert told(ArticlePage.objects.get()) == ["new"]

    def test_create_a_draft(self, admin_client):
        create(admin_client, make_section(), source=make_source().pk)
        assert told(ArticlePage.objects.get()) == []

    def test_create_and_publish_under_embargo(self, admin_client):
        create(admin_client, make_section(), publish=True, source=make_source().pk, embargoed_until=in_form(later(2)))
        article = ArticlePage.objects.get()
        assert (article.live, told(article)) == (False, ["new"])
        assert Standing.objects.get().available_from == later(2)

    def test_edit_and_publish(self, admin_client, out):
        edit(admin_client, out, publish=True, source=out.source_id, title="Dam reopens early")
        assert told(out) == ["new", "update"]

    def test_save_a_draft_of_a_live_article(self, admin_client, out):
        edit(admin_client, out, source=out.source_id, title="Dam reopens early")
        assert told(out) == ["new"]

    def test_publish_with_a_correction(self, admin_client, out):
        notice = {"kind": "correction", "text": "It was Tuesday.", "at": in_form(timezone.now())}
        edit(admin_client, out, publish=True, source=out.source_id, notices=[notice])
        assert told(out) == ["new", "correction"]

    def test_unpublish(self, admin_client, out):
        admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[out.pk]))
        assert told(out) == ["new", "withdrawal: unpublished"]

    def test_delete(self, admin_client, out):
        admin_client.post(reverse("wagtailadmin_pages:delete", args=[out.pk]))
        assert told(out) == ["new", "withdrawal: deleted"]

    def test_move(self, admin_client, out):
        target = make_section("Business")
        admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[out.pk, target.pk]))
        assert told(out) == ["new", "update"]
        assert "/business/" in Release.objects.latest("sequence").story.url

    def test_privacy(self, admin_client, out):
        address = reverse("wagtailadmin_pages:set_privacy", args=[out.pk])
        admin_client.post(address, {"restriction_type": "login"})
        assert told(out) == ["new", "withdrawal: private"]
        admin_client.post(address, {"restriction_type": "none"})
        assert told(out) == ["new", "withdrawal: private", "restore"]

    def test_bulk_publish_and_unpublish(self, admin_client):
        drafts = [make_draft(), make_draft("Second")]
        numbers = "&".join(f"id={draft.pk}" for draft in drafts)
        for verb, kinds in (("publish", ["new"]), ("unpublish", ["new", "withdrawal: unpublished"])):
            address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", verb))
            admin_client.post(f"{address}?{numbers}")
            assert [told(draft) for draft in drafts] == [kinds, kinds]

    def test_bulk_delete(self, admin_client, out):
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
        admin_client.post(f"{address}?id={out.pk}")
        assert told(out) == ["new", "withdrawal: deleted"]

    def test_revert_and_publish(self, admin_client, out):
        first = out.get_latest_revision()
        edit(admin_client, out, publish=True, source=out.source_id, title="Dam reopens early")
        edit(admin_client, out, publish=True, source=out.source_id, title=first.as_object().title)
        assert told(out) == ["new", "update", "update"]

    def test_a_held_story_is_refused_at_the_click(self, admin_client, out):
        from syndication.actions import WithdrawAction

        WithdrawAction(out, reason="Retracted.").execute()
        response = edit(admin_client, out, publish=True, source=out.source_id, title="Again")
        assert "stays down until it is restored" in str(messages_of(response)[0])
        assert told(out) == ["new", "withdrawal: withdrawn"]
        assert not fresh(out).live


def messages_of(response):
    from django.contrib.messages import get_messages

    return list(get_messages(response.wsgi_request))


class TestAPI:
    def test_publish_and_unpublish(self, api):
        draft = make_draft()
        assert api(f"pages/{draft.pk}/actions/publish/").status_code == 200
        assert told(draft) == ["new"]
        assert api(f"pages/{draft.pk}/actions/unpublish/").status_code == 200
        assert told(draft) == ["new", "withdrawal: unpublished"]

    def test_the_desks_verbs(self, api, out):
        assert api(f"syndication/{out.pk}/correct/", {"note": "It was Tuesday."}).json()[0]["kind"] == "correction"
        assert api(f"syndication/{out.pk}/withdraw/", {"reason": "Retracted."}).json()[0]["status"] == "canceled"
        assert api(f"syndication/{out.pk}/restore/").json()[0]["version"] == 4
        assert api(f"syndication/{out.pk}/kill/", {"reason": "Court order."}).json()[0]["kind"] == "kill"
        assert told(out) == ["new", "correction", "withdrawal: withdrawn", "restore", "kill: killed"]

    def test_a_verb_that_does_not_fit_says_why(self, api, out):
        answer = api(f"syndication/{out.pk}/restore/")
        assert (answer.status_code, answer.json()["detail"]) == (422, "The story is neither withdrawn nor killed.")

    def test_a_verb_that_needs_a_second_person_is_not_done_by_one_with_a_token(self, api, out, settings):
        settings.SYNDICATION_APPROVED_VERBS = ["kill"]
        answer = api(f"syndication/{out.pk}/kill/", {"reason": "Court order."})
        said = "A second person must approve this: ask for it in the admin."
        assert (answer.status_code, answer.json()["detail"]) == (422, said)
        assert fresh(out).live

    def test_the_verbs_ask_for_a_token(self, client, out):
        answer = client.post(f"/api/v3/syndication/{out.pk}/kill/", {"reason": "x"}, content_type="application/json")
        assert answer.status_code == 401
        assert fresh(out).live


class TestShell:
    def test_copy_is_a_story_of_its_own(self, out):
        copy = out.copy(update_attrs={"slug": "copy"})
        assert (told(out), told(copy)) == (["new"], ["new"])

    def test_alias_is_no_story(self, out):
        alias = out.create_alias(update_slug="alias")
        assert alias.live
        assert Release.objects.count() == 1
        out.unpublish()
        assert not fresh(alias).live
        assert told(out) == ["new", "withdrawal: unpublished"]

    def test_a_translation_is_a_story_of_its_own_once_it_is_published(self, out):
        chinese = Locale.objects.get_or_create(language_code="zh-hans")[0]
        translation = out.copy_for_translation(chinese, copy_parents=True)
        assert told(translation) == []
        translation.save_revision().publish()
        assert (told(out), told(fresh(translation))) == (["new"], ["new"])
        assert Release.objects.latest("sequence").story.language == "zh-Hans"

    def test_schedule_and_expire_by_wagtails_own_command(self):
        moment = timezone.now().replace(microsecond=0)
        draft = make_draft(go_live_at=moment + HOUR, expire_at=moment + 2 * HOUR)
        draft.get_latest_revision().publish()
        assert told(draft) == []
        with time_machine.travel(moment + HOUR + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled")
            assert told(draft) == ["new"]
        with time_machine.travel(moment + 2 * HOUR + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled")
            assert told(draft) == ["new", "withdrawal: expired"]

    def test_a_page_born_live(self):
        assert told(make_article()) == ["new"]

    def test_live_flag_taken_by_hand(self, out):
        out.live = False
        out.save()
        assert told(out) == ["new", "withdrawal: unpublished"]

    def test_a_source_renamed_updates_its_stories(self, out):
        source = Source.objects.get(pk=out.source_id)
        source.credit = "China Daily, Beijing"
        source.save()
        assert told(out) == ["new", "update"]
        assert Release.objects.latest("sequence").story.source.name == "China Daily, Beijing"

    def test_a_source_that_loses_its_right_takes_its_stories_down(self, out):
        source = Source.objects.get(pk=out.source_id)
        source.reach = "nowhere"
        source.save()
        assert told(out)[-1].startswith("withdrawal")
        assert not fresh(out).live

    def test_a_section_made_private(self, out):
        PageViewRestriction.objects.create(page=out.get_parent(), restriction_type="password", password="x")
        assert told(out) == ["new", "withdrawal: private"]
