"""The desk's panel and previews through Wagtail's own addresses: from the unsaved form, for who may edit the page."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.test.utils.form_data import nested_form_data

from syndication.actions import CorrectAction, WithdrawAction
from syndication.desk.page_views import DeskEditing, desk_viewsets
from syndication.models import Outlet
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import HOUR, NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_viewset():
    """The viewset of the plain site's pages, as the hook registers it on a site that syndicates them."""
    before = page_viewset_registry.values_by_class.get(PlainPage)
    for viewset in desk_viewsets([PlainPage]):
        viewset.on_register()
    yield
    page_viewset_registry.values_by_class.pop(PlainPage)
    if before is not None:
        page_viewset_registry.values_by_class[PlainPage] = before


def form(page, **changes):
    """What the edit form of the page sends."""
    plain = {
        "title": page.title, "slug": page.slug, "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "1000",
    }  # fmt: skip
    return nested_form_data(plain | changes)


def preview(page):
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def ask(client, page, q="", **changes):
    return client.post(f"{preview(page)}?going&q={q}", form(page, **changes))


def test_the_panel_is_asked_for_and_not_made_with_the_page(admin_client, root, metro):
    page = make_page(root)
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-syndication-going-url-value="{preview(page)}?going"' in content
    assert "data-going-said" not in content
    assert '<option value="outlet-' in content


def test_the_page_opens_as_fast_with_a_thousand_outlets_as_with_one(admin_client, root, metro):
    path = reverse("wagtailadmin_pages:edit", args=[make_page(root).pk])
    admin_client.get(path)
    with CaptureQueriesContext(connection) as few:
        admin_client.get(path)
    Outlet.objects.bulk_create(Outlet(name=f"Outlet {number:04}", slug=f"o-{number}") for number in range(1000))
    with CaptureQueriesContext(connection) as many:
        content = admin_client.get(path).content.decode()
    assert len(many) == len(few)
    assert "Outlet 0500" not in content


def test_the_panel_follows_what_is_not_saved(admin_client, root):
    make_old_outlet("sport", name="Sport", rules=[(True, "text", "cup final")])
    page = make_page(root, publish=False)
    assert "not to 1" in ask(admin_client, page).content.decode()
    said = ask(admin_client, page, title="Cup final tonight").content.decode()
    assert "goes to 1" in said
    assert "Line 1 includes it: text cup final." in said
    assert PlainPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == page.title


def test_a_form_with_errors_is_not_judged(admin_client, root, metro):
    page = make_page(root)
    response = ask(admin_client, page, slug="no slug!")
    assert response.status_code == 422
    assert "The form has errors" in response.content.decode()


def test_a_changed_draft_of_what_is_out_leads_to_other_ways_to_publish(admin_client, root, metro):
    page = make_page(root)
    ways = [reverse(f"syndication_verbs:{verb}", args=[page.pk]) for verb in ("correct", "quiet")]
    unchanged = ask(admin_client, page).content.decode()
    changed = ask(admin_client, page, title="Harbour opens").content.decode()
    assert [way in unchanged for way in ways] == [False, False]
    assert [way in changed for way in ways] == [True, True]


def test_outlets_are_found_by_name_and_only_some_are_listed(admin_client, root):
    Outlet.objects.bulk_create(Outlet(name=f"Outlet {number:03}", slug=f"o-{number}") for number in range(60))
    page = make_page(root, publish=False)
    every = ask(admin_client, page).content.decode()
    assert (every.count("<bdi>Outlet "), "And 40 more" in every) == (20, True)
    one = ask(admin_client, page, q="outlet 047").content.decode()
    assert (one.count("<bdi>Outlet "), "Outlet 047" in one, "goes to 60" in one) == (1, True, True)


def test_only_what_could_be_mended_counts_as_a_problem(admin_client, root):
    make_old_outlet("sport", rules=[(True, "topic", "sport")])
    make_old_outlet("pictures", overrides=[("picture_required", "true")])
    page = make_page(root, publish=False)
    assert 'data-going-problems="1"' in ask(admin_client, page).content.decode()


def test_an_outlet_s_preview_shows_the_draft_as_it_would_be_sent(admin_client, root):
    outlet = make_old_outlet("metro", name="Metro")
    page = make_page(root, text="<p>Old.</p>")
    admin_client.post(preview(page), form(page, title="港口 <b>重开"))
    response = admin_client.get(preview(page), {"mode": f"outlet-{outlet.pk}"})
    seen = response.context["seen"]
    assert (seen.story.headline, seen.verdict.answer.value) == ("港口 <b>重开", "yes")
    assert [document.name for document in seen.documents][:3] == ["rss", "atom", "json_feed"]
    assert json.loads(seen.documents[2].text)["items"][0]["title"] == "港口 <b>重开"
    assert "港口 &lt;b&gt;重开" in response.content.decode()
    assert "<b>重开" not in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert [part.text for line in seen.changes for part in line.parts if part.kind == "addition"] == [
        "SOURCE China Daily"
    ]


