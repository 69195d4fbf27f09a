"""ninjs as others write it: every version, agencies' habits, wrong types, and what is no story."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.ingest import Draft, Reading, UnreadableDocument, ninjs, recognise
from syndication.wire.story import Credit, CreditRole, MediaRole, NoticeKind, PublishingStatus, Topic
from tests.wire.formats.schemas import ninjs_problems

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "ninjs"


def make_ninjs(**members: Any) -> bytes:
    return json.dumps({"uri": "urn:agency:1", "type": "text", "language": "en"} | members).encode()


def read_one(**members: Any) -> Draft:
    reading = ninjs.read(make_ninjs(**{"headlines": [{"value": "Dam reopens"}]} | members))
    assert reading.refused == ()
    return reading.drafts[0]


def fixture(name: str) -> Draft:
    document = (FIXTURES / name).read_bytes()
    assert recognise(document) == "ninjs"
    (draft,) = ninjs.read(document).drafts
    return draft


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>A.</p>", "<p>A.</p>"),
        ("<html><head><title>T</title></head><BODY class='x'> <p>A.</p> </BODY></html>", "<p>A.</p>"),
        ("<body><p>A.</p>", "<p>A.</p>"),
        ("<body><p>&lt;/body&gt;</p><p>B.</p></body></html>", "<p>&lt;/body&gt;</p><p>B.</p>"),
        ("<p>A.</p></body>", "<p>A.</p></body>"),
    ],
)
def test_the_body_of_a_whole_document_is_what_stands_in_it(html, body):
    assert ninjs.inside(html) == body


def test_a_body_that_begins_a_hundred_thousand_times_is_read_at_once():
    began = time.process_time()
    ninjs.inside("<body>" * 100_000)
    ninjs.inside("<body " * 100_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "written_in"),
    [
        ("version-1-text-in-two-forms.json", "ninjs_1_3"),
        ("version-2-press-release-in-chinese.json", "ninjs_2"),
        ("version-3-agency-brief-without-a-body.json", "ninjs"),
    ],
)
def test_a_fixture_is_valid(name, written_in):
    assert ninjs_problems((FIXTURES / name).read_bytes(), written_in) == []


def test_a_text_of_version_1_is_read():
    story = fixture("version-1-text-in-two-forms.json").story
    assert story.headline == "Pilot of stranded ferry goes before the judge"
    assert story.body == (
        "<p>PORT HALE, Norland (Coastwire) -- The pilot said nothing.</p><p>The hearing goes on in January.</p>"
    )
    assert (story.dateline.place, story.place.name) == ("Port Hale, Norland", "Port Hale")
    assert story.rights.copyright == "(c) 2026 Coastwire. No copy without leave."


def test_a_press_release_of_version_2_is_read():
    story = fixture("version-2-press-release-in-chinese.json").story
    assert (story.headline, story.language) == ("黑爾港電纜公司啟用首條「潮汐」海底電纜", "zh")
    assert story.published_at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert story.topics == (Topic(name="Energy"), Topic(name="Submarine Cables"))


def test_a_text_of_an_agency_is_read():
    story = fixture("version-3-agency-brief-without-a-body.json").story
    assert (story.credits, story.version, story.urgency) == ((Credit(name="Ritzau"),), 3, 4)
    assert (story.summary, story.body) == ("Den første færge i fjorten uger lagde til kaj mandag morgen.", "")
    assert story.slugline == "havn-færge"
    assert [(notice.kind, notice.text) for notice in story.notices] == [
        (NoticeKind.EDITORS_NOTE, "Ny version med afgangstider.")
    ]
    assert story.notices[0].at == story.updated_at


@pytest.mark.parametrize(
    ("byline", "credited"),
    [
        ("By Ada Moss and Wang Wei", [("Ada Moss", "byline"), ("Wang Wei", "byline")]),
        ("Von Lena Bruckner, dpa", [("dpa", "source"), ("Lena Bruckner", "byline")]),
        ("AFP", [("AFP", "source")]),
        ("the crew of d'Arvor", [("the crew of d'Arvor", "byline")]),
    ],
)
def test_a_byline_is_people_and_an_agency_is_the_source(byline, credited):
    assert [(credit.name, credit.role.value) for credit in read_one(by=byline).story.credits] == credited


def test_our_own_roles_are_read_as_they_are():
    parties = [{"name": "China Daily", "role": "source"}, {"name": "P. Ito", "role": "photographer"}]
    story = read_one(by="P. Ito", infoSources=parties).story
    assert story.credits == (Credit(name="China Daily"), Credit(name="P. Ito", role=CreditRole.PHOTOGRAPHER))


def test_the_first_of_others_parties_is_the_source():
    parties = [{"name": "DHA"}, {"name": "AP", "role": "originator"}]
    assert read_one(infoSources=parties).story.source == Credit(name="DHA")


def test_a_canceled_object_is_a_canceled_story():
    story = read_one(pubStatus="canceled", versionCreated="2026-11-23T12:00:00Z", edNote="It was wrong.").story
    assert (story.status, story.headline) == (PublishingStatus.CANCELED, "")
    assert [(notice.text, notice.at) for notice in story.notices] == [("It was wrong.", NOON)]


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_an_embargo_is_read_by_either_name_and_one_that_cannot_be_read_withholds(name):
    assert read_one(**{name: "2026-11-23T12:00:00Z"}).story.embargoed_until == NOON
    assert read_one(**{name: "noon"}).story.status is PublishingStatus.WITHHELD


def test_the_widest_rendition_of_a_picture_is_taken():
    renditions = [{"name": "small", "href": "https://a.example/s.jpg", "width": 100},
                  {"name": "big", "href": "https://a.example/b.jpg", "width": 900, "contentType": "image/jpeg"}]  # fmt: skip
    story = read_one(associations=[{"name": "x", "uri": "urn:x:1", "type": "picture", "by": "Jo/AP",
                                    "descriptions": [{"role": "caption", "value": "A dam"}], "renditions": renditions}]).story  # fmt: skip
    (media,) = story.media
    assert (media.url, media.role, media.caption, media.credit) == ("https://a.example/b.jpg", MediaRole.LEAD, "A dam", "Jo/AP")  # fmt: skip


def test_the_stories_of_a_composite_are_read_and_its_pictures_are_not():
    associations = {"a": {"uri": "urn:x:1", "headline": "One"}, "b": {"uri": "urn:x:2", "type": "picture"},
                    "c": {"uri": "urn:x:3", "headline": "Three"}}  # fmt: skip
    reading = ninjs.read(make_ninjs(type="composite", headline="Today", associations=associations))
    assert [draft.story.headline for draft in reading.drafts] == ["One", "Three"]


def test_one_bad_object_never_loses_the_others():
    document = json.dumps([1, {"uri": "urn:x:1"}, {"uri": "urn:x:2", "headline": "Dam"}, {"uri": "urn:x:3", "type": "picture"}]).encode()  # fmt: skip
    reading = ninjs.read(document)
    assert [draft.story.headline for draft in reading.drafts] == ["Dam"]
    assert [(refused.item, refused.reason) for refused in reading.refused] == [
        ("item 1", "it is no object"),
        ("urn:x:1", "headline is empty"),
        ("item 4", "it is of type picture, and no story"),
    ]


@pytest.mark.parametrize("document", [b"", b"{", b"[1", b"5", b'{"a": 1}', b'{"uri": ' + b"[" * 200_000, b"<nitf/>"])
def test_what_is_no_ninjs_is_refused(document):
    assert not ninjs.recognises(document)
    with pytest.raises(UnreadableDocument):
        ninjs.read(document)


@pytest.mark.parametrize(
    "document", [b'{"@context": "https://schema.org", "headline": "x", "uri": "y"}', b'{"version": "https://jsonfeed.org/version/1.1", "items": []}']
)  # fmt: skip
def test_other_json_is_not_recognised(document):
    assert not ninjs.recognises(document)


MEMBERS = st.sampled_from([
    "uri", "type", "version", "headlines", "headline", "role", "value", "bodies", "body_text", "contentType", "by",
    "infoSources", "name", "subjects", "rel", "places", "geoJSON", "coordinates", "contactInfo", "associations",
    "renditions", "href", "width", "pubStatus", "edNote", "versionCreated", "altids", "genres", "rightsInfo", "urgency",
])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9) | st.just("composite"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(item=st.dictionaries(MEMBERS, JSON, max_size=8))
def test_no_object_crashes_the_reader(item):
    assert isinstance(ninjs.read(make_ninjs(**item)), Reading)
