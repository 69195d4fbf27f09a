"""The ledger says what the world may see, whatever way an article was changed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from syndication import ledger
from syndication.models import LedgerHead, Membership, Release, Standing
from syndication.reconciling import reconcile
from syndication.schedule import lift
from syndication.wire.story import NoticeKind, PublishingStatus
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import HOUR, NOW, at, edit, make_page

pytestmark = pytest.mark.django_db


def kinds(page):
    return list(Release.objects.filter(story_id=page.story_id).values_list("kind", "cause").order_by("sequence"))


def test_publishing_appends_the_first_version(root):
    page = make_page(root)
    row = Release.objects.get()
    assert (row.sequence, row.version, row.kind, row.status) == (1, 1, "new", "usable")
    assert row.story.headline == "Harbour reopens"
    assert row.story.id == page.story_id.urn


def test_a_draft_is_not_released(root):
    make_page(root, publish=False)
    assert not Release.objects.exists()


def test_a_draft_of_a_live_article_is_not_released(root, public):
    page = make_page(root)
    draft = page.get_latest_revision_as_object()
    draft.title = "Unfinished"
    draft.save_revision()
    page.title = "Unfinished too"
    page.save_revision()
    assert kinds(page) == [("new", "")]


def test_publishing_the_same_again_appends_nothing(root):
    page = make_page(root)
    edit(page)
    page.save()
    assert kinds(page) == [("new", "")]


def test_an_edit_is_an_update_and_versions_grow(root):
    page = edit(make_page(root), text="<p>More.</p>")
    assert kinds(page) == [("new", ""), ("update", "")]
    assert list(Release.objects.values_list("version", flat=True)) == [1, 2]


def test_a_new_correction_notice_makes_a_correction(root):
    page = make_page(root)
    draft = page.get_latest_revision_as_object()
    draft.add_notice(NoticeKind.CORRECTION, "The year was wrong.", NOW)
    draft.save_revision().publish()
    assert kinds(page) == [("new", ""), ("correction", "")]
    edit(page, text="<p>Later.</p>")
    assert kinds(page)[-1] == ("update", "")


def test_the_first_publication_date_stays_and_the_change_date_moves(root):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root)
    with time_machine.travel(NOW + HOUR, tick=False):
        edit(page, text="<p>More.</p>")
    story = Release.objects.latest("sequence").story
    assert (story.published_at, story.updated_at) == (NOW, NOW + HOUR)


def test_a_past_publication_date_of_an_import_is_kept(root):
    page = make_page(root, publish=False)
    page.first_published_at = NOW - timedelta(days=900)
    page.save_revision()
    page.live = True
    page.save()
    assert Release.objects.get().story.published_at == NOW - timedelta(days=900)


def test_unpublishing_withdraws_quietly(root):
    page = make_page(root)
    page.unpublish()
    assert kinds(page) == [("new", ""), ("withdrawal", "unpublished")]
    assert Release.objects.latest("sequence").story.status is PublishingStatus.CANCELED


def test_publishing_again_restores_as_a_new_version(root):
    page = make_page(root)
    page.unpublish()
    page.get_latest_revision().publish()
    assert kinds(page)[-1] == ("restore", "")
    assert Release.objects.latest("sequence").version == 3


def test_code_that_takes_it_down_as_a_plain_page_withdraws_too(root):
    page = make_page(root)
    plain = Page.objects.get(pk=page.pk)
    plain.live = False
    plain.save()
    assert [row.cause for row in Release.objects.filter(story_id=page.story_id)] == ["", "unpublished"]


def test_deleting_withdraws(root):
    page = make_page(root)
    page.delete()
    assert kinds(page) == [("new", ""), ("withdrawal", "deleted")]


def test_deleting_a_section_withdraws_what_stands_in_it(root):
    section = root.add_child(instance=Page(title="Trade"))
    page = make_page(section)
    section.delete()
    assert kinds(page)[-1] == ("withdrawal", "deleted")


def test_privacy_withdraws_and_its_end_restores(root):
    page = make_page(root)
    restriction = PageViewRestriction.objects.create(page=root, restriction_type="login")
    assert kinds(page)[-1] == ("withdrawal", "private")
    restriction.delete()
    assert kinds(page)[-1] == ("restore", "")


@pytest.mark.parametrize("depth", [1, 5])
def test_a_look_asks_no_more_the_deeper_the_page_stands(root, depth, django_assert_num_queries):
    """What the ledger says, what keeps the world from the page on its way down the tree, and Wagtail's two for its address."""
    section = root
    for number in range(depth):
        section = section.add_child(instance=Page(title=f"Section {number}"))
    with at(NOW):
        page = make_page(section)
    page = PlainPage.objects.select_related("locale").get(pk=page.pk)
    with django_assert_num_queries(4):
        assert ledger.observe(page, NOW) is None


