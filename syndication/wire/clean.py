"""Cleaning: from any HTML to exactly what a profile allows, nh3 as the last gate."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

import nh3

from syndication.wire.profile import Profile

__all__ = ["Cleaned", "RefusedHTML", "Removal", "clean", "examine"]


class RefusedHTML(ValueError):
    """HTML that is not cleaned at all, for it would stall or crash whoever reads it; `reason` is a stable code."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was taken out or changed: the rule's stable code, what it was, and why in a sentence."""

    rule: str
    what: str
    why: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Clean HTML, and what was done to it."""

    html: str
    removed: tuple[Removal, ...] = ()


def clean(html: str, profile: Profile, base: str) -> str:
    """Clean `html` for `profile`; `base` is the absolute address its links are relative to. Raises `RefusedHTML`."""
    return examine(html, profile, base).html


def examine(html: str, profile: Profile, base: str) -> Cleaned:
    """As `clean`, and tell what was removed and why. Raises `RefusedHTML`."""
    cleaner = cleaner_for(profile)
    html = html.encode("utf-8", "ignore").decode()
    return Cleaned(html=cleaner(base).clean(html))


@lru_cache(maxsize=64)
def cleaner_for(profile: Profile):  # noqa: ANN201
    return lambda base: nh3.Cleaner(
        tags=set(profile.allowed),
        attributes={t: set(a) for t, a in profile.allow if a},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        url_relative=lambda url: urljoin(base, url),
    )