def test_a_mode_that_is_no_outlet_s_is_the_page_s_own(admin_client, root, metro):
    page = make_page(root)
    admin_client.post(preview(page), form(page))
    response = admin_client.get(preview(page), {"mode": ""})
    assert "seen" not in (response.context or {})
    assert response.status_code == 200
    gone = admin_client.get(preview(page), {"mode": "outlet-999999"})
    assert "There is no such outlet any more." in gone.content.decode()


def test_many_outlets_are_chosen_inside_and_the_choice_is_kept(admin_client, root):
    Outlet.objects.bulk_create(Outlet(name=f"Outlet {number:03}", slug=f"o-{number}") for number in range(13))
    page = make_page(root)
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert content.count('<option value="outlet') == 1
    admin_client.post(preview(page), form(page))
    assert admin_client.get(preview(page), {"mode": "outlet"}).context["outlet"] is None
    chosen = Outlet.objects.get(slug="o-7")
    for query in (
        {"mode": "outlet", "outlet": chosen.pk},
        {"mode": "outlet"},
        {"mode": "outlet", "outlet": "9" * 5000},
    ):
        assert admin_client.get(preview(page), query).context["outlet"] == chosen


def test_a_draft_is_shown_to_who_may_edit_the_page_alone(client, root, metro):
    page = make_page(root, embargoed_until=NOW.replace(year=2999), publish=False)
    client.force_login(make_user("view_outlet", "view_release"))
    for answer in (ask(client, page), client.get(preview(page), {"mode": f"outlet-{metro.pk}"})):
        assert answer.status_code == 302
        assert page.title not in answer.content.decode()


def test_a_new_page_is_judged_before_it_is_saved(admin_client, root, metro):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["plainsite", "plainpage", root.pk])
    response = admin_client.post(f"{url}?going", form(PlainPage(title="New", slug="new")))
    assert "goes to 1" in response.content.decode()
    assert not PlainPage.objects.exists()


def test_a_site_s_own_viewset_keeps_its_views(root):
    class OwnEditView(EditView):
        pass

    class MixedEditView(DeskEditing, EditView):
        pass

    for view in (OwnEditView, MixedEditView):
        own = PageViewSet(model=PlainPage, edit_view_class=view, menu_label="Ours")
        own.on_register()
        (found,) = desk_viewsets([PlainPage])
        assert (found, found.menu_label) == (own, "Ours")
        assert issubclass(found.edit_view_class, (DeskEditing, view))
        assert found.edit_view_class.__mro__.count(DeskEditing) == 1


class TestTheHistoryOnTheWire:
    def history(self, client, page):
        return client.get(reverse("wire_history", args=[page.story_id]))

    def test_tells_of_releases_who_made_them_and_who_took_them(
        self, admin_client, admin_user, client, root, public, metro
    ):
        with at(NOW):
            page = make_page(root)
        get(client, "/feeds/public.rss", NOW + HOUR)
        with at(NOW + 24 * HOUR):
            CorrectAction(page, note="Nine boats, not eight.", user=admin_user).execute()
        with at(NOW + 48 * HOUR):
            WithdrawAction(page, reason="Not theirs.", outlets=[metro], user=admin_user).execute()
        moments = self.history(admin_client, page).context["moments"]
        assert [(one.kind, one.version, one.note, one.who, one.outlet) for one in moments] == [
            ("withdrawal", 3, "Not theirs.", "admin", "Metro"),
            ("correction", 2, "Nine boats, not eight.", "admin", ""),
            ("new", 1, "", "", ""),
        ]
        assert [line.outlet.slug for line in moments[2].fetched] == ["public"]
        assert [line.outlet.slug for line in moments[2].missing] == ["metro"]

    def test_tells_when_the_embargo_ends(self, admin_client, root, public):
        with at(NOW):
            page = make_page(root, embargoed_until=NOW + HOUR)
            (ends, released) = self.history(admin_client, page).context["moments"]
        assert (ends.kind, ends.at, ends.is_ahead, released.kind) == ("embargo", NOW + HOUR, True, "new")

    def test_is_for_who_may_edit_the_page_or_see_the_ledger(self, client, root, public):
        page = make_page(root)
        client.force_login(make_user(username="nobody"))
        assert self.history(client, page).status_code == 302
        client.force_login(make_user("view_release", username="ledger"))
        assert self.history(client, page).status_code == 200

    def test_of_a_story_that_was_never_released_there_is_none(self, admin_client, root):
        page = make_page(root, publish=False)
        assert self.history(admin_client, page).status_code == 404
        assert (
            str(page.story_id)
            not in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        )

    def test_more_outlets_and_versions_cost_no_more_questions(
        self, admin_client, root, public, django_assert_max_num_queries
    ):
        page = make_page(root)
        for number in range(12):
            make_old_outlet(f"outlet-{number}")
            draft = page.get_latest_revision_as_object()
            draft.text = f"<p>{number}</p>"
            draft.save_revision().publish()
        with django_assert_max_num_queries(40):
            assert len(self.history(admin_client, page).context["moments"]) == 13
