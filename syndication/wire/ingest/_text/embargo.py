"""The moment that an embargo line names. Where words allow two moments the later is taken, so that nothing leaks."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from syndication.wire.ingest._text.dates import Day, FoundDay, days_in
from syndication.wire.ingest._text.pieces import Piece
from syndication.wire.ingest._text.signs import EMBARGO, LONGEST_SIGN, Kind, is_statement
from syndication.wire.sentences import gettext_noop

__all__ = ["Embargo", "Embargoes", "take_embargoes"]

LONGEST_SECOND_LINE = 80  # characters; what is longer may be the first paragraph with its dateline
# "Embargo: what it means for chips" is a headline.
IS_MEANT = re.compile(r"^[^a-z]*$|^.{0,25}$|\b(?i:until|till?|before)\b|[\u3400-\u9fff]")
NEAR_THE_BEGINNING = 12  # pieces among which a line that says embargo and no day is one all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A time zone as printed, and what to say about how it was understood."""

    tz: tzinfo
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """What an embargo line says: a day, and a moment of it once the day's year is known."""

    line: str
    day: Day | None
    clock: timedelta | None
    zone: Zone | None

    def until(self, reference: date | None) -> datetime | None:
        """The moment in UTC, None when it cannot be known; a missing year is taken from `reference`."""
        day = self.day.nearest(reference) if self.day else None
        if day is None:
            return None
        midnight = datetime.combine(day, time())
        zone = self.zone.tz if self.zone else UTC
        return (midnight + (self.clock or timedelta())).replace(tzinfo=zone).astimezone(UTC)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was not said and had to be taken for granted."""
        doubts: list[str] = []
        if self.clock is None:
            doubts.append(gettext_noop("It names no hour, so the beginning of the day was taken."))
        if self.zone is None:
            doubts.append(gettext_noop("It names no time zone, so UTC was taken."))
        elif self.zone.doubt:
            doubts.append(self.zone.doubt)
        return tuple(doubts)


def hours(offset: float) -> timezone:
    return timezone(timedelta(hours=offset))


ZONES: dict[str, Zone] = {
    **dict.fromkeys(("utc", "gmt", "z"), Zone(tz=UTC)),
    **dict.fromkeys(("et", "eastern", "eastern time", "new york time"), Zone(tz=ZoneInfo("America/New_York"))),
    **dict.fromkeys(("ct", "central time"), Zone(tz=ZoneInfo("America/Chicago"))),
    **dict.fromkeys(("mt", "mountain time"), Zone(tz=ZoneInfo("America/Denver"))),
    **dict.fromkeys(("pt", "pacific", "pacific time"), Zone(tz=ZoneInfo("America/Los_Angeles"))),
    **dict.fromkeys(("uk time", "london time", "london"), Zone(tz=ZoneInfo("Europe/London"))),
    **dict.fromkeys(
        ("paris time", "berlin time", "brussels time", "geneva time", "heure de paris"),
        Zone(tz=ZoneInfo("Europe/Paris")),
    ),
    **dict.fromkeys(("beijing time", "china time", "北京时间", "北京時間"), Zone(tz=hours(8))),
    **dict.fromkeys(("tokyo time", "日本時間", "jst", "kst"), Zone(tz=hours(9))),
    **dict.fromkeys(("hkt", "sgt", "hong kong time", "singapore time", "香港时间", "香港時間"), Zone(tz=hours(8))),
    **dict.fromkeys(("cet", "mez"), Zone(tz=hours(1))),
    **dict.fromkeys(("cest", "mesz"), Zone(tz=hours(2))),
    "est": Zone(tz=hours(-5)),
    "edt": Zone(tz=hours(-4)),
    "cdt": Zone(tz=hours(-5)),
    "mst": Zone(tz=hours(-7)),
    "mdt": Zone(tz=hours(-6)),
    "pst": Zone(tz=hours(-8)),
    "pdt": Zone(tz=hours(-7)),
    "bst": Zone(tz=hours(1)),
    "wet": Zone(tz=UTC),
    "eet": Zone(tz=hours(2)),
    "msk": Zone(tz=hours(3)),
    "sast": Zone(tz=hours(2)),
    "gst": Zone(tz=hours(4)),
    "brt": Zone(tz=hours(-3)),
    "aest": Zone(tz=hours(10)),
    "aedt": Zone(tz=hours(11)),
    "nzdt": Zone(tz=hours(13)),
    "nzst": Zone(tz=hours(12)),
    "cst": Zone(
        tz=hours(-6),
        doubt=gettext_noop("CST is US Central or China Standard Time; the later moment, US Central, was taken."),
    ),
    "ist": Zone(
        tz=hours(1),
        doubt=gettext_noop("IST is Irish, Israel or India Standard Time; the latest moment, Irish, was taken."),
    ),
    "ast": Zone(
        tz=hours(-4),
        doubt=gettext_noop("AST is Atlantic or Arabia Standard Time; the later moment, Atlantic, was taken."),
    ),
}
# A bare sign needs four digits behind it, or "10:00 - 12 November" would have one.
OFFSET = re.compile(
    r"(?:(?:GMT|UTC)\s?|(?<=\d)\s?(?=.\d\d:?[0-5]\d))([+\u2212-])(\d{1,2})(?::?([0-5]\d))?(?!\d)", re.IGNORECASE
)
ZONE_WORD = re.compile(
    "|".join(
        re.escape(name) if not name.isascii() else rf"(?<![^\W\d_]){name}\b"
        for name in sorted(ZONES, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
UNKNOWN_ZONE = re.compile(
    r"(?<![^\W\d_])(?:[A-Z]{2,4}T|local time|heure locale|hora local|Ortszeit)\b|当地时间|當地時間|現地時間"
)

# Each with hour and, if it can have one, minute; the first that is found counts.
CLOCKS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<hour>\d{1,2})\s?[:.：h]\s?(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?(?:\s?(?P<half>[ap])\.?m\b)?",
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?P<half>[ap])\.?m\b",
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?:h|uhr|heures?|horas|hrs)\b",
        r"(?P<half>上午|中午|下午|晚上|午前|午後|오전|오후)?\s?(?<!\d)(?P<hour>\d{1,2})\s?[时時点點시]\s?(?:(?P<minute>[0-5]?\d)\s?[分분])?",
        r"(?<!\d)(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s?(?:h\b|hrs|hours|z\b|gmt|utc|[a-z]{2,4}t\b)",
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?=gmt|utc|[a-z]{2,4}t\b)",
    )
)
NOON = re.compile(r"\b(?:noon|midday|midi|mediodía|mittags?)\b|正午|中午", re.IGNORECASE)
MIDNIGHT = re.compile(r"\b(?:midnight|minuit|medianoche|mitternacht)\b|午夜|零时|零時", re.IGNORECASE)
WIDEST_OFFSET = timedelta(hours=14)
AFTERNOON = {"p", "下午", "晚上", "中午", "午後", "오후"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargoes:
    """The embargoes of a document, the lines that are nothing else, and all other pieces."""

    embargoes: tuple[Embargo, ...]
    lines: tuple[Piece, ...]
    others: tuple[Piece, ...]


def take_embargoes(pieces: list[Piece]) -> Embargoes:
    """Read the embargo lines, wherever they stand.

    What says "embargo" in the middle of the text must name a day, or it is a sentence about one. A sentence or a long
    line is read for what it says of the embargo and stays in the text.
    """
    embargoes, lines, others = list[Embargo](), list[Piece](), list[Piece]()
    waiting = list(enumerate(pieces))[::-1]
    while waiting:
        place, piece = waiting.pop()
        if piece.kind is not Kind.EMBARGO:
            others.append(piece)
            continue
        said = [piece]
        if waiting and not days_in(piece.text[:LONGEST_SIGN]) and names_the_day(waiting[-1][1]):
            said.append(waiting.pop()[1])
        embargo = embargo_in(" ".join(part.text for part in said)[:LONGEST_SIGN])
        if embargo.day or (place < NEAR_THE_BEGINNING and IS_MEANT.search(embargo.line)):
            embargoes.append(embargo)
            if is_label(piece):
                lines += said
                continue
        others.extend(replace(part, kind=Kind.TEXT) for part in said)
    return Embargoes(embargoes=tuple(embargoes), lines=tuple(lines), others=tuple(others))


def is_label(piece: Piece) -> bool:
    """Whether this says no more than the embargo; a sentence that also says it stays in the text."""
    return len(piece.text) <= LONGEST_SIGN and (bool(EMBARGO.match(piece.text)) or not is_statement(piece.text))


def names_the_day(piece: Piece) -> bool:
    """Whether this is the second line of an embargo: `until 10:00 GMT on 24 November 2026`."""
    return piece.kind in (Kind.TEXT, Kind.DATE) and len(piece.text) <= LONGEST_SECOND_LINE and bool(days_in(piece.text))


def embargo_in(line: str) -> Embargo:
    """Read an embargo line of at most a few hundred characters."""
    found = days_in(line)
    # The digits of the day are no hour, and "24.11" is not a quarter to midnight.
    rest = without(line, found)
    return Embargo(line=line, day=found[0].day if found else None, clock=clock_in(rest), zone=zone_in(rest))


def without(line: str, days: list[FoundDay]) -> str:
    for day in reversed(days):
        line = line[: day.start] + " , " + line[day.end :]
    return line


def clock_in(text: str) -> timedelta | None:
    """The hour since midnight, None when none is named."""
    for shape in CLOCKS:
        match = shape.search(text)
        if match and (clock := clock_of(match)) is not None:
            return clock
    if NOON.search(text):
        return timedelta(hours=12)
    # "Midnight on Tuesday" may be its beginning or its end.
    return timedelta(hours=24) if MIDNIGHT.search(text) else None


def clock_of(match: re.Match[str]) -> timedelta | None:
    parts = match.groupdict()
    hour, minute = int(match["hour"]), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").casefold()
    if half in AFTERNOON and hour < 12:
        hour += 12
    elif half and half not in AFTERNOON and hour == 12:
        hour = 0
    return timedelta(hours=hour, minutes=minute) if hour <= 24 else None


def zone_in(text: str) -> Zone | None:
    """The time zone, None when none is named."""
    offset = OFFSET.search(text)
    if offset:
        sign = 1 if offset[1] == "+" else -1
        shift = sign * timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if abs(shift) <= WIDEST_OFFSET:
            return Zone(tz=timezone(shift))
    known = ZONE_WORD.search(text)
    if known:
        return ZONES[known[0].casefold()]
    unknown = UNKNOWN_ZONE.search(text)
    return (
        Zone(tz=UTC, doubt=gettext_noop("The time zone “{name}” is not known, so UTC was taken.", name=unknown[0]))
        if unknown
        else None
    )
