"""Days as press releases write them, in six languages and Chinese, Japanese and Korean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["MONTHS", "Day", "FoundDay", "days_in"]

MONTHS = {
    spelling: number
    for number, spellings in enumerate(
        (
            # English, French, Spanish, Portuguese, German, Italian; short forms without their full stop
            "january jan janvier janv enero ene janeiro januar jänner jän gennaio gen",
            "february feb février févr fév febrero fevereiro fev februar feber febbraio",
            "march mar mars marzo março märz mär mrz",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio maggio mag",
            "june jun juin junio junho juni giugno giu",
            "july jul juillet juil julio julho juli luglio lug",
            "august aug août agosto ago",
            "september sept sep septembre septiembre setembro set settembre",
            "october oct octobre octubre outubro out oktober okt ottobre ott",
            "november nov novembre noviembre novembro",
            "december dec décembre déc diciembre dic dezembro dez dezember dicembre",
        ),
        start=1,
    )
    for spelling in spellings.split()
}

YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
DAY = r"(?<![\d.:/-])(?P<day>\d{1,2})"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"\b{MONTH}\s{{0,2}}(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s{YEAR})?",  # Nov. 23, 2026
        rf"{DAY}(?:st|nd|rd|th|er|º|ª|\.)?\s(?:de\s|of\s)?{MONTH}(?:,?\s(?:de\s|del\s)?{YEAR})?",  # 23 de maio de 2026
        r"(?<!\d)(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",  # 2026-11-23
        rf"{DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}",  # 23.11.2026
        rf"(?<![\d/])(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{YEAR}",  # 23/11/2026
        r"(?:(?:令和\s?(?P<reiwa>\d{1,2})|(?<!\d)(?P<year>\d{4}))\s?[年년]\s?)?"
        r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",  # 2026年11月23日
    )
)
REIWA = 2018  # the year before its first. Source: https://www.kantei.go.jp/jp/headline/singengou/

LEAP_YEAR = 2000  # stands in for a year that is not said

AHEAD = timedelta(days=28)  # a release is sent out at most so long before the day it carries


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day as printed: its year may be missing."""

    month: int
    day: int
    year: int | None = None

    def in_year_of(self, reference: date | None) -> date | None:
        """The day itself; without a year the one at or shortly before `reference`, None when there is none."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        return max(day for day in self.around(reference) if day <= reference + AHEAD) if reference else None

    def nearest(self, reference: date | None) -> date | None:
        """The day itself; without a year the one nearest to `reference`, None when there is none."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        return min(self.around(reference), key=lambda day: abs(day - reference)) if reference else None

    def around(self, reference: date) -> Iterator[date]:
        # 29 February is there at least once in nine years
        for year in range(reference.year - 8, reference.year + 2):
            if exists(year, self.month, self.day):
                yield date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.year or '-'}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """A day and where in the text it stands."""

    day: Day
    start: int
    end: int


def days_in(text: str) -> list[FoundDay]:
    """Find the days in a short text, in its order; of two readings of one place the longer."""
    found = [
        FoundDay(day=day, start=match.start(), end=match.end())
        for shape in SHAPES
        for match in shape.finditer(text)
        if (day := day_of(match))
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[FoundDay] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def day_of(match: re.Match[str]) -> Day | None:
    """The day that a match means; None when there is no such day."""
    parts = match.groupdict()
    if "one" in parts:
        month, day = sorted((int(parts["one"]), int(parts["other"])))
        if day <= 12:
            return None  # 03/04/2026 is March here and April there
    else:
        day = int(parts["day"])
        # 0 is the month of a word that names none.
        month = int(parts["month"]) if parts["month"].isdecimal() else MONTHS.get(parts["month"].casefold(), 0)
    year = int(parts["year"]) if parts["year"] else None
    if parts.get("reiwa"):
        year = REIWA + int(parts["reiwa"])
    return Day(year=year, month=month, day=day) if exists(year or LEAP_YEAR, month, day) else None


def exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
