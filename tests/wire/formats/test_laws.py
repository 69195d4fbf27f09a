"""What holds of every format, whatever it is."""

import json
import re
from dataclasses import fields, replace

import pytest

from syndication.wire.dialect import Dialect, GuidForm, WithdrawalForm
from syndication.wire.formats import FORMATS, write
from syndication.wire.story import PublishingStatus, Story
from tests.make import HOUR, NOON
from tests.wire.formats.stories import CORRECTED, EMBARGOED, FULL, HOSTILE, STORIES, WITHDRAWN, make_feed, written

# The full story, with a closing line that no format would make up, a notice for readers, and an embargo that lies ahead.
TOLD = replace(
    FULL, closing_line="Source: China Daily (Yichang)", notices=CORRECTED.notices, embargoed_until=NOON + HOUR
)

TOMBSTONES = ("atom",)  # which carry nothing but id, moment and reason


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_story_gives_the_same_bytes(name):
    for story in STORIES.values():
        assert FORMATS[name].entry(story) == FORMATS[name].entry(story)


def test_no_two_formats_share_an_extension():
    extensions = [module.EXTENSION for module in FORMATS.values()]
    assert len(set(extensions)) == len(extensions)
    assert [one for one in extensions if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", one)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_media_type_says_its_charset(name):
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+; charset=utf-8(; [a-z]+=[A-Za-z0-9.-]+)?", FORMATS[name].MEDIA_TYPE)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("form", list(WithdrawalForm))
@pytest.mark.parametrize("guid_form", list(GuidForm))
def test_a_notice_tells_nothing_of_the_story(name, form, guid_form):
    document = write(
        FORMATS[name],
        make_feed(WITHDRAWN, format=name, is_story=True),
        Dialect(withdrawal=form, guid_form=guid_form),
    ).decode()
    secrets = (
        FULL.headline,
        FULL.summary,
        "reopened",
        FULL.url,
        FULL.slugline,
        "Wang Wei",
        FULL.media[0].url,
        "YICHANG",
    )
    assert [secret for secret in secrets if secret in document] == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in TOMBSTONES])
def test_a_notice_says_whose_story_is_withdrawn_and_why(name):
    document = written(name, WITHDRAWN).decode()
    assert WITHDRAWN.id in document
    assert "The figures were not the port" in document
    assert "China Daily" in document


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("story_name", [name for name in STORIES if STORIES[name].source])
def test_the_source_is_named_in_every_document(name, story_name):
    story = STORIES[story_name]
    if name in TOMBSTONES and story.status is PublishingStatus.CANCELED:
        return
    document = re.sub(r"[^\w ]", "", written(name, story).decode())
    # A closing line names the source in its own way.
    told = [re.sub(r"[^\w ]", "", line) for line in (story.source.name[:2], story.closing_line) if line]
    assert any(line in document for line in told)


@pytest.mark.parametrize("name", FORMATS)
def test_byline_disclosure_and_licence_stand_in_every_document(name):
    document = written(name, FULL).decode()
    for told in ("Wang Wei", FULL.rights.disclosure, FULL.rights.licence_url, FULL.closing_line):
        assert told in document


@pytest.mark.parametrize("name", FORMATS)
def test_an_embargo_stands_in_every_document(name):
    document = written(name, EMBARGOED).decode()
    assert re.search(r"2026-11-24T12:00:00Z|20261124T120000Z|(?i:embargoed until) 24 November 2026 12:00 UTC", document)


@pytest.mark.parametrize("name", FORMATS)
def test_no_document_holds_what_is_no_character(name):
    document = written(name, HOSTILE).decode()
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", document) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].HOLDS_ONE])
@pytest.mark.parametrize("entries", [[], [b"a", b"b"]], ids=["none", "two"])
def test_a_format_that_holds_one_story_refuses_any_other_number(name, entries):
    with pytest.raises(ValueError, match=f"holds one story, and not {len(entries)}"):
        FORMATS[name].document(make_feed(format=name), entries)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "field", [field.name for field in fields(Story) if field.name not in ("id", "headline", "status")]
)
def test_a_document_tells_of_a_field_when_its_format_says_so(name, field):
    silent = replace(TOLD, **{field: getattr(Story(id=FULL.id, headline=FULL.headline), field)})
    is_told = FORMATS[name].entry(silent) != FORMATS[name].entry(TOLD)
    assert is_told == (field in FORMATS[name].CARRIES)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_carried_in_part_is_carried(name):
    assert FORMATS[name].IN_PART.keys() <= FORMATS[name].CARRIES


@pytest.mark.parametrize("name", [name for name in FORMATS if "json" in FORMATS[name].MEDIA_TYPE])
@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x85", "\x93", "\x0c", "\x7f", "\n", "\ud800", '"', "\\"])
def test_no_character_breaks_json(name, letter):
    document = written(name, replace(FULL, headline=f"Dam {letter} reopens", summary=letter))
    assert "reopens" in document.decode()
    json.loads(document)
