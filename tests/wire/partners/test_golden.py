"""Every partner is sent every kind of story as its golden file shows, which has been read by people and validators."""

import io
import json
import re
from dataclasses import replace

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.dialect import WithdrawalForm
from syndication.wire.formats._identity import guid_of
from syndication.wire.ingest import PARSERS
from syndication.wire.prepare import Withheld
from syndication.wire.profile import PROFILES
from syndication.wire.story import PublishingStatus
from tests.wire.formats.rss_rules import problems
from tests.wire.formats.stories import ADDRESS
from tests.wire.formats.test_news import PROBLEMS
from tests.wire.formats.test_validity import CHECKS
from tests.wire.partners.cases import (
    CASES,
    DISCLOSURE,
    GOLDEN,
    LEAD,
    NEW,
    UPDATED,
    WITHDRAWN,
    document,
    examined,
    golden,
)
from tests.wire.soups import soups

EVERY = pytest.mark.parametrize("name", PROFILES)
TAKEN = [(name, format_name) for name, profile in PROFILES.items() for format_name in profile.formats]
# What is of the trade has schemas of its own, and what is a page's data or text has none: their tests are in wire/formats.
WAYS = [(name, format_name) for name, format_name in TAKEN if format_name in CHECKS]
OF_THE_TRADE = [(name, format_name) for name, format_name in TAKEN if format_name in PROBLEMS]
IN_EVERY_FORMAT = pytest.mark.parametrize(("name", "format_name"), TAKEN)
IN_EVERY_FEED_OF_READERS = pytest.mark.parametrize(("name", "format_name"), WAYS)
# What the W3C validator does not know and a partner asks for. `media:status` it calls an error, for it holds an older
# Media RSS; of the others it warns, for it does not know their namespaces.
ASKED_FOR = {
    "smartnews": frozenset({"media:status"}),
    "msn": frozenset({"mi:expirationDate"}),
    "newsbreak": frozenset({"nb:disclosure"}),
}


@EVERY
@pytest.mark.parametrize("case", CASES)
def test_a_partner_is_sent_a_story_as_its_golden_file(name, case):
    assert document(PROFILES[name], CASES[case]) == golden(PROFILES[name], case).read_bytes()


@IN_EVERY_FEED_OF_READERS
@pytest.mark.parametrize("case", CASES)
def test_what_a_partner_is_sent_is_valid(name, format_name, case):
    sent = document(PROFILES[name], CASES[case], format_name)
    if format_name == "rss":
        assert problems(sent, f"{ADDRESS}feed.rss", ASKED_FOR.get(name, frozenset())) == []
    else:
        CHECKS[format_name](sent)


@pytest.mark.parametrize(("name", "format_name"), OF_THE_TRADE)
@pytest.mark.parametrize("case", CASES)
def test_what_a_partner_is_sent_of_the_trade_is_valid(name, format_name, case):
    assert PROBLEMS[format_name](document(PROFILES[name], CASES[case], format_name)) == []


@settings(max_examples=60, deadline=None)
@given(body=soups, way=st.sampled_from(WAYS))
def test_whatever_an_editor_pastes_a_partner_is_sent_what_is_valid_with_its_credit(body, way):
    name, format_name = way
    sent = document(PROFILES[name].override(body_min_chars=0), replace(NEW, body=body), format_name)
    if format_name == "rss":
        # Frames of the hosts that MSN lists are dangerous mark-up to the validator.
        found = problems(sent, f"{ADDRESS}feed.rss", ASKED_FOR.get(name, frozenset()))
        assert [said for said in found if "mark-up: <iframe" not in said] == []
    else:
        CHECKS[format_name](sent)
    assert all(said in sent.decode() for said in ("SOURCE China Daily", "Wang Wei", DISCLOSURE))


@IN_EVERY_FEED_OF_READERS
@pytest.mark.parametrize("case", CASES)
def test_another_reader_takes_it(name, format_name, case):
    sent = document(PROFILES[name], CASES[case], format_name)
    if format_name == "json_feed":
        assert len(json.loads(sent)["items"]) <= 1
    else:
        assert not feedparser.parse(io.BytesIO(sent)).bozo


# -- Laws --------------------------------------------------------------------------------------------------------------


