"""Bytes of unknown encoding as clean text. Source: https://encoding.spec.whatwg.org/ for windows-1252."""

import codecs
import re
from dataclasses import dataclass

from syndication.wire.ingest import Remark, UnreadableDocument
from syndication.wire.sentences import gettext_noop

FILE_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip file (a Word document is one)"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (codecs.BOM_UTF32_LE, "text in UTF-32"),
    (codecs.BOM_UTF32_BE, "text in UTF-32"),
)

# Browsers read the five bytes that windows-1252 leaves open as the control characters of the same number.
WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}

NEW_LINES = re.compile(r"\r\n|[\r\v\x85\u2028]")  # Word breaks a line by \v
PAGE_BREAKS = re.compile(r"[\f\u2029\x1c-\x1e]")
# Controls, halves of characters, byte order marks that stand inside, and code points that are no characters.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
BINARY_SHARE = 0.1  # of the characters; text has next to none, the least binary of files many more

SAMPLE = 4096  # bytes that tell text from other things

GB2312_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
GB2312_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text with its lines ended by `\\n` and without unprintable characters, and what was done for that."""

    text: str
    remarks: tuple[Remark, ...] = ()


def decode(document: bytes) -> Decoded:
    """Decode UTF-8, UTF-16 with a byte order mark, GB18030 or windows-1252. Raises `UnreadableDocument`."""
    for beginning, kind in FILE_KINDS:
        if document.startswith(beginning):
            raise UnreadableDocument(gettext_noop("this is {kind}, not plain text", kind=kind))
    encoding, text = as_text(document)
    text = PAGE_BREAKS.sub("\n\n", NEW_LINES.sub("\n", text))
    printable, dropped = UNPRINTABLE.subn("", text)
    if dropped > BINARY_SHARE * len(text):
        raise UnreadableDocument(
            gettext_noop(
                "this is a binary file, not plain text: {dropped} of its {length} characters are unprintable and it begins with {beginning}",
                dropped=dropped,
                length=len(text),
                beginning=repr(document[:20]),
            )
        )
    if not printable.strip():
        raise UnreadableDocument(
            gettext_noop("the document is empty: {count} bytes and no word in them", count=len(document))
        )
    return Decoded(text=printable, remarks=tuple(remarks_on(encoding, dropped)))


def looks_like_text(document: bytes) -> bool:
    """Whether `decode` would take it, by its beginning."""
    beginning = document[:SAMPLE]
    if len(document) > SAMPLE:
        # A character that the cut left half must not make UTF-8 look like something else.
        beginning = beginning.rstrip(bytes(range(0x80, 0xC0))).rstrip(bytes(range(0xC0, 0x100)))
    try:
        decode(beginning)
    except UnreadableDocument:
        return False
    return True


def as_text(document: bytes) -> tuple[str, str]:
    """Name the encoding ("" for Unicode) and decode."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if document.startswith(mark):
            # An odd last byte is half a character, which is no reason to lose the others.
            return "", document[2 : len(document) // 2 * 2].decode(encoding, "surrogatepass")
    try:
        # Halves of characters are let through here and dropped, and said so, with the other unprintable ones.
        return "", document.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    if is_gb18030(document):
        return "GB18030", document.decode("gb18030", "replace")
    return "Windows-1252", document.decode("latin-1").translate(WINDOWS_1252)


def is_gb18030(document: bytes) -> bool:
    """Whether the bytes beyond ASCII are pairs as Chinese has them, most of them characters in daily use.

    In a Western text such bytes stand alone, between ASCII letters; in a Cyrillic or Greek one of eight bits they
    stand together but fall among the rare characters.
    """
    high = len(document) - len(document.translate(None, bytes(range(0x80, 0x100))))
    pairs = len(GB2312_PAIR.findall(document))
    common = len(GB2312_COMMON.findall(document))
    return 2 * pairs >= 0.8 * high and common >= 0.8 * pairs > 0


def remarks_on(encoding: str, dropped: int) -> list[Remark]:
    remarks = []
    if encoding:
        remarks.append(
            Remark(
                field="body",
                message=gettext_noop(
                    "The document is not UTF-8; it was read as {encoding}. Look at its special characters.",
                    encoding=encoding,
                ),
            )
        )
    if dropped:
        message = (
            gettext_noop("1 unprintable character was dropped.")
            if dropped == 1
            else gettext_noop("{count} unprintable characters were dropped.", count=dropped)
        )
        remarks.append(Remark(field="body", message=message))
    return remarks
