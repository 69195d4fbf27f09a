"""The form of an outlet: what it saves, what it refuses, and the count of matching stories while it is written."""

import pytest
from django.urls import reverse

from syndication.actions import WithdrawAction
from syndication.models import Outlet, OutletKey
from syndication.wire.profile import PROFILES
from tests.make import make_outlet
from tests.syndication.admin import form_of, make_user
from tests.syndication.desk import NOW, at, make_page

pytestmark = pytest.mark.django_db

ADD = "/admin/outlets/new/"


@pytest.fixture
def three_stories(root):
    with at(NOW):
        for topic in ("Trade", "Sport", "Culture"):
            make_page(root, title=f"Story of {topic}", topic=topic)


def problems(response):
    """Every error of the form and its lines."""
    form = response.context["form"]
    said = [str(problem) for found in form.errors.values() for problem in found]
    for formset in form.formsets.values():
        said += [str(problem) for errors in formset.errors for found in errors.values() for problem in found]
        said += [str(problem) for problem in formset.non_form_errors()]
    return said


class TestSaving:
    def test_an_outlet_is_made_with_its_lines_and_subscribes(self, admin_client, django_capture_on_commit_callbacks):
        sent = form_of(
            rules=[(False, "topic", "weather"), (True, "language", "en")],
            feeds=[{"name": "经济", "slug": "economy", "field": "topic", "value": "economy"}],
            overrides=[("max_items", "20")],
            name="Outlet of 报纸",
            embargo="advance",
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert admin_client.post(ADD, sent).status_code == 302
        outlet = Outlet.objects.get(slug="metro")
        assert [str(rule) for rule in outlet.rules.all()] == ["Exclude topic weather", "Include language en"]
        assert outlet.effective_profile.max_items == 20
        assert {row.feed for row in outlet.subscriptions.all()} == {"", "economy"}

    def test_editing_keeps_the_lines_that_nobody_touched(self, admin_client):
        outlet = make_outlet("metro", rules=[(True, "topic", "trade")], overrides=[("max_items", "20")])
        path = reverse("outlets:edit", args=[outlet.pk])
        fields = admin_client.get(path).context["form"]
        sent = form_of(name="Renamed")
        for relation, formset in fields.formsets.items():
            sent |= {
                f"{relation}-INITIAL_FORMS": len(formset.initial_forms),
                f"{relation}-TOTAL_FORMS": len(formset.forms),
            }
            for form in formset.forms:
                sent |= {form.add_prefix(name): value for name, value in form.initial.items()}
                sent[form.add_prefix("id")] = form.instance.pk
        assert admin_client.post(path, sent).status_code == 302
        outlet = Outlet.objects.get()
        assert (outlet.name, outlet.rules.get().value, outlet.overrides.get().key) == ("Renamed", "trade", "max_items")

    def test_an_outlet_is_not_copied_for_its_feeds_have_a_permanent_id(self, admin_client):
        assert admin_client.get(f"/admin/outlets/copy/{make_outlet().pk}/").status_code == 404

    def test_an_outlet_goes_with_its_keys_pickups_and_subscriptions(self, admin_client, client, root):
        outlet = make_outlet("public", access="open", rules=[(True, "topic", "trade")])
        OutletKey.issue(outlet, "main")
        WithdrawAction(make_page(root), outlets=[outlet], reason="Wrong.").execute(skip_permission_checks=True)
        client.get("/feeds/public.rss")
        path = f"/admin/outlets/delete/{outlet.pk}/"
        assert "learns of no correction or withdrawal any more" in admin_client.get(path).content.decode()
        assert admin_client.post(path).status_code == 302
        assert not Outlet.objects.exists()
        assert client.get("/feeds/public.rss").status_code == 404


class TestRefusing:
    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"rules": [(True, "urgency", "high")]}, "urgency is 'high', not a number or a range such as 1-3"),
            ({"overrides": [("max_items", "many")]}, "max_items is 'many', not a whole number"),
            ({"overrides": [("max_items", "0")]}, "max_items is 0, less than 1"),
            (
                {"overrides": [("max_items", "5"), ("min_items", "9")]},
                "profile generic: min_items is 9, more than the 5 of max_items",
            ),
            ({"profile": "msn", "overrides": [("title_max", "10")]}, "title_max is 10, too short for a headline"),
            ({"overrides": [("max_items", "5"), ("max_items", "9")]}, "max_items is set twice."),
            ({"language": "english please"}, "english please is no BCP 47 tag such as en or zh-Hans."),
            ({"profile": "msn", "key_in_path": "on"}, "MSN takes no key in an address."),
            (
                {"key_in_path": "on", "overrides": [("key_in_path", "false")]},
                f"{PROFILES['generic'].label} takes no key in an address.",
            ),
            (
                {"access": "open", "embargo": "advance"},
                "Anybody may read an open outlet, so it gets no advance copies.",
            ),
            (
                {"profile": "msn", "feeds": [{"name": "A", "slug": "a", "field": "language", "value": "x y"}]},
                "language is 'x y', not a BCP 47 tag such as en or zh-Hans",
            ),
            ({"feeds": [{"name": "A", "slug": "archive", "field": "topic", "value": "a"}]}, "a meaning of its own"),
            (
                {"feeds": [{"name": name, "slug": "a", "field": "topic", "value": "a"} for name in "AB"]},
                "Please correct the duplicate",
            ),
        ],
        ids=lambda value: "" if isinstance(value, dict) else value[:40],
    )
    def test_a_contradiction_is_named_and_nothing_is_saved(self, admin_client, sent, said):
        response = admin_client.post(ADD, form_of(**sent))
        assert any(said in problem for problem in problems(response)), problems(response)
        assert not Outlet.objects.exists()

    def test_what_contradicts_between_lines_is_shown_above_the_form(self, admin_client):
        response = admin_client.post(ADD, form_of(overrides=[("max_items", "5"), ("min_items", "9")]))
        assert "min_items is 9, more than the 5 of max_items" in response.content.decode()

    def test_a_line_that_is_taken_out_contradicts_nothing(self, admin_client):
        sent = form_of(overrides=[("max_items", "5"), ("min_items", "9")])
        assert admin_client.post(ADD, sent | {"overrides-1-DELETE": "1"}).status_code == 302


