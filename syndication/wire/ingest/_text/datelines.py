"""The dateline before the first sentence: `BEIJING, Nov. 23, 2026 /PRNewswire/ --` and its relatives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from syndication.wire.ingest._text.dates import Day, days_in
from syndication.wire.ingest._text.names import distributor_in, is_agency
from syndication.wire.ingest._text.people import people_in

__all__ = ["FoundDateline", "dateline_in", "place_and_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDateline:
    """What stands in a dateline, and what follows it. `carrier` is the agency or distributor as printed."""

    phrase: str
    rest: str = ""
    place: str = ""
    day: Day | None = None
    carrier: str = ""
    writers: tuple[str, ...] = ()


LONGEST = 240  # characters in which a dateline must have ended
# What ends a dateline. A long dash can do so alone; a lone hyphen, a colon and a slash are in sentences too.
END = re.compile(
    r"\s*(?P<dash>--+|[—–]+)|\s(?P<hyphen>-)(?=\s)|(?P<colon>[:：])(?=\s)|\s(?P<equals>=)(?=\s)|(?<=/)(?=\s)"
)
DASHES = re.compile(r"\s*(?:--+|[—–]+|-(?=\s))?\s*")
CARRIER = re.compile(
    r"/\s*(?P<slashed>[^/()\d]{2,60}?)\s*/|[（(\[]\s*(?P<bracketed>[^()（）\[\]\d]{2,60}?)\s*[)）\]]"
    r"|\s-\s(?P<hyphened>[^-\d]{3,40}?)\s(?:-\s|$)"
)
WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag)\b",
    re.IGNORECASE,
)
EDGES = re.compile(r"^[\s,，./·|()（）–—-]+|(?:[\s,，/·|(（)）–—-]|\b(?:le|el|den|dem|il|em|a|on|dated))+$")
CONNECTIVES = frozenset({
    "a", "al", "am", "an", "and", "auf", "aux", "bei", "da", "das", "de", "del", "den", "der", "des", "di", "do",
    "dos", "du", "e", "el", "en", "et", "im", "in", "la", "las", "le", "les", "los", "near", "ob", "of", "on", "sous",
    "sur", "the", "u", "und", "upon", "y", "&", "/",
})  # fmt: skip
# What begins a sentence or a label and no place.
NO_PLACE = frozenset({
    "after", "analysis", "at", "before", "breaking", "by", "correction", "editors", "embargo", "exclusive", "factbox",
    "for", "from", "in", "interview", "media", "news", "note", "on", "opinion", "photo", "photos", "press", "release",
    "since", "summary", "update", "updated", "urgent", "video", "watch",
})  # fmt: skip
MOST_WORDS = 12
ARTICLE = re.compile(r"\b(?:le|el|den|dem|il|em|a|on)\s*$")
APART = tuple(",，、|/(（–—-:：")

HAN = r"[\u3400-\u9fff]"
CJK_DAY = r"(?P<day>(?:(?:\d{4}|令和\d{1,2})\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日)"
ASIAN = tuple(
    re.compile(shape)
    for shape in (
        # 新华社北京11月22日电（记者张三、李四）
        rf"[（(]?据?(?P<carrier>{HAN}{{1,8}}?(?:[社报報][网網]?|[网網]))(?P<place>{HAN}{{2,12}}?)\s?{CJK_DAY}\s?[电電讯訊][）)]?"
        r"(?:\s?[（(]\s?(?:记者|記者|通讯员)[\s:：]?(?P<writers>[^（）()]{2,40})[)）])?",
        # 【東京2026年11月23日時事】
        rf"[【［\[（(](?P<place>[\u3040-\u30ff\u3400-\u9fff]{{2,12}}?)[\s=＝]?{CJK_DAY}?[\s=＝]?"
        r"(?P<carrier>共同通信|共同|時事通信|時事|PR\s?Newswire|美通社)?[】］\]）)]",
        # (서울=연합뉴스) 홍길동 기자 =
        r"[\[(](?P<place>[가-힣]{2,10})\s?=\s?(?P<carrier>[가-힣]{2,10}\d?)[\])](?:\s?(?P<writers>[가-힣]{2,4})\s기자)?(?:\s?=)?",
    )
)
OWN_PAPER = frozenset({"本报", "本報", "本社", "本网", "本網"})


def dateline_in(paragraph: str) -> FoundDateline | None:
    """Find the dateline that `paragraph` begins with.

    It must have a day, an agency or a distributor, or at the least a place in capitals before a long dash with a
    new sentence behind it: `NATO - the alliance - met` is none.
    """
    head = paragraph[:LONGEST]
    found = asian(head) or western(head)
    if not found:
        return None
    return replace(found, rest=paragraph[len(found.phrase) :].lstrip())


def place_and_day(line: str) -> FoundDateline | None:
    """Read a line that is place and day and no more: `Brussels, 23 November 2026`, but not `Fair Opens 23 May 2026`."""
    lead = read_lead(line) if len(line) <= LONGEST else None
    days = days_in(line) if lead and lead.place else []
    apart = days and ARTICLE.sub("", line[: days[0].start]).rstrip()[-1:] in APART
    return replace(lead, phrase=line) if lead and apart and days[0].day.year else None


def asian(head: str) -> FoundDateline | None:
    """Chinese, Japanese and Korean ways, which need no dash."""
    for shape in ASIAN:
        match = shape.match(head)
        parts = match.groupdict() if match else {}
        if match and (parts.get("day") or parts["carrier"]):
            days = days_in(parts.get("day") or "")
            return FoundDateline(
                phrase=match.group() + (DASHES.match(head, match.end()) or match).group(),
                place=parts["place"],
                day=days[0].day if days else None,
                carrier=parts["carrier"] or "",
                writers=people_in(parts.get("writers") or ""),
            )
    return None


def western(head: str) -> FoundDateline | None:
    """The reading that explains most, of two alike the shorter."""
    readings = list(readings_of(head))
    return max(readings, key=lambda found: bool(found.day) + bool(found.carrier), default=None)


def readings_of(head: str) -> Iterator[FoundDateline]:
    for end in END.finditer(head):
        lead = read_lead(head[: end.start()])
        if lead and may_end(lead, end, head[end.end() :]):
            dashes = DASHES.match(head, end.end())
            yield replace(lead, phrase=head[: dashes.end() if dashes else end.end()])


def may_end(lead: FoundDateline, end: re.Match[str], rest: str) -> bool:
    """Whether what stands at `end` is enough to make `lead` a dateline."""
    known = is_agency(lead.carrier) or bool(distributor_in(lead.carrier))
    if end["dash"]:
        city = lead.place.partition("(")[0]
        return bool(lead.day) or known or (city.isupper() and len(city) > 2 and begins_sentence(rest))
    if end["hyphen"] or end["equals"]:
        return bool(lead.day) or known
    return bool(lead.day) if end["colon"] else known


def begins_sentence(text: str) -> bool:
    first = text.lstrip(" \t\"'“‘«„(-–—")[:1]
    return first.isupper() or first.isdigit()


def read_lead(lead: str) -> FoundDateline | None:
    """Take apart what stands before the dash: place, day and carrier in any order; None when something is left."""
    days = days_in(lead)
    if len(days) > 1:
        return None
    carrier = ""
    for day in days:
        before, behind = lead[: day.start], lead[day.end :]
        if behind[:2].strip().isalnum() and is_agency(behind):
            carrier, behind = behind.strip(), ""  # TOKYO, Nov. 23 Kyodo -
        lead = WEEKDAY.sub("", f"{before} {behind}")
    if not carrier:
        carrier, lead = take_carrier(lead, is_dated=bool(days))
    place = " ".join(EDGES.sub("", lead).split())
    if place.count("(") > place.count(")"):
        place += ")"  # GENEVA (Switzerland)
    if not (is_place(place) or (days and not place)):
        return None
    return FoundDateline(phrase="", place=place, day=days[0].day if days else None, carrier=carrier)


def take_carrier(lead: str, *, is_dated: bool) -> tuple[str, str]:
    """Name the agency or distributor in `lead`, and return what is left."""
    for match in reversed(list(CARRIER.finditer(lead))):
        name = EDGES.sub("", match["slashed"] or match["bracketed"] or match["hyphened"])
        known = is_agency(name) or bool(distributor_in(name))
        # Brackets behind the place may hold a country: PARIS (France) —; behind the day only an agency stands.
        likely = match["slashed"] or (match["bracketed"] and match.end() >= len(lead.rstrip()))
        if name and (known or (is_dated and likely)):
            return name, f"{lead[: match.start()]} {lead[match.end() :]}"
    return "", lead


def is_place(text: str) -> bool:
    """Whether this is written like a place or two: capitalised words, small ones between them, no digits."""
    words = text.replace("/", " / ").split()
    return (
        bool(words)
        and len(words) <= MOST_WORDS
        and words[0].strip(",.:").casefold() not in NO_PLACE
        and words[0] not in CONNECTIVES
        and all(word in CONNECTIVES or is_capitalised(word) for word in words)
        and sum(map(str.isalpha, text)) >= 2
    )


def is_capitalised(word: str) -> bool:
    letters = word.lstrip("('’")
    # A script without capitals has no way to say that a word is a name.
    first = letters[2:3] if letters[:2].casefold() in {"d'", "d’", "l'", "l’"} and letters[2:3] else letters[:1]
    return first.isalpha() and not first.islower() and not any(c.isdigit() or c in ';:!?"“”«»=' for c in word)
