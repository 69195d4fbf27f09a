"""Cleaning: from any HTML to exactly what a profile allows, with nh3 as the last gate.

The order: characters that nothing can carry go; a linear scan refuses what could stall a parser; BeautifulSoup reads
what is not simple; the body is arranged for the profile and written; nh3 reads that and writes it once more. Nothing
touches what nh3 wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import nh3

from syndication.wire.arranging import arrange
from syndication.wire.body import Block, write
from syndication.wire.characters import strip_unreadable
from syndication.wire.embeds import is_allowed_host
from syndication.wire.errand import Errand
from syndication.wire.gate import LIMITS, Limits, RefusedHTML, check, refuse_references
from syndication.wire.links import SCHEMES
from syndication.wire.plain import as_text, structure_of
from syndication.wire.profile import BodyForm, Profile
from syndication.wire.reading import read
from syndication.wire.removals import Removal
from syndication.wire.sentences import gettext_noop
from syndication.wire.tokens import Token, strict_tokens
from syndication.wire.tree import parse

__all__ = ["Cleaned", "RefusedHTML", "Removal", "body_of", "clean", "examine", "finish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Clean HTML, and what was taken out or changed on the way to it."""

    html: str
    removed: tuple[Removal, ...] = ()


def clean(html: str, profile: Profile, base: str, *, limits: Limits = LIMITS) -> str:
    """Clean `html` for `profile`; `base` is the absolute address of the page it stands on. Raises `RefusedHTML`.

    Cleaning twice is cleaning once. The result is a sequence of block elements, or "".
    """
    return examine(html, profile, base, limits=limits).html


def examine(html: str, profile: Profile, base: str, *, limits: Limits = LIMITS) -> Cleaned:
    """As `clean`, and tell what was removed and why. Raises `RefusedHTML`."""
    errand = Errand(profile, base)
    root = body_of(html, errand, limits)
    if profile.body_form is BodyForm.TEXT:
        root = as_text(root)
    return Cleaned(html=finish(root, profile, base, limits), removed=errand.removals.told())


def body_of(html: str, errand: Errand, limits: Limits = LIMITS) -> Block:
    """The body that the profile may have of `html`, not yet written, nor yet made plain text. Raises `RefusedHTML`."""
    if errand.profile.body_form is BodyForm.TEXT:
        errand = replace(errand, profile=structure_of(errand.profile))
    html = readable(html, errand)
    refuse_references(html, limits)
    tokens = strict_tokens(html, limits)
    if tokens is None:
        check(html, limits)
    return arrange(read(parse(html, limits) if tokens is None else drain(tokens), errand), errand)


def drain(tokens: list[Token]) -> Iterator[Token]:
    """Give the tokens one by one and keep none, so that tokens and blocks of a large body never stand side by side."""
    tokens.reverse()
    while tokens:
        yield tokens.pop()


def readable(html: str, errand: Errand) -> str:
    stripped = strip_unreadable(html)
    if len(stripped) != len(html):
        gone = " ".join(f"U+{ord(letter):04X}" for letter in sorted(set(html) - set(stripped)))
        errand.remove("text.characters", gone, gettext_noop("No format can carry them."))
    return stripped


def finish(root: Block, profile: Profile, base: str, limits: Limits = LIMITS) -> str:
    """Write a body, and pass it through the last gate. Raises `RefusedHTML` if no form of it stays as it is there."""
    cleaner = cleaner_for(profile)
    written = write(root, profile.allowed)
    refuse_references(written, limits)
    for _ in range(ROUNDS):
        passed = cleaner.clean(written)
        if passed == written:
            return passed
        # The gate read something otherwise than we wrote it, so we read what it wrote.
        written = write(body_of(passed, Errand(profile, base)), profile.allowed)
    raise RefusedHTML("unstable", gettext_noop("it reads otherwise each time it is written"))


ROUNDS = 4


@lru_cache(maxsize=256)
def cleaner_for(profile: Profile) -> nh3.Cleaner:
    """The last gate of a profile."""

    def judge(tag: str, attribute: str, value: str) -> str | None:
        if tag == "iframe" and attribute == "src" and not is_allowed_host(value, profile.iframe_hosts):
            return None
        return value

    return nh3.Cleaner(
        tags=set(profile.allowed),
        attributes={tag: set(attributes) for tag, attributes in profile.allow if attributes},
        attribute_filter=judge if profile.iframe_hosts else None,
        link_rel=None,
        url_schemes=set(SCHEMES),
        url_relative="deny",
    )
