"""Profiles: what one kind of partner may have, as data that checks itself.

A TOML file in `profiles/` is a profile by being there, and its name is the file's. Every key is described in
docs/profiles.md; a key that is not known here, or that contradicts another, is refused with file and key named.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from syndication.wire.story import Reach

__all__ = [
    "PROFILES", "BodyForm", "CreditForm", "End", "InvalidProfile", "Pictures", "Profile", "Tables", "TextMode", "load",
    "profiles",
]  # fmt: skip

FOLDER = Path(__file__).with_name("profiles")

# Raised whenever cleaning or preparing would give other bytes for the same story and profile.
WRITER = 2

# What a reader of a rendered story cannot see.
NOT_RENDERED = frozenset({"name", "label", "spec_url", "spec_checked_on", "formats", "max_items"})

HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# nh3 reads these apart from all others, so that no profile can ask for them.
NEVER_ALLOWED = frozenset({"script", "style", "noscript", "template", "svg", "math", "object", "embed", "form", "base"})
NEVER_AN_ATTRIBUTE = re.compile(r"on.*|style|srcdoc|formaction|xlink:href|background|ping|action", re.IGNORECASE)


class InvalidProfile(ValueError):
    """A profile contradicts itself or holds an unknown key; the message names the file and the key."""


class TextMode(StrEnum):
    """How much of the text an outlet gets."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    PARAGRAPHS = "paragraphs"
    FULL = "full"


class BodyForm(StrEnum):
    """Whether the body keeps its mark-up, or is plain text in escaped paragraphs that every format can carry."""

    HTML = "html"
    TEXT = "text"


class Pictures(StrEnum):
    """Which pictures travel: every one, the lead picture alone (beside the text, not in it), or none."""

    ALL = "all"
    LEAD = "lead"
    NONE = "none"


class Tables(StrEnum):
    """What becomes of tables: kept, one line of text for each row, or dropped."""

    KEEP = "keep"
    FLATTEN = "flatten"
    DROP = "drop"


class End(StrEnum):
    """The end of the body at which something stands."""

    START = "start"
    END = "end"


class CreditForm(StrEnum):
    """The closing credit as its bare line, or with the source's name linked to its address."""

    LINE = "line"
    LINKED = "linked"


