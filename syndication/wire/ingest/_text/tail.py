"""What stands below the text: the closing credit, end marks, and what distributors add."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from syndication.wire.ingest import Remark
from syndication.wire.ingest._text.names import distributor_in
from syndication.wire.ingest._text.pieces import Piece
from syndication.wire.ingest._text.signs import ABBREVIATED, CREDIT, Kind
from syndication.wire.sentences import gettext_noop

__all__ = ["Tail", "quoted", "read_tail", "signature_in"]

NEAR_THE_END = 15  # pieces: "View original content" with more than that below it stands in the middle of something
CONTACT_LINES = 10  # pieces that a contact block below the credit may have
LONGEST_CONTACT_LINE = 120
ASIDE = (Kind.RULE, Kind.END, Kind.MEDIA, Kind.EDITOR)
VIA = re.compile(r"\s+via\s+(.{2,40})$", re.IGNORECASE)
BESIDE = re.compile(r"\s+(?:作者|编辑|責任編輯|责任编辑|记者)\s?[:：].*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What was found below the text, and the pieces `above` it that are still to be read."""

    above: tuple[Piece, ...]
    closing_line: str = ""
    names: tuple[str, ...] = ()
    distributor: str = ""
    left_out: tuple[Piece, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_tail(pieces: list[Piece]) -> Tail:
    """Find the closing credit and set aside what is no part of the story."""
    text, below, remarks = without_original(pieces)
    aside = [piece for piece in text if piece.kind in ASIDE]
    text = [piece for piece in text if piece.kind not in ASIDE]
    remarks += [
        Remark(
            field="media", message=gettext_noop("{line} is left out; add the picture by hand.", line=quoted(piece.text))
        )
        for piece in aside
        if piece.kind is Kind.MEDIA
    ]
    credit = next((piece for piece in reversed(below) if piece.kind is Kind.CREDIT), None) or closing_credit(text)
    left_out = [piece for piece in aside + below if piece is not credit]
    tail = Tail(
        above=tuple(piece for piece in text if piece is not credit), left_out=tuple(left_out), remarks=tuple(remarks)
    )
    return with_credit(tail, credit) if credit else tail


def without_original(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Remark]]:
    """Split off what stands from "View original content" on; further up only that line and its address go."""
    places = [place for place, piece in enumerate(pieces) if piece.kind is Kind.ORIGINAL]
    text, below, remarks = list(pieces), list[Piece](), list[Remark]()
    if places and len(pieces) - places[0] > NEAR_THE_END:
        below = [piece for place in places for piece in (pieces[place], *addresses(pieces[place + 1 :][:2]))]
        gone = {id(piece) for piece in below}
        text = [piece for piece in pieces if id(piece) not in gone]
        remarks = [
            Remark(field="body", message=gettext_noop("Left out {line}.", line=quoted(piece.text))) for piece in below
        ]
    elif places:
        text, below = pieces[: places[0]], pieces[places[0] :]
        remarks = [Remark(field="body", message=gettext_noop("Left out from {line} on.", line=quoted(below[0].text)))]
    return text, below, remarks


def addresses(pieces: list[Piece]) -> Iterator[Piece]:
    return takewhile(lambda piece: piece.text.startswith(("http://", "https://")) and " " not in piece.text, pieces)


def closing_credit(pieces: list[Piece]) -> Piece | None:
    """The credit on the last line, or above the contact block on the last lines."""
    for below, piece in enumerate(reversed(pieces[-CONTACT_LINES - 1 :])):
        if piece.kind is Kind.CREDIT:
            contact = pieces[len(pieces) - below :]
            return piece if not contact or contact[0].kind is Kind.CONTACT else None
        if len(piece.text) > LONGEST_CONTACT_LINE:
            return None
    return None


def with_credit(tail: Tail, credit: Piece) -> Tail:
    """Take the names in the closing line; a distributor's is none of them."""
    signed = signature_in(credit.text)
    if signed.names:
        return replace(tail, closing_line=signed.line, names=signed.names, distributor=signed.distributor)
    message = (
        gettext_noop("{line} names a distributor, which is not the source.", line=quoted(credit.text))
        if signed.distributor
        else gettext_noop("{line} names nobody.", line=quoted(credit.text))
    )
    return replace(
        tail,
        distributor=signed.distributor,
        left_out=(*tail.left_out, credit),
        remarks=(*tail.remarks, Remark(field="source", message=message)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a credit line says: the line without brackets, who is credited, and who carried it."""

    line: str
    names: tuple[str, ...] = ()
    distributor: str = ""


def signature_in(text: str) -> Signature:
    """Read `SOURCE China Daily`, `（来源：中国日报）`, `SOURCE Acme; China Daily via PR Newswire`."""
    line = text[1:-1].strip() if text[:1] in "[(（【" and text[-1:] in "])）】" else text
    match = CREDIT.fullmatch(line)
    name = BESIDE.sub("", match["name"]) if match else ""
    via = VIA.search(name)
    distributor = distributor_in(via[1]) if via else ""
    if via and distributor:
        name = name[: via.start()]
    names = tuple(filter(None, map(tidied, re.split(r"[;；]", name))))
    distributors = [known for known in map(distributor_in, names) if known]
    if distributors:
        return Signature(line=line, distributor=distributors[0])
    return Signature(line=line, names=names, distributor=distributor)


def tidied(name: str) -> str:
    """The name without the full stop that ends a line and not an abbreviation."""
    name = name.strip(" \t,，。")
    return name if ABBREVIATED.search(name) else name.rstrip(".")


def quoted(text: str, length: int = 60) -> str:
    """The beginning of a text in quotation marks, as remarks name it."""
    return f"“{text}”" if len(text) <= length else f"“{text[: length - 1].rstrip()}…”"
