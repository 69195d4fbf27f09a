"""JSON Feed as others write it: both versions, wrong types, and what is no feed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.ingest import Draft, Reading, UnreadableDocument, json_feed, recognise
from syndication.wire.story import Credit, CreditRole, MediaRole, PublishingStatus, Topic

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
VERSION = "https://jsonfeed.org/version/1.1"


def make_json_feed(*items: Any, **head: Any) -> bytes:
    return json.dumps({"version": VERSION, "title": "Port Gazette", **head, "items": items}).encode()


def read_one(**members: Any) -> Draft:
    reading = json_feed.read(make_json_feed({"id": "1", "title": "Dam reopens", **members}))
    assert reading.refused == ()
    return reading.drafts[0]


def test_an_item_is_read():
    draft = read_one(
        url="https://port.example/1",
        external_url="https://agency.example/1",
        content_html="<p>Boats passed.</p><p>SOURCE China Daily</p>",
        summary="Ships & barges",
        image="https://port.example/a.jpg",
        date_published="2026-11-23T12:00:00Z",
        authors=[{"name": "Ada Moss", "url": "https://port.example/ada"}],
        tags=["Rivers"],
        language="pt-BR",
    )
    story = draft.story
    assert (story.id, story.headline, story.summary) == ("1", "Dam reopens", "Ships & barges")
    assert (story.url, story.canonical_url) == ("https://port.example/1", "https://agency.example/1")
    assert (story.body, story.closing_line) == ("<p>Boats passed.</p>", "SOURCE China Daily")
    assert (story.published_at, story.language, story.topics) == (NOON, "pt-BR", (Topic(name="Rivers"),))
    assert story.credits == (
        Credit(name="China Daily"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE, url="https://port.example/ada"),
    )
    assert [(media.url, media.role) for media in story.media] == [("https://port.example/a.jpg", MediaRole.LEAD)]


def test_plain_text_becomes_paragraphs():
    assert (
        read_one(content_text="Ships & barges.\n\nMore <b>").story.body
        == "<p>Ships &amp; barges.</p><p>More &lt;b&gt;</p>"
    )


def test_version_1_0_is_read():
    document = json.dumps({
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": 7, "title": "Dam", "author": {"name": "Ada Moss"}, "content_text": "Open."}],
    }).encode()  # fmt: skip
    assert recognise(document) == "json_feed"
    (draft,) = json_feed.read(document).drafts
    assert (draft.story.id, draft.story.byline) == ("7", "Ada Moss")


def test_a_canceled_item_of_ours_is_a_canceled_story():
    draft = read_one(content_text="This story has been withdrawn. It was wrong.", _newsroom={"status": "canceled"},
                     date_modified="2026-11-23T12:00:00Z")  # fmt: skip
    assert draft.story.status is PublishingStatus.CANCELED
    assert draft.story.notices[0].text == "It was wrong."


def test_wrong_types_are_passed_over():
    draft = read_one(
        content_html=5, authors="x", tags={"a": 1}, attachments=[1, {}], language=[], date_published={},
        _newsroom={"version": -3, "urgency": 99, "place": {"latitude": 1e300}, "credits": [{"role": "x"}],
                   "notices": [{"kind": "correction", "at": "?"}], "media": [{"url": "ftp://x"}], "rights": [],
                   "topics": [{"name": ""}]},
    )  # fmt: skip
    assert (draft.story.version, draft.story.urgency, draft.story.notices, draft.story.media) == (1, 0, (), ())


def test_no_feed_can_say_how_far_a_story_may_travel():
    own = {"rights": {"reach": "nowhere"}, "media": [{"url": "https://port.example/a.jpg", "reach": "partners"}]}
    story = read_one(_newsroom=own).story
    assert (story.rights.reach.value, story.media[0].reach.value) == ("partners", "site")


def test_one_bad_item_never_loses_the_others():
    reading = json_feed.read(make_json_feed(1, None, {"id": "x"}, {"id": "1", "title": "Dam"}))
    assert [refused.item for refused in reading.refused] == ["item 1", "item 2", "x"]
    assert len(reading.drafts) == 1


def test_escaped_halves_of_characters_are_dropped():
    document = rb'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1\ud800","title":"Dam\u0000\udfff"}]}'
    (draft,) = json_feed.read(document).drafts
    assert (draft.story.id, draft.story.headline) == ("1", "Dam")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{",
        b"[]",
        b'{"items": 1}',
        b'{"items": ' + b"[" * 200_000,
        b'{"items": [' + b"1" * 5000 + b"]}",
        b"<rss/>",
    ],
)
def test_what_is_no_feed_is_refused(document):
    assert not json_feed.recognises(document)
    with pytest.raises(UnreadableDocument):
        json_feed.read(document)


MEMBERS = st.sampled_from([
    "id", "title", "url", "content_html", "content_text", "summary", "image", "authors", "tags", "attachments", "name",
    "_newsroom", "version", "status", "credits", "role", "notices", "kind", "at", "media", "place", "latitude", "rights",
    "dateline", "day", "date_published", "language", "topics", "code", "urgency",
])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(item=st.dictionaries(MEMBERS, JSON, max_size=8))
def test_no_item_crashes_the_reader(item):
    assert isinstance(json_feed.read(make_json_feed(item)), Reading)
