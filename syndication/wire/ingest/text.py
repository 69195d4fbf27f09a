"""Press releases as plain text. What is recognised is in docs/parsers.md."""

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from syndication.wire.ingest import Draft, Reading, Remark
from syndication.wire.ingest._text.datelines import OWN_PAPER
from syndication.wire.ingest._text.decoding import decode, looks_like_text
from syndication.wire.ingest._text.embargo import Embargo, take_embargoes
from syndication.wire.ingest._text.head import Head, read_head
from syndication.wire.ingest._text.headlines import made_headline
from syndication.wire.ingest._text.language import language_of
from syndication.wire.ingest._text.markup import markup
from syndication.wire.ingest._text.names import distributor_in, is_agency, letters
from syndication.wire.ingest._text.pieces import Piece, cut, printed
from syndication.wire.ingest._text.signs import Kind
from syndication.wire.ingest._text.tail import Tail, quoted, read_tail
from syndication.wire.sentences import gettext_noop, one_after_another
from syndication.wire.story import Credit, CreditRole, Dateline, PublishingStatus, Story

__all__ = ["LABEL", "read", "recognises"]

LABEL = "Press release text"

OTHER_FORMATS = re.compile(rb"\s*(?:<[A-Za-z!?/]|\{\s*[\"}]|\[\s*[\[{\"\]])")
BYTE_ORDER_MARKS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
NAMESPACE = UUID("6d0a6d2e-7c1f-5a57-9f0c-3d7b3c0f4b1e")  # of the ids made here; never to be changed

MOST_REMARKS = 40
LONGEST_PHRASE = 300  # characters of a dateline in a remark: what was not read from it must not be lost
UNREADABLE = 0.0  # confidence in an embargo that is there and cannot be read

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A value read from the text, how sure that is (None when it was not read), and what to look at."""

    value: T
    confidence: float | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was read for the story, by the names that the editor sees."""

    headline: Found[str]
    summary: Found[str]
    dateline: Found[Dateline]
    embargoed_until: Found[datetime | None]
    source: Found[tuple[str, ...]]
    byline: Found[tuple[str, ...]]
    body: Found[str]
    language: Found[str]

    @property
    def named(self) -> list[tuple[str, Found[Any]]]:  # Any: of every type that a field can have
        return [(field.name, getattr(self, field.name)) for field in dataclass_fields(self)]

    @property
    def remarks(self) -> list[Remark]:
        return [remark for _, found in self.named for remark in found.remarks]

    @property
    def confidence(self) -> tuple[tuple[str, float], ...]:
        return tuple((name, found.confidence) for name, found in self.named if found.confidence is not None)


def recognises(document: bytes) -> bool:
    """Whether this is text and does not begin as XML, HTML or JSON."""
    beginning = BYTE_ORDER_MARKS.sub(b"", document[:1000]).replace(b"\0", b"")
    return not OTHER_FORMATS.match(beginning) and looks_like_text(document)


def read(document: bytes, *, language: str = "", today: date | None = None) -> Reading:
    """Read one press release. Raises `UnreadableDocument`.

    A day without a year is completed from the other dates above the text, or from `today`, the day on which the
    document came in; with neither it stays open. An embargo that cannot be read makes the story withheld.
    """
    decoded = decode(document)
    embargoed = take_embargoes(cut(decoded.text))
    tail = read_tail(list(embargoed.others))
    head = read_head(list(tail.above))
    left_out = [*embargoed.lines, *tail.left_out, *head.left_out]

    noted = noted_day(head, embargoed.embargoes)
    dateline = dateline_of(head, noted or today)
    fields = Fields(
        headline=headline_of(head, [*head.below, *left_out], tail.closing_line or decoded.text),
        summary=Found(value=head.summary, confidence=0.8 if head.summary else None),
        dateline=dateline,
        embargoed_until=embargo_of(embargoed.embargoes, dateline.value.day or noted or today),
        source=source_of(tail, head),
        byline=Found(value=tuple(head.writers), confidence=0.8 if head.writers else None),
        body=body_of(head.below),
        language=tongue_of(decoded.text, language),
    )
    distributor = distributor_of(tail, head)
    remarks = [*decoded.remarks, *fields.remarks, *distributor.remarks, *head.remarks, *tail.remarks]
    draft = Draft(
        story=story_of(fields, tail.closing_line, day_for_identity(head, noted)),
        distributor=distributor.value,
        remarks=bounded(remarks),
        left_out=printed(left_out),
        confidence=fields.confidence,
    )
    return Reading(drafts=(draft,))


