"""Rules: the first line that fits decides, and rules that mean the same are the same."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.wire.rules import InvalidRule, Rule, RuleField, Rules, deciding, matches
from syndication.wire.story import Credit, CreditRole, Place, Reach, Rights, Topic
from tests.make import make_media, make_story


def take(field: str, value: str) -> Rule:
    return Rule(include=True, field=RuleField(field), value=value)


def leave(field: str, value: str) -> Rule:
    return Rule(include=False, field=RuleField(field), value=value)


STORY = make_story(
    body="<p>The dam reopened&nbsp;on <b>Mon</b>day.</p>",
    topics=(Topic(name="Trade", key="trade", code="medtop:04000000"),),
    section="World",
    language="zh-Hans",
    genre="Press Release",
    urgency=3,
    place=Place(name="Beijing", country="CN"),
    media=(make_media(),),
    credits=(Credit(name="China Daily", key="china-daily"), Credit(name="Li Na", role=CreditRole.BYLINE)),
    rights=Rights(licence="CC BY 4.0", disclosure="Distributed on behalf of X."),
)


@pytest.mark.parametrize(
    ("field", "fitting", "other"),
    [
        ("source", "china-daily", "xinhua"),
        ("source", "China  DAILY", "Li Na"),
        ("topic", "trade", "sport"),
        ("topic", "medtop:04000000", "medtop:15000000"),
        ("section", "world", "worlds"),
        ("language", "zh", "en"),
        ("language", "zh-Hans", "zh-Hant"),
        ("genre", "press release", "press"),
        ("urgency", "3", "4"),
        ("urgency", "1-3", "4-9"),
        ("licence", "cc by 4.0", "cc0"),
        ("place", "beijing", "shanghai"),
        ("place", "cn", "fr"),
        ("words", "6", "7"),
        ("words", "2-", "-2"),
        ("picture", "yes", "no"),
        ("disclosure", "yes", "no"),
        ("text", "dam reopened on", "flood"),
    ],
)
def test_a_line_fits_a_story(field, fitting, other):
    assert matches(STORY, Rules(rules=(take(field, fitting),)))
    assert not matches(STORY, Rules(rules=(take(field, other),)))


def test_without_lines_everything_is_in():
    assert matches(STORY, Rules())
    assert deciding(STORY, Rules()) is None


def test_without_an_include_line_everything_is_in_that_no_line_leaves_out():
    assert matches(STORY, Rules(rules=(leave("topic", "sport"),)))
    assert not matches(STORY, Rules(rules=(leave("topic", "trade"),)))


def test_the_first_line_that_fits_decides():
    trade, source = leave("topic", "trade"), take("source", "china-daily")

    assert deciding(STORY, Rules(rules=(trade, source))) is trade
    assert not matches(STORY, Rules(rules=(trade, source)))
    assert matches(STORY, Rules(rules=(source, trade)))


def test_a_story_whose_rights_do_not_reach_is_out_whatever_the_lines_say():
    story = make_story(rights=Rights(reach=Reach.PUBLIC))

    assert not matches(story, Rules(rules=(take("source", "china-daily"),)))
    assert matches(story, Rules(rules=(take("source", "china-daily"),), reach=Reach.PUBLIC))


def test_a_chinese_story_is_counted_in_characters():
    assert matches(make_story(body="<p>北京新闻</p>"), Rules(rules=(take("words", "4"),)))


def test_a_story_without_urgency_is_of_none():
    assert not matches(make_story(), Rules(rules=(take("urgency", "-9"),)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("urgency", "high"), ("words", "9-1"), ("words", "-"), ("picture", "maybe"), ("source", "  "), ("urgency", "")],
)
def test_a_value_that_cannot_be_read_is_refused(field, value):
    with pytest.raises(InvalidRule, match=field):
        take(field, value)


def test_rules_that_mean_the_same_share_a_digest():
    one = Rules(rules=(leave("topic", "sport"), take("source", "a"), take("topic", "Trade"), leave("genre", "x")))
    other = Rules(rules=(leave("topic", "Sport "), take("topic", "trade"), take("source", "A"), take("source", "a")))

    assert one.digest == other.digest
    assert one.normalised() == other.normalised()


@pytest.mark.parametrize(
    "other",
    [
        Rules(rules=(take("topic", "a"), leave("source", "b"))),
        Rules(rules=(leave("topic", "a"), take("source", "b"))),
        Rules(rules=(leave("source", "b"), take("topic", "a")), reach=Reach.PUBLIC),
        Rules(),
    ],
)
def test_rules_that_mean_something_else_do_not(other):
    assert other.digest != Rules(rules=(leave("source", "b"), take("topic", "a"))).digest


lines = st.builds(
    Rule,
    include=st.booleans(),
    field=st.sampled_from([RuleField.TOPIC, RuleField.SECTION]),
    value=st.sampled_from(["a", "A", "b"]),
)
STORIES = [
    make_story(topics=tuple(Topic(name=name) for name in topics), section=section)
    for topics, section in product(("", "a", "b", "ab"), ("", "a", "b"))
]


@given(st.lists(lines, max_size=6))
def test_the_normalised_form_asks_the_same_question(written):
    rules = Rules(rules=tuple(written))
    normal = rules.normalised()

    assert [matches(story, normal) for story in STORIES] == [matches(story, rules) for story in STORIES]
    assert normal.normalised() == normal
    assert normal.digest == rules.digest


def test_within_narrows_whatever_the_lines_say():
    rules = Rules(rules=(take("topic", "trade"), take("topic", "sport")), within=(take("language", "zh"),))
    assert matches(STORY, rules)
    assert not matches(STORY, replace(rules, within=(take("language", "en"),)))
    assert not matches(STORY, replace(rules, rules=(leave("topic", "trade"),)))


def test_feeds_within_the_same_share_a_digest_and_others_do_not():
    rules = Rules(within=(take("language", "EN"), take("section", "World")))
    assert rules.digest == Rules(within=(take("section", "world"), take("language", "en"))).digest
    assert len({rules.digest, Rules().digest, replace(rules, advance=True).digest}) == 3