def test_a_child_of_an_unpublished_parent_is_withdrawn(root):
    section = root.add_child(instance=Page(title="Trade"))
    page = make_page(section)
    section.specific.unpublish()
    assert kinds(page)[-1] == ("withdrawal", "unpublished")


def test_moving_changes_the_address_and_not_the_identity(root):
    page = make_page(root)
    page.move(root.add_child(instance=Page(title="Trade")), pos="last-child")
    newest = Release.objects.latest("sequence")
    assert (newest.kind, newest.story.id) == ("update", page.story_id.urn)
    assert "/trade/" in newest.story.url


@pytest.mark.django_db(transaction=True)
def test_a_section_renamed_moves_its_stories(root):
    section = root.add_child(instance=Page(title="Trade"))
    page = make_page(section)
    section.slug = "business"
    section.save()
    assert "/business/" in Release.objects.filter(story_id=page.story_id).latest("sequence").story.url


def test_a_copy_is_a_story_of_its_own(root):
    page = make_page(root)
    copy = page.copy(update_attrs={"slug": "harbour-2"}, keep_live=True)
    assert copy.story_id != page.story_id
    assert kinds(copy) == [("new", "")]


def test_an_alias_is_no_story(root):
    page = make_page(root)
    page.create_alias(update_slug="harbour-alias")
    assert Release.objects.count() == 1


def test_a_page_that_is_only_scheduled_is_not_released(root):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, go_live_at=NOW + HOUR)
    assert not page.live
    assert not Release.objects.exists()


def test_an_embargoed_story_waits_in_the_ledger_for_its_moment(root, public):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, embargoed_until=NOW + HOUR)
    assert not page.live
    standing = Standing.objects.get()
    assert (standing.usable, standing.available_from) == (True, NOW + HOUR)
    assert Membership.objects.get().available_from == NOW + HOUR


def test_lifting_an_embargo_publishes_the_page_and_appends_nothing(root, public):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, embargoed_until=NOW + HOUR)
    with time_machine.travel(NOW + HOUR, tick=False):
        lift(NOW + HOUR)
    page.refresh_from_db()
    assert page.live
    assert kinds(page) == [("new", "")]


def test_an_embargo_that_is_moved_moves_the_moment(root, public):
    with time_machine.travel(NOW, tick=False):
        page = edit(
            make_page(root, embargoed_until=NOW + HOUR), embargoed_until=NOW + 2 * HOUR, go_live_at=NOW + 2 * HOUR
        )
    assert not page.live
    assert Membership.objects.get().available_from == NOW + 2 * HOUR
    assert Release.objects.latest("sequence").story.published_at == NOW + 2 * HOUR


def test_an_embargo_within_a_second_ends_with_it_and_is_released_once(root, public):
    moment = NOW + HOUR + timedelta(microseconds=500)
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, embargoed_until=moment)
        page.save()
        assert reconcile() == []
    assert kinds(page) == [("new", "")]
    assert Membership.objects.get().available_from == NOW + HOUR + timedelta(seconds=1)


def test_a_cancelled_embargo_leaves_no_trace_for_outlets(root, public):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, embargoed_until=NOW + HOUR)
        page.revisions.update(approved_go_live_at=None)
        ledger.observe(page)
    assert not Membership.objects.exists()
    assert Standing.objects.get().path == ""


def test_expiry_takes_the_page_off_and_withdraws(root):
    with time_machine.travel(NOW, tick=False):
        page = make_page(root, expire_at=NOW + HOUR)
    with time_machine.travel(NOW + HOUR, tick=False):
        lift(NOW + HOUR)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert kinds(page)[-1] == ("withdrawal", "expired")


def test_a_page_published_with_its_expiry_in_the_past_is_not_released(root):
    make_page(root, expire_at=NOW - timedelta(days=4000))
    assert not Release.objects.exists()


def test_rights_that_shrink_tell_partners_and_leave_public_feeds(root, public, metro):
    page = edit(make_page(root), reach="public")
    assert {m.selection_id: m.revoked for m in Membership.objects.all()} == {
        public.selection.pk: False,
        metro.selection.pk: True,
    }
    edit(page, reach="nowhere")
    assert kinds(page)[-1] == ("withdrawal", "rights")


def test_a_story_for_our_own_pages_is_in_no_selection(root, public, metro):
    make_page(root, reach="site")
    assert Release.objects.count() == 1
    assert not Membership.objects.exists()


