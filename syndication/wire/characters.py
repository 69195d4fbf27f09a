"""Characters: what no format can carry or nobody can see is taken out; text otherwise stays as it was written."""

import re
import unicodedata

from ftfy import fix_encoding

__all__ = ["balance", "one_line", "strip_illegal", "strip_unreadable", "tidy"]

# XML 1.0 section 2.2 refuses the first group and lone surrogates; Unicode reserves the others for no character at all.
NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
ILLEGAL = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef{NONCHARACTERS}]")
ODD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef{NONCHARACTERS}]")

# Line and paragraph separators are white space in HTML's eyes; C1 controls are Windows-1252 read as Latin-1.
SEPARATORS = {0x0C: " ", 0x2028: "\n", 0x2029: "\n"}
WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)} | SEPARATORS

# UTF-8 read as Windows-1250, -1251, -1252 or Mac Roman begins with one of these before another that is not ASCII.
MOJIBAKE = re.compile("[\u00c2-\u00f4\u0102\u0139\u0413\u0420\u0421\u221a][^\x00-\x7f]")
# No other blank is taken for a part of a character, or two texts put side by side would change each other.
WORD = re.compile(r"\S+")

# Joiners shape Arabic, Syriac, Mongolian and Indic letters and join emoji; elsewhere they are invisible leftovers.
JOINED = "\u0600-\u1fff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u20e3"
JOINED += "\U00010a00-\U0001107f\U00011000-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff\U000e0020-\U000e007f"
# Thai, Lao, Burmese and Khmer set no spaces: a zero-width one says where a line may break.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
INVISIBLE = re.compile(f"[\u00ad\u180e\u2060-\u2064\ufeff]|(?<![{UNSPACED}])\u200b|(?<![{JOINED}])[\u200c\u200d]")
LEADING_JOINERS = re.compile("^[\u200c\u200d]+")

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CLOSES = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


def strip_illegal(text: str) -> str:
    """Take out what XML cannot carry, lone surrogates and non-characters; read stray C1 controls as Windows-1252."""
    if text.isascii() and text.isprintable():
        return text
    if not ODD.search(text):
        return text
    return ILLEGAL.sub("", text.translate(WINDOWS_1252))


def strip_unreadable(html: str) -> str:
    """Take out of a whole document what no parser should see; `tidy` reads stray C1 controls beside their neighbours."""
    if html.isascii() and html.isprintable():
        return html
    return ILLEGAL.sub("", html.translate(SEPARATORS)) if ODD.search(html) else html


def tidy(text: str) -> str:
    """Undo UTF-8 that was read as something else, take out what cannot be carried or seen, and compose accents (NFC)."""
    if text.isascii():
        return strip_illegal(text)
    text = strip_unreadable(text)
    # What one step takes out may have stood between two characters that the other makes one of.
    while (tidied := composed(mended(text) if MOJIBAKE.search(text) else text)) != text:
        text = tidied
    return text


def mended(text: str) -> str:
    text = text.replace("\u00c2\u00a0", "\u00a0").replace("\u00c3\u00a0", "à")
    return WORD.sub(lambda word: fix_encoding(word[0]) if MOJIBAKE.search(word[0]) else word[0], text)


def composed(text: str) -> str:
    text = strip_illegal(text)
    while (seen := INVISIBLE.sub("", text)) != text:  # a joiner may have stood on one that went
        text = seen
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Tidy a text that has no lines, such as a headline or a name, with its directions closed."""
    return balance(" ".join(tidy(text).split()))


def balance(text: str) -> str:
    """Close each direction mark that stays open and drop each that closes none, so that no text turns what follows it."""
    if not BIDI.search(text):
        return text
    return "".join(balanced([text]))


def balanced(texts: list[str]) -> list[str]:
    """As `balance`, over a text that lies in pieces."""
    if not any(map(BIDI.search, texts)):
        return texts
    opened: list[str] = []

    def judge(found: re.Match[str]) -> str:
        mark = found[0]
        if mark not in CLOSES:
            opened.append(mark)
            return mark
        if not opened or opened[-1] not in CLOSES[mark]:
            return ""
        opened.pop()
        return mark

    judged = [BIDI.sub(judge, text) for text in texts]
    judged[-1] += "".join("\u2069" if mark in CLOSES["\u2069"] else "\u202c" for mark in reversed(opened))
    return judged
