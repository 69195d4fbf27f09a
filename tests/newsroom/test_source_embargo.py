"""A source's own embargo: its new stories are held, by hand, pasted or taken in, until somebody says otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from newsroom.desk.making import make_draft as make_pasted
from newsroom.desk.paste import read_paste
from newsroom.models import ArticlePage, Source
from syndication.intake import Order, take_in
from syndication.models import Intake
from syndication.together import take_in_together
from tests.make import HOUR, MINUTE, NOON, make_article, make_draft, make_section, make_source
from tests.newsroom.test_admin import create, edit, in_form
from tests.newsroom.test_desk_paste import RELEASE
from tests.newsroom.test_filing import file, wire_story

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def agency():
    return make_source("China Daily", embargo_hours=24)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def draft_of(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("hours", "supplied", "until"),
    [
        (0, NOON, None),
        (24, NOON, NOON + DAY),
        (1, NOON + timedelta(seconds=1), NOON + HOUR + MINUTE),  # never earlier than its hours
    ],
)
def test_a_story_is_held_for_the_hours_of_its_source(hours, supplied, until):
    assert Source(embargo_hours=hours).holds_until(supplied) == until


# -- By hand -----------------------------------------------------------------------------------------------------------


def test_a_new_article_of_the_source_is_held(admin_client, agency):
    create(admin_client, make_section(), source=agency.pk)
    assert draft_of(ArticlePage.objects.get()).embargoed_until == NOON + DAY


def test_choosing_the_source_later_holds_a_draft_that_was_never_published(admin_client, agency):
    draft = make_draft(source=make_source("Ministry"))
    edit(admin_client, draft, source=agency.pk)
    assert draft_of(draft).embargoed_until == NOON + DAY


def test_what_somebody_wrote_stays(admin_client, agency):
    create(admin_client, make_section(), source=agency.pk, embargoed_until=in_form(NOON + HOUR))
    assert draft_of(ArticlePage.objects.get()).embargoed_until == NOON + HOUR


def test_an_embargo_that_was_offered_and_cleared_stays_cleared(admin_client, agency):
    create(admin_client, make_section(), source=agency.pk, embargo_offered=str(agency.pk))
    assert draft_of(ArticlePage.objects.get()).embargoed_until is None


def test_an_embargo_that_was_cleared_later_does_not_come_back(admin_client, agency):
    draft = make_draft(source=agency, embargoed_until=NOON + DAY)
    edit(admin_client, draft, source=agency.pk)
    edit(admin_client, draft, source=agency.pk, summary="Another word.")
    assert draft_of(draft).embargoed_until is None


def test_an_article_that_is_out_is_never_held_by_a_source_chosen_later(admin_client, agency):
    article = make_article(source=make_source("Ministry"))
    assert edit(admin_client, article, publish=True, source=agency.pk).status_code == 302
    article.refresh_from_db()
    assert (article.live, article.source, article.embargoed_until) == (True, agency, None)


def test_publishing_a_new_article_schedules_it(admin_client, agency):
    create(admin_client, make_section(), publish=True, source=agency.pk)
    article = ArticlePage.objects.get()
    assert (article.live, article.get_latest_revision().approved_go_live_at) == (False, NOON + DAY)


def test_the_rules_of_the_source_say_until_when(admin_client, agency):
    shown = admin_client.get(reverse("newsroom_source_rules", args=[agency.pk])).content.decode()
    assert 'data-embargo="2026-11-24 12:00"' in shown
    assert "A new story of it is held for 24 hours." in shown
    assert "until 24 Nov 2026 12:00 UTC" in shown


# -- Pasted ------------------------------------------------------------------------------------------------------------


def pasted(django_user_model, agency, text):
    read = read_paste(text, "", NOON)
    return make_pasted(read, make_section(), agency, django_user_model.objects.create_superuser("ada"), keep_rest=False)


def test_pasted_copy_is_held_and_the_editor_is_told(django_user_model, agency):
    draft, remarks = pasted(django_user_model, agency, RELEASE)
    assert draft.embargoed_until == NOON + DAY
    assert remarks == ["China Daily wants its stories held for 24 hours: it is embargoed until 24 Nov 2026 12:00 UTC."]


def test_what_the_copy_itself_says_wins(django_user_model, agency):
    copy = f"EMBARGOED UNTIL 00:01 GMT, Nov. 24, 2026\n\n{RELEASE}"
    draft, _ = pasted(django_user_model, agency, copy)
    assert draft.embargoed_until == datetime(2026, 11, 24, 0, 1, tzinfo=UTC)


# -- Taken in ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published_at", "until"),
    [(None, NOON + DAY), (NOON - HOUR, NOON + 23 * HOUR), (NOON - DAY, None), (NOON + HOUR, NOON + DAY)],
)
def test_the_hours_count_from_when_the_supplier_published_it(agency, published_at, until):
    page, _ = file(wire_story(published_at=published_at), source=agency.slug)
    assert page.embargoed_until == until


def test_a_newer_version_neither_lifts_nor_brings_back_an_embargo(agency):
    section = make_section()
    page, _ = ArticlePage.from_story(wire_story(), section, source=agency.slug)
    page, _ = ArticlePage.from_story(wire_story(headline="Again"), section, page=page, source=agency.slug)
    assert draft_of(page).embargoed_until == NOON + DAY
    page.embargoed_until = None
    page.save_revision()
    page, _ = ArticlePage.from_story(wire_story(headline="Once more"), section, page=page, source=agency.slug)
    assert draft_of(page).embargoed_until is None


@pytest.mark.parametrize("way", ["one by one", "together"])
def test_what_is_taken_in_and_published_waits(agency, way):
    make_section(receives_wire_copy=True)
    order = Order(origin="test", source=agency.slug, publish=True)
    documents = [RELEASE.replace("Rice", word).encode() for word in ("Rice", "Tea")]
    if way == "together":
        rows = list(take_in_together([(document, order) for document in documents], lambda: NOON))
    else:
        rows = [row for document in documents for row in take_in(document, order, NOON)]
    assert [row.outcome for row in rows] == [Intake.Outcome.CREATED] * 2
    assert not ArticlePage.objects.live().exists()
    assert [page.get_latest_revision().approved_go_live_at for page in ArticlePage.objects.all()] == [NOON + DAY] * 2