def test_who_holds_a_story_gets_its_next_version_whatever_the_rules_say(root):
    outlet = make_outlet("culture", rules=[(True, "topic", "culture")])
    page = edit(make_page(root, topic="Culture"), topic="Trade")
    member = Membership.objects.get(selection=outlet.selection)
    assert (member.story_id, member.release.version, member.revoked) == (page.story_id, 2, False)


def test_outlets_whose_rules_mean_the_same_share_one_selection():
    first = make_outlet("a", rules=[(True, "topic", "culture"), (True, "topic", "trade")])
    second = make_outlet("b", rules=[(True, "topic", "trade"), (True, "topic", "culture")])
    assert first.selection == second.selection


def test_a_new_outlet_is_offered_what_is_out_already(root):
    page = make_page(root)
    outlet = make_outlet("late")
    assert Membership.objects.get(selection=outlet.selection).story_id == page.story_id


def test_a_release_is_rolled_back_with_the_page_that_made_it(root):
    page = make_page(root, publish=False)
    with transaction.atomic():
        page.get_latest_revision().publish()
        transaction.set_rollback(True)
    assert not Release.objects.exists()
    assert not LedgerHead.objects.filter(sequence__gt=0).exists()


def test_a_page_whose_story_cannot_be_built_stops_nobody(root, caplog):
    page = make_page(root, reach="partners", source=" ")
    assert page.live
    assert not Release.objects.exists()
    assert "credit.name is empty" in caplog.text


class TestReconcile:
    def test_finds_nothing_when_all_is_well(self, root):
        make_page(root)
        assert reconcile() == []

    def test_finds_a_page_put_live_behind_everybody(self, root):
        page = make_page(root, publish=False)
        PlainPage.objects.filter(pk=page.pk).update(live=True)
        assert [row.kind for row in reconcile()] == ["new"]

    def test_finds_a_page_taken_down_behind_everybody(self, root):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk).update(live=False)
        assert [row.cause for row in reconcile()] == ["unpublished"]

    def test_finds_a_page_deleted_behind_everybody(self, root):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk)._raw_delete("default")
        assert [row.cause for row in reconcile()] == ["deleted"]

    def test_finds_a_restriction_added_behind_everybody(self, root):
        make_page(root)
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=root, restriction_type="login")])
        assert [row.cause for row in reconcile()] == ["private"]

    def test_finds_a_section_taken_down_behind_everybody(self, root):
        section = root.add_child(instance=Page(title="Section", slug="section"))
        make_page(section)
        Page.objects.filter(pk=section.pk).update(live=False)
        assert [row.cause for row in reconcile()] == ["unpublished"]
        assert reconcile() == []
        Page.objects.filter(pk=section.pk).update(live=True)
        assert [row.kind for row in reconcile()] == ["restore"]

    def test_finds_an_expiry_set_behind_everybody(self, root):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk).update(expire_at=page.last_published_at)
        assert [row.cause for row in reconcile()] == ["expired"]

    def test_finds_a_release_that_was_lost(self, root):
        page = make_page(root)
        Membership.objects.all().delete()
        Standing.objects.all().delete()
        Release.objects.all().delete()
        assert [row.story_id for row in reconcile()] == [page.story_id]

    def test_finds_text_changed_behind_everybody_when_it_looks_at_every_page(self, root):
        page = make_page(root)
        PlainPage.objects.filter(pk=page.pk).update(text="<p>Changed.</p>")
        assert reconcile() == []
        assert [row.kind for row in reconcile(every_page=True)] == ["update"]

    def test_is_done_when_it_was_done(self, root):
        page = make_page(root, publish=False)
        PlainPage.objects.filter(pk=page.pk).update(live=True)
        reconcile()
        assert reconcile() == []


def test_a_draft_that_is_saved_costs_the_ledger_nothing(root):
    with at(NOW):
        page = make_page(root)
        draft = page.get_latest_revision_as_object()
        draft.text = "<p>Not yet.</p>"
        with CaptureQueriesContext(connection) as asked:
            draft.save_revision()
    assert not [query["sql"] for query in asked.captured_queries if "syndication_standing" in query["sql"]]
    assert Release.objects.count() == 1


def test_the_ledger_is_no_part_of_wagtails_reference_index(root, public):
    with at(NOW):
        make_page(root)
    kept = {
        content_type.model
        for content_type in ContentType.objects.filter(pk__in=ReferenceIndex.objects.values("content_type"))
    }
    assert not kept & {"release", "standing", "membership", "subscription"}
