"""Law 12: what is written and read again is the same story, for all that the format can carry."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.wire.formats import FORMATS
from syndication.wire.ingest import PARSERS, recognise
from syndication.wire.prepare import prepare
from syndication.wire.story import Credit, CreditRole, Dateline, Place, Rights, Story, Topic
from tests.make import NOON, make_media, make_profile, make_story
from tests.wire.cases import CASES
from tests.wire.formats.carried import PUBLISHER, carried
from tests.wire.formats.stories import FULL, STORIES, WITHDRAWN, written

# Each format that has a parser, and what its parser is called.
READ_BY = {
    "rss": "rss", "atom": "atom", "json_feed": "json_feed", "ninjs": "ninjs", "ninjs_2": "ninjs", "ninjs_1_3": "ninjs",
    "nitf": "nitf", "newsml_g2": "newsml_g2", "newsml_g2_message": "newsml_g2",
}  # fmt: skip
NAMES = tuple(READ_BY)
SEVERAL = [name for name in NAMES if not FORMATS[name].HOLDS_ONE]
CLEAN = [name for name in STORIES if name != "hostile"]  # no document can carry what `prepare` strips from that one


def read_back(format_name: str, *stories: Story) -> list[Story]:
    reading = PARSERS[READ_BY[format_name]].read(written(format_name, *stories))
    assert reading.refused == ()
    return [draft.story for draft in reading.drafts]


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("story_name", CLEAN)
def test_a_story_that_is_written_and_read_is_the_same_story(format_name, story_name):
    story = STORIES[story_name]
    assert read_back(format_name, story) == [carried(story, format_name)]


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("story_name", STORIES)
def test_what_an_outlet_gets_comes_back_as_it_was_prepared(format_name, story_name):
    prepared = prepare(STORIES[story_name], make_profile(), NOON, advance=True)
    assert read_back(format_name, prepared) == [carried(prepared, format_name)]


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("story_name", STORIES)
def test_a_document_of_ours_is_recognised(format_name, story_name):
    assert recognise(written(format_name, STORIES[story_name])) == READ_BY[format_name]


@pytest.mark.parametrize("format_name", SEVERAL)
def test_a_document_of_several_stories_is_recognised(format_name):
    assert recognise(written(format_name, *STORIES.values())) == READ_BY[format_name]


def test_the_full_story_leaves_no_field_empty():
    assert [field.name for field in fields(FULL) if not getattr(FULL, field.name)] == []


@pytest.mark.parametrize("format_name", NAMES)
def test_a_format_says_of_each_field_whether_it_carries_it(format_name):
    (read,) = read_back(format_name, FULL)
    silent = Story(id=FULL.id, headline=FULL.headline)
    came_back = {field.name for field in fields(Story) if getattr(read, field.name) != getattr(silent, field.name)}
    carries = FORMATS[format_name].CARRIES
    # A usable status and a headline are what every story has; the withdrawn one shows that a status comes back.
    assert came_back | {"id", "headline", "status"} == carries
    assert FORMATS[format_name].IN_PART.keys() <= carries


@pytest.mark.parametrize("format_name", NAMES)
def test_a_withdrawn_story_comes_back_as_withdrawn(format_name):
    (read,) = read_back(format_name, WITHDRAWN)
    assert (read.status, read.id, read.headline) == (WITHDRAWN.status, WITHDRAWN.id, "")
    assert read.notices[0].text == WITHDRAWN.notices[0].text


@pytest.mark.parametrize("format_name", NAMES)
def test_a_place_on_the_equator_comes_back(format_name):
    story = make_story(place=Place(name="Buoy", latitude=0.00006, longitude=-0.0))
    (read,) = read_back(format_name, story)
    assert read.place == carried(story, format_name).place


@pytest.mark.parametrize("format_name", NAMES)
def test_a_cut_of_the_body_is_not_read_as_a_summary(format_name):
    long = make_story(body="<p>The dam reopened on Monday after long repairs.</p>" * 40, summary="")
    (read,) = read_back(format_name, long)
    assert (read.summary, read.body) == ("", long.body)


@pytest.mark.parametrize("format_name", NAMES)
def test_a_summary_without_a_body_stays_a_summary(format_name):
    (read,) = read_back(format_name, make_story(body="", summary="Ships & <b>barges</b> pass."))
    assert (read.summary, read.body) == ("Ships & <b>barges</b> pass.", "")


@pytest.mark.parametrize("format_name", NAMES)
def test_two_sources_stay_two_sources(format_name):
    sources = (Credit(name="China Daily"), Credit(name="Port of Yichang"))
    (read,) = read_back(format_name, make_story(credits=sources))
    assert read.credits == sources


def test_nitf_keeps_the_code_of_a_topic_that_is_named_twice():
    (read,) = read_back("nitf", make_story(topics=(Topic(name="Trade"), Topic(name="Trade", code="medtop:04000000"))))
    assert read.topics == (Topic(name="Trade", code="medtop:04000000"),)


# What `prepare` lets through: no control characters, blanks squeezed, and for names neither lists nor mail addresses.
letters = st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=["C", "Z"])
word = st.text(letters, min_size=1, max_size=12)
line = st.lists(word, min_size=1, max_size=5).map(" ".join)
name = st.lists(
    st.text(st.sampled_from("abcdefghijklmnoéß中文'&<"), min_size=3, max_size=9), min_size=2, max_size=3
).map(" ".join)
blank_or_line = st.just("") | line
term = line.map("Terms: {}".format)  # as no paragraph of the text and no summary ends
moment = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware below
    lambda when: when.replace(microsecond=0, tzinfo=UTC)
)
html = st.lists(line.map(lambda text: f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"), max_size=4).map(
    "".join
)
stories = st.builds(
    Story,
    id=st.uuids(version=4).map(lambda identity: identity.urn),
    headline=line,
    summary=blank_or_line,
    slugline=blank_or_line,
    body=html,
    url=st.just("https://news.example.org/a/"),
    canonical_url=st.sampled_from(["", "https://agency.example/1"]),
    external_id=blank_or_line,
    follows=st.just("") | st.uuids(version=4).map(lambda identity: identity.urn) | word,
    language=st.sampled_from(["en", "zh-Hant", "ar", "pt-BR"]),
    dateline=st.builds(Dateline, place=blank_or_line, day=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    credits=st.lists(
        st.builds(Credit, name=name, role=st.sampled_from([CreditRole.BYLINE, CreditRole.CONTRIBUTOR])),
        max_size=3,
        unique_by=lambda credit: credit.name,
    ).map(lambda persons: (Credit(name="China Daily"), *persons)),
    topics=st.lists(st.builds(Topic, name=line, code=st.sampled_from(["", "medtop:04000000"])), max_size=2, unique_by=lambda topic: topic.name).map(tuple),
    section=blank_or_line,
    genre=blank_or_line,
    place=st.none() | st.builds(Place, name=line, latitude=st.floats(-90, 90).map(lambda degrees: round(degrees, 5)), longitude=st.just(-1.25)),
    media=st.lists(st.builds(make_media, word.map(lambda text: text.encode().hex()), alt=blank_or_line, width=st.integers(0, 9999)), max_size=2, unique_by=lambda media: media.url).map(tuple),
    rights=st.builds(Rights, licence=line, copyright=term, usage_terms=term, disclosure=term),
    published_at=moment,
    updated_at=moment,
    expires_at=st.none() | moment,
).filter(lambda story: not story.expires_at or story.expires_at > story.updated_at)  # fmt: skip
# A story that had expired when it was changed leaves no `prepare`, and is a withdrawal to whoever reads it.


@pytest.mark.parametrize("format_name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories)
def test_any_story_comes_back(format_name, story):
    (read,) = read_back(format_name, story)
    expected = carried(story, format_name)
    if read.summary != expected.summary:
        # The one thing that cannot be told apart: a summary that is nothing but the beginning of the text.
        assert (read.summary, format_name in ("rss", "atom") or bool(story.body)) == ("", True)
    assert replace(read, summary="") == replace(expected, summary="")


@pytest.mark.parametrize("format_name", ["nitf", "newsml_g2"])
def test_no_word_is_lost_on_the_way_through_xml(format_name):
    for html in [case.after for case in CASES if case.profile == "generic" and case.after]:
        (read,) = read_back(format_name, make_story(body=html))
        assert words(read.body) == words(html)


def words(html: str) -> list[str]:
    return BeautifulSoup(f"<body>{html}", "lxml").get_text(" ").split()


@pytest.mark.parametrize("format_name", SEVERAL)
def test_a_feed_comes_back_whole_and_in_its_order(format_name):
    stories = [story for name, story in STORIES.items() if name in CLEAN and name != "withdrawn"]
    expected = [carried(story, format_name) for story in stories]
    # Whoever is credited with nothing is credited to the publisher of the feed.
    expected = [replace(story, credits=story.credits or (Credit(name=PUBLISHER),)) for story in expected]
    assert read_back(format_name, *stories) == expected