def story_of(fields: Fields, closing_line: str, day: str) -> Story:
    """Make the story; `day` is the one that its id is made of."""
    return Story(
        id=identity(fields.source.value, fields.headline.value, day),
        # Nobody may use what is under an embargo that we cannot read.
        status=PublishingStatus.WITHHELD
        if fields.embargoed_until.confidence == UNREADABLE
        else PublishingStatus.USABLE,
        headline=fields.headline.value,
        summary=fields.summary.value,
        body=fields.body.value,
        language=fields.language.value,
        dateline=fields.dateline.value,
        credits=(
            *(Credit(name=name, role=CreditRole.SOURCE) for name in fields.source.value),
            *(Credit(name=name, role=CreditRole.BYLINE) for name in fields.byline.value),
        ),
        closing_line=closing_line,
        embargoed_until=fields.embargoed_until.value,
    )


def bounded(remarks: list[Remark]) -> tuple[Remark, ...]:
    """The remarks that a person can be asked to read; a hostile text gives cause for thousands."""
    more = len(remarks) - MOST_REMARKS
    if more <= 0:
        return tuple(remarks)
    return (
        *remarks[:MOST_REMARKS],
        Remark(field="body", message=gettext_noop("{count} more remarks like these are not kept.", count=more)),
    )


def noted_day(head: Head, embargoes: tuple[Embargo, ...]) -> date | None:
    """A full date above the text by which one without a year can be completed: a date line's or an embargo's.

    Dates inside the text are none: they say when a company was founded, or when a fair will open.
    """
    days = [head.day, *(embargo.day for embargo in embargoes)]
    return next((date(day.year, day.month, day.day) for day in days if day and day.year), None)


def day_for_identity(head: Head, noted: date | None) -> str:
    """The day as the document gives it: the day on which it happens to be read makes no other story of it."""
    day = dateline_of(head, noted).value.day
    printed_day = (head.dateline.day if head.dateline else None) or head.day
    return str(day or printed_day or "")


def identity(names: tuple[str, ...], headline: str, day: str) -> str:
    """Make the id of source, headline and day, whatever their case, spacing and punctuation."""
    return uuid5(NAMESPACE, "\n".join(["; ".join(map(normal, names)), normal(headline), day])).urn


def normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(character if character.isalnum() else " " for character in folded).split()
    return " ".join(words) or folded


def headline_of(head: Head, pieces: list[Piece], else_from: str) -> Found[str]:
    """The headline, or one made of the first words there are."""
    if head.headline:
        # Letters have greetings and headers above a release, which look like titles.
        return Found(value=head.headline, confidence=0.5 if head.titles > 3 else 0.95 if head.dateline else 0.8)
    words = next((piece.printed for piece in pieces), else_from)
    remark = Remark(
        field="headline",
        message=gettext_noop("The text has no headline: this one is its first sentence. Write a better one."),
    )
    return Found(value=made_headline(words), confidence=0.3, remarks=(remark,))


def dateline_of(head: Head, reference: date | None) -> Found[Dateline]:
    """Place and day; a missing year is the one that puts the day at or shortly before `reference`."""
    found = head.dateline
    printed_day = (found.day if found else None) or head.day
    place = found.place if found else ""
    day = printed_day.in_year_of(reference) if printed_day else None
    if printed_day and not printed_day.year:
        phrase = quoted(found.phrase.strip() if found and found.day else str(printed_day), LONGEST_PHRASE)
        message = (
            gettext_noop(
                "{phrase} has no year: {year} was taken because of {day}.",
                phrase=phrase,
                year=day.year,
                day=str(reference),
            )
            if day
            else gettext_noop("{phrase} has no year: the day was left open.", phrase=phrase)
        )
        remark = Remark(field="dateline", message=message)
        return Found(value=Dateline(place=place, day=day), confidence=0.7 if day else 0.5, remarks=(remark,))
    if found and not day and not found.carrier:
        remark = Remark(
            field="dateline",
            message=gettext_noop(
                "{phrase} was read as the dateline.", phrase=quoted(found.phrase.strip(), LONGEST_PHRASE)
            ),
        )
        return Found(value=Dateline(place=place), confidence=0.5, remarks=(remark,))
    confidence = {2: 0.95, 1: 0.8}.get(bool(place) + bool(day))
    return Found(value=Dateline(place=place, day=day), confidence=confidence)


