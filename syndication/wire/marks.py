"""Marks: what inline elements, their styles and their links say of the text in them."""

import re

from syndication.wire.body import Attributes, Mark
from syndication.wire.characters import one_line
from syndication.wire.links import add_parameters, resolve, strip_tracking, unwrap_redirect
from syndication.wire.pictures import PictureRights
from syndication.wire.profile import Profile
from syndication.wire.removals import Removals

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

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MOMENT = re.compile(r"[0-9TZ:+.\- WPYMDHS]{1,40}")


def marks_of(
    tag: str, given: Given, marks: tuple[Mark, ...], allowed: dict[str, frozenset[str]], profile: Profile, base: str,
    removals: Removals, rights: PictureRights | None,
) -> tuple[Mark, ...]:  # fmt: skip
    """The marks of the text in an inline element that stands under `marks`."""
    if tag == "a":
        link = link_of(given, marks, allowed, profile, base, removals, rights)
        marks = (*marks, link) if link else marks
    elif tag in MARKS:
        style = given.get("style", "") if given else ""
        if not (style and tag in PLAIN_STYLES and PLAIN_STYLES[tag].search(style)):
            marks = with_mark(marks, tag, attributes_of(tag, given) if given else (), allowed)
    elif tag not in EMPTY:
        removals.add("element.unknown", f"<{tag[:40]}>", "No outlet knows it; its text stays.")
    if given and "style" in given and tag != "a":
        for pattern, styled in STYLES:
            if pattern.search(given["style"]):
                marks = with_mark(marks, styled, (), allowed)
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
    language, direction = given.get("lang", "") or given.get("xml:lang", ""), given.get("dir", "").strip().lower()
    kept: Attributes = (("lang", language),) if LANGUAGE.fullmatch(language) else ()
    return (*kept, ("dir", direction)) if direction in ("ltr", "rtl", "auto") else kept


def link_of(
    given: Given, marks: tuple[Mark, ...], allowed: dict[str, frozenset[str]], profile: Profile, base: str,
    removals: Removals, rights: PictureRights | None,
) -> Mark | None:  # fmt: skip
    """The link that an <a> is, or None when its text stands alone."""
    written = given.get("href", "")
    if not written or "a" not in allowed or any(mark[0] == "a" for mark in marks):
        return None
    address = address_of(written, profile, base, removals, rights)
    if not address:
        return None
    title = one_line(given.get("title", ""))
    attributes = (("href", address), ("title", title), ("rel", profile.link_rel))
    return "a", tuple((name, value) for name, value in attributes if value and name in allowed["a"])


def address_of(written: str, profile: Profile, base: str, removals: Removals, rights: PictureRights | None) -> str:
    """The address of a link as the profile wants it; "" when there is to be no link, for a reason that is told."""
    if written.lstrip().startswith("#"):
        removals.add("link.in-page", written, "It leads to a place on our page; its text stays.")
        return ""
    address = resolve(written, base)
    if not address:
        removals.add("link.address", written, "It is no web, mail or telephone address; its text stays.")
        return ""
    if rights is not None and address in rights.denied:
        removals.add("picture.rights", address, "It leads to a picture that may not go to this outlet.")
        return ""
    direct = unwrap_redirect(address)
    if direct != address:
        removals.add("link.redirect", address, "It led there by way of another site.")
    if profile.strip_tracking and (untracked := strip_tracking(direct)) != direct:
        removals.add("link.tracking", direct, "Its parameters follow the reader.")
        direct = untracked
    return add_parameters(direct, profile.own_parameters, base)
