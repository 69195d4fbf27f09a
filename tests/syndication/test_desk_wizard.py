"""Setting an outlet up step by step, and the sample of its feed that stands beside it."""

import feedparser
import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from syndication.models import Outlet, OutletKey, RenderedEntry, Selection
from tests.make import make_outlet
from tests.syndication.admin import make_user
from tests.syndication.desk import HOUR, NOW, at, make_page

pytestmark = pytest.mark.django_db

SET_UP = "/admin/outlets/set-up/"
WHO = {"name": "Evening Post", "slug": "evening-post", "description": "", "language": "en", "access": "key"}


@pytest.fixture
def three_stories(root):
    with at(NOW):
        for topic in ("Trade", "Sport", "Culture"):
            make_page(root, title=f"Story of {topic}", topic=topic)


@pytest.fixture
def begun(db):
    """An outlet whose first step is done."""
    return make_outlet("metro", active=False)


def step(outlet, name):
    return reverse("outlets:set_up_step", args=[outlet.pk, name])


def check(outlet):
    return reverse("outlets:check", args=[outlet.pk])


def lines(relation, *rows):
    return nested_form_data({relation: inline_formset(list(rows))})


def rule(include, field, value):
    return {"include": str(include), "field": field, "value": value}


def test_every_step_is_saved_and_nothing_is_served_before_the_last(admin_client, client, three_stories):
    with at(NOW + HOUR):
        answer = admin_client.post(SET_UP, WHO)
        outlet = Outlet.objects.get()
        assert answer.url == step(outlet, "what")
        answer = admin_client.post(
            step(outlet, "what"), {"embargo": "hold", **lines("rules", rule(True, "topic", "trade"))}
        )
        assert answer.url == step(outlet, "how")
        answer = admin_client.post(step(outlet, "how"), {"profile": "generic", **lines("overrides")})
        assert answer.url == step(outlet, "where")
        answer = admin_client.post(step(outlet, "where"), {"key_in_path": "on", **lines("feeds")})
        assert answer.url == check(outlet)
        secret = OutletKey.issue(outlet, "press room")
        asking = {"headers": {"Authorization": f"Bearer {secret}"}}
        assert client.get("/feeds/evening-post.rss", **asking).status_code == 404

        assert admin_client.post(check(outlet)).url == reverse("outlets:inspect", args=[outlet.pk])
        outlet = Outlet.objects.get()
        assert (outlet.active, outlet.key_in_path, str(outlet.rules.get())) == (True, True, "Include topic trade")
        served = client.get("/feeds/evening-post.rss", **asking)
    assert [entry.title for entry in feedparser.parse(served.content).entries] == ["Story of Trade"]


def test_back_goes_back_and_keeps_what_was_answered(admin_client, begun):
    sent = {"profile": "msn", "back": "1", **lines("overrides")}
    assert admin_client.post(step(begun, "how"), sent).url == step(begun, "what")
    assert Outlet.objects.get().profile == "msn"
    assert admin_client.get(step(begun, "how")).context["form"]["profile"].value() == "msn"


def test_an_error_loses_no_answer_of_the_step(admin_client, begun):
    sent = {"embargo": "hold", **lines("rules", rule(True, "topic", "trade"), rule(True, "urgency", "soon"))}
    answer = admin_client.post(step(begun, "what"), sent)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert [line["value"].value() for line in form.formsets["rules"].forms] == ["trade", "soon"]
    assert form.formsets["rules"].forms[1].errors["value"]


def test_what_contradicts_another_step_is_said_above_the_form(admin_client):
    outlet = make_outlet("metro", active=False, embargo="advance")
    answer = admin_client.post(step(outlet, "who"), WHO | {"access": "open"})
    assert answer.context["form"].non_field_errors() == [
        "Anybody may read an open outlet, so it gets no advance copies."
    ]


def test_without_a_script_a_button_adds_a_line(admin_client, begun):
    sent = {"embargo": "hold", "more": "rules", **lines("rules", rule(True, "topic", "trade"))}
    answer = admin_client.post(step(begun, "what"), sent)
    forms = answer.context["form"].formsets["rules"].forms
    assert [line["value"].value() or "" for line in forms] == ["trade", ""]
    assert [line.errors for line in forms] == [{}, {}]
    assert not Outlet.objects.get().rules.exists()


