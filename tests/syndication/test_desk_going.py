"""Where a draft would go: what is said before publishing is what happens after it."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from syndication.actions import KillAction, WithdrawAction
from syndication.desk.going import going
from syndication.models import Outlet, OutletOverride, OutletRule
from syndication.why import Answer, why
from tests.plainsite.models import PlainPage
from tests.syndication.desk import HOUR, NOW, at, edit, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def outlets():
    """One of each kind that may answer otherwise."""
    make_old_outlet("open", access="open")
    make_old_outlet("partner")
    make_old_outlet("advance", embargo="advance")
    make_old_outlet("trade", rules=[(True, "topic", "trade")])
    make_old_outlet("no-trade", rules=[(False, "topic", "trade")])
    make_old_outlet("china", rules=[(True, "source", "china-daily")])
    make_old_outlet("no-china", rules=[(False, "source", "China Daily")])
    make_old_outlet("chinese", overrides=[("one_language", "true")], language="zh")
    make_old_outlet("pictures", overrides=[("picture_required", "true")])
    make_old_outlet("long", overrides=[("body_min_chars", "100")])
    make_old_outlet("asleep", active=False)
    broken = make_old_outlet("broken")
    OutletOverride.objects.create(outlet=broken, key="max_items", value="0")
    return Outlet.objects.prefetch_related("rules", "overrides")


def said(page, now=NOW):
    """By outlet: the answer."""
    found = going(page, now)
    return {outlet.slug: group.verdict.answer for group in found.groups for outlet in group.outlets}


def draft_of(page, **changes):
    """The page as it stands in an editor's form, saved nowhere."""
    draft = PlainPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for field, value in changes.items():
        setattr(draft, field, value)
    return draft


def happened(page, outlets, now):
    """By outlet: what `why` says of the published story; it reads what the feeds read."""
    story = PlainPage.objects.get(pk=page.pk).as_story()
    return {outlet.slug: Answer.NO if outlet.slug == "broken" else why(story, outlet, now).answer for outlet in outlets}


LONG = f"<p>{'The dam reopened on Monday. ' * 8}</p>"

DRAFTS = {
    "plain": {},
    "about trade": {"topic": "Trade"},
    "of another source": {"source": "Xinhua"},
    "long": {"text": LONG},
    "our own feeds alone": {"reach": "public"},
    "our own pages alone": {"reach": "site"},
    "under embargo": {"embargoed_until": NOW + DAY},
    "under embargo about trade": {"embargoed_until": NOW + DAY, "topic": "Trade"},
}


@pytest.mark.parametrize("changes", DRAFTS.values(), ids=DRAFTS)
class TestWhatIsSaidIsWhatHappens:
    def test_of_a_new_story(self, root, outlets, changes):
        with at(NOW):
            page = make_page(root, publish=False)
            before = said(draft_of(page, **changes))
            edit(page, **changes)
            assert before == self.seen(page, outlets, before)

    def test_of_a_story_that_some_have(self, root, outlets, changes):
        with at(NOW - DAY):
            page = make_page(root)
        with at(NOW):
            before = said(draft_of(page, **changes))
            edit(page, **changes)
            self.compare(page, outlets, changes, before)

    def test_of_a_story_that_was_taken_down(self, root, outlets, changes):
        with at(NOW - DAY):
            page = make_page(root)
        with at(NOW - HOUR):
            page.unpublish()
        with at(NOW):
            before = said(draft_of(page, **changes))
            edit(page, **changes)
            self.compare(page, outlets, changes, before)

    def compare(self, page, outlets, changes, before):
        """What was out and waits for an hour changes nothing until then, so that all that will get it are said to wait."""
        if "embargoed_until" in changes:
            assert {before[slug] for slug in ("open", "partner", "advance")} == {Answer.HELD}
        else:
            assert before == self.seen(page, outlets, before)

    def seen(self, page, outlets, before):
        """What happens; of who waits for the end of an embargo but would get nothing then, `why` says only that he waits."""
        found = happened(page, outlets, NOW)
        later = happened(page, outlets, NOW + 2 * DAY) if Answer.HELD in found.values() else {}
        return {
            slug: later[slug] if before[slug] is Answer.NO and answer is Answer.HELD else answer
            for slug, answer in found.items()
        }