Allowed = frozenset[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One partner's specification. Raises `InvalidProfile`, naming the key, when it contradicts itself.

    No key can take the source's credit away: only its form and place are the partner's to choose.
    """

    name: str
    label: str
    spec_url: str = ""
    spec_checked_on: date | None = None
    reach: Reach = Reach.PARTNERS  # what a story or picture must allow before this outlet may have it
    formats: tuple[str, ...] = ("rss", "atom", "json_feed")
    max_items: int = 50
    text_mode: TextMode = TextMode.FULL
    paragraphs: int = 0  # how many, in text mode `paragraphs`
    summary_max: int = 300  # characters, for a summary that is made from the body
    title_max: int = 0  # characters; 0 is no limit, as below
    body_min_chars: int = 0
    body_form: BodyForm = BodyForm.HTML
    allow: Allowed = field(default=frozenset({("p", frozenset())}))  # tag and its attributes
    top_heading: int = 2  # the highest level in a body; the headline is the h1 above it
    max_nesting: int = 20
    tables: Tables = Tables.FLATTEN
    iframe_hosts: frozenset[str] = frozenset()
    pictures: Pictures = Pictures.ALL
    lead_in_body: bool = True  # whether the body may show the lead picture again
    picture_types: frozenset[str] = frozenset()  # media types; none named is any
    picture_min_side: int = 0  # pixels
    picture_max_side: int = 0  # of several renditions, the largest within
    strip_tracking: bool = True
    in_page_links: bool = False  # whether links to a place on our page stay, and lead there
    link_rel: str = ""
    own_parameters: str = ""  # added to links to our own site: utm_source=partner&utm_medium=feed
    read_on: str = ""  # the words of the link to the whole story where the text is cut
    ellipsis: str = "…"  # closes a text that is cut within a sentence
    credit_form: CreditForm = CreditForm.LINE
    credit_place: End = End.END
    disclosure_place: End = End.END
    terms_in_body: bool = False  # licence and usage terms as closing paragraphs
    embargo_note: str = ""  # opens an advance copy: "Embargoed until {until}."

    def __post_init__(self) -> None:
        for problem in problems(self):
            raise InvalidProfile(f"profile {self.name}: {problem}")

    @property
    def allowed(self) -> dict[str, frozenset[str]]:
        """The HTML allow-list by tag."""
        return dict(self.allow)

    def override(self, **keys: Any) -> "Profile":  # Any: each key has its own type, checked as a file's keys are
        """This profile with single keys changed, given as TOML has them or in the type of the key."""
        return build({given.name: getattr(self, given.name) for given in fields(self)} | keys, f"profile {self.name}")

    @property
    def digest(self) -> str:
        """A SHA-256 (hex) that two profiles share when they turn every story into the same bytes."""
        return digest_of(self)


@lru_cache(maxsize=256)
def digest_of(profile: Profile) -> str:
    shown = {given.name: getattr(profile, given.name) for given in fields(profile) if given.name not in NOT_RENDERED}
    return hashlib.sha256(json.dumps([WRITER, shown], default=plain, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:  # Any: what json cannot write, which is a set here
    """Give a set an order."""
    return sorted(value, key=lambda member: json.dumps(member, default=plain))


def problems(profile: Profile) -> Iterator[str]:
    """What is wrong with a profile, each as the key and a sentence about it."""
    yield from problems_of_text(profile)
    yield from problems_of_html(profile)
    yield from problems_of_links(profile)


def problems_of_text(profile: Profile) -> Iterator[str]:
    if not profile.label.strip():
        yield "label is empty"
    if not profile.formats:
        yield "formats names no format, so nothing could be sent"
    if profile.max_items < 1:
        yield f"max_items is {profile.max_items}, less than 1"
    if profile.reach not in (Reach.PUBLIC, Reach.PARTNERS):
        yield f"reach is {profile.reach}, but an outlet is public or a partner"
    for key in ("paragraphs", "title_max", "body_min_chars", "picture_min_side", "picture_max_side"):
        if getattr(profile, key) < 0:
            yield f"{key} is less than 0"
    if profile.summary_max < 20:
        yield f"summary_max is {profile.summary_max}, too short for a sentence"
    if 0 < profile.title_max < 20:
        yield f"title_max is {profile.title_max}, too short for a headline"
    if (profile.text_mode is TextMode.PARAGRAPHS) != (profile.paragraphs > 0):
        yield f"paragraphs is {profile.paragraphs} while text_mode is {profile.text_mode}"
    has_body = profile.text_mode in (TextMode.FULL, TextMode.PARAGRAPHS)
    if profile.body_min_chars and not has_body:
        yield f"body_min_chars asks for a body that text_mode {profile.text_mode} leaves out"
    if profile.read_on and profile.text_mode is TextMode.FULL:
        yield "read_on leads to the whole story, which text_mode full already gives"
    if len(profile.ellipsis) > 10 or "\n" in profile.ellipsis:
        yield f"ellipsis is {profile.ellipsis!r}, more than ten characters or more than a line"
    if profile.embargo_note and "{until}" not in profile.embargo_note:
        yield "embargo_note does not say {until}"


def problems_of_html(profile: Profile) -> Iterator[str]:
    allowed = profile.allowed
    if len(allowed) != len(profile.allow):
        yield "allow names a tag twice"
    if "p" not in allowed:
        yield "allow lacks p, in which credit and disclosure stand"
    for tag, attributes in sorted(profile.allow):
        if tag in NEVER_ALLOWED or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            yield f"allow.{tag} is a tag that no outlet gets"
        for attribute in sorted(attributes):
            if NEVER_AN_ATTRIBUTE.fullmatch(attribute) or not re.fullmatch(r"[a-z][a-z-]*", attribute):
                yield f"allow.{tag} names {attribute}, an attribute that no outlet gets"
    for tag, needed in NEEDS.items():
        if tag in allowed and not any(one in allowed for one in needed):
            yield f"allow.{tag} needs {' or '.join(needed)}"
    for tag, attribute in (("a", "href"), ("img", "src"), ("iframe", "src")):
        if tag in allowed and attribute not in allowed[tag]:
            yield f"allow.{tag} lacks {attribute}, without which it is nothing"
    if profile.tables is Tables.KEEP and "table" not in allowed:
        yield "tables is keep, but allow lacks table"
    if bool(profile.iframe_hosts) != ("iframe" in allowed):
        yield "iframe_hosts and allow.iframe go together, and one of them is missing"
    for host in sorted(profile.iframe_hosts):
        if not HOST.fullmatch(host):
            yield f"iframe_hosts names {host!r}, which is not a host"
    if not 1 <= profile.top_heading <= 6:
        yield f"top_heading is {profile.top_heading}, not 1 to 6"
    if not 3 <= profile.max_nesting <= 100:
        yield f"max_nesting is {profile.max_nesting}, not 3 to 100"
    if profile.pictures is Pictures.NONE and (
        profile.picture_min_side or profile.picture_max_side or profile.picture_types
    ):
        yield "pictures is none, but a picture key asks something of them"
    if 0 < profile.picture_max_side < profile.picture_min_side:
        yield f"picture_max_side is {profile.picture_max_side}, less than picture_min_side"
    for media_type in sorted(profile.picture_types):
        if not re.fullmatch(r"image/[a-z0-9.+-]+", media_type):
            yield f"picture_types names {media_type!r}, which is not the media type of a picture"


NEEDS = {
    "ul": ("li",), "ol": ("li",), "li": ("ul", "ol"), "table": ("tr",), "tr": ("td",), "td": ("tr",), "th": ("tr",),
    "dl": ("dt",), "dt": ("dd",), "dd": ("dl",), "figcaption": ("figure",), "figure": ("img",),
}  # fmt: skip


def problems_of_links(profile: Profile) -> Iterator[str]:
    if profile.link_rel and not re.fullmatch(r"[a-z-]+( [a-z-]+)*", profile.link_rel):
        yield f"link_rel is {profile.link_rel!r}, not words in lower case"
    if profile.link_rel and "rel" not in profile.allowed.get("a", ()):
        yield "link_rel is set, but allow.a lacks rel"
    if profile.own_parameters and not re.fullmatch(r"[\w.-]+=[\w.~%-]+(&[\w.-]+=[\w.~%-]+)*", profile.own_parameters):
        yield f"own_parameters is {profile.own_parameters!r}, not name=value&name=value"


def load(name: str) -> Profile:
    """The wire's own profile of this name. Raises `KeyError` when there is none."""
    return PROFILES[name]


def profiles(*folders: Path) -> dict[str, Profile]:
    """The wire's own profiles and those in `folders`; a later folder's takes the place of an earlier one's.

    Raises `InvalidProfile`, naming file and key.
    """
    found = {}
    for folder in (FOLDER, *folders):
        if not folder.is_dir():
            raise InvalidProfile(f"{folder}: there is no such folder of profiles")
        for path in sorted(folder.glob("*.toml")):
            found[path.stem] = read(path)
    return found


def read(path: Path) -> Profile:
    """Read one file."""
    try:
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidProfile(f"{path}: {error}") from error
    if "name" in keys:
        raise InvalidProfile(f"{path}: name is the file's own name and not a key in it")
    return build(keys | {"name": path.stem}, str(path))


def build(keys: Mapping[str, Any], where: str) -> Profile:  # Any: what TOML holds
    """Make a profile of `keys`, each as TOML or Python has it."""
    hints = get_type_hints(Profile)
    for key in keys:
        if key not in hints:
            raise InvalidProfile(f"{where}: {key} is not a key of a profile")
    if "label" not in keys:
        raise InvalidProfile(f"{where}: label is missing")
    made = {key: convert(hints[key], value, f"{where}: {key}") for key, value in keys.items()}
    try:
        return Profile(**made)
    except InvalidProfile as problem:
        raise InvalidProfile(str(problem).replace(f"profile {made['name']}", where, 1)) from None


def convert(kind: Any, value: Any, where: str) -> Any:  # Any: a type hint and what TOML holds
    """Turn a TOML value into the type of its key."""
    if kind == Allowed:
        pairs = value.items() if isinstance(value, Mapping) else value
        return frozenset((tag, strings(attributes, f"{where}.{tag}")) for tag, attributes in pairs)
    if kind == frozenset[str]:
        return strings(value, where)
    if kind == tuple[str, ...]:
        strings(value, where)
        return tuple(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if value not in list(kind):
            raise InvalidProfile(f"{where} is {value!r}, not one of {', '.join(kind)}")
        return kind(value)
    if kind in (bool, int, str):
        if type(value) is not kind:
            raise InvalidProfile(f"{where} is {value!r}, not {NAMES[kind]}")
        return value
    if value is not None and type(value) is not date:  # the only key left is a day
        raise InvalidProfile(f"{where} is {value!r}, not a date such as 2026-11-23")
    return value


NAMES = {bool: "true or false", int: "a whole number", str: "a text"}


def strings(value: Any, where: str) -> frozenset[str]:  # Any: what TOML holds
    if isinstance(value, str) or not all(isinstance(member, str) for member in value):
        raise InvalidProfile(f"{where} is {value!r}, not a list of texts")
    return frozenset(value)


PROFILES: dict[str, Profile] = profiles()
