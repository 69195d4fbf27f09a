"""What arrives becomes articles, once each, and what cannot is kept with its reason."""

import pytest

from syndication.intake import Order, external_key, take_in
from syndication.models import Intake, Release
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS, write
from syndication.wire.story import Credit, Notice, NoticeKind, Story, withdrawn
from tests.plainsite.models import PlainPage
from tests.syndication.desk import HOUR, NOW, make_page

pytestmark = pytest.mark.django_db

PRESS_RELEASE = b"""Harbour reopens after storm

PORT HALE, Nov. 23, 2026 /PRNewswire/ -- Ships left the harbour on Monday morning.

The first of them was the ferry to Ostry.

SOURCE China Daily
"""


@pytest.fixture(autouse=True)
def _desk(root):
    return root


def take(document, now=NOW, **order):
    return list(take_in(document, Order(origin="test", **order), now))


def feed_of(*stories, updated=NOW):
    return write(
        FORMATS["atom"],
        Feed(
            id="urn:x",
            title="T",
            description="D",
            url="https://a.test/",
            feed_url="https://a.test/f",
            language="en",
            updated=updated,
            publisher="P",
            stories=stories,
        ),
    )


def story(**changes):
    fields = {
        "id": "tag:port.test,2026:1", "headline": "Harbour reopens", "body": "<p>Ships left.</p>", "url": "https://port.test/1",
        "credits": (Credit(name="Port Hale"),), "published_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    return Story(**(fields | changes))


def test_a_press_release_becomes_a_draft():
    (row,) = take(PRESS_RELEASE)
    page = PlainPage.objects.get()
    assert (row.outcome, row.parser, row.page_id, row.published) == ("created", "text", page.pk, False)
    assert (page.title, page.source, page.live) == ("Harbour reopens after storm", "China Daily", False)
    assert not Release.objects.exists()


def test_with_publish_it_is_out_at_once():
    (row,) = take(PRESS_RELEASE, publish=True)
    assert row.published
    assert Release.objects.get().story.closing_line == "SOURCE China Daily"


def test_the_same_document_twice_makes_one_article():
    take(PRESS_RELEASE, publish=True)
    (row,) = take(PRESS_RELEASE, publish=True)
    assert row.outcome == "unchanged"
    assert (PlainPage.objects.count(), Release.objects.count()) == (1, 1)


def test_taken_in_as_a_draft_and_again_with_publish_it_is_published():
    take(PRESS_RELEASE)
    (row,) = take(PRESS_RELEASE, publish=True)
    assert (row.outcome, row.published) == ("unchanged", True)
    assert PlainPage.objects.get().live


def test_a_newer_version_makes_a_new_revision_of_the_same_article():
    take(PRESS_RELEASE, publish=True)
    (row,) = take(PRESS_RELEASE.replace(b"Monday", b"Tuesday"), publish=True)
    assert row.outcome == "updated"
    assert "Tuesday" in PlainPage.objects.get().text
    assert list(Release.objects.values_list("version", flat=True)) == [1, 2]


def test_a_newer_version_without_publish_leaves_the_live_text():
    take(PRESS_RELEASE, publish=True)
    take(PRESS_RELEASE.replace(b"Monday", b"Tuesday"))
    page = PlainPage.objects.get()
    assert "Monday" in page.text
    assert "Tuesday" in page.get_latest_revision_as_object().text


def test_an_older_version_that_comes_late_changes_nothing():
    take(feed_of(story(updated_at=NOW + HOUR, body="<p>New.</p>")), publish=True)
    (row,) = take(feed_of(story(body="<p>Old.</p>")), publish=True)
    assert (row.outcome, row.reason) == ("unchanged", "older than the version on file")
    assert "New." in PlainPage.objects.get().text


def test_our_own_story_come_back_is_not_filed_again(root):
    page = make_page(root)
    (row,) = take(feed_of(story(id=page.story_id.urn)), publish=True)
    assert (row.outcome, row.reason) == ("unchanged", "this is our own story come back")
    assert PlainPage.objects.count() == 1


def test_a_supplier_who_withdraws_takes_our_copy_down():
    take(feed_of(story()), publish=True)
    notice = withdrawn(story(), Notice(kind=NoticeKind.WITHDRAWAL, text="Retracted.", at=NOW + HOUR), 2)
    (row,) = take(feed_of(notice, updated=NOW + HOUR), publish=True)
    assert row.outcome == "updated"
    assert not PlainPage.objects.get().live
    assert Release.objects.latest("sequence").note == "Retracted."


def test_a_supplier_who_withdraws_is_shown_to_a_person_when_nobody_said_publish():
    take(feed_of(story()), publish=True)
    notice = withdrawn(story(), Notice(kind=NoticeKind.WITHDRAWAL, text="Retracted.", at=NOW + HOUR), 2)
    (row,) = take(feed_of(notice, updated=NOW + HOUR))
    assert row.outcome == "refused"
    assert "withdraw it by hand" in row.reason
    assert PlainPage.objects.get().live


def test_one_bad_item_never_loses_the_others():
    deep = story(id="tag:port.test,2026:2", headline="Deep", body="<div>" * 5000 + "x")
    rows = take(feed_of(story(), deep, story(id="tag:port.test,2026:3", headline="Third")), publish=True)
    assert {row.item: row.outcome for row in rows} == {
        "Harbour reopens": "created",
        "Deep": "refused",
        "Third": "created",
    }
    refused = Intake.objects.get(outcome="refused")
    assert refused.reason
    assert b"Deep" in bytes(refused.document)


@pytest.mark.parametrize("document", [b"", b"\x00\x01\x02" * 100, b"<rss><channel>"])
def test_a_document_nobody_can_read_is_kept_with_the_reason(document):
    rows = take(document)
    assert [row.outcome for row in rows] == ["refused"]
    assert rows[0].reason
    assert bytes(Intake.objects.get().document) == document


def test_a_script_in_a_partners_feed_never_reaches_the_page():
    take(feed_of(story(body='<p onclick="steal()">Ships left.</p><script>steal()</script>')), publish=True)
    text = PlainPage.objects.get().text
    assert "Ships left." in text
    assert "steal" not in text


def test_an_article_that_cannot_be_published_is_kept_as_a_draft_and_said(monkeypatch):
    from django.core.exceptions import ValidationError

    def refuses(page):
        raise ValidationError({"source": "Name a source."})

    monkeypatch.setattr(PlainPage, "clean", lambda page: refuses(page) if page.live else None)
    (row,) = take(PRESS_RELEASE, publish=True)
    assert (row.outcome, row.published, row.reason) == ("created", False, "kept as a draft: source: Name a source.")
    assert not PlainPage.objects.get().live


def test_an_embargo_that_cannot_be_read_keeps_the_story_a_draft():
    (row,) = take(b"EMBARGOED UNTIL the minister has spoken\n\n" + PRESS_RELEASE, publish=True)
    assert (row.outcome, row.published) == ("created", False)
    assert row.reason.startswith("kept as a draft: it is withheld")
    assert not PlainPage.objects.get().live


def test_a_name_too_long_for_a_column_still_finds_its_article(root):
    long = f"tag:port.test,2026:{'x' * 900}"
    make_page(root, publish=False, external_id=external_key(long))
    (row,) = take(feed_of(story(id=long)))
    assert (row.outcome, PlainPage.objects.count()) == ("updated", 1)
