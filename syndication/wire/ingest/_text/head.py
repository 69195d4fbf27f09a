"""What stands above the text: labels, headline, sub-headline, byline, dates, dateline."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from syndication.wire.ingest import Remark
from syndication.wire.ingest._text.datelines import FoundDateline, dateline_in, place_and_day
from syndication.wire.ingest._text.dates import Day, days_in
from syndication.wire.ingest._text.people import byline_in, is_position, organisation_in, people_in
from syndication.wire.ingest._text.pieces import Piece
from syndication.wire.ingest._text.signs import (
    PROVIDER,
    Kind,
    ends_sentence,
    is_chinese,
    is_date,
    is_statement,
    kind_of,
)
from syndication.wire.ingest._text.tail import quoted, signature_in
from syndication.wire.sentences import gettext_noop

__all__ = ["Head", "read_head"]

DEEPEST = 30  # pieces among which the text must have begun
MOST_TITLES = 6  # headline and sub-headlines
LONGEST_TITLE = 300  # characters
LONGEST_SUMMARY = 600
# A sentence of this length is a paragraph; Chinese says as much in fewer characters.
SHORTEST_PARAGRAPH, SHORTEST_CHINESE_PARAGRAPH = 60, 25
LONGEST_HEADLINE, LONGEST_CHINESE_HEADLINE = 220, 90
# 2026年11月23日 10:00 来源：中国日报网 作者：林梅
HEADER = re.compile(
    r"(?P<day>.{0,40}?)\s*(?:消息来源|新闻来源|来源|來源|稿源)\s?[:：]\s?(?P<provider>\S{1,40})"
    r"(?:\s+(?:作者|记者|記者)\s?[:：]\s?(?P<writers>\S{1,40}))?"
)
BODY_KINDS = (Kind.HEADING, Kind.BULLET, Kind.NUMBERED, Kind.QUOTE, Kind.ABOUT)


@dataclass(slots=True, kw_only=True)
class Head:
    """What was found above the text, and the pieces of the body `below` it, the first without its dateline."""

    headline: str = ""
    titles: int = 0  # lines that look like headline and summary, however many of them were taken for it
    summary: str = ""
    writers: list[str] = field(default_factory=list)
    organisation: str = ""  # named after the writers
    provider: str = ""  # News provided by
    dateline: FoundDateline | None = None
    day: Day | None = None  # of a line that is a date and no more
    below: list[Piece] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_head(pieces: list[Piece]) -> Head:
    """Read the pieces above the first paragraph, which a dateline begins or which is the first that is prose."""
    head = Head()
    pieces = with_title(pieces)
    begins = place_of_dateline(pieces)
    if begins is None:
        begins = place_of_prose(pieces)
        text = pieces[begins:]
    else:
        head.dateline = dateline_in(pieces[begins].text)
        rest = head.dateline.rest if head.dateline else ""
        text = [replace(piece, text=rest) for piece in pieces[begins : begins + 1] if rest] + pieces[begins + 1 :]
    if head.dateline:
        head.writers += dict.fromkeys(head.dateline.writers)
    entitle(head, read_labels(head, pieces[:begins]), has_text=bool(text), is_sure=head.dateline is not None)
    head.below = sorted(head.below, key=lambda piece: piece.line) + text
    return head


def with_title(pieces: list[Piece]) -> list[Piece]:
    """Take the first heading, when no text stands above it, for the headline."""
    for place, piece in enumerate(pieces[:DEEPEST]):
        if piece.kind is Kind.HEADING:
            return [*pieces[:place], replace(piece, kind=Kind.TEXT), *pieces[place + 1 :]]
        if piece.kind is Kind.TEXT or piece.kind in BODY_KINDS:
            break
    return pieces


def place_of_dateline(pieces: list[Piece]) -> int | None:
    """Where the paragraph with the dateline is; above it stand titles and labels only."""
    above: list[Piece] = []
    for place, piece in enumerate(pieces[:DEEPEST]):
        if piece.kind in (Kind.HEADING, Kind.ABOUT) or len(above) > MOST_TITLES:
            return None
        if piece.kind is Kind.TEXT:
            found = dateline_in(piece.text)
            if found and (found.day or found.carrier or (is_prose(piece.text) and not any(map(is_paragraph, above)))):
                return place
            above.append(piece)
            if len(piece.text) > LONGEST_TITLE:
                return None
    return None


def place_of_prose(pieces: list[Piece]) -> int:
    """Where the text begins that has no dateline: at its first paragraph or list, else after one title."""
    texts: list[int] = []
    for place, piece in enumerate(pieces[:DEEPEST]):
        if piece.kind in BODY_KINDS or is_paragraph(piece):
            return place
        if piece.kind is Kind.TEXT:
            if texts and is_statement(piece.text):
                return place
            texts.append(place)
    return texts[min(1, len(texts) - 1)] if texts else 0


def is_paragraph(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and is_prose(piece.text)


def is_prose(text: str) -> bool:
    """Whether this is a paragraph and no title."""
    chinese = is_chinese(text)
    if len(text) > (LONGEST_CHINESE_HEADLINE if chinese else LONGEST_HEADLINE):
        return True
    return len(text) >= (SHORTEST_CHINESE_PARAGRAPH if chinese else SHORTEST_PARAGRAPH) and is_statement(text)


def read_labels(head: Head, pieces: list[Piece]) -> list[Piece]:
    """Read the pieces above the text that say what they are, and return the titles among them."""
    titles: list[Piece] = []
    above: Piece | None = None
    contact_run = -1
    for piece in pieces:
        if piece.kind is Kind.CONTACT:
            contact_run = piece.run
            head.remarks.append(
                Remark(
                    field="body", message=gettext_noop("Left out from above the text: {line}.", line=quoted(piece.text))
                )
            )
        if piece.run == contact_run:
            head.left_out.append(piece)
        elif above and is_label_of(above, piece):
            read_labelled(head, above, piece)
        elif piece.kind in BODY_KINDS:
            head.below.append(piece)
        else:
            # A headline has no blank line above its byline or its date where everything stands close together.
            kind = kind_of(piece.text, opens=True) if titles and piece.kind is Kind.TEXT else piece.kind
            piece = replace(piece, kind=kind) if kind in (Kind.BYLINE, Kind.DATE) else piece
            if not read_label(head, piece):
                titles.append(piece)
        above = piece
    return titles


def is_label_of(above: Piece, piece: Piece) -> bool:
    """Whether `above` says what `piece` is: the provider's name, or the agency under a byline."""
    if piece.kind is not Kind.TEXT:
        return False
    if above.kind is Kind.PROVIDER:
        return not provider_in(above)
    return above.kind is Kind.BYLINE and piece.run == above.run and is_position(piece.text)


