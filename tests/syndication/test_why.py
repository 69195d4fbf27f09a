"""Why: what it says is what the feed does, for any story, outlet and moment."""

import json
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication import feeds
from syndication.actions import CorrectAction, KillAction, NothingToDo, RestoreAction, WithdrawAction
from syndication.models import Outlet
from syndication.subscriptions import settled
from syndication.why import Answer, judge, why
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


def asked(page, outlet, moment=NOW + HOUR):
    """The verdict as (answer, code)."""
    verdict = why(page.as_story(), outlet, moment)
    return verdict.answer.value, verdict.code


class TestReasons:
    def test_a_line_that_includes_it(self, root):
        outlet = make_old_outlet("culture", rules=[(False, "topic", "sport"), (True, "topic", "culture")])
        with at(NOW):
            page = make_page(root, topic="Culture")
        assert asked(page, outlet) == ("yes", "rule.2.include-topic")

    def test_a_line_that_excludes_it(self, root):
        outlet = make_old_outlet("serious", rules=[(True, "words", "900-"), (False, "topic", "sport")])
        with at(NOW):
            page = make_page(root, topic="Sport")
        assert asked(page, outlet) == ("no", "rule.2.exclude-topic")

    def test_no_line_that_includes_it(self, root):
        outlet = make_old_outlet("culture", rules=[(True, "topic", "culture")])
        with at(NOW):
            assert asked(make_page(root, topic="Trade"), outlet) == ("no", "rule.none")

    def test_the_embargo(self, root, metro):
        with at(NOW):
            page = make_page(root, embargoed_until=NOW + 5 * HOUR)
        verdict = why(page.as_story(), metro, NOW + HOUR)
        assert (verdict.answer, verdict.code, verdict.until) == (Answer.HELD, "embargo.hold", NOW + 5 * HOUR)
        assert verdict.sentence == "It is under embargo until 23 November 2026 17:00 UTC."
        assert asked(page, metro, NOW + 5 * HOUR) == ("yes", "rule.none")

    def test_an_advance_copy(self, root):
        with at(NOW):
            page = make_page(root, embargoed_until=NOW + 5 * HOUR)
        assert asked(page, make_old_outlet("trusted", embargo="advance")) == ("yes", "embargo.advance")

    def test_rights(self, root, metro, public):
        with at(NOW):
            page = make_page(root, reach="public")
        assert asked(page, metro) == ("no", "rights.story")
        assert asked(page, public) == ("yes", "rule.none")

    def test_a_limit_of_the_profile(self, root):
        outlet = make_old_outlet("long", overrides=[("body_min_chars", "500")])
        with at(NOW):
            assert asked(make_page(root), outlet) == ("no", "limit.too-short")

    def test_an_outlet_whose_first_format_holds_one_story(self, root):
        outlet = make_old_outlet("desk", overrides=[("formats", '["nitf", "rss"]')])
        with at(NOW):
            assert asked(make_page(root), outlet) == ("yes", "rule.none")

    def test_the_places_in_the_feed(self, root):
        outlet = make_old_outlet("small", overrides=[("max_items", "1")])
        pages = []
        for hour in range(4):
            with at(NOW + hour * HOUR):
                pages.append(make_page(root, title=f"Story {hour}"))
        answers = [asked(page, outlet, NOW + 5 * HOUR) for page in pages]
        assert answers == [("no", "limit.items")] * 3 + [("yes", "rule.none")]

    def test_its_age(self, root):
        outlet = make_old_outlet("fresh", overrides=[("max_age_days", "2")])
        with at(NOW):
            page = make_page(root)
        assert asked(page, outlet, NOW + 2 * DAY) == ("no", "limit.too-old")

    def test_a_withdrawal(self, root, metro, public):
        with at(NOW):
            page = make_page(root)
            WithdrawAction(page, reason="Wrong.", outlets=[metro]).execute()
        assert asked(page, metro) == ("notice", "notice")
        assert asked(page, public) == ("yes", "rule.none")
        assert asked(page, metro, NOW + 31 * DAY) == ("no", "withdrawn.outlet")

    def test_a_kill(self, root, metro):
        with at(NOW):
            page = make_page(root)
            KillAction(page, reason="Wrong.").execute()
        assert asked(page, metro) == ("notice", "notice")
        assert asked(page, metro, NOW + 31 * DAY) == ("no", "story.killed")

    def test_a_story_that_nobody_released(self, root, metro):
        with at(NOW):
            assert asked(make_page(root, publish=False), metro) == ("no", "story.unreleased")

    def test_an_outlet_that_rests(self, root, metro):
        Outlet.objects.update(active=False)
        metro.refresh_from_db()
        assert asked(make_page(root), metro) == ("no", "outlet.inactive")

    def test_a_draft_is_judged_by_rights_rules_and_embargo(self, root):
        page = make_page(root, publish=False, topic="Sport")
        outlet = make_outlet("serious", rules=[(False, "topic", "sport")])
        assert judge(page.as_story(), outlet, NOW).code == "rule.1.exclude-topic"


