"""Law 10: every document is valid, and another reader finds in it what we put there."""

import io
import json
import locale
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import feedparser
import jsonschema
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.wire.formats import FORMATS, atom, json_feed, rss
from syndication.wire.story import Credit, Media, MediaRole, Rights, Story, Topic
from tests.make import HOUR, NOON, make_story
from tests.wire.formats.rss_rules import problems
from tests.wire.formats.stories import ADDRESS, FULL, LONG, STORIES, WITHDRAWN, make_feed, written

NAMES = ("rss", "atom", "json_feed")
SCHEMAS = Path(__file__).parents[2] / "schemas"
ATOM_SCHEMA = etree.RelaxNG(etree.parse(SCHEMAS / "atom-rfc4287.rng"))
JSON_SCHEMA = jsonschema.Draft7Validator(
    json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
)

ALL = {**STORIES, "long": LONG}


def check_rss(document: bytes) -> None:
    assert problems(document, f"{ADDRESS}feed.rss") == []


def check_atom(document: bytes) -> None:
    ATOM_SCHEMA.assertValid(etree.fromstring(document))


def check_json_feed(document: bytes) -> None:
    feed = json.loads(document)
    assert [error.message for error in JSON_SCHEMA.iter_errors(feed)] == []
    assert next(iter(feed)) == "version"


CHECKS = {"rss": check_rss, "atom": check_atom, "json_feed": check_json_feed}


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("story_name", ALL)
def test_a_feed_of_any_story_is_valid(format_name, story_name):
    CHECKS[format_name](written(format_name, ALL[story_name]))


@pytest.mark.parametrize("format_name", NAMES)
def test_a_feed_of_all_stories_is_valid(format_name):
    CHECKS[format_name](written(format_name, *ALL.values()))


@pytest.mark.parametrize("format_name", NAMES)
def test_an_empty_feed_is_valid(format_name):
    CHECKS[format_name](written(format_name))


@pytest.mark.parametrize("format_name", NAMES)
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=40))
def test_no_text_makes_a_document_invalid(format_name, text):
    story = make_story(
        headline=f"Dam {text}",
        summary=text,
        slugline=text,
        body=f"<p>{text}</p>",
        external_id=text,
        follows=re.sub(r"\s", "", text),
        credits=(Credit(name=f"\x01{text}"), Credit(name=f"China Daily {text}")),
        topics=(Topic(name=text),),
        media=(Media(url="https://news.example.org/a.jpg", mime_type="image/jpeg", role=MediaRole.LEAD, alt=text),),
        rights=Rights(disclosure=text),
    )
    document = written(format_name, story)
    if format_name == "rss":
        # Whether HTML is safe is what cleaning sees to; this is about what every writer must see to.
        assert [said for said in problems(document, f"{ADDRESS}feed.rss") if "mark-up" not in said] == []
    else:
        CHECKS[format_name](document)


# -- Other readers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_feedparser_reads_what_we_wrote(format_name):
    feed = feedparser.parse(io.BytesIO(written(format_name, FULL)), sanitize_html=False, resolve_relative_uris=False)
    (entry,) = feed.entries
    assert not feed.bozo
    assert (entry.id, entry.link, entry.title) == (FULL.id, FULL.url, FULL.headline)
    assert [author.name for author in entry.authors] == ["Wang Wei", "Ada Moss", "China Daily"]
    assert entry.content[0].value == FULL.body
    assert entry.summary == FULL.summary
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == NOON
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == NOON + HOUR
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.type, enclosure.length) == (FULL.lead.url, "image/jpeg", "90210")
    assert [media["url"] for media in entry.media_content] == [media.url for media in FULL.media]


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_the_head_says_whose_feed_it_is_and_where_it_is_served(format_name):
    head = feedparser.parse(io.BytesIO(written(format_name, FULL))).feed
    links = {link.rel: link.href for link in head.links}
    assert (head.title, head.language, head.generator) == ("Example News", "en", "wagtail-newsroom")
    assert links == {
        "self": f"{ADDRESS}feed.{FORMATS[format_name].EXTENSION}",
        "alternate": "https://news.example.org/",
    }
    assert datetime(*head.updated_parsed[:6], tzinfo=UTC) == NOON + 2 * HOUR
    assert "2026 Example News" in head.rights


@pytest.mark.parametrize("format_name", ["rss", "json_feed"])
def test_a_withdrawal_is_an_entry_of_the_same_id_that_tells_nothing(format_name):
    document = written(format_name, WITHDRAWN).decode()
    assert WITHDRAWN.id in document
    for secret in (FULL.headline, "locks", FULL.url, FULL.slugline, "Wang Wei", FULL.media[0].url):
        assert secret not in document


