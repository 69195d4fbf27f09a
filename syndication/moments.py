"""What the rows of one selection know of time: when it last changed, and when it next will by itself.

One statement, written by hand: it is asked for each read of a feed after a release, and to put it together anew
takes longer than to answer it. Each part of it is found at one end of an index.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from syndication.models import Membership, Withdrawal

__all__ = ["Moments", "moments_of"]

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Of one selection at a moment. None where there is no such row."""

    moved_at: datetime | None  # the last that has come, as are the next three
    ended_at: datetime | None
    embargo_ended_at: datetime | None
    aged_at: datetime | None  # publication of the last story that has become too old
    notice_at: datetime | None  # the last notice
    notice_went_at: datetime | None  # the last notice that is not kept any more
    next_from: datetime | None
    next_until: datetime | None
    next_embargo: datetime | None
    newest_position: int | None
    has_recalls: bool  # whether the outlet was ever told to take down a story that others keep


def moments_of(
    selection: int, outlet: int | None, now: datetime, *, notices_since: datetime, young_since: datetime | None
) -> Moments:
    """Ask for all of them. `outlet` is whose recalls are looked for; without `young_since` no story is too old."""
    with connection.cursor() as cursor:
        adapted = [connection.ops.adapt_datetimefield_value(at) for at in (now, notices_since, young_since or ALWAYS)]
        at, since, young = adapted
        bounds = (at, at, at, young, at, since, at, at, at)
        cursor.execute(ASKED, [*(value for bound in bounds for value in (selection, bound)), selection, outlet])
        *found, position, recalls = cursor.fetchone()
    names = [name for name in Moments.__slots__ if name not in ("newest_position", "has_recalls")]
    moments = dict(zip(names, map(moment, found), strict=True))
    return Moments(**moments, newest_position=position, has_recalls=recalls is not None)


MEMBERS, RECALLS = Membership._meta.db_table, Withdrawal._meta.db_table


def at_end(column: str, condition: str, order: str) -> str:
    return f"(SELECT {column} FROM {MEMBERS} WHERE selection_id = %s AND {condition} ORDER BY {column} {order} LIMIT 1)"  # noqa: S608 - names of our own


ASKED = "SELECT " + ", ".join([  # noqa: S608 - names of our own
    at_end("moved_at", "moved_at <= %s", "DESC"),
    at_end("available_until", "available_until <= %s", "DESC"),
    at_end("embargoed_until", "embargoed_until <= %s", "DESC"),
    at_end("published_at", "published_at <= %s AND NOT notice", "DESC"),
    at_end("moved_at", "moved_at <= %s AND notice", "DESC"),
    at_end("moved_at", "moved_at <= %s AND notice", "DESC"),
    at_end("available_from", "available_from > %s", "ASC"),
    at_end("available_until", "available_until > %s", "ASC"),
    at_end("embargoed_until", "embargoed_until > %s", "ASC"),
    f"(SELECT MAX(position) FROM {MEMBERS} WHERE selection_id = %s)",  # noqa: S608 - names of our own
    f"(SELECT 1 FROM {RECALLS} WHERE outlet_id = %s LIMIT 1)",  # noqa: S608 - names of our own
])  # fmt: skip


def moment(found: Any) -> datetime | None:  # Any: SQLite gives text, in UTC and without saying so
    read = parse_datetime(found) if isinstance(found, str) else found
    return read.replace(tzinfo=UTC) if read is not None and read.tzinfo is None else read