def test_a_line_that_is_left_empty_is_taken_out(admin_client, begun):
    sent = {"embargo": "hold", **lines("rules", rule(True, "", ""), rule(True, "topic", "trade"))}
    assert admin_client.post(step(begun, "what"), sent).status_code == 302
    assert [str(line) for line in Outlet.objects.get().rules.all()] == ["Include topic trade"]


def test_an_active_outlet_is_changed_in_its_form(admin_client):
    outlet = make_outlet("metro")
    assert admin_client.get(step(outlet, "what")).url == reverse("outlets:edit", args=[outlet.pk])


def test_a_step_that_there_is_not_is_not_found(admin_client, begun):
    assert admin_client.get(step(begun, "whither")).status_code == 404


@pytest.mark.parametrize("name", ["who", "what", "how", "where"])
def test_each_step_says_how_many_stories_of_the_week_would_go(admin_client, three_stories, name):
    outlet = make_outlet("metro", active=False, rules=[(False, "topic", "sport")])
    with at(NOW + HOUR):
        answer = admin_client.get(step(outlet, name))
    assert "2 of the 3 stories of the last 7 days would go." in answer.content.decode()


def test_the_sample_follows_answers_that_nobody_saved(admin_client, three_stories, begun):
    sent = {"embargo": "hold", "profile": "summary", **lines("rules", rule(True, "topic", "culture"))}
    with at(NOW + HOUR):
        shown = admin_client.post(reverse("outlets:sample_of", args=[begun.pk]), sent).content.decode()
    assert "1 of the 3 stories of the last 7 days would go." in shown
    assert "Story of Culture" in shown
    assert "Story of Trade" not in shown
    assert not begun.rules.exists()


def test_a_sample_writes_nothing(admin_client, three_stories, django_assert_max_num_queries):
    before = (RenderedEntry.objects.count(), Selection.objects.count())
    with at(NOW + HOUR), django_assert_max_num_queries(20):
        admin_client.post(reverse("outlets:sample"), {"name": "New", "access": "open", **lines("rules")})
    assert (RenderedEntry.objects.count(), Selection.objects.count()) == before
    assert not Outlet.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{"profile": "nobody's"}, {"language": "no tag"}, {"name": "a\x0bb", "description": "]]>\x00"}, {"access": "?"}],
    ids=["profile", "language", "characters", "access"],
)
def test_a_sample_of_nonsense_is_an_answer(admin_client, three_stories, sent):
    with at(NOW + HOUR):
        assert admin_client.post(reverse("outlets:sample"), sent).status_code == 200


def test_the_test_feed_is_what_will_be_served(admin_client, client, three_stories, begun):
    Outlet.objects.update(access="open")
    with at(NOW + HOUR):
        tried = admin_client.get(reverse("outlets:test_feed", args=[begun.pk, "atom"]))
        admin_client.post(check(begun))
        served = client.get("/feeds/metro.atom")
    assert tried["Content-Disposition"] == 'attachment; filename="metro-test.atom"'
    told = [[(entry.id, entry.title) for entry in feedparser.parse(one.content).entries] for one in (tried, served)]
    assert told[0] == told[1]
    assert len(told[0]) == 3


def test_what_is_advised_does_not_stop_an_activation(admin_client, three_stories):
    outlet = make_outlet("metro", active=False, profile="msn")
    with at(NOW + HOUR):
        shown = admin_client.get(check(outlet))
        assert any(notes for _trial, notes in shown.context["trials"])
        admin_client.post(check(outlet))
    assert Outlet.objects.get().active


def test_settings_that_contradict_one_another_stop_it(admin_client):
    outlet = make_outlet("metro", active=False, overrides=[("formats", '["nitf"]')])
    assert "contradict" in admin_client.get(check(outlet)).content.decode()
    admin_client.post(check(outlet))
    assert not Outlet.objects.get().active


@pytest.mark.parametrize(
    ("permission", "first", "later"), [("view", 302, 302), ("add", 200, 302), ("change", 302, 200)]
)
def test_the_steps_ask_for_the_permissions_of_outlets(client, begun, permission, first, later):
    client.force_login(make_user(f"{permission}_outlet"))
    assert client.get(SET_UP).status_code == first
    assert client.get(step(begun, "what")).status_code == later
    assert client.get(check(begun)).status_code == later