class TestCommand:
    def test_answers_for_every_outlet(self, root, metro, public):
        page = make_page(root, reach="public")
        rows = json.loads(said(str(page.pk), json=True))
        assert {row["outlet"]: row["code"] for row in rows} == {"metro": "rights.story", "public": "rule.none"}

    def test_answers_for_one_and_for_a_moment(self, root, metro, public):
        page = make_page(root, embargoed_until=NOW + 4000 * DAY)
        [row] = json.loads(said(str(page.pk), outlet="metro", now=NOW + 3000 * DAY, json=True))
        assert (row["answer"], row["until"]) == ("held", (NOW + 4000 * DAY).isoformat().replace("+00:00", "Z"))

    def test_says_what_it_cannot_find(self, metro):
        with pytest.raises(CommandError, match="no article"):
            said("nothing")


def said(*arguments, **options):
    written = StringIO()
    call_command("why", *arguments, stdout=written, **options)
    return written.getvalue()


# -- The law: random stories, outlets and moments ----------------------------------------------------------------------

OUTLETS = st.fixed_dictionaries(
    {
        "access": st.sampled_from(["open", "key"]),
        "embargo": st.sampled_from(["hold", "advance"]),
        "profile": st.sampled_from(["generic", "plain", "summary", "msn", "smartnews", "atom-archive"]),
        "rules": st.lists(
            st.tuples(
                st.booleans(), st.just("topic"), st.sampled_from(["trade", "sport"])
            ) | st.tuples(st.booleans(), st.just("words"), st.sampled_from(["3-", "-2"])),
            max_size=3,
        ),
        "overrides": st.lists(
            st.sampled_from(
                [("max_items", "2"), ("max_age_days", "1"), ("notice_days", "1"), ("withdrawal", "drop"), ("max_bytes", "16000")]
            ),
            max_size=2,
            unique_by=lambda pair: pair[0],
        ),
    }
)  # fmt: skip
STORIES = st.fixed_dictionaries(
    {
        "topic": st.sampled_from(["", "Trade", "Sport"]),
        "text": st.sampled_from(["<p>Ship.</p>", "<p>A much longer story, with more than a few words in it.</p>", "<p></p>"]),
        "reach": st.sampled_from(["partners", "public", "site", "nowhere"]),
        "embargoed_until": st.sampled_from([None, None, NOW + 7 * HOUR]),
        "expire_at": st.sampled_from([None, None, NOW + 20 * HOUR]),
    }
)  # fmt: skip
VERBS = st.lists(
    st.tuples(st.sampled_from(["correct", "edit", "withdraw", "recall", "kill", "restore", "unpublish", "rules"]), st.integers(0, 3)),
    max_size=4,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(
    outlets=st.lists(OUTLETS, min_size=1, max_size=3), stories=st.lists(STORIES, min_size=1, max_size=3), verbs=VERBS
)
def test_what_why_says_is_what_the_feed_does(root, outlets, stories, verbs):
    with transaction.atomic():
        desk = [
            make_old_outlet(f"o{number}", **outlet)
            for number, outlet in enumerate(outlets)
            if (outlet["access"], outlet["embargo"]) != ("open", "advance")
        ]
        pages = []
        for number, story in enumerate(stories):
            with at(NOW + number * timedelta(minutes=5)):
                pages.append(make_page(root, title=f"Story number {number} of the day", **story))
        for number, (verb, target) in enumerate(verbs, start=1):
            with at(NOW + number * HOUR):
                perform(verb, pages[target % len(pages)], desk[target % len(desk)] if desk else None)
        for moment in (NOW + HOUR / 2, NOW + 7 * HOUR, NOW + 21 * HOUR, NOW + 2 * DAY, NOW + 40 * DAY):
            for outlet in desk:
                compare(pages, outlet, moment)
        transaction.set_rollback(True)


def perform(verb, page, outlet):
    """One act of an editor; what does not fit is left, as an editor would be told."""
    page = PlainPage.objects.get(pk=page.pk)
    try:
        if verb == "correct":
            CorrectAction(page, note="It was Monday.").execute()
        elif verb == "edit":
            edit(page, topic="Trade", text="<p>Ship.</p>")
        elif verb in ("withdraw", "recall"):
            WithdrawAction(page, reason="Wrong.", outlets=[outlet] if verb == "recall" and outlet else []).execute()
        elif verb == "kill":
            KillAction(page, reason="Wrong.").execute()
        elif verb == "restore":
            RestoreAction(page).execute()
        elif verb == "unpublish":
            page.unpublish()
        elif outlet is not None:
            outlet.rules.model.objects.create(outlet=outlet, include=True, field="topic", value="trade", sort_order=9)
            settled(Outlet.objects.get(pk=outlet.pk))
    except NothingToDo:
        pass


def compare(pages, outlet, moment):
    """Every answer is what stands in the feed, and no story is there of which it says no."""
    outlet = Outlet.objects.get(pk=outlet.pk)
    for format_name in outlet.effective_profile.formats[:1]:
        with at(moment):
            address = feeds.locate(outlet, format_name)
            placed = feeds.contents(address, feeds.state(address, moment)).entries
            in_feed = {entry.offer.story_id: entry for entry in placed}
            for page in pages:
                row = PlainPage.objects.get(pk=page.pk)
                verdict = why(row.as_story(), outlet, moment)
                entry = in_feed.get(UUID(str(row.story_id)))
                if verdict.answer in (Answer.NO, Answer.HELD):
                    assert entry is None, verdict
                else:
                    assert entry is not None, verdict
                    assert (b"Story number" in entry.content) is (verdict.answer is Answer.YES), verdict
                assert verdict.code
                assert verdict.sentence.endswith(".")
