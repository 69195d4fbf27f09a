"""Law 10 for the formats of the trade: every document is valid by its official schema, whatever the story."""

import json
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.dialect import Dialect, GuidForm, WithdrawalForm
from syndication.wire.formats import FORMATS, write
from syndication.wire.prepare import prepare
from syndication.wire.story import Credit, Media, MediaRole, Rights, Topic
from tests.make import NOON, make_profile, make_story
from tests.wire.cases import CASES
from tests.wire.formats.schemas import newsml_g2_problems, ninjs_problems, nitf_problems
from tests.wire.formats.stories import EMBARGOED, FULL, LONG, STORIES, WITHDRAWN, holding_several, make_feed, written

NINJS = ("ninjs", "ninjs_2", "ninjs_1_3")
PROBLEMS = {name: partial(ninjs_problems, format_name=name) for name in NINJS} | {
    "nitf": nitf_problems,
    "newsml_g2": newsml_g2_problems,
    "newsml_g2_message": newsml_g2_problems,
}
ALL = {**STORIES, "long": LONG}


@pytest.mark.parametrize("format_name", PROBLEMS)
@pytest.mark.parametrize("story_name", ALL)
def test_a_document_of_any_story_is_valid(format_name, story_name):
    assert PROBLEMS[format_name](written(format_name, ALL[story_name])) == []


@pytest.mark.parametrize("format_name", PROBLEMS)
@pytest.mark.parametrize("story_name", STORIES)
def test_a_document_of_what_an_outlet_gets_is_valid(format_name, story_name):
    prepared = prepare(STORIES[story_name], make_profile(), NOON, advance=True)
    assert PROBLEMS[format_name](written(format_name, prepared)) == []


@pytest.mark.parametrize("format_name", PROBLEMS)
def test_a_document_with_every_kind_of_mark_up_is_valid(format_name):
    cases = [case.after for case in CASES if case.profile == "generic"]
    assert len(cases) > 100
    for html in cases:
        assert PROBLEMS[format_name](written(format_name, make_story(body=html))) == []


@pytest.mark.parametrize("format_name", holding_several())
@pytest.mark.parametrize("stories", [(), tuple(ALL.values()), (WITHDRAWN,)], ids=["none", "all", "one notice"])
def test_a_document_of_any_number_of_stories_is_valid(format_name, stories):
    assert PROBLEMS[format_name](write(FORMATS[format_name], make_feed(*stories, format=format_name))) == []


@pytest.mark.parametrize("format_name", PROBLEMS)
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=40))
def test_no_text_makes_a_document_invalid(format_name, text):
    story = make_story(
        headline=f"Dam {text}",
        summary=text,
        slugline=text,
        body=f"<p>{text}</p>",
        external_id=text,
        section=text,
        genre=text,
        credits=(Credit(name=f"\x01{text}"), Credit(name=f"China Daily {text}")),
        topics=(Topic(name=text, code=text),),
        media=(Media(url="https://news.example.org/a.jpg", mime_type="image/jpeg", role=MediaRole.LEAD, alt=text),),
        rights=Rights(disclosure=text, licence=text, licence_url=text, copyright=text, usage_terms=text),
    )
    assert PROBLEMS[format_name](written(format_name, story)) == []


# -- What the schema does not see --------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", holding_several())
def test_a_partner_who_wants_no_notices_gets_a_valid_document_without_one(format_name):
    dialect = Dialect(withdrawal=WithdrawalForm.DROP)
    feed = make_feed(WITHDRAWN, format=format_name, is_story=True)
    document = write(FORMATS[format_name], feed, dialect)
    assert WITHDRAWN.notices[0].text not in document.decode()
    assert PROBLEMS[format_name](document) == []


def test_ninjs_carries_what_the_trade_asks_for():
    item = json.loads(written("ninjs", FULL))
    assert item["uri"] == FULL.id
    assert (item["version"], item["pubStatus"], item["language"]) == ("3", "usable", "en-GB")
    assert [(one["name"], one["role"]) for one in item["infoSources"][:2]] == [
        ("China Daily", "source"),
        ("Wang Wei", "byline"),
    ]
    assert (item["by"], item["located"]) == ("Wang Wei, Ada Moss", "YICHANG, China")
    assert (item["copyrightNotice"], item["usageTerms"]) == ("© 2026 China Daily", "With credit to China Daily")
    assert item["subjects"][0]["uri"] == "http://cv.iptc.org/newscodes/mediatopic/04000000"
    assert item["genres"] == [
        {"name": "Press Release", "uri": "http://cv.iptc.org/newscodes/genre/Press_Release"}
    ]  # fmt: skip
    assert item["associations"][0]["renditions"][0]["href"] == FULL.media[0].url
    assert item["associations"][0]["by"] == "P. Ito / China Daily"
    assert {one["role"]: one["value"] for one in item["descriptions"]}["disclosure"] == FULL.rights.disclosure


@pytest.mark.parametrize(
    ("format_name", "member"), [("ninjs", "embargoedUntil"), ("ninjs_2", "embargoed"), ("ninjs_1_3", "embargoed")]
)
def test_an_embargo_has_another_name_in_each_version_of_ninjs(format_name, member):
    assert json.loads(written(format_name, EMBARGOED))[member] == "2026-11-24T12:00:00Z"


def test_a_correction_is_a_note_to_editors_in_ninjs():
    note = json.loads(written("ninjs", STORIES["corrected"]))["edNote"]
    assert note == "Correction, 2026-11-23T13:00:00Z: An earlier version gave the wrong number of ships."


def test_a_ninjs_notice_is_canceled_and_says_why():
    notice = json.loads(written("ninjs", WITHDRAWN))
    assert (notice["pubStatus"], notice["version"]) == ("canceled", "4")
    assert notice["edNote"] == "Withdrawal, 2026-11-23T14:00:00Z: The figures were not the port's."
    assert not {"headlines", "bodies", "slugline", "associations", "descriptions", "renditions"} & notice.keys()


def test_a_ninjs_uri_is_what_the_partner_knows_the_story_by():
    dialect = Dialect(guid_form=GuidForm.PERMALINK)
    document = write(FORMATS["ninjs"], make_feed(FULL, format="ninjs", is_story=True), dialect)
    assert json.loads(document)["uri"] == FULL.permalink


def test_several_stories_are_the_associations_of_a_composite():
    package = json.loads(written("ninjs", FULL, WITHDRAWN))
    assert (package["type"], package["headlines"][0]["value"]) == ("composite", "Example News")
    assert [one["uri"] for one in package["associations"]] == [FULL.id, WITHDRAWN.id]