class TestProfileGuide:
    def test_each_profile_is_explained_and_the_chosen_one_shown(self, admin_client):
        page = admin_client.get(reverse("outlets:edit", args=[make_outlet(profile="msn").pk])).content.decode()
        assert 'data-name="msn">' in page
        assert 'data-name="smartnews" hidden>' in page
        assert PROFILES["msn"].spec_url in page
        assert "at most 29 stories; none older than 364 days." in page


class TestMatchCount:
    def ask(self, client, rules=(), **sent):
        return client.post("/admin/outlets/count/", form_of(rules=rules) | sent)

    def test_lines_that_nobody_saved_are_counted(self, admin_client, three_stories):
        answer = self.ask(admin_client, [(False, "topic", "sport")]).json()
        assert answer["sentence"] == "2 of the 3 newest stories match."
        assert answer["examples"] == ["Story of Culture", "Story of Trade"]
        assert not Outlet.objects.exists()

    def test_the_order_of_the_lines_decides(self, admin_client, three_stories):
        lines = [(True, "text", "story"), (False, "topic", "sport")]
        assert self.ask(admin_client, lines).json()["sentence"].startswith("3 of")
        turned = {"rules-0-ORDER": "2", "rules-1-ORDER": "1"}
        assert self.ask(admin_client, lines, **turned).json()["sentence"].startswith("2 of")

    def test_a_line_that_is_taken_out_or_not_finished_does_not_count(self, admin_client, three_stories):
        lines = [(True, "topic", "trade"), (True, "topic", "")]
        assert self.ask(admin_client, lines).json()["sentence"].startswith("1 of")
        assert self.ask(admin_client, lines, **{"rules-0-DELETE": "1"}).json()["sentence"].startswith("3 of")

    def test_a_line_that_cannot_be_read_is_named(self, admin_client, three_stories):
        answer = self.ask(admin_client, [(True, "topic", "trade"), (False, "urgency", "9-1")]).json()
        assert answer["problems"] == ["Line 2: urgency is '9-1', whose end comes before its beginning"]
        assert answer["sentence"].startswith("1 of")

    def test_what_the_rights_keep_from_partners_does_not_match_for_one(self, admin_client, root):
        with at(NOW):
            make_page(root, reach="public")
        assert self.ask(admin_client, access="open").json()["sentence"].startswith("1 of")
        assert self.ask(admin_client, access="key").json()["sentence"].startswith("0 of")

    def test_a_story_under_embargo_is_not_told_of(self, admin_client, root):
        make_page(root, title="Secret", embargoed_until=NOW.replace(year=2999))
        assert self.ask(admin_client).json() == {
            "sentence": "No story has been released yet.", "examples": [], "problems": [],
        }  # fmt: skip

    def test_nonsense_counts_everything_and_breaks_nothing(self, admin_client, three_stories):
        for sent in ({}, {"rules-TOTAL_FORMS": "many"}, {"rules-TOTAL_FORMS": "99999999", "rules-INITIAL_FORMS": "0"}):
            assert admin_client.post("/admin/outlets/count/", sent).json()["sentence"].startswith("3 of")

    def test_the_next_count_reads_no_story_again(self, admin_client, three_stories, django_assert_max_num_queries):
        self.ask(admin_client)
        with django_assert_max_num_queries(6) as asked:
            self.ask(admin_client, [(True, "topic", "trade")])
        assert not [query for query in asked.captured_queries if "packed" in query["sql"]]

    def test_it_answers_who_may_add_or_change_outlets_and_a_post_alone(self, client, admin_client):
        assert admin_client.get("/admin/outlets/count/").status_code == 405
        client.force_login(make_user("view_outlet"))
        assert self.ask(client).status_code == 302

    def test_without_a_script_the_form_says_what_is_saved(self, admin_client, three_stories):
        outlet = make_outlet(rules=[(True, "topic", "culture")])
        page = admin_client.get(reverse("outlets:edit", args=[outlet.pk])).content.decode()
        assert "1 of the 3 newest stories match." in page
        assert "Story of Culture" in page
