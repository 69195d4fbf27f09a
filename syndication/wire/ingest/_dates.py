"""Moments as feeds write them, in every form that was met, as aware UTC."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dateutil import parser

from syndication.wire.ingest import Remark

__all__ = ["day", "moment"]

LONGEST = 80  # characters; no date has more, and none may cost more to read

# Hours east of Greenwich. Where a name means several zones, the one that press releases mean.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5, "SGT": 8,
    "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip

RFC_5322 = re.compile(
    r"(?:[a-z]{3,9},?\s)?\d{1,2}\s[a-z]{3,9}\s\d{2,4}\s\d{1,2}:\d\d(?::\d\d)?(?:\s(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T))?",
    re.IGNORECASE,
)
MONTH_OR_DAY = re.compile(r"(?<!\d)(?:0?\d|1[0-2])([/.])(?:0?\d|1[0-2])\1\d\d")
YEARS = range(1900, 2200)  # what falls outside is a number, not a date
PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")
FRACTION = re.compile(r"([.,]\d{1,6})\d+")

# A part that a date does not say is taken from these: where the two readings differ, it was not said.
ONE, OTHER = datetime(2000, 1, 1), datetime(2004, 2, 2)  # noqa: DTZ001 - the zone is what is to be found


def moment(text: str, field: str) -> tuple[datetime | None, tuple[Remark, ...]]:
    """Read a moment; what cannot be read, and what had to be assumed, is a remark on `field`."""
    text = " ".join(text.split())
    if not text:
        return None, ()
    for read in READERS if len(text) <= LONGEST else ():
        try:
            found = read(text)
            if found is not None and found.year in YEARS:
                is_aware = found.tzinfo is not None
                return in_utc(found), tuple(remarks(text, field, is_aware))
        except (ValueError, OverflowError, TypeError, IndexError):  # each reader has its own way to say no
            continue
    return None, (Remark(field=field, message=f"“{text[:LONGEST]}” is not a date that can be read."),)


def in_utc(found: datetime) -> datetime:
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def remarks(text: str, field: str, is_aware: bool) -> Iterator[Remark]:
    if MONTH_OR_DAY.search(text):
        yield Remark(field=field, message=f"“{text}” may mean two days; its first number was read as the month.")
    if not is_aware:
        yield Remark(field=field, message=f"“{text}” names no time zone; it was read as UTC.")


def day(text: str) -> date | None:
    """Read a day such as `2026-11-23`."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def iso(text: str) -> datetime | None:
    """RFC 3339 and its relatives; a year or a month alone is its first moment."""
    if found := PARTIAL.fullmatch(text):
        return datetime(int(found[1]), int(found[2] or 1), 1, tzinfo=UTC)
    return datetime.fromisoformat(FRACTION.sub(r"\1", text.replace("z", "Z").replace("t", "T")))


def rfc5322(text: str) -> datetime | None:
    """RFC 822 and its successors; `-0000` says UTC of a clock in an unknown zone."""
    if not RFC_5322.fullmatch(text):
        return None  # parsedate_to_datetime reads other things too, and leaves out what it does not know, such as PM
    found = parsedate_to_datetime(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None and text.endswith("-0000") else found


def loose(text: str) -> datetime | None:
    """Whatever else names at least a year, a month and a day."""
    one = parser.parse(text, default=ONE, tzinfos=zone)
    other = parser.parse(text, default=OTHER, tzinfos=zone)
    return one if one == other else None


def zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    return timezone(timedelta(hours=ZONES[name])) if name in ZONES else None


READERS = (iso, rfc5322, loose)