def embargo_of(embargoes: tuple[Embargo, ...], reference: date | None) -> Found[datetime | None]:
    """The last of the moments that the embargo lines name; confidence 0 when one of them names none."""
    moments = [(embargo, embargo.until(reference)) for embargo in embargoes]
    remarks = tuple(Remark(field="embargoed_until", message=embargo_remark(*pair)) for pair in moments)
    until = max((moment for _, moment in moments if moment), default=None)
    if not embargoes:
        return Found(value=None)
    if not all(moment for _, moment in moments):
        return Found(value=until, confidence=UNREADABLE, remarks=remarks)
    return Found(value=until, confidence=0.6 if any(embargo.doubts for embargo in embargoes) else 0.95, remarks=remarks)


def embargo_remark(embargo: Embargo, moment: datetime | None) -> str:
    line = quoted(embargo.line, 100)
    if not moment:
        return gettext_noop(
            "{line} names no moment that can be read: the story is withheld until a person sets one.", line=line
        )
    read = gettext_noop("{line} was read as {moment} UTC.", line=line, moment=f"{moment:%Y-%m-%d %H:%M}")
    return one_after_another([read, *embargo.doubts])


def source_of(tail: Tail, head: Head) -> Found[tuple[str, ...]]:
    """Who supplied the story: the closing credit, else the dateline's agency, the byline's, "News provided by"."""
    carrier = head.dateline.carrier if head.dateline else ""
    agency = "" if carrier in OWN_PAPER or distributor_in(carrier) else carrier
    if tail.names:
        overruled = agency and agency not in tail.names
        message = gettext_noop(
            "The dateline names “{agency}”; the closing line {line} was taken as the source.",
            agency=agency,
            line=quoted(tail.closing_line),
        )
        remarks = (Remark(field="source", message=message),) if overruled else ()
        return Found(value=tail.names, confidence=0.95, remarks=remarks)
    for name, confidence in (
        (agency, 0.85 if is_agency(agency) else 0.6),
        (head.organisation, 0.7),
        (head.provider, 0.7),
    ):
        if name and not distributor_in(name):
            return Found(value=(name,), confidence=confidence)
    message = gettext_noop("The text names no source: choose one.")
    stray = next((piece for piece in head.below if piece.kind is Kind.CREDIT), None)
    if carrier in OWN_PAPER:
        message = gettext_noop(
            "The dateline says “{name}”, our own paper, and the text names no source: choose one.", name=carrier
        )
    elif stray:
        message = gettext_noop(
            "{line} does not close the text, so it was not taken as the source: choose one.", line=quoted(stray.text)
        )
    return Found(value=(), remarks=(Remark(field="source", message=message),))


def distributor_of(tail: Tail, head: Head) -> Found[str]:
    """Who carried it, which is never who made it."""
    for printed_name in (head.dateline.carrier if head.dateline else "", tail.distributor, head.provider):
        known = distributor_in(printed_name)
        if known:
            more = letters(printed_name) != letters(known)
            remark = Remark(
                field="distributor", message=gettext_noop("The distributor calls itself “{name}”.", name=printed_name)
            )
            return Found(value=known, remarks=(remark,) if more else ())
    return Found(value="")


def body_of(pieces: list[Piece]) -> Found[str]:
    """The text as HTML, its contact block and boilerplate with it, for they are part of the release."""
    contact = next((piece for piece in pieces if piece.kind is Kind.CONTACT), None)
    remarks = []
    if contact:
        message = gettext_noop(
            "The contact details from {line} on are in the body; remove them if readers should not see them.",
            line=quoted(contact.text),
        )
        remarks.append(Remark(field="body", message=message))
    return Found(value=markup(pieces), confidence=0.9 if pieces else None, remarks=tuple(remarks))


def tongue_of(text: str, language: str) -> Found[str]:
    """The language that was said to be it, else the one of the script, else English without a claim."""
    guessed = "" if language else language_of(text)
    return Found(value=language or guessed or "en", confidence=0.8 if guessed else None)