@IN_EVERY_FORMAT
@pytest.mark.parametrize("case", ["new", "updated", "corrected", "embargoed", "long"])
def test_credit_byline_disclosure_and_licence_survive(name, format_name, case):
    sent = document(PROFILES[name], CASES[case], format_name).decode()
    for said in ("China Daily", "Wang Wei", "SOURCE China Daily", DISCLOSURE, "creativecommons.org/licenses/by/4.0/"):
        assert said in sent


@IN_EVERY_FEED_OF_READERS
@pytest.mark.parametrize("case", ["new", "updated", "corrected", "embargoed", "long"])
def test_our_own_parser_reads_the_story_back(name, format_name, case):
    profile = PROFILES[name]
    sent = examined(profile, CASES[case]).outcome
    (draft,) = PARSERS[format_name].read(document(profile, CASES[case], format_name)).drafts
    read = draft.story
    assert (read.id, read.headline, read.url) == (guid_of(sent, profile.dialect), sent.headline, sent.url)
    assert (read.source.name, read.byline) == ("China Daily", "Wang Wei")
    assert (read.rights.disclosure, read.closing_line) == (DISCLOSURE, "SOURCE China Daily")
    assert (read.embargoed_until, read.updated_at) == (sent.embargoed_until, sent.updated_at)


@IN_EVERY_FORMAT
def test_a_picture_that_travels_names_who_took_it(name, format_name):
    sent = document(PROFILES[name], NEW, format_name).decode()
    assert (LEAD.credit in sent) == (LEAD.url in sent)


@IN_EVERY_FORMAT
def test_a_withdrawal_holds_none_of_the_text(name, format_name):
    sent = document(PROFILES[name], WITHDRAWN, format_name).decode()
    words = set(re.findall(r"\w{5,}", NEW.headline + UPDATED.headline + NEW.summary)) - {"story"}
    assert {word for word in words if word in sent} == set()
    for secret in (UPDATED.url, "dam-locks", NEW.slugline, NEW.external_id, "Wang Wei", "lock.jpg", DISCLOSURE):
        assert secret not in sent


@IN_EVERY_FEED_OF_READERS
def test_a_withdrawal_is_under_the_name_by_which_the_partner_knows_the_story(name, format_name):
    profile = PROFILES[name]
    reading = [PARSERS[format_name].read(document(profile, story, format_name)) for story in (NEW, UPDATED, WITHDRAWN)]
    ids = [draft.story.id for one in reading for draft in one.drafts]
    is_dropped = profile.withdrawal is WithdrawalForm.DROP
    assert ids == [ids[0]] * (2 if is_dropped else 3)
    if not is_dropped:
        (draft,) = reading[-1].drafts
        assert draft.story.status is PublishingStatus.CANCELED


@IN_EVERY_FORMAT
@pytest.mark.parametrize("case", CASES)
def test_the_same_story_gives_the_same_bytes(name, format_name, case):
    assert document(PROFILES[name], CASES[case], format_name) == document(PROFILES[name], CASES[case], format_name)


@IN_EVERY_FORMAT
def test_an_advance_copy_says_so_to_people_and_to_machines(name, format_name):
    sent = document(PROFILES[name], CASES["embargoed"], format_name).decode()
    assert "Embargoed until 24 November 2026 12:00 UTC." in sent
    # NITF writes moments in the basic form of ISO 8601.
    assert ("20261124T120000Z" if format_name == "nitf" else "2026-11-24T12:00:00Z") in sent
    is_guid = PROFILES[name].dialect.guid_form == "permalink"
    assert sent.count(CASES["embargoed"].url) == is_guid


@EVERY
@pytest.mark.parametrize("case", CASES)
def test_a_story_is_withheld_only_for_what_the_partner_asks_for(name, case):
    outcome = examined(PROFILES[name], CASES[case]).outcome
    expected = {("flipboard", "no-image"): "picture.required", ("newsbreak", "cjk"): "language.other"}
    assert (outcome.code if isinstance(outcome, Withheld) else None) == expected.get((name, case))


def test_there_is_a_golden_file_of_each_profile_and_case_and_no_other():
    expected = {golden(profile, case) for profile in PROFILES.values() for case in CASES}
    assert set(GOLDEN.glob("*/*")) == expected