def test_a_withdrawal_in_rss_says_canceled_and_expired():
    item = etree.fromstring(written("rss", WITHDRAWN)).find("channel/item")
    category = item.find("category")
    assert (category.get("domain"), category.text) == ("http://cv.iptc.org/newscodes/pubstatusg2/", "canceled")
    assert item.findtext("{http://purl.org/dc/terms/}valid") == "end=2026-11-23T14:00:00Z; scheme=W3C-DTF"
    assert item.findtext("{http://purl.org/dc/terms/}modified") == "2026-11-23T14:00:00Z"


def test_a_withdrawal_in_atom_is_a_tombstone_before_all_entries():
    feed = etree.fromstring(written("atom", FULL, WITHDRAWN))
    names = [etree.QName(child).localname for child in feed]
    tombstone = feed.find("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert names[-2:] == ["deleted-entry", "entry"]
    assert (tombstone.get("ref"), tombstone.get("when")) == (WITHDRAWN.id, "2026-11-23T14:00:00Z")


def test_the_source_is_named_in_every_entry_whoever_wrote_it():
    for story in STORIES.values():
        if story.source:
            shown = re.sub(r"[^\w ]", "", story.source.name)[:2]
            for format_name in NAMES:
                is_tombstone = format_name == "atom" and story == WITHDRAWN
                assert is_tombstone or shown in re.sub(r"[^\w ]", "", written(format_name, story).decode())


@pytest.mark.parametrize("format_name", NAMES)
def test_addresses_hold_only_what_may_stand_in_one(format_name):
    story = make_story(url="https://news.example.org/三峡/?a=1&b=[2]>", canonical_url="https://[::1]/%41 b")
    document = written(format_name, story).decode()
    assert "https://news.example.org/%E4%B8%89%E5%B3%A1/?a=1&" in document
    assert "b=%5B2%5D%3E" in document
    assert "https://[::1]/%41%20b" in document


# -- Entries are bytes that stand anywhere -----------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", NAMES)
def test_an_entry_declares_no_namespace(format_name):
    for story in STORIES.values():
        entry = FORMATS[format_name].entry(story)
        assert b"xmlns" not in entry
        assert b"ns0:" not in entry


@pytest.mark.parametrize("format_name", NAMES)
def test_kept_entries_make_the_same_document(format_name):
    feed = make_feed(*STORIES.values(), format=format_name)
    kept = [FORMATS[format_name].entry(story) for story in feed.stories]
    assert FORMATS[format_name].document(replace(feed, stories=()), kept) == written(format_name, *STORIES.values())


@pytest.mark.parametrize("format_name", NAMES)
def test_the_moment_of_writing_changes_nothing(format_name):
    documents = set()
    for moment in (NOON, NOON + 1000 * HOUR):
        for cached in (rss.frame, atom.frame, json_feed.head):
            cached.cache_clear()
        with time_machine.travel(moment, tick=False):
            documents.add(written(format_name, *STORIES.values()))
    assert len(documents) == 1


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_no_writer_touches_the_locale_of_the_process(format_name, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("feedgen's way to format a date switches the locale of all threads")

    monkeypatch.setattr(locale, "setlocale", refuse)
    rss.frame.cache_clear()
    atom.frame.cache_clear()
    assert written(format_name, *STORIES.values())


@pytest.mark.parametrize("format_name", NAMES)
def test_threads_write_the_same_bytes(format_name):
    documents: list[bytes] = []
    threads = [Thread(target=lambda: documents.append(written(format_name, *STORIES.values()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(documents) == 8
    assert len(set(documents)) == 1


def test_a_description_ends_at_a_word_and_a_short_text_is_not_cut():
    description = rss.beginning("<figure><img><figcaption>No</figcaption></figure><p>The <b>dam</b>med<br>river</p>")
    assert description == "The dammed river"
    cut = rss.beginning("<p>" + "A long sentence. " * 100 + "</p>")
    assert len(cut) <= rss.DESCRIPTION_LENGTH
    assert cut.endswith((" sentence.…", "A long…", "A…", "long…"))
    assert rss.beginning("") == ""


def test_a_story_without_dates_is_dated_alike_each_time():
    assert b"<updated>1970-01-01T00:00:00Z</updated>" in atom.entry(Story(id="urn:x:1", headline="Dam"))