def read_labelled(head: Head, above: Piece, piece: Piece) -> None:
    if above.kind is Kind.PROVIDER:
        head.provider = piece.text
    else:
        head.organisation = organisation_in(piece.text)
    head.left_out.append(piece)


def read_label(head: Head, piece: Piece) -> bool:
    """Read one piece that says what it is; False when it does not."""
    if piece.kind is Kind.BYLINE:
        return read_byline(head, piece)
    if piece.kind in (Kind.DATE, Kind.RELEASE):
        days = days_in(piece.text)
        head.day = head.day or (days[0].day if days else None)
    elif piece.kind is Kind.PROVIDER:
        head.provider = provider_in(piece)
    elif piece.kind is Kind.CREDIT:
        head.provider = "; ".join(signature_in(piece.text).names)
    elif match := HEADER.fullmatch(piece.text):
        days = days_in(match["day"])
        head.day = head.day or (days[0].day if days and is_date(match["day"]) else None)
        head.provider = match["provider"]
        head.writers += [name for name in people_in(match["writers"] or "") if name not in head.writers]
    else:
        dateline = place_and_day(piece.text) if piece.kind is Kind.TEXT else None
        if dateline and not head.dateline:
            head.dateline = dateline
            return True
        if not dateline:
            return False
    head.left_out.append(piece)
    return True


def read_byline(head: Head, piece: Piece) -> bool:
    byline = byline_in(piece.text)
    if not byline:
        return False
    new = [name for name in dict.fromkeys(byline.names) if name not in head.writers]
    head.writers += new
    head.organisation = head.organisation or organisation_in(byline.position)
    if byline.position or len(new) < len(byline.names):
        head.left_out.append(piece)
    return True


def provider_in(piece: Piece) -> str:
    match = PROVIDER.fullmatch(piece.text)
    return (match["name"] or match["zh"] or "").strip() if match else ""


def entitle(head: Head, titles: list[Piece], *, has_text: bool, is_sure: bool) -> None:
    """Make headline and summary of the titles; what is neither begins the body."""
    if not titles or not (has_text or head.below) or (not is_sure and is_statement(titles[0].text)):
        head.below += titles
        return
    taken = 1 + sum(1 for _ in takewhile(lambda pair: carries_on(*pair), pairwise(titles)))
    head.titles = len(titles)
    head.headline = " ".join(title.printed for title in titles[:taken])
    under = titles[taken:]
    summary = " ".join(title.printed if ends_sentence(title.text) else f"{title.printed};" for title in under)
    if len(under) > (MOST_TITLES if is_sure else 1) or len(summary) > LONGEST_SUMMARY:
        head.below += under
    elif under:
        head.summary = summary.rstrip(";")
        head.remarks.append(
            Remark(field="summary", message=gettext_noop("The summary was taken from under the headline."))
        )


def carries_on(title: Piece, below: Piece) -> bool:
    """Whether a headline goes on in the next line."""
    return title.run == below.run and below.text[:1].islower()