def test_what_is_withdrawn_goes_nowhere_until_it_is_restored(root, outlets):
    page = make_page(root)
    KillAction(page, reason="It was wrong.").execute(skip_permission_checks=True)
    found = going(draft_of(page), NOW)
    assert (found.groups, found.problem) == ((), "It was killed, and stays down until it is restored.")


def test_a_private_page_goes_nowhere(root, outlets):
    page = make_page(root, publish=False)
    PageViewRestriction.objects.create(page=root, restriction_type="login")
    assert "private" in going(draft_of(page), NOW).problem


def test_whom_it_was_called_back_from_does_not_get_it_again(root, outlets):
    with at(NOW - HOUR):
        page = make_page(root)
        partner = outlets.get(slug="partner")
        WithdrawAction(page, reason="Not theirs.", outlets=[partner]).execute(skip_permission_checks=True)
    assert said(draft_of(page, text=LONG))["partner"] is Answer.NO
    assert said(draft_of(page, text=LONG))["open"] is Answer.YES


def test_a_new_version_that_is_only_scheduled_waits_and_leaves_what_is_out(root, outlets):
    with at(NOW - HOUR):
        page = make_page(root)
    found = going(draft_of(page, text=LONG, go_live_at=NOW + HOUR), NOW)
    assert found.waits_until == NOW + HOUR
    codes = {(group.verdict.code, group.verdict.until) for group in found.groups if group.verdict.answer is Answer.HELD}
    assert codes == {("scheduled", NOW + HOUR)}


def test_an_unchanged_draft_says_that_nothing_would_be_released(root, outlets):
    page = make_page(root)
    assert going(draft_of(page), NOW).is_unchanged
    assert not going(draft_of(page, text=LONG), NOW).is_unchanged


def test_the_answer_names_the_line_that_decides(root):
    make_old_outlet("trade", name="Trade Weekly", rules=[(True, "topic", "trade"), (False, "source", "xinhua")])
    page = make_page(root, publish=False)
    (group,) = going(draft_of(page, topic="Trade"), NOW).groups
    assert group.verdict.sentence == "Line 1 includes it: topic trade."
    (group,) = going(draft_of(page), NOW).groups
    assert group.verdict.sentence == "None of the lines of this outlet includes it."


def make_many(number):
    """So many outlets of three kinds, made in one stroke."""
    made = Outlet.objects.bulk_create(
        Outlet(name=f"Outlet {at:04}", slug=f"outlet-{at}", access="key", embargo="advance" if at % 3 else "hold")
        for at in range(number)
    )
    OutletRule.objects.bulk_create(
        OutletRule(outlet=outlet, include=False, field="topic", value="sport") for outlet in made if outlet.pk % 2
    )


def test_a_thousand_outlets_cost_as_many_questions_as_ten_and_are_judged_together(root, django_assert_num_queries):
    with at(NOW - DAY):
        page = make_page(root)
    draft = draft_of(page, topic="Sport", text=LONG)
    make_many(10)
    going(draft, NOW)  # Wagtail now knows where the site's root is
    with CaptureQueriesContext(connection) as few:
        going(draft, NOW)
    Outlet.objects.all().delete()
    make_many(1000)
    started = time.process_time()
    with django_assert_num_queries(len(few)):
        found = going(draft, NOW)
    assert time.process_time() - started < 2
    assert len(few) <= 18
    assert (len(found.groups), found.count(Answer.YES), found.count(Answer.NO)) == (2, 500, 500)


def test_where_there_are_very_many_profiles_the_rest_says_that_it_was_not_asked(root):
    page = make_page(root, publish=False)
    made = Outlet.objects.bulk_create(Outlet(name=f"Outlet {at:04}", slug=f"o-{at}", access="key") for at in range(60))
    OutletOverride.objects.bulk_create(
        OutletOverride(outlet=outlet, key="title_max", value=str(100 + at)) for at, outlet in enumerate(made)
    )
    found = {group.verdict.code: group for group in going(draft_of(page), NOW).groups}
    assert {code: len(group.outlets) for code, group in found.items()} == {"rule.none": 50, "unexamined": 10}
    assert "More than 50 profiles are not looked at here" in found["unexamined"].verdict.sentence
