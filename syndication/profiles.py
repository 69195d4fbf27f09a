"""The profiles that this site knows: the wire's own and those of the site's folders, each outlet's own keys applied."""

import json
import tomllib
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any, get_type_hints

from syndication.conf import profile_folders
from syndication.wire.formats import FORMATS
from syndication.wire.profile import Profile, profiles
from syndication.wire.profile_keys import InvalidProfile, convert
from syndication.wire.story import Reach

__all__ = [
    "OVERRIDABLE", "all_profiles", "convert_override", "feed_formats", "profile_with", "without_feeds", "written",
]  # fmt: skip

# What an outlet says of itself elsewhere, and what names a profile.
FIXED = {"name", "label", "spec_url", "spec_checked_on", "reach", "language"}
OVERRIDABLE = [key.name for key in fields(Profile) if key.name not in FIXED]


@cache
def all_profiles() -> dict[str, Profile]:
    """Every profile by name; read once a process. Raises `InvalidProfile`, naming file and key."""
    return profiles(*profile_folders())


@lru_cache(maxsize=10_000)
def profile_with(name: str, keys: tuple[tuple[str, str], ...], reach: Reach, language: str) -> Profile:
    """The profile `name` with an outlet's own keys, for an outlet that may have what reaches `reach`.

    A profile of one language gets `language`. Raises `InvalidProfile`, naming the key.
    """
    try:
        profile = all_profiles()[name]
    except KeyError:
        raise InvalidProfile(f"there is no profile {name!r}") from None
    own = {key: convert_override(key, value) for key, value in keys}
    profile = profile.override(reach=reach, **own)
    for strange in sorted({*profile.formats} - {*FORMATS}):
        raise InvalidProfile(f"formats names {strange!r}, which is no format; there are {', '.join(sorted(FORMATS))}")
    if not feed_formats(profile):
        raise InvalidProfile(without_feeds(profile))
    return profile.override(language=language) if profile.one_language else profile


def feed_formats(profile: Profile) -> tuple[str, ...]:
    """Those of the profile's formats in which feeds are written; a document in any other is one story."""
    return tuple(name for name in profile.formats if name in FORMATS and not FORMATS[name].HOLDS_ONE)


def without_feeds(profile: Profile) -> str:
    """What is wrong with a profile in whose formats no feed is written."""
    named = ", ".join(profile.formats)
    return f"formats names {named}, and no feed is written so: a document holds one story; add another, such as rss"


def convert_override(key: str, value: str) -> Any:  # Any: each key has a type of its own
    """An override's value in the type of its key. Raises `InvalidProfile`."""
    if key not in OVERRIDABLE:
        raise InvalidProfile(f"{key} is not a key that an outlet may set")
    return convert(get_type_hints(Profile)[key], toml(value), key)


def toml(value: str) -> Any:  # Any: what TOML holds
    """A value as a profile's file would have it; bare words are a text, so that nobody need quote them."""
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value


def written(value: Any) -> str:  # Any: each key of a profile has a type of its own
    """A value as a profile's file has it, which `convert_override` reads again."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(value)
    if not isinstance(value, frozenset):
        return str(value)
    if all(isinstance(member, str) for member in value):
        return json.dumps(sorted(value))
    return f"{{{', '.join(f'{tag} = {json.dumps(sorted(attributes))}' for tag, attributes in sorted(value))}}}"
