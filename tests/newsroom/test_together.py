"""Stories taken in together: the same rows as one by one, whatever comes in, and no more questions for more of them."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published

from newsroom.models import ArticlePage, Source
from newsroom.models.article_page import ArticleCredit
from syndication.intake import Order, take_in
from syndication.models import Intake, LedgerHead, Membership, Release, Standing
from syndication.together import take_in_together
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS, write
from syndication.wire.story import Credit, CreditRole, Notice, NoticeKind, withdrawn
from syndication.wire.story import Topic as StoryTopic
from tests.make import NOON, make_outlet, make_section, make_source, make_story, make_topic

pytestmark = pytest.mark.django_db

WRITTEN = (
    Page,
    ArticlePage,
    ArticleCredit,
    Revision,
    PageLogEntry,
    ReferenceIndex,
    Source,
    Release,
    Standing,
    Membership,
    Intake,
)
UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def desk():
    section = make_section(receives_wire_copy=True)
    make_source("China Daily"), make_topic("Trade")
    make_outlet("public", access="open"), make_outlet("metro", rules=[(True, "topic", "trade")])
    return section


def story(number, **fields):
    return make_story(
        **{
            "id": f"tag:port.test,2026:{number}", "headline": f"Ship {number} leaves", "url": f"https://port.test/{number}",
            "topics": (StoryTopic(name="Trade"),), "summary": "It left at noon.",
            "credits": (Credit(name="China Daily"), Credit(name="Wang Wei", role=CreditRole.BYLINE)), **fields,
        }
    )  # fmt: skip


def document_of(*stories):
    head = Feed(
        id="urn:x", title="T", description="D", url="https://a.test/", feed_url="https://a.test/f", language="en",
        updated=NOON, publisher="P", stories=stories,
    )  # fmt: skip
    return write(FORMATS["atom"], head)


def one_by_one(*documents, publish=True):
    return [row for document in documents for row in take_in(document, Order(origin="t", publish=publish), LATER)]


def together(*documents, publish=True):
    orders = [(document, Order(origin="t", publish=publish)) for document in documents]
    return list(take_in_together(orders, lambda: LATER))


def outcome_of(take, *documents, publish=True):
    """All that was written, numbers by rank and chance identifiers by appearance; then it is undone."""
    with time_machine.travel(LATER, tick=False), transaction.atomic():
        rows = take(*documents, publish=publish)
        said = [(row.outcome, row.published, row.reason, row.item) for row in rows]
        found = written()
        transaction.set_rollback(True)
    return said, found


def written():
    ranks = {model: ranks_of(model) for model in WRITTEN}
    chance = {}
    found = {}
    for model in WRITTEN:
        rows = [
            row_of(row, model, ranks)
            for row in model.objects.order_by("page_id" if model is Standing else "pk").values()
        ]
        rows.sort(key=str) if model is ReferenceIndex else None  # of one page they come as they like
        text = json.dumps(rows, default=str, sort_keys=True)
        found[model.__name__] = json.loads(UUID.sub(lambda one: number_of(one[0], chance), text))
    return found | {"search": search_rows(ranks), "head": LedgerHead.objects.get().sequence}


def ranks_of(model):
    numbers = model.objects.order_by("pk").values_list("pk", flat=True)
    return {pk: f"{model.__name__} {rank}" for rank, pk in enumerate(numbers)}


def number_of(identifier, chance):
    return chance.setdefault(identifier.replace("-", ""), f"u{len(chance)}")


NUMBERS = {
    "page_ptr_id": Page, "page_id": Page, "object_id": Page, "latest_revision_id": Revision, "live_revision_id": Revision,
    "revision_id": Revision, "source_id": Source, "release_id": Release, "pk": Page, "source": Source, "latest_revision": Revision, "live_revision": Revision,
}  # fmt: skip


def row_of(row, model, ranks):
    """A row without its own number, and with the ranks of those that it names."""
    told = {}
    for name, value in row.items():
        if name in NUMBERS and value is not None:
            value = ranks[NUMBERS[name]].get(int(value), value)
        if name in ("content", "packed"):
            value = content_of(value, ranks)
        told[name] = value
    if model is ReferenceIndex:
        path, number = told["model_path"], told["to_object_id"]
        named = ranks[Source][int(number)] if path == "source" else number
        told = {"page": told["object_id"], "to": (told["to_content_type_id"], named), "path": path}
    if model is PageLogEntry:
        told["data"] = {name: value for name, value in told["data"].items() if name != "revision"}
    return {name: value for name, value in told.items() if name != "id"}


def content_of(content, ranks):
    named = {
        name: ranks[NUMBERS[name]].get(value, value) if name in NUMBERS else value for name, value in content.items()
    }
    if "credits" in named and "path" in named:
        named["credits"] = [
            {name: value for name, value in row.items() if name not in ("pk", "page")} for row in named["credits"]
        ]
    return named


def search_rows(ranks):
    entries = IndexEntry.objects.filter(object_id__in=[str(pk) for pk in ranks[ArticlePage]])
    return sorted(map(str, entries.values_list("title", "autocomplete", "body")))


@pytest.mark.parametrize(
    "stories",
    [
        [story(1), story(2), story(3)],
        [story(1, headline="Same"), story(2, headline="Same"), story(3, headline="Same")],
        [story(1, credits=(Credit(name="Port Hale"),)), story(2, credits=(Credit(name="Port Hale"),))],
        [story(1), story(2, embargoed_until=LATER + timedelta(hours=1)), story(3)],
        [story(1), story(2, body="<div>" * 5000 + "x"), story(3, credits=())],
        [story(1), story(2, body=""), story(3)],
        [story(1), story(1, body="<p>Newer.</p>", updated_at=NOON + timedelta(minutes=1)), story(2)],
        [story(1, published_at=NOON - timedelta(days=3)), story(2, topics=())],
        [withdrawn(story(1), Notice(kind=NoticeKind.WITHDRAWAL, text="Wrong.", at=NOON), 2), story(1), story(2)],
    ],
    ids=["plain", "headlines", "new-source", "embargo", "refused", "bodiless", "versions", "older", "withdrawn"],
)
def test_together_and_one_by_one_write_the_same(stories):
    documents = [document_of(*stories)]
    (said, found), (said_before, found_before) = outcome_of(together, *documents), outcome_of(one_by_one, *documents)
    assert said == said_before
    for table, rows in found_before.items():
        assert found[table] == rows, table


def test_without_publish_they_stay_drafts():
    documents = [document_of(story(1), story(2))]
    assert outcome_of(together, *documents, publish=False) == outcome_of(one_by_one, *documents, publish=False)


def test_what_is_on_file_gets_its_next_version(desk):
    one_by_one(document_of(story(1)))
    newer = replace(story(1), body="<p>Newer.</p>", updated_at=NOON + timedelta(minutes=1))
    rows = together(document_of(newer, story(2), story(3)))
    assert [(row.item, row.outcome) for row in rows] == [
        ("Ship 1 leaves", "updated"),
        ("Ship 2 leaves", "created"),
        ("Ship 3 leaves", "created"),
    ]
    assert [page.title for page in Page.objects.get(pk=desk.pk).get_children()] == [
        f"Ship {number} leaves" for number in (1, 2, 3)
    ]


def test_the_tree_and_what_wagtail_knows_of_it_are_sound(desk):
    together(document_of(*map(story, range(5))))
    assert Page.find_problems() == ([], [], [], [], [])
    page = ArticlePage.objects.get(title="Ship 3 leaves")
    assert page.live_revision.as_object().title == page.title
    assert page.latest_revision == page.live_revision
    assert ArticlePage.objects.released().count() == 5
    draft = page.get_latest_revision_as_object()
    draft.summary = "Other."
    draft.save_revision().publish()
    assert list(Release.objects.filter(story_id=page.story_id).values_list("version", flat=True)) == [1, 2]


def test_reconcile_finds_nothing_to_do_afterwards():
    from django.core.management import call_command

    together(document_of(*map(story, range(3))))
    call_command("reconcile", every_page=True)
    assert Release.objects.count() == 3


def test_whoever_listens_to_wagtail_is_told_of_each():
    heard = []

    def listen(instance, revision, **_kwargs):
        heard.append((instance.title, revision.pk == instance.live_revision_id))

    page_published.connect(listen)
    try:
        together(document_of(story(1), story(2)))
    finally:
        page_published.disconnect(listen)
    assert heard == [("Ship 1 leaves", True), ("Ship 2 leaves", True)]


def test_below_a_section_that_may_not_be_seen_nothing_is_released(desk):
    Page.objects.filter(pk=desk.pk).update(live=False)
    rows = together(document_of(story(1), story(2)))
    assert {row.outcome for row in rows} == {"created"}
    assert not Release.objects.exists()


def test_more_stories_take_hardly_more_questions():
    few, many = questions(range(10)), questions(range(10, 50))
    assert (many - few) / 40 < 6


def questions(numbers):
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        together(document_of(*map(story, numbers)))
    return len(asked)
