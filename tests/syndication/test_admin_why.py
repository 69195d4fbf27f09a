"""Who gets a story and why, in the admin: every story of one outlet, every outlet of one story."""

import pytest
from django.urls import reverse

from syndication.actions import WithdrawAction
from syndication.models import Outlet, OutletOverride
from syndication.why import why, why_each
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.admin import make_user
from tests.syndication.desk import HOUR, NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


def test_many_stories_cost_as_many_queries_as_one(root, metro, django_assert_max_num_queries):
    with at(NOW):
        stories = [make_page(root, title=f"Story {number}", publish=number % 2 == 0).as_story() for number in range(12)]
    later = NOW + HOUR
    one_by_one = [why(story, metro, later) for story in stories]
    assert {verdict.code for verdict in one_by_one} == {"rule.none", "story.unreleased"}
    asked = Outlet.objects.prefetch_related("rules", "overrides").get(pk=metro.pk)
    with django_assert_max_num_queries(8):
        assert why_each(stories, asked, later) == one_by_one


def stories_of(client, outlet, **query):
    return client.get(reverse("outlets:stories", args=[outlet.pk]), query)


def answers(response):
    """What a table says: name, answer and code of each row."""
    return {(line.name, line.verdict.answer.value, line.verdict.code) for line in response.context["table"].data}


@pytest.fixture
def serious():
    return make_old_outlet("serious", name="Serious", rules=[(False, "topic", "sport")])


@pytest.fixture
def four_stories(root, serious):
    """One that goes, one held back, one excluded and one withdrawn."""
    with at(NOW):
        make_page(root, title="港口重新开放", topic="Trade")
        make_page(root, title="Tomorrow", embargoed_until=NOW.replace(year=2999))
        make_page(root, title="Cup final", topic="Sport")
        gone = make_page(root, title="Wrong")
        WithdrawAction(gone, reason="It was wrong.").execute(skip_permission_checks=True)
    return PlainPage.objects


class TestStoriesOfAnOutlet:
    def test_each_has_its_answer_and_the_rule_that_decides(self, admin_client, four_stories, serious):
        with at(NOW + HOUR):
            response = stories_of(admin_client, serious)
        assert answers(response) == {
            ("港口重新开放", "yes", "rule.none"),
            ("Tomorrow", "held", "embargo.hold"),
            ("Cup final", "no", "rule.1.exclude-topic"),
            ("It was wrong.", "notice", "notice"),
        }
        assert "It is under embargo until 23 Nov 2999 12:00 UTC." in response.content.decode()

    @pytest.mark.parametrize("answer", ["yes", "held", "no", "notice"])
    def test_one_answer_can_be_asked_for(self, admin_client, four_stories, serious, answer):
        with at(NOW + HOUR):
            for name in ("stories", "stories_results"):
                found = admin_client.get(reverse(f"outlets:{name}", args=[serious.pk]), {"answer": answer})
                assert [said for _, said, _ in answers(found)] == [answer]

    def test_more_stories_cost_no_more_queries(self, admin_client, root, serious, django_assert_max_num_queries):
        for number in range(40):
            make_page(root, title=f"Story {number}")
        with django_assert_max_num_queries(32):
            assert len(stories_of(admin_client, serious).context["table"].data) == 25


class TestOutletsOfAStory:
    def test_every_outlet_has_its_answer(self, admin_client, four_stories, serious, metro):
        story = four_stories.get(title="Cup final")
        with at(NOW + HOUR):
            response = admin_client.get(reverse("outlets:why", args=[story.story_id]))
        assert answers(response) == {("Serious", "no", "rule.1.exclude-topic"), ("Metro", "yes", "rule.none")}
        assert "Cup final" in response.content.decode()

    def test_who_has_fetched_it_is_said_with_the_moment(self, admin_client, client, root, metro, public):
        with at(NOW):
            story = make_page(root)
        get(client, "/feeds/public.rss", NOW + HOUR)
        with at(NOW + 2 * HOUR):
            response = admin_client.get(reverse("outlets:why", args=[story.story_id]))
        fetched = {line.name: line.fetched_at for line in response.context["table"].data}
        assert fetched == {"Public": NOW + HOUR, "Metro": None}
        assert "23 Nov 2026 13:00 UTC" in response.content.decode()

    def test_an_outlet_whose_settings_are_broken_stops_no_other(self, admin_client, four_stories, serious, metro):
        OutletOverride.objects.create(outlet=serious, key="max_items", value="0")
        story = four_stories.get(title="Cup final")
        with at(NOW + HOUR):
            response = admin_client.get(reverse("outlets:why", args=[story.story_id]))
        assert answers(response) == {("Serious", "no", "outlet.broken"), ("Metro", "yes", "rule.none")}

    def test_a_story_that_was_never_released_is_not_found(self, admin_client, root):
        draft = make_page(root, publish=False)
        assert admin_client.get(reverse("outlets:why", args=[draft.story_id])).status_code == 404

    def test_outlets_beyond_the_page_cost_nothing(self, admin_client, root, django_assert_max_num_queries):
        story = make_page(root)
        for number in range(30):
            make_outlet(f"outlet-{number:02}", rules=[(True, "topic", "trade")])
        path = reverse("outlets:why", args=[story.story_id])
        admin_client.get(path)
        with django_assert_max_num_queries(
            20 + 25 * 6
        ):  # what each outlet is offered is asked afresh, in two questions
            assert len(admin_client.get(path).context["table"].data) == 25

    def test_the_ledger_leads_there_for_those_who_may_see_outlets(self, client, four_stories):
        path = reverse("outlets:why", args=[four_stories.get(title="Cup final").story_id])
        client.force_login(make_user("view_release", "view_outlet"))
        assert path in client.get("/admin/releases/").content.decode()
        client.force_login(make_user("view_release", username="another"))
        assert path not in client.get("/admin/releases/").content.decode()
        assert client.get(path).status_code == 302
