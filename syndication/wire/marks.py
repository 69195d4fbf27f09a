"""Marks: what inline elements, their styles and their links say of the text in them."""

import re

from syndication.wire.body import Attributes, Mark
from syndication.wire.characters import one_line
from syndication.wire.errand import Errand
from syndication.wire.links import address_of, link
from syndication.wire.sentences import gettext_noop

__all__ = ["Given", "language_of", "marks_of"]

Given = dict[str, str]  # attributes by name, as they were written

# What an inline element becomes: the first of these that the profile allows, else its text alone.
MARKS: dict[str, tuple[str, ...]] = {
    "b": ("strong", "b"), "strong": ("strong", "b"), "i": ("em", "i"), "em": ("em", "i"), "dfn": ("dfn", "em", "i"),
    "cite": ("cite", "em", "i"), "u": ("u",), "ins": ("ins",), "s": ("s", "del"), "strike": ("s", "del"),
    "del": ("del", "s"), "sub": ("sub",), "sup": ("sup",), "small": ("small",), "mark": ("mark",), "abbr": ("abbr",),
    "acronym": ("abbr",), "code": ("code",), "tt": ("code",), "samp": ("samp", "code"), "kbd": ("kbd", "code"),
    "var": ("var", "em", "i"), "q": ("q",), "span": ("span",), "bdi": ("bdi",), "bdo": ("bdo",), "time": ("time",),
}  # fmt: skip
# These say nothing of their text, and nobody need be told that they went.
EMPTY = frozenset({"big", "font", "label", "nobr", "ruby", "rb", "rtc", "output", "picture", "noscript", "a", "data"})
# Those that mean something only with one of these attributes.
MEANT_BY = {"span": ("lang", "dir"), "abbr": ("title",), "bdo": ("dir",), "time": ("datetime",)}

STYLES = tuple(
    (re.compile(rf"(?:^|;)\s*{pattern}", re.IGNORECASE), tag)
    for pattern, tag in (
        (r"font-weight\s*:\s*(bold|bolder|[6-9]00)\b", "b"),
        (r"font-style\s*:\s*(italic|oblique)\b", "i"),
        (r"text-decoration(-line)?\s*:[^;]*\bline-through\b", "s"),
        (r"vertical-align\s*:\s*super\b", "sup"),
        (r"vertical-align\s*:\s*sub\b", "sub"),
    )
)
# Google Docs wraps everything it copies in a <b> that is not bold.
PLAIN_STYLES = {
    "b": re.compile(r"font-weight\s*:\s*(normal|[1-4]00)\b", re.IGNORECASE),
    "i": re.compile(r"font-style\s*:\s*normal\b", re.IGNORECASE),
}
PLAIN_STYLES |= {"strong": PLAIN_STYLES["b"], "em": PLAIN_STYLES["i"]}

LANGUAGE_KEYS = {"lang", "xml:lang", "dir"}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MOMENT = re.compile(r"[0-9TZ:+.\- WPYMDHS]{1,40}")


def marks_of(tag: str, given: Given, marks: tuple[Mark, ...], errand: Errand) -> tuple[Mark, ...]:
    """The marks of the text in an inline element that stands under `marks`."""
    if tag == "a":
        link = link_of(given, marks, errand)
        return (*marks, link) if link else marks
    style = given.get("style", "")
    if tag in MARKS:
        if not (style and tag in PLAIN_STYLES and PLAIN_STYLES[tag].search(style)):
            marks = with_mark(marks, tag, attributes_of(tag, given) if given else (), errand.allowed)
    elif tag not in EMPTY and ":" not in tag:  # Office's own
        errand.remove("element.unknown", f"<{tag[:40]}>", gettext_noop("No outlet knows it; its text stays."))
    if style:
        for pattern, styled in STYLES:
            if pattern.search(style):
                marks = with_mark(marks, styled, (), errand.allowed)
    return marks


def with_mark(
    marks: tuple[Mark, ...], tag: str, attributes: Attributes, allowed: dict[str, frozenset[str]]
) -> tuple[Mark, ...]:
    """`marks` and the one that the profile has for `tag`, if the text is not so marked already."""
    for name in MARKS[tag]:
        if name in allowed:
            kept = tuple((key, value) for key, value in attributes if key in allowed[name])
            if name in MEANT_BY and not any(key in MEANT_BY[name] for key, _ in kept):
                return marks
            is_new = all(mark[0] != name for mark in marks) if not kept else (name, kept) not in marks
            return (*marks, (name, kept)) if is_new else marks
    return marks


def attributes_of(tag: str, given: Given) -> Attributes:
    """Those attributes of an inline element that say something of its text."""
    kept = language_of(given) if tag in ("span", "bdi", "bdo") else ()
    if tag in ("abbr", "acronym", "dfn") and given.get("title", "").strip():
        kept += (("title", one_line(given["title"])),)
    if tag == "time" and MOMENT.fullmatch(given.get("datetime", "")):
        kept += (("datetime", given["datetime"]),)
    return kept


def language_of(given: Given) -> Attributes:
    """Language and direction, where they are what they should be."""
    if not LANGUAGE_KEYS & given.keys():
        return ()
    language, direction = given.get("lang", "") or given.get("xml:lang", ""), given.get("dir", "").strip().lower()
    kept: Attributes = (("lang", language),) if LANGUAGE.fullmatch(language) else ()
    return (*kept, ("dir", direction)) if direction in ("ltr", "rtl", "auto") else kept


def link_of(given: Given, marks: tuple[Mark, ...], errand: Errand) -> Mark | None:
    """The link that an <a> is, or None when its text stands alone."""
    written = given.get("href", "")
    if not written and "linktype" in given:
        errand.remove(
            "link.internal",
            given.get("id", ""),
            gettext_noop("It leads to a page of ours that is gone; its text stays."),
        )
    if not written or "a" not in errand.allowed or any(mark[0] == "a" for mark in marks):
        return None
    address = address_of(written, errand)
    return link(address, errand.profile, given.get("title", "")) if address else None
