"""Compression by splicing: a gzip document out of entries that were compressed once, each by itself.

Each piece is a run of DEFLATE blocks that refers to nothing before it and ends on a whole byte (a full flush), so
pieces may follow one another in any order, and the same document is the same bytes however it came about.
DEFLATE: RFC 1951; gzip: RFC 1952.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator

__all__ = ["deflated", "spliced"]

LEVEL = 6
SHORT = 64  # bytes; what is shorter is stored as it is, for compressing it makes it longer
BEGINNING = 32  # bytes of an entry that are looked for; all of it is compared where they are found
RAW = -15  # zlib's way to say: no header, the largest window
HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255))  # no time stamp: it would change the bytes of the same state
LAST_BLOCK = b"\x03\x00"


def deflated(piece: bytes) -> bytes:
    """A piece compressed by itself, to be followed by others."""
    if len(piece) < SHORT:
        return stored(piece)
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)


def stored(piece: bytes) -> bytes:
    """A block that is not compressed (RFC 1951 section 3.2.4)."""
    return b"\x00" + struct.pack("<HH", len(piece), len(piece) ^ 0xFFFF) + piece if piece else b""


def spliced(document: bytes, entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    """`document` as one gzip member; `entries` are the pieces that it holds in this order, each with its compressed form.

    What stands between them is compressed now; so is an entry that does not stand there as it is.
    """
    end = struct.pack("<II", zlib.crc32(document), len(document) & 0xFFFFFFFF)
    return b"".join((HEADER, *pieces(document, entries), LAST_BLOCK, end))


def pieces(document: bytes, entries: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    done = 0
    for entry, compressed in entries:
        start = document.find(entry[:BEGINNING], done)  # to look for the whole of a long entry takes ten times as long
        if start < 0 or not compressed or not document.startswith(entry, start):
            continue
        yield deflated(document[done:start])
        yield compressed
        done = start + len(entry)
    yield deflated(document[done:])
