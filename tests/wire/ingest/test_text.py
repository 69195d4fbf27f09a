"""The wire text parser: samples beside what they mean, and laws over them and over text made at random."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.ingest import Draft, Remark, UnreadableDocument, recognise, text
from syndication.wire.ingest._text.datelines import dateline_in
from syndication.wire.ingest._text.dates import MONTHS, days_in
from syndication.wire.ingest._text.decoding import decode
from syndication.wire.ingest._text.embargo import embargo_in
from syndication.wire.ingest._text.names import letters
from syndication.wire.ingest._text.people import byline_in
from syndication.wire.story import CreditRole, Dateline, PublishingStatus, Story, unpack

FIXTURES = Path(__file__).parents[2] / "fixtures" / "text"
SAMPLES = sorted(path.stem for path in FIXTURES.glob("*.txt"))


def read(document: str | bytes, **options) -> Draft:
    encoded = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
    (draft,) = text.read(encoded, **options).drafts
    return draft


def make_release(
    *,
    above: str = "",
    headline: str = "Ferry to run on sunlight",
    dateline: str = "GENEVA, 23 November 2026 – ",
    body: str = "A ferry that runs on sunlight alone will cross the lake from the spring, its owners said.",
    below: str = "SOURCE Lake Ferries",
) -> str:
    """A press release; state only the part that matters."""
    return "\n\n".join(part for part in (above, headline, dateline + body, below) if part) + "\n"


def make_story(**fields) -> Story:
    """What `make_release()` means, whatever its id is."""
    return unpack(
        {
            "id": "urn:x",
            "headline": "Ferry to run on sunlight",
            "body": "<p>A ferry that runs on sunlight alone will cross the lake from the spring, its owners said.</p>",
            "dateline": {"place": "GENEVA", "day": "2026-11-23"},
            "credits": [{"name": "Lake Ferries"}],
            "closing_line": "SOURCE Lake Ferries",
            **fields,
        }
    )


def body_of(body: str) -> str:
    """The HTML of a body that follows a paragraph, which is what the parser makes of most text."""
    first = "<p>A ferry that runs on sunlight alone will cross the lake from the spring, its owners said.</p>\n"
    html = read(make_release(below=f"{body}\n\nSOURCE Lake Ferries")).story.body
    assert html.startswith(first)
    return html.removeprefix(first)


# -- Samples -----------------------------------------------------------------------------------------------------------


def expected(name: str) -> Draft:
    """What the sample means: fields that are not named are empty, lists of lines stand for text of several lines."""
    value = json.loads((FIXTURES / f"{name}.json").read_text())
    story = value["story"]
    remarks = [remark.partition(": ") for remark in value["remarks"]]
    return Draft(
        story=unpack({**story, "body": "\n".join(story.get("body", []))}),
        distributor=value["distributor"],
        remarks=tuple(Remark(field=field, message=message) for field, _, message in remarks),
        left_out="\n".join(value["left_out"]),
        confidence=tuple(value["confidence"].items()),
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_a_person_reads_it(name):
    assert read((FIXTURES / f"{name}.txt").read_bytes()) == expected(name)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_recognised_as_text(name):
    assert recognise((FIXTURES / f"{name}.txt").read_bytes()) == "text"


def test_the_plainest_release_fills_every_field_that_it_has():
    draft = read(make_release())
    assert replace(draft.story, id="urn:x") == make_story()
    assert (draft.remarks, draft.left_out) == ((), "")


# -- The law: nothing is lost ------------------------------------------------------------------------------------------

# Words of a dateline or a byline whose meaning stands in a field.
OF_DATELINES = frozenset({
    "le", "den", "el", "dem", "il", "em", "a", "on", "dated", "de", "del", "of",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    *"年月日号電电讯訊据令和",
})  # fmt: skip
OF_BYLINES = frozenset({
    "by", "and", "et", "und", "par", "por", "von", "di", "door", "text", "written", "words", "story", "reporting", "author",
    "기자", *"记者記者通讯员作者文撰稿",
})  # fmt: skip
MOST_WORDS_OF_A_DATELINE = 10
WORD = re.compile(r"[\u3000-\u30ff\u3400-\u9fff]|[^\W\u3000-\u30ff\u3400-\u9fff]+")


def words(printed: str) -> Counter[str]:
    return Counter(word.casefold() for word in WORD.findall(printed) if word.strip("_") and word[:1].isalnum())


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?a\b[^>]*>", "", html)))


def lost(document: str, draft: Draft) -> Counter[str]:
    """The words of the document that are in no field, not in the body and not among what was left out."""
    story = draft.story
    made_up = dict(draft.confidence)["headline"] == 0.3
    said = [remark.message for remark in draft.remarks if remark.field in ("dateline", "source", "distributor")]
    kept = words(
        "\n".join(
            [
                "" if made_up else story.headline,
                story.summary,
                text_of(story.body),
                story.dateline.place,
                story.closing_line,
                draft.left_out,
                *(
                    credit.name
                    for credit in story.credits
                    if not (credit.role is CreditRole.SOURCE and story.closing_line)
                ),
                *said,
            ]
        )
    )
    missing = words(document) - kept
    unexplained = Counter({word: count for word, count in missing.items() if not is_explained(word, draft)})
    bylines = sum(credit.role is CreditRole.BYLINE for credit in story.credits)
    allowed = MOST_WORDS_OF_A_DATELINE + 3 * bylines + story.body.count("<li>")
    return unexplained or (missing if missing.total() > allowed else Counter())


def is_explained(word: str, draft: Draft) -> bool:
    """Whether a field says what the word said."""
    story, day = draft.story, draft.story.dateline.day
    number = int(word) if word.isdecimal() else -1
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th|er|º|ª)", word)
    return (
        bool(story.dateline != Dateline() and word in OF_DATELINES)
        or bool(story.byline and word in OF_BYLINES)
        or bool(day and (number in (day.day, day.month, day.year, day.year - 2018) or MONTHS.get(word) == day.month))
        or bool(day and ordinal and int(ordinal[1]) == day.day)
        or word in letters(draft.distributor)
        or 0 < number <= story.body.count("<li>")
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_a_sample_is_lost(name):
    document = (FIXTURES / f"{name}.txt").read_bytes()
    assert lost(decode(document).text, read(document)) == Counter()


PARTS = st.sampled_from(
    sorted({line for name in SAMPLES for line in decode((FIXTURES / f"{name}.txt").read_bytes()).text.split("\n")})
)
LINES = st.one_of(
    PARTS,
    PARTS,
    st.text(max_size=200),
    st.just(""),
    st.builds("{}{}{}".format, PARTS, st.sampled_from([" ", " - ", ", ", ": ", "（"]), PARTS),
    st.builds("{}{}".format, st.sampled_from(["  ", "- ", "> ", "1. ", "By ", "SOURCE ", "About "]), PARTS),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=25).map("\n".join))
def test_no_word_of_any_text_is_lost(document):
    try:
        draft = read(document)
    except UnreadableDocument:
        return
    assert lost(decode(document.encode()).text, draft) == Counter()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(document):
    try:
        draft = read(document)
    except UnreadableDocument:
        return
    assert draft.story.headline.strip()


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=15).map("\n".join))
def test_the_body_of_any_text_has_only_the_elements_that_the_parser_makes(document):
    try:
        body = read(document).story.body
    except UnreadableDocument:
        return
    link = r'<a href="(?:https?://|mailto:)[^"<>\s]+">'
    assert re.sub(rf"</?(?:p|h2|ul|ol|li|blockquote)>|{link}|</a>", "", body).count("<") == 0


# -- Bytes -------------------------------------------------------------------------------------------------------------

ACCENTED = make_release(headline="Été à Genève – « enfin »")


@pytest.mark.parametrize(
    "document",
    [
        ACCENTED.encode(),
        b"\xef\xbb\xbf" + ACCENTED.encode(),
        b"\xff\xfe" + ACCENTED.encode("utf-16-le"),
        b"\xfe\xff" + ACCENTED.encode("utf-16-be"),
        ACCENTED.replace("\n", "\r\n").encode(),
        ACCENTED.replace("\n", "\r").encode(),
        ACCENTED.replace("\n", "\u2028").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "crlf", "cr", "line separators"],
)
def test_encoding_and_line_ends_make_no_difference(document):
    assert read(document) == read(ACCENTED)


@pytest.mark.parametrize("encoding", ["cp1252", "gb18030"])
def test_an_encoding_that_had_to_be_guessed_is_said(encoding):
    headline = {"cp1252": "Été à Genève – « enfin »", "gb18030": "古茶道重新向徒步者开放，两年修缮完成"}[encoding]
    draft = read(make_release(headline=headline, dateline="GENEVA, 23 November 2026 -- ").encode(encoding))
    assert draft.story.headline == headline
    assert "not UTF-8" in draft.remarks[0].message


def test_bytes_that_windows_leaves_open_are_dropped_and_said():
    draft = read(make_release(headline="Caf\xe9 \x81open").encode("latin-1", "replace"))
    assert draft.story.headline == "Café open"
    assert "1 unprintable character was dropped." in [remark.message for remark in draft.remarks]


def test_controls_and_halves_of_characters_are_dropped_and_said():
    draft = read(make_release(headline="Fer\x00ry \ud83dto\ufffe run\x1b on sunlight"))
    assert draft.story.headline == "Ferry to run on sunlight"
    assert Remark(field="body", message="4 unprintable characters were dropped.") in draft.remarks


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\x01\x02", "binary"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04word/document.xml", "a zip file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        ("a release".encode("utf-32"), "UTF-32"),
        ("a release without a mark".encode("utf-16-le"), "binary"),
        (bytes(range(256)) * 10, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(document, found):
    with pytest.raises(UnreadableDocument, match=found):
        text.read(document)
    assert not text.recognises(document)


@pytest.mark.parametrize(
    "document",
    [
        b"<?xml version='1.0'?><rss/>",
        b"\xef\xbb\xbf  <!DOCTYPE html><p>x",
        b"\xff\xfe" + "<rss>".encode("utf-16-le"),
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b'[{"title": "x"}]',
        b"{}",
    ],
)
def test_xml_html_and_json_are_left_to_their_parsers(document):
    assert not text.recognises(document)


@pytest.mark.parametrize(
    "document", ["[서울=연합뉴스] 나룻배", "{sic} a word", "< 5 per cent of people", "é" * 5000, "新" * 5000]
)
def test_text_that_begins_like_a_format_is_text_all_the_same(document):
    assert text.recognises(document.encode())


# -- Headline and summary ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("The lake froze. It thawed.", "The lake froze"),
        ("Dr. Roth of the U.S. Lake Office spoke. He left.", "Dr. Roth of the U.S. Lake Office spoke"),
        ("Is it cold? Yes.", "Is it cold?"),
        (
            "The director of the Lake Museum said at the opening on Sunday that the collection of negatives was saved.",
            "The director of the Lake Museum said at the opening on Sunday that the collection of…",
        ),
        ("湖上的渡船将从明年春天起只靠阳光航行。船长三十米。", "湖上的渡船将从明年春天起只靠阳光航行"),
    ],
)
def test_a_headline_is_made_from_the_first_sentence_when_there_is_none(sentence, headline):
    draft = read(f"{sentence}\n\nThe second paragraph.")
    assert draft.story.headline == headline
    assert dict(draft.confidence)["headline"] == 0.3
    assert draft.remarks[0].field == "headline"


def test_a_made_headline_takes_nothing_from_the_body():
    assert read("The lake froze. It thawed.").story.body == "<p>The lake froze. It thawed.</p>"


def test_a_headline_goes_on_in_the_next_line_when_that_begins_small():
    assert read(make_release(headline="Ferry to run\non sunlight")).story.headline == "Ferry to run on sunlight"


def test_a_headline_may_end_with_a_full_stop_when_a_dateline_follows():
    assert read(make_release(headline="Ferry to run on sunlight.")).story.headline == "Ferry to run on sunlight."


def test_what_stands_under_the_headline_is_the_summary():
    draft = read(make_release(headline="Ferry to run on sunlight\n\nNo fuel, no noise"))
    assert draft.story.summary == "No fuel, no noise"
    assert "summary" in [remark.field for remark in draft.remarks]


# -- Datelines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "place", "day", "carrier"),
    [
        ("BEIJING, Nov. 23, 2026 /PRNewswire/ -- ", "BEIJING", "2026-11-23", "PRNewswire"),
        ("BEIJING, Nov. 23 (Xinhua) -- ", "BEIJING", "--11-23", "Xinhua"),
        ("GENEVA, 24 November 2026 – ", "GENEVA", "2026-11-24", ""),
        ("GENEVA (24 November 2026) – ", "GENEVA", "2026-11-24", ""),
        ("GENEVA (Switzerland), 24 November 2026 – ", "GENEVA (Switzerland)", "2026-11-24", ""),
        ("GENEVA, Tuesday, 24 November 2026 – ", "GENEVA", "2026-11-24", ""),
        ("GENEVA/NEW YORK, 24 November 2026 – ", "GENEVA/NEW YORK", "2026-11-24", ""),
        ("NEW YORK, N.Y. and LONDON, Nov. 23, 2026 /PRNewswire/ -- ", "NEW YORK, N.Y. and LONDON", "2026-11-23", "PRNewswire"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "None", "BUSINESS WIRE"),
        ("SAN DIEGO, Nov. 23, 2026 (GLOBE NEWSWIRE) -- ", "SAN DIEGO", "2026-11-23", "GLOBE NEWSWIRE"),
        ("NEW YORK, NY / ACCESS Newswire / November 23, 2026 / ", "NEW YORK, NY", "2026-11-23", "ACCESS Newswire"),
        ("LONDON, UK, November 23, 2026 /EINPresswire.com/ -- ", "LONDON, UK", "2026-11-23", "EINPresswire.com"),
        ("HONG KONG SAR - Media OutReach Newswire - 23 November 2026 - ", "HONG KONG SAR", "2026-11-23", "Media OutReach Newswire"),
        ("Vancouver, British Columbia--(Newsfile Corp. - November 23, 2026) - ", "Vancouver, British Columbia", "2026-11-23", "Newsfile Corp."),
        ("XI'AN, China, Nov. 23, 2026 /PRNewswire/ -- ", "XI'AN, China", "2026-11-23", "PRNewswire"),
        ("AIX-EN-PROVENCE, France, Nov. 23, 2026 -- ", "AIX-EN-PROVENCE, France", "2026-11-23", ""),
        ("'S-HERTOGENBOSCH, Netherlands, Nov. 23, 2026 -- ", "'S-HERTOGENBOSCH, Netherlands", "2026-11-23", ""),
        ("SÃO PAULO, 23 de novembro de 2026 /PRNewswire/ -- ", "SÃO PAULO", "2026-11-23", "PRNewswire"),
        ("PARIS, le 1er décembre 2026 – ", "PARIS", "2026-12-01", ""),
        ("PARIS (AFP) - ", "PARIS", "None", "AFP"),
        ("Berlin (dpa) - ", "Berlin", "None", "dpa"),
        ("WIEN, 23. November 2026 – ", "WIEN", "2026-11-23", ""),
        ("MADRID, 23 Nov. (EUROPA PRESS) - ", "MADRID", "--11-23", "EUROPA PRESS"),
        ("New Delhi, November 23, 2026: ", "New Delhi", "2026-11-23", ""),
        ("WASHINGTON (AP) — ", "WASHINGTON", "None", "AP"),
        ("24 November 2026 – ", "", "2026-11-24", ""),
        ("新华社北京11月22日电 ", "北京", "--11-22", "新华社"),
        ("（新华社北京11月22日电）", "北京", "--11-22", "新华社"),
        ("据新华社北京11月22日电 ", "北京", "--11-22", "新华社"),
        ("中国日报网北京2026年11月22日讯 ", "北京", "2026-11-22", "中国日报网"),
        ("北京2026年11月23日 /美通社/ -- ", "北京", "2026-11-23", "美通社"),
        ("【東京2026年11月23日PR Newswire】", "東京", "2026-11-23", "PR Newswire"),
        ("【北京共同】", "北京", "None", "共同"),
        ("東京, 令和8年11月23日 -- ", "東京", "2026-11-23", ""),
        ("(서울=연합뉴스) 홍길동 기자 = ", "서울", "None", "연합뉴스"),
        ("TOKYO, Nov. 23 Kyodo - ", "TOKYO", "--11-23", "Kyodo"),
        ("GENEVA, 24 November 2026 (WHO) – ", "GENEVA", "2026-11-24", "WHO"),
        ("PARIS (France) — ", "PARIS (France)", "None", ""),
    ],
)  # fmt: skip
def test_a_dateline_is_read_in_many_spellings(dateline, place, day, carrier):
    found = dateline_in(f"{dateline}The story.")
    assert found
    assert (found.place, str(found.day), found.carrier, found.phrase, found.rest) == (
        place,
        day,
        carrier,
        dateline,
        "The story.",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO - the alliance - met on Monday.",
        "NATO — the alliance — met on Monday.",
        "UPDATE — The president has spoken.",
        "In Geneva, 24 November 2026 – the day of the lake – was cold.",
        "A 20-year study - the first - was published.",
        "The minister said on November 23, 2026 - a Monday - that it rained.",
        "BEIJING, Feb. 30, 2026 /PRNewswire/ -- There is no such day.",
        "【独占】湖の渡し船",
        "He said: Nov. 23, 2026 -- remember the day.",
        "SCRANTON, PA - The mayor has spoken.",
    ],
)
def test_a_sentence_is_no_dateline(sentence):
    assert dateline_in(sentence) is None


def test_a_place_alone_is_a_dateline_before_a_long_dash_and_said():
    draft = read(make_release(dateline="WASHINGTON — "))
    assert draft.story.dateline == Dateline(place="WASHINGTON")
    assert draft.remarks == (Remark(field="dateline", message="“WASHINGTON —” was read as the dateline."),)


@pytest.mark.parametrize(
    ("printed", "today", "day"),
    [
        ("Dec. 30", date(2026, 11, 23), date(2025, 12, 30)),
        ("Nov. 23", date(2026, 11, 23), date(2026, 11, 23)),
        ("Nov. 24", date(2026, 11, 23), date(2026, 11, 24)),
        ("Jan. 2", date(2026, 12, 30), date(2027, 1, 2)),
        ("Dec. 31", date(2027, 1, 2), date(2026, 12, 31)),
        ("Feb. 29", date(2026, 3, 1), date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(printed, today, day):
    draft = read(make_release(dateline=f"HARBIN, {printed} (Xinhua) -- "), today=today)
    assert draft.story.dateline.day == day
    assert f"{day.year} was taken because of {today}." in draft.remarks[0].message


def test_a_day_without_a_year_stays_open_when_nothing_tells_the_year():
    draft = read(make_release(dateline="HARBIN, Dec. 30 (Xinhua) -- "))
    assert draft.story.dateline == Dateline(place="HARBIN")
    assert draft.remarks[0].message == "“HARBIN, Dec. 30 (Xinhua) --” has no year: the day was left open."


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Nov. 23, 2026", "2026-11-23"), ("November 23rd, 2026", "2026-11-23"), ("23rd of November 2026", "2026-11-23"),
        ("1er décembre 2026", "2026-12-01"), ("23 de maio de 2026", "2026-05-23"), ("3 de marzo del 2026", "2026-03-03"),
        ("23. März 2026", "2026-03-23"), ("23 févr. 2026", "2026-02-23"), ("5 settembre 2026", "2026-09-05"),
        ("2026-11-23", "2026-11-23"), ("2026/11/23", "2026-11-23"), ("23.11.2026", "2026-11-23"), ("23/11/2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"), ("2026年11月23日", "2026-11-23"), ("11月23日", "--11-23"), ("令和8年1月3日", "2026-01-03"),
        ("2026년 11월 23일", "2026-11-23"), ("23 Nov.", "--11-23"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_spellings(printed, day):
    (found,) = days_in(f"x, {printed} y")
    assert (str(found.day), found.start, found.end) == (day, 3, 3 + len(printed))


@pytest.mark.parametrize(
    "printed",
    ["03/04/2026", "Feb. 30, 2026", "31 June 2026", "November 2026", "0 May", "2026-13-01", "23 people", "A¹¹0"],
)
def test_what_is_no_certain_day_is_none(printed):
    assert days_in(printed) == []


# -- Embargoes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("EMBARGOED UNTIL 10:00 GMT, 24 November 2026", "2026-11-24T10:00"),
        ("EMBARGOED UNTIL 10:00GMT, 24 November 2026", "2026-11-24T10:00"),
        ("Not for release before 9 a.m. ET on Tuesday, November 24, 2026", "2026-11-24T14:00"),
        ("Not for release before 9 a.m. ET on Wednesday, June 24, 2026", "2026-06-24T13:00"),
        ("禁发至北京时间2026年11月24日下午3时30分", "2026-11-24T07:30"),
        ("EMBARGO: 0001 GMT 24 Nov 2026", "2026-11-24T00:01"),
        ("EMBARGOED TO 00.01 HRS GMT ON TUESDAY 24 NOVEMBER 2026", "2026-11-24T00:01"),
        ("Sperrfrist: 24.11.2026, 10.00 Uhr MEZ", "2026-11-24T09:00"),
        ("UNDER EMBARGO UNTIL 24 NOVEMBER 2026 AT 14H00 CET", "2026-11-24T13:00"),
        ("Embargoed until noon PT 5 June 2026", "2026-06-05T19:00"),
        ("Embargo until 2026-11-24T10:00:00Z", "2026-11-24T10:00"),
        ("Embargo until 2026-11-24 10:00 +0800", "2026-11-24T02:00"),
        ("EMBARGOED FOR RELEASE 10:00 UTC+8 24 Nov 2026", "2026-11-24T02:00"),
        ("Embargo: 12 a.m. EST, 24 November 2026", "2026-11-24T05:00"),
        ("Embargo: 12 p.m. EST, 24 November 2026", "2026-11-24T17:00"),
        ("STRICT EMBARGO 00.01 GMT 24 November 2026", "2026-11-24T00:01"),
        ("**EMBARGOED** until 10:00 GMT, 24 November 2026", "2026-11-24T10:00"),
        ("Embargo lifts at 10 am GMT on 24 November 2026", "2026-11-24T10:00"),
        ("FOR RELEASE 10:00 GMT, 24 NOVEMBER 2026", "2026-11-24T10:00"),
        ("EMBARGO JUSQU'AU 24 novembre 2026 à 10h00 CET", "2026-11-24T09:00"),
        ("EMBARGADO HASTA las 10:00 CET del 24 de noviembre de 2026", "2026-11-24T09:00"),
    ],
)
def test_an_embargo_line_holds_the_story_until_its_moment(line, moment):
    draft = read(make_release(above=line))
    assert draft.story.embargoed_until == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert draft.left_out == line
    assert dict(draft.confidence)["embargoed_until"] == 0.95


@pytest.mark.parametrize(
    ("line", "moment", "doubt"),
    [
        ("EMBARGOED UNTIL 10:00 CST 24 November 2026", "2026-11-24T16:00", "the later moment, US Central, was taken"),
        ("EMBARGOED UNTIL 10:00 IST 24 November 2026", "2026-11-24T09:00", "the latest moment, Irish, was taken"),
        ("EMBARGOED UNTIL 10:00, 24 November 2026", "2026-11-24T10:00", "no time zone, so UTC was taken"),
        ("EMBARGOED UNTIL 10:00 XYZT, 24 November 2026", "2026-11-24T10:00", "“XYZT” is not known, so UTC was taken"),
        ("EMBARGOED UNTIL 10:00 local time, 24 November 2026", "2026-11-24T10:00", "“local time” is not known"),
        ("EMBARGOED UNTIL 24 November 2026", "2026-11-24T00:00", "no hour, so the beginning of the day was taken"),
        ("EMBARGOED UNTIL midnight GMT, 24 November 2026", "2026-11-25T00:00", "was read as 2026-11-25 00:00 UTC"),
    ],
)
def test_what_an_embargo_leaves_unsaid_is_taken_late_and_said(line, moment, doubt):
    draft = read(make_release(above=line))
    assert draft.story.embargoed_until == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert doubt in draft.remarks[0].message


@pytest.mark.parametrize("where", ["above", "headline", "below"])
def test_an_embargo_is_found_wherever_it_stands(where):
    line = "EMBARGOED UNTIL 10:00 GMT, 24 November 2026"
    parts = {"above": line, "headline": f"Ferry to run on sunlight\n{line}", "below": f"{line}\nSOURCE Lake Ferries"}
    story = read(make_release(**{where: parts[where]})).story
    assert story.embargoed_until == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert replace(story, id="urn:x", embargoed_until=None) == make_story()


def test_an_embargo_may_take_two_lines():
    draft = read(make_release(above="STRICTLY EMBARGOED\nuntil 10:00 GMT on 24 November 2026"))
    assert draft.story.embargoed_until == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_an_embargo_without_a_year_is_the_day_nearest_to_the_dateline():
    draft = read(make_release(above="EMBARGOED UNTIL 10:00 GMT, 2 January", dateline="GENEVA, 30 December 2026 – "))
    assert draft.story.embargoed_until == datetime(2027, 1, 2, 10, tzinfo=UTC)


def test_the_last_of_two_embargoes_holds():
    draft = read(make_release(above="EMBARGO: 10:00 GMT, 25 November 2026\nEMBARGO: 10:00 GMT, 24 November 2026"))
    assert draft.story.embargoed_until == datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "label",
    [
        "NEWS RELEASE – EMBARGOED UNTIL 10:00 GMT, 24 November 2026",
        "Note: under embargo until 10:00 GMT, 24 November 2026",
    ],
)
def test_an_embargo_inside_a_label_holds(label):
    draft = read(make_release(above=label))
    assert draft.story.embargoed_until == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert draft.left_out == label


def test_an_embargo_inside_a_sentence_holds_and_the_sentence_stays():
    story = read(make_release(below="This report is under embargo until 10:00 GMT, 24 November 2026.")).story
    assert story.embargoed_until == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert "This report is under embargo" in story.body


def test_an_embargo_on_a_long_line_holds_and_stays_in_the_text():
    line = "EMBARGOED UNTIL 10:00 GMT, 24 November 2026, and a sentence of two hundred letters" + " and more" * 20 + "."
    story = read(make_release(below=line)).story
    assert story.embargoed_until == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert line in story.body


@pytest.mark.parametrize(
    "line", ["STRICTLY EMBARGOED", "Embargoed until further notice", "EMBARGOED UNTIL 10:00 GMT, 24 November"]
)
def test_an_embargo_that_cannot_be_read_withholds_the_story(line):
    draft = read(make_release(above=line, dateline="GENEVA -- "))
    assert (draft.story.status, draft.story.embargoed_until) == (PublishingStatus.WITHHELD, None)
    assert dict(draft.confidence)["embargoed_until"] == 0


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo on chips widens",
        "Embargo: what it means for the trade in chips",
        "Embargoed goods are seized in the port",
    ],
)
def test_news_about_an_embargo_is_under_none(headline):
    story = read(make_release(headline=headline)).story
    assert (story.headline, story.embargoed_until, story.status) == (headline, None, PublishingStatus.USABLE)


def test_not_for_release_in_a_country_is_no_embargo():
    below = "Not for release, publication or distribution in Canada or Japan.\n\nSOURCE Lake Ferries"
    assert read(make_release(below=below)).story.status is PublishingStatus.USABLE


# -- Source ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names", "closing_line"),
    [
        ("SOURCE China Daily", ["China Daily"], "SOURCE China Daily"),
        ("SOURCE: China Daily", ["China Daily"], "SOURCE: China Daily"),
        ("SOURCE – China Daily", ["China Daily"], "SOURCE – China Daily"),
        ("SOURCE -- China Daily", ["China Daily"], "SOURCE -- China Daily"),
        ("Source: China Daily.", ["China Daily"], "Source: China Daily."),
        ("Source: Acme Glass, Inc.", ["Acme Glass, Inc."], "Source: Acme Glass, Inc."),
        ("(Source: China Daily)", ["China Daily"], "Source: China Daily"),
        ("来源：中国日报", ["中国日报"], "来源：中国日报"),
        ("（来源：中国日报）", ["中国日报"], "来源：中国日报"),
        ("来源：中国日报 作者：林梅", ["中国日报"], "来源：中国日报 作者：林梅"),
        ("FUENTE China Daily", ["China Daily"], "FUENTE China Daily"),
        ("QUELLE: China Daily", ["China Daily"], "QUELLE: China Daily"),
        (
            "SOURCE Port of Hamburg; Port of Kiel",
            ["Port of Hamburg", "Port of Kiel"],
            "SOURCE Port of Hamburg; Port of Kiel",
        ),
        ("SOURCE China Daily via PR Newswire", ["China Daily"], "SOURCE China Daily via PR Newswire"),
        ("SOURCE Xinhua", ["Xinhua"], "SOURCE Xinhua"),
    ],
)
def test_the_last_line_credits_the_source(line, names, closing_line):
    story = read(make_release(below=line)).story
    assert [credit.name for credit in story.credits] == names
    assert story.closing_line == closing_line
    assert story.body == make_story().body


@pytest.mark.parametrize(
    "distributor",
    ["PR Newswire", "PRNewswire", "美通社", "GlobeNewswire", "GLOBE NEWSWIRE", "Business Wire", "ACCESS Newswire", "EIN Presswire",
     "Newswire", "Cision", "AsiaNet"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["SOURCE {}", "News provided by {}", "BEIJING, Nov. 23, 2026 /{}/ -- "])
def test_a_distributor_is_never_the_source(distributor, place):
    line = place.format(distributor)
    release = {
        "S": make_release(below=line),
        "N": make_release(above=line, below=""),
        "B": make_release(dateline=line, below=""),
    }
    draft = read(release[place[0]])
    assert draft.story.source is None
    assert draft.distributor


def test_the_closing_line_wins_over_agency_and_provider():
    draft = read(make_release(above="News provided by\nLake Office", dateline="GENEVA, Nov. 23, 2026 (Xinhua) -- "))
    assert [credit.name for credit in draft.story.credits] == ["Lake Ferries"]
    assert "The dateline names “Xinhua”" in draft.remarks[0].message


def test_the_agency_of_the_dateline_wins_over_the_provider():
    draft = read(
        make_release(above="News provided by\nLake Office", dateline="GENEVA, Nov. 23, 2026 (Xinhua) -- ", below="")
    )
    assert [credit.name for credit in draft.story.credits] == ["Xinhua"]


def test_the_line_under_news_provided_by_is_no_headline_and_no_summary():
    story = read(make_release(headline="Ferry to run on sunlight\n\nNews provided by\n\nLake Office", below="")).story
    assert (story.headline, story.summary) == ("Ferry to run on sunlight", "")
    assert [credit.name for credit in story.credits] == ["Lake Office"]


def test_our_own_paper_is_no_source():
    draft = read("湖上渡船只靠阳光航行\n\n本报日内瓦11月23日电 湖上的渡船将从明年春天起只靠阳光航行，船主周一说。")
    assert draft.story.credits == ()
    assert "本报" in draft.remarks[-1].message


def test_no_source_is_said():
    draft = read(make_release(below=""))
    assert draft.story.credits == ()
    assert draft.remarks == (Remark(field="source", message="The text names no source: choose one."),)


def test_the_credit_may_stand_above_the_contact_block():
    story = read(make_release(below="SOURCE Lake Ferries\n\nMedia contact:\nAnna Roth\n+41 22 555 01 23")).story
    assert story.closing_line == "SOURCE Lake Ferries"


# -- Bylines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names", "position"),
    [
        ("By Jane Doe", ("Jane Doe",), ""),
        ("By JANE DOE, Associated Press", ("JANE DOE",), "Associated Press"),
        ("By Jane Doe and Jan van der Berg", ("Jane Doe", "Jan van der Berg"), ""),
        ("Par Jeanne Dupont et Jean-Luc Martin", ("Jeanne Dupont", "Jean-Luc Martin"), ""),
        ("Von Anna Müller", ("Anna Müller",), ""),
        ("作者：林梅", ("林梅",), ""),
        ("记者 何军 李梅", ("何军", "李梅"), ""),
    ],
)
def test_a_byline_names_its_writers(line, names, position):
    byline = byline_in(line)
    assert byline
    assert (byline.names, byline.position) == (names, position)


@pytest.mark.parametrize(
    ("byline", "source"),
    [
        ("By Jane Doe, The Lake Times", "The Lake Times"),
        ("By Jane Doe\nAP Medical Writer", "AP"),
        ("By Jane Doe, Staff Writer", None),
    ],
)
def test_a_byline_names_a_source_and_a_role_is_none(byline, source):
    draft = read(make_release(headline=f"Ferry to run on sunlight\n{byline}", below=""))
    assert (draft.story.source and draft.story.source.name) == source
    assert draft.story.byline == "Jane Doe"


@pytest.mark.parametrize("line", ["By the numbers", "By 2030 we will be there", "By Jane", "By ", "By night, by day"])
def test_a_line_that_begins_with_by_is_no_byline(line):
    assert byline_in(line) is None


# -- Body --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("• one\n\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("- one\n  goes on\n- two", "<ul><li>one goes on</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("（1）甲\n（2）乙", "<ol><li>甲</li><li>乙</li></ol>"),
        ("We will:\n- one\n- two", "<p>We will:</p>\n<ul><li>one</li><li>two</li></ul>"),
        ("– a single dash", "<p>– a single dash</p>"),
        ("2. two\n3. three", "<p>2. two</p>\n<p>3. three</p>"),
        ("> quoted\n> twice", "<blockquote><p>quoted</p><p>twice</p></blockquote>"),
        ("One line.\nAnother line.", "<p>One line.</p>\n<p>Another line.</p>"),
        ("a < b & \"c\" <script>", '<p>a &lt; b &amp; "c" &lt;script&gt;</p>'),
        ("About the Lake Ferries", "<h2>About the Lake Ferries</h2>"),
        ("\uf0b7 one", "<ul><li>one</li></ul>"),
        ("About 300 people came", "<p>About 300 people came</p>"),
    ],
)  # fmt: skip
def test_the_body_is_marked_up_as_it_is_set(written, html):
    assert body_of(written) == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("See https://a.example/b?c=d&e.", '<p>See <a href="https://a.example/b?c=d&amp;e">https://a.example/b?c=d&amp;e</a>.</p>'),
        ("(https://a.example/b_(c))", '<p>(<a href="https://a.example/b_(c)">https://a.example/b_(c)</a>)</p>'),
        ("详情见https://a.example/b。欢迎", '<p>详情见<a href="https://a.example/b">https://a.example/b</a>。欢迎</p>'),
        ("Write to a.b@c.example, please", '<p>Write to <a href="mailto:a.b@c.example">a.b@c.example</a>, please</p>'),
        ('HTTP://A.example"onclick=1', '<p><a href="HTTP://A.example">HTTP://A.example</a>"onclick=1</p>'),
        ("javascript:alert(1) https:// a@b", "<p>javascript:alert(1) https:// a@b</p>"),
    ],
)  # fmt: skip
def test_addresses_become_links(written, html):
    assert body_of(written) == html


def test_lines_that_a_program_broke_are_joined_and_lines_that_a_person_broke_are_not():
    wrapped = (
        "The boat is thirty metres long and takes one hundred and twenty\n"
        "passengers and no cars, and it crosses the lake in a little less\n"
        "than an hour when the weather is fair and the lake is calm."
    )
    address = "Lake Ferries\nQuay 4\nGeneva"
    assert body_of(f"{wrapped}\n\n{address}") == (
        f"<p>{wrapped.replace(chr(10), ' ')}</p>\n<p>Lake Ferries</p>\n<p>Quay 4</p>\n<p>Geneva</p>"
    )


def test_a_line_with_a_rule_of_its_length_under_it_is_a_heading():
    assert body_of("The boat\n--------\n\nIt is long.") == "<h2>The boat</h2>\n<p>It is long.</p>"
    assert body_of("The boat\n--------------------\n\nIt is long.") == "<p>The boat</p>\n<p>It is long.</p>"


def test_an_underlined_line_above_all_text_is_the_headline():
    assert read(make_release(headline="Ferry to run on sunlight\n========================")) == read(make_release())


def test_a_dateline_may_have_a_line_of_its_own():
    assert read(make_release(dateline="GENEVA, 23 November 2026 –\n")) == read(make_release())


def test_a_short_first_paragraph_is_no_summary():
    story = read(
        "Ferry to run on sunlight\n\nIt is quiet.\n\nA ferry that runs on sunlight alone will cross the lake."
    ).story
    assert (story.headline, story.summary, story.body.count("<p>")) == ("Ferry to run on sunlight", "", 2)


def test_a_headline_with_a_date_in_it_is_no_dateline():
    story = read(make_release(headline="Spring Fair Opens 23 May 2027", dateline="")).story
    assert (story.headline, story.dateline) == ("Spring Fair Opens 23 May 2027", Dateline())


def test_a_forwarded_release_is_read_as_it_was():
    forwarded = "".join(f"> {line}\n" if line else ">\n" for line in make_release().split("\n"))
    assert read(forwarded) == read(make_release())


def test_links_below_the_credit_are_left_out():
    draft = read(make_release(below="SOURCE Lake Ferries\n\nRelated Links\n\nhttps://ferry.example"))
    assert draft.story.closing_line == "SOURCE Lake Ferries"
    assert draft.left_out == "Related Links\nhttps://ferry.example"


def test_remarks_are_as_many_as_a_person_reads():
    remarks = read(make_release(below="Photo - https://a.example/1.jpg\n" * 1000 + "SOURCE Lake Ferries")).remarks
    assert len(remarks) == 41
    assert remarks[-1].message == "960 more remarks like these are not kept."


def test_contact_details_stay_in_the_body_and_are_said():
    draft = read(make_release(below="Media contact:\nAnna Roth\n\nSOURCE Lake Ferries"))
    assert draft.story.body == make_story().body + "\n<h2>Media contact</h2>\n<p>Anna Roth</p>"
    assert draft.remarks[0].message.startswith("The contact details from “Media contact:” on are in the body")


@pytest.mark.parametrize(
    "mark", ["ENDS", "-ENDS-", "- End -", "###", "# # #", "-30-", "– 30 –", "(END)", "（完）", "Enditem", "-----"]
)
def test_end_marks_are_left_out(mark):
    draft = read(make_release(below=f"{mark}\n\nSOURCE Lake Ferries"))
    assert (replace(draft.story, id="urn:x"), draft.left_out) == (make_story(), mark)


@pytest.mark.parametrize(
    "label", ["FOR IMMEDIATE RELEASE", "For immediate release – 23 November 2026", "PRESS RELEASE", "新闻稿"]
)
def test_labels_above_the_headline_are_left_out(label):
    draft = read(make_release(above=label))
    assert (replace(draft.story, id="urn:x"), draft.left_out) == (make_story(), label)


def test_what_distributors_add_is_left_out_and_said():
    original = "Cision View original content to download multimedia:\nhttps://www.example.org/n.html"
    draft = read(make_release(below=f"{original}\n\nSOURCE Lake Ferries"))
    assert (replace(draft.story, id="urn:x"), draft.left_out) == (make_story(), original)
    assert draft.remarks[0].message == "Left out from “Cision View original content to download multimedia:” on."


def test_view_original_in_the_middle_takes_nothing_of_the_text_with_it():
    paragraphs = [f"This is paragraph {number} of the text." for number in range(30)]
    document = make_release(below="\n\n".join(["View original content: https://a.example/", *paragraphs]))
    assert read(document).story.body.count("<p>") == 31


# -- Identity and language ---------------------------------------------------------------------------------------------


def test_the_same_release_has_the_same_id_however_it_came():
    first = read(make_release()).story.id
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", first)
    assert read(make_release(body="A corrected body, of two sentences. It is longer.")).story.id == first
    assert read(make_release(headline="FERRY to run  on sunlight").encode("utf-16")).story.id == first


@pytest.mark.parametrize(
    "other",
    [{"headline": "Another ferry"}, {"below": "SOURCE China Daily"}, {"dateline": "GENEVA, 24 November 2026 – "}],
)
def test_another_source_headline_or_day_makes_another_id(other):
    assert read(make_release(**other)).story.id != read(make_release()).story.id


def test_the_day_of_reading_changes_the_year_and_not_the_id():
    document = make_release(dateline="HARBIN, Dec. 30 -- ")
    drafts = [read(document, today=today) for today in (None, date(2026, 12, 31), date(2027, 12, 31))]
    assert len({draft.story.id for draft in drafts}) == 1
    assert [draft.story.dateline.day for draft in drafts] == [None, date(2026, 12, 30), date(2027, 12, 30)]


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("湖上的渡船", "zh"),
        ("湖の渡し船", "ja"),
        ("호수 나룻배", "ko"),
        ("عبّارة البحيرة", "ar"),
        ("Паром на озере", "ru"),
        ("Ferry", "en"),
    ],
)
def test_the_script_tells_the_language(printed, language):
    assert read(f"{printed}\n\n{printed} {printed}.").story.language == language


def test_a_language_that_was_given_wins():
    assert read(make_release(), language="fr-CH").story.language == "fr-CH"


# -- Size --------------------------------------------------------------------------------------------------------------

WORST = {
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "blank lines with spaces": lambda n: "a" + " \n" * (n // 2) + "b",
    "one line": lambda n: "word " * (n // 5),
    "one word": lambda n: "a" * n,
    "short lines": lambda n: "ab\n" * (n // 3),
    "paragraphs": lambda n: "A sentence of some words.\n\n" * (n // 27),
    "capitals": lambda n: "A" * n,
    "capital words": lambda n: "AB " * (n // 3),
    "dashes": lambda n: "--" * (n // 2),
    "dashed words": lambda n: "A -- " * (n // 5),
    "stars": lambda n: "* " * (n // 2),
    "bullets": lambda n: "- a\n" * (n // 4),
    "numbers": lambda n: "1. a\n" * (n // 5),
    "quotation marks": lambda n: "> " * (n // 2),
    "quoted lines": lambda n: "> a\n" * (n // 4),
    "brackets": lambda n: "(" * n,
    "slashes": lambda n: "/ " * (n // 2),
    "addresses": lambda n: "https://a.example/ " * (n // 19),
    "an address": lambda n: "https://" + "a" * n,
    "an address and its brackets": lambda n: "https://a" + ").(" * (n // 3),
    "schemes": lambda n: "https://" * (n // 8),
    "at signs": lambda n: "a@" * (n // 2),
    "dots": lambda n: "a." * (n // 2),
    "mail domains": lambda n: "a@" + "b." * (n // 2),
    "digits": lambda n: "1" * n,
    "days": lambda n: "Nov. 23, 2026 " * (n // 14),
    "embargoes": lambda n: "EMBARGO: 24 November 2026\n" * (n // 26),
    "embargoes without a day": lambda n: "EMBARGO\n" * (n // 8),
    "an embargo and more": lambda n: "EMBARGO " + "10:00 " * (n // 6),
    "credits": lambda n: "SOURCE A\n" * (n // 9),
    "closing signs": lambda n: "x" + "（完）" * (n // 3),
    "closing brackets": lambda n: "x（来源：" * (n // 5),
    "originals": lambda n: "View original content\n" * (n // 22),
    "bylines": lambda n: "By Jane Doe\n" * (n // 12),
    "a byline": lambda n: "By " + "Jane and " * (n // 9),
    "commas": lambda n: "," * n,
    "tabs": lambda n: "\t" * n + "a",
    "Chinese": lambda n: "新华社" * (n // 3),
    "Chinese lines": lambda n: "新华社\n" * (n // 4),
    "combining accents": lambda n: "e" + "\u0301" * n,
    "joiners": lambda n: "\u200d" * n,
    "control characters": lambda n: "ab\x01cdefghijklm" * (n // 14),
    "wrapped lines": lambda n: ("word " * 14 + "\n") * (n // 71),
    "growing indents": lambda n: "".join(" " * (k % 40) + "a\n" for k in range(n // 22)),
    "contacts": lambda n: "Contact:\na\n\n" * (n // 12),
    "abouts": lambda n: "About A\n\n" * (n // 9),
    "rules": lambda n: "-----\n" * (n // 6),
    "ampersands": lambda n: "&" * n,
}  # fmt: skip


def cost(document: bytes) -> float:
    """Processor seconds that reading takes, the least of two."""
    costs = []
    for _ in range(2):
        start = time.process_time()
        text.read(document)
        costs.append(time.process_time() - start)
    return min(costs)


@pytest.mark.parametrize("letters_of", WORST.values(), ids=WORST)
def test_time_grows_as_the_text_does(letters_of: Callable[[int], str]):
    small, large = cost(letters_of(8_000).encode()), cost(letters_of(64_000).encode())
    # Eight times the text; a square would take sixty-four times as long.
    assert large < 24 * max(small, 0.002)


def test_a_million_letters_and_a_hundred_thousand_blank_lines_are_read():
    paragraph = "A ferry that runs on sunlight alone. " * 27_000
    assert len(read(make_release(below=paragraph)).story.body) > 990_000
    assert read(make_release(below="\n" * 100_000 + "SOURCE Lake Ferries")).story.closing_line == "SOURCE Lake Ferries"


def test_an_embargo_is_read_in_linear_time_from_its_worst_line():
    assert embargo_in("EMBARGO " + "1" * 200).day is None
