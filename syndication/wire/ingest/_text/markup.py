"""Pieces of text as HTML: p, h2, ul, ol, li, blockquote and a."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from syndication.wire.ingest._text.pieces import Piece
from syndication.wire.ingest._text.signs import CONTACT, Kind, ends_sentence, is_chinese

__all__ = ["markup"]

SET_OFF = 4  # columns of indent that make a paragraph a quotation, where most paragraphs have none
LONGEST_HEADING = 80  # characters
MOST_WORDS_IN_A_HEADING = 12
SHORTEST_PARAGRAPH = 80
SHORTEST_CHINESE_PARAGRAPH = 30
BLOCKS = {Kind.BULLET: "ul", Kind.NUMBERED: "ol", Kind.QUOTE: "blockquote"}

# Bounded, and begun only where a word begins, so that no run of letters is looked at twice.
LINK = re.compile(
    r"(?P<url>https?://[!#-;=?-Z\[\]_a-z~%@]+)"
    r"|(?<![\w.%+-])(?P<mail>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})",
    re.IGNORECASE,
)
AFTER_A_LINK = tuple(".,;:!?'*")
MOST_CLOSING_SIGNS = 8
HOST = re.compile(r"https?://[A-Za-z0-9\[]", re.IGNORECASE)


def markup(pieces: list[Piece]) -> str:
    """Write the pieces as HTML, a block to a line, every character of the text escaped."""
    indented = sum(piece.indent >= SET_OFF for piece in pieces if piece.kind is Kind.TEXT)
    texts = sum(piece.kind is Kind.TEXT for piece in pieces)
    set_off = SET_OFF if 2 * indented < texts else None
    blocks = [(block_of(pieces, place, set_off), piece) for place, piece in enumerate(pieces)]
    return "\n".join(
        html
        for block, members in groupby(blocks, key=lambda pair: pair[0])
        for html in written(block, [piece for _, piece in members])
    )


def block_of(pieces: list[Piece], place: int, set_off: int | None) -> str:
    """Name the element that the piece at `place` is or stands in."""
    piece = pieces[place]
    if piece.kind in BLOCKS:
        return BLOCKS[piece.kind]
    if piece.kind in (Kind.HEADING, Kind.ABOUT) or is_label(piece) or is_heading(pieces, place):
        return "h2"
    quoted = set_off and piece.indent >= set_off and piece.kind is Kind.TEXT and is_prose(piece)
    return "blockquote" if quoted else "p"


def is_label(piece: Piece) -> bool:
    """Whether this heads the contact block and holds nothing of it."""
    return piece.kind is Kind.CONTACT and CONTACT.fullmatch(piece.text) is not None


def is_heading(pieces: list[Piece], place: int) -> bool:
    """Whether a short line by itself between two paragraphs is a sub-heading; a doubtful one is a paragraph."""
    piece = pieces[place]
    if not 0 < place < len(pieces) - 1 or piece.kind is not Kind.TEXT or not piece.alone or piece.indent >= SET_OFF:
        return False
    above, below = pieces[place - 1], pieces[place + 1]
    short = len(piece.text) <= LONGEST_HEADING and len(piece.text.split()) <= MOST_WORDS_IN_A_HEADING
    plain = not ends_sentence(piece.text) and piece.text[-1:] not in ",;:，；：、" and not LINK.search(piece.text)
    begins = piece.text[:1].isalnum() and not piece.text[:1].islower()
    return short and plain and begins and (is_prose(above) or above.kind in BLOCKS) and is_prose(below)


def is_prose(piece: Piece) -> bool:
    shortest = SHORTEST_CHINESE_PARAGRAPH if is_chinese(piece.text) else SHORTEST_PARAGRAPH
    return piece.kind is Kind.TEXT and len(piece.text) >= shortest and ends_sentence(piece.text)


def written(block: str, pieces: list[Piece]) -> Iterator[str]:
    """Write neighbours that are or stand in the same kind of block."""
    if block in ("ul", "ol"):
        yield f"<{block}>{''.join(f'<li>{linked(piece.text)}</li>' for piece in pieces)}</{block}>"
    elif block == "blockquote":
        yield f"<blockquote>{''.join(f'<p>{linked(piece.text)}</p>' for piece in pieces)}</blockquote>"
    elif block == "h2":
        yield from (f"<h2>{linked(piece.text.rstrip(' :：'))}</h2>" for piece in pieces)
    else:
        yield from (f"<p>{linked(piece.printed)}</p>" for piece in pieces)


def linked(text: str) -> str:
    """Escape the text and make links of the addresses in it."""
    written: list[str] = []
    end = 0
    for match in LINK.finditer(text):
        address = trimmed(match.group())
        if match["url"] and not HOST.match(address):
            continue
        target = address if match["url"] else f"mailto:{address}"
        written.append(escape(text[end : match.start()], quote=False))
        written.append(f'<a href="{escape(target)}">{escape(address, quote=False)}</a>')
        end = match.start() + len(address)
    written.append(escape(text[end:], quote=False))
    return "".join(written)


def trimmed(address: str) -> str:
    """The address without the punctuation of the sentence that it stands in."""
    for _ in range(MOST_CLOSING_SIGNS):
        last = address[-1:]
        opened, closed = address.count("("), address.count(")")
        if last in AFTER_A_LINK or (last == ")" and closed > opened) or (last == "]" and "[" not in address):
            address = address[:-1]
    return address
