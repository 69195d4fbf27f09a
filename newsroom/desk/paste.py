"""Pasted wire copy: what was recognised in it, field by field, before anything is made of it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from newsroom.body import Picture, read_body
from newsroom.desk.clipboard import Clip, clips_of, only_body, text_of
from newsroom.desk.words import in_words, moment
from newsroom.models import ArticlePage, Source
from newsroom.story import CreditRole, Draft, RefusedHTML, Story, UnreadableDocument, clean_pasted, read_wire_text

__all__ = ["LONGEST", "Pasted", "Recognised", "Unreadable", "ZoneChoice", "read_paste"]

LONGEST = 500_000  # characters, mark-up and all; the longest report is a fifth of it

CERTAIN, LIKELY = 0.9, 0.7

# What a zone's short name may mean, in hours east of Greenwich; the first is what the parser takes.
AMBIGUOUS = {
    "CST": ((-6, "US Central Standard Time"), (8, "China Standard Time")),
    "IST": ((1, "Irish Standard Time"), (2, "Israel Standard Time"), (5.5, "India Standard Time")),
    "AST": ((-4, "Atlantic Standard Time"), (3, "Arabia Standard Time")),
}


class Unreadable(ValueError):
    """What was pasted cannot be taken; the message says why, for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """One field: what was read, how sure that is, and where in the text it stands (line 0: nowhere word for word)."""

    name: str
    label: str
    shown: str
    certainty: str  # "certain", "likely" or "unsure"
    line: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def certainty_label(self) -> str:
        return {"certain": _("certain"), "likely": _("likely")}.get(self.certainty, _("unsure: check it"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChoice:
    """One meaning of an ambiguous zone: the moment that the embargo would then end."""

    until: datetime
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """All that pasted copy was read as. Nothing of it is lost: what is no field and no body is the rest."""

    story: Story
    source: Source | None
    source_named: str
    fields: tuple[Recognised, ...]
    zones: tuple[ZoneChoice, ...]
    remarks: tuple[str, ...]
    pictures: tuple[Picture, ...]
    rest: str
    twin: ArticlePage | None  # the article that was made of the same copy before

    @property
    def body_html(self) -> SafeString:
        """The body, safe to show: cleaning is the last to write it."""
        return SafeString(clean_pasted(self.story.body))


def read_paste(text: str, html: str, now: datetime) -> Pasted:
    """Read `html` from the clipboard, or `text` where there is none. Raises `Unreadable`."""
    if len(text) > LONGEST or len(html) > LONGEST * 4:
        raise Unreadable(_("This is longer than %(most)s characters. Paste it in parts.") % {"most": f"{LONGEST:,}"})
    clips = clips_in(html)
    said = text_of(clips) or text
    if not said.strip():
        raise Unreadable(_("There is nothing in the box yet."))
    try:
        draft = read_wire_text(said, localtime(now).date())
    except UnreadableDocument as problem:
        raise Unreadable(
            _("This is no text that can be read: %(problem)s") % {"problem": in_words(problem.args[0])}
        ) from problem
    return pasted(draft, clips, said)


def clips_in(html: str) -> tuple[Clip, ...]:
    if not html.strip():
        return ()
    try:
        return clips_of(clean_pasted(html))
    except RefusedHTML as refusal:
        raise Unreadable(
            _("Its formatting cannot be read. Paste it as plain text (Ctrl+Shift+V). %(problem)s")
            % {"problem": in_words(refusal.sentence)}
        ) from refusal


def pasted(draft: Draft, clips: tuple[Clip, ...], said: str) -> Pasted:
    story = draft.story
    lost: tuple[str, ...] = ()
    if clips:
        body, lost = only_body(clips, story.body, known_of(draft))
        story = replace(story, body=body)
    named = story.source.name if story.source else ""
    twin = ArticlePage.objects.filter(external_id=story.id, alias_of__isnull=True).first()
    fields = recognised_in(replace(draft, story=story), said)
    told = {recognised.name for recognised in fields}
    return Pasted(
        story=story,
        source=Source.objects.named(named),
        source_named=named,
        fields=fields,
        zones=zones_of(draft),
        remarks=tuple(in_words(remark.message) for remark in draft.remarks if remark.field not in told),
        pictures=read_body(story.body, "").pictures,
        rest="\n".join(filter(None, [draft.left_out, *lost])),
        twin=twin,
    )


def known_of(draft: Draft) -> str:
    """All the words that were read into a field or are said to be left out."""
    story = draft.story
    names = [credit.name for credit in story.credits]
    return "\n".join([story.headline, story.summary, story.closing_line, *names, draft.left_out])


def recognised_in(draft: Draft, said: str) -> tuple[Recognised, ...]:
    """The fields that were read, in the order of the form, and those that were not and have a remark."""
    sure = dict(draft.confidence)
    lines = [squeezed(line) for line in said.splitlines()]
    found = []
    if draft.distributor:  # never the source, so it is no field of the story
        sure["distributor"] = CERTAIN
    for name, label, shown, words in shown_fields(draft):
        remarks = tuple(in_words(remark.message) for remark in draft.remarks if remark.field == name)
        if (shown and name in sure) or remarks:
            found.append(
                Recognised(
                    name=name,
                    label=label,
                    shown=shown,
                    certainty=certainty(sure.get(name, 0.0)),
                    line=line_of(words, lines),
                    remarks=remarks,
                )
            )
    return tuple(found)


def shown_fields(draft: Draft) -> list[tuple[str, str, str, str]]:
    """Each field's name, label and value in words, and the words by which it is found in the text."""
    story = draft.story
    day, until = story.dateline.day, story.embargoed_until
    writers = ", ".join(credit.name for credit in story.credits if credit.role is CreditRole.BYLINE)
    dateline = ", ".join(filter(None, [story.dateline.place, date_format(day) if day else ""]))
    paragraphs = len(re.findall(r"<p\b|<h\d|<li\b", story.body))
    return [
        ("headline", _("Headline"), story.headline, story.headline),
        ("summary", _("Summary"), story.summary, story.summary),
        ("dateline", _("Dateline"), dateline, story.dateline.place),
        ("embargoed_until", _("Embargoed until"), moment(until), "embargo"),
        ("source", _("Source"), story.source.name if story.source else "", story.closing_line),
        ("distributor", _("Carried by"), draft.distributor, draft.distributor),
        ("byline", _("Written by"), writers, writers),
        ("language", _("Language"), story.language, ""),
        ("body", _("Body"), _("%(count)s paragraphs") % {"count": paragraphs} if paragraphs else "", ""),
    ]


def certainty(confidence: float) -> str:
    return "certain" if confidence >= CERTAIN else "likely" if confidence >= LIKELY else "unsure"


def line_of(words: str, lines: list[str]) -> int:
    """The number of the line that begins with `words`, or else holds them, or else in another case; 0 when none does."""
    wanted = squeezed(words)
    ways = (str.startswith, str.__contains__, lambda line, part: part.casefold() in line.casefold())
    found = (number for way in ways for number, line in enumerate(lines, 1) if wanted and way(line, wanted))
    return next(found, 0)


def zones_of(draft: Draft) -> tuple[ZoneChoice, ...]:
    """The moments that an embargo in an ambiguous zone may mean, the one that was taken first."""
    until = draft.story.embargoed_until
    about = " ".join(remark.message for remark in draft.remarks if remark.field == "embargoed_until")
    found = re.search(r"\b(CST|IST|AST) is ", about)
    if until is None or found is None:
        return ()
    meanings = AMBIGUOUS[found[1]]
    taken = meanings[0][0]
    return tuple(
        ZoneChoice(until=(at := until + timedelta(hours=taken - offset)), label=zone_label(name, offset, at))
        for offset, name in meanings
    )


def zone_label(name: str, offset: float, at: datetime) -> str:
    return f"{name} (UTC{offset:+g}): {moment(at)}"


def squeezed(text: str) -> str:
    return " ".join(text.split())


def rest_as_html(rest: str) -> str:
    """What was left out, as paragraphs for the end of a body."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in rest.splitlines() if line.strip())
