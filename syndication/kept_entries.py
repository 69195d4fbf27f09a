"""Entries as the database keeps them: by release, by whether it was revoked, and by who wrote them.

Two statements, written by hand: they are part of each read of a feed after a release, and to put them together anew
takes longer than to answer them.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import connection

from syndication.models import RenderedEntry

__all__ = ["Kept", "Written", "keep", "kept_by"]

Written = tuple[int, bool]  # the release, and whether it is the notice that it was revoked


class Kept(NamedTuple):
    """What is kept of an entry: its bytes, which are empty when the profile withholds it, and the same compressed."""

    content: bytes
    deflated: bytes


TABLE = RenderedEntry._meta.db_table
ASKED = f"SELECT release_id, revoked, content, deflated FROM {TABLE} WHERE writer = %s AND release_id IN "  # noqa: S608 - names of our own
INSERTED = f"INSERT INTO {TABLE} (writer, release_id, revoked, content, deflated) VALUES "  # noqa: S608 - as above
ROW = "(%s, %s, %s, %s, %s)"
UNLESS_THERE = " ON CONFLICT DO NOTHING"


def kept_by(writer: str, releases: Collection[int]) -> dict[Written, Kept]:
    """What a writer has written of these releases."""
    if not releases:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"{ASKED}({', '.join(['%s'] * len(releases))})", [writer, *releases])
        rows = cursor.fetchall()
    return {
        (release, bool(revoked)): Kept(bytes(content), bytes(deflated)) for release, revoked, content, deflated in rows
    }


def keep(writer: str, fresh: Mapping[Written, Kept]) -> None:
    """Keep what was written now; where another process was quicker, what it has kept, which is the same."""
    if not fresh:
        return
    values = [value for key, made in fresh.items() for value in (writer, *key, *made)]
    with connection.cursor() as cursor:
        cursor.execute(f"{INSERTED}{', '.join([ROW] * len(fresh))}{UNLESS_THERE}", values)
