"""A story's history on the wire: its releases with cause, person and notice, the moments that passed, and who took each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from syndication.desk.takings import Taking, takings
from syndication.models import Release, Standing

__all__ = ["Moment", "wire_history"]

SHOWN = 100  # releases of one story, the newest
NEAR = timedelta(minutes=1)  # between a release and the log entry of the verb that made it
VERBS = ("syndication.withdraw", "syndication.kill", "syndication.restore", "syndication.correct", "syndication.quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened to the story, or will: a release, or a moment of one such as the end of its embargo."""

    at: datetime
    title: str
    kind: str  # of the release; "embargo" or "expiry" of a moment
    version: int
    note: str = ""  # what the public and partners were told
    who: str = ""
    outlet: str = ""  # where it concerned one alone
    fetched: tuple[Taking, ...] = ()
    missing: tuple[Taking, ...] = ()
    is_ahead: bool = False


def wire_history(story_id: UUID, now: datetime) -> tuple[Moment, ...]:
    """The newest first. A fixed number of questions, however many releases and outlets there are."""
    rows = list(
        Release.objects.filter(story_id=story_id).select_related("outlet").defer("packed").order_by("-sequence")[:SHOWN]
    )
    lines: dict[int, list[Taking]] = {}
    for line in takings(story_id, now):
        lines.setdefault(line.release_id, []).append(line)
    people, notes = who_made(story_id, rows), corrections(rows)
    found = [
        moment
        for row in rows
        for moment in moments_of(row, notes.get(row.pk, row.note), lines.get(row.pk, ()), people.get(row.pk, ""), now)
    ]
    return tuple(sorted(found, key=lambda moment: (moment.at, moment.version), reverse=True))


def corrections(rows: Iterable[Release]) -> dict[int, str]:
    """The text of the newest notice that each correction carries."""
    corrected = [row.pk for row in rows if row.kind == Release.Kind.CORRECTION]
    found = Release.objects.filter(pk__in=corrected).values_list("pk", "packed__notices")
    return {number: notices[-1]["text"] for number, notices in found if notices}


def moments_of(row: Release, note: str, lines: Sequence[Taking], who: str, now: datetime) -> Iterator[Moment]:
    yield Moment(
        at=row.released_at, title=title_of(row), kind=row.kind, version=row.version, note=note, who=who,
        outlet=row.outlet.name if row.outlet else "",
        fetched=tuple(line for line in lines if line.fetched_at), missing=tuple(line for line in lines if not line.fetched_at),
    )  # fmt: skip
    if row.available_from - row.released_at >= timedelta(seconds=1):
        lifts = _("Embargo ends") if row.available_from > now else _("Embargo ended")
        yield Moment(
            at=row.available_from, title=lifts, kind="embargo", version=row.version, is_ahead=row.available_from > now
        )


def title_of(row: Release) -> str:
    """What happened, in words; of a withdrawal its cause."""
    if row.is_usable:
        return str(row.get_kind_display())
    return str(row.get_cause_display() if row.cause else row.get_kind_display())


def who_made(story_id: UUID, rows: Iterable[Release]) -> dict[int, str]:
    """The person behind each release, where that is known: who used a verb, else who wrote the revision."""
    rows = list(rows)
    standing = Standing.objects.filter(story_id=story_id).first()
    verbs = log_of(standing) if standing else []
    wrote = Revision.objects.filter(pk__in=[row.revision_id for row in rows if row.revision_id and row.is_usable])
    writers = {revision.pk: name_of(revision.user) for revision in wrote.select_related("user").defer("content")}
    return {row.pk: verb_by(row, verbs) or writers.get(row.revision_id or 0, "") for row in rows}


def log_of(standing: Standing) -> list[PageLogEntry]:
    """What the log says of the verbs used on the story's page."""
    entries = PageLogEntry.objects.filter(page=standing.page_id, action__in=VERBS).select_related("user")
    return list(entries.order_by("-timestamp")[:SHOWN])


def verb_by(row: Release, verbs: Iterable[PageLogEntry]) -> str:
    near = [entry for entry in verbs if abs(entry.timestamp - row.released_at) < NEAR]
    return name_of(near[0].user) if near else ""


# Any: the user model is the site's.
def name_of(user: Any) -> str:
    return "" if user is None else user.get_full_name() or user.get_username()
