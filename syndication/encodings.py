"""Content codings (RFC 9110 section 8.4): which one a client takes, and a document in it."""

import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

import brotli

from syndication.splicing import spliced

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["Coding", "coding_for", "encoded"]


class Coding(StrEnum):
    """What we write, in the order in which we would rather send it."""

    ZSTD = "zstd"  # RFC 8878
    BROTLI = "br"  # RFC 7932
    GZIP = "gzip"  # RFC 1952
    IDENTITY = "identity"  # the document as it is

    @property
    def suffix(self) -> str:
        """What the strong ETag of a document ends in, for each coding has one of its own (RFC 9110 section 8.8.3.3)."""
        return "" if self is Coding.IDENTITY else f"-{self}"


# As small as gzip makes a feed at its best, or smaller, in a tenth and in a third of its time.
ZSTD_LEVEL, BROTLI_QUALITY = 3, 4
WISH = re.compile(r"\s*(?:x-)?([a-z*]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.IGNORECASE)
LEAST = 0.0001  # less than any wish can be worth


@lru_cache(maxsize=1024)
def coding_for(accept: str) -> Coding:
    """The coding that an Accept-Encoding header likes best, of equals the one that we would rather send.

    Nobody who wants none of them is refused: he gets the document as it is. `*` is taken for gzip, for many say it who
    read nothing else.
    """
    wishes = wishes_of(accept)
    gzip_at_worst = LEAST if wishes.get(Coding.IDENTITY) == 0 else 0.0
    unsaid = {Coding.GZIP: wishes.get("*", gzip_at_worst), Coding.IDENTITY: wishes.get("*", LEAST)}
    worth = {coding: wishes.get(coding, unsaid.get(coding, 0.0)) for coding in Coding}
    best = max(Coding, key=lambda coding: worth[coding])
    return best if worth[best] > 0 else Coding.IDENTITY


def wishes_of(accept: str) -> dict[str, float]:
    """What the header says of each coding, by its name; what cannot be read is passed over."""
    found = (WISH.fullmatch(part) for part in accept.split(","))
    return {match[1].lower(): min(1.0, float(match[2] or 1)) for match in found if match}


def encoded(document: bytes, coding: Coding, entries: Iterable[tuple[bytes, bytes]] = ()) -> bytes:
    """The document in a coding, the same bytes for the same document; gzip is spliced from what `entries` of it are kept."""
    if coding is Coding.ZSTD:
        return zstd.compress(document, ZSTD_LEVEL)
    if coding is Coding.BROTLI:
        return bytes(brotli.compress(document, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
    return spliced(document, entries) if coding is Coding.GZIP else document
