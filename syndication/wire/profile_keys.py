"""The keys of a profile as TOML has them, turned into the type that each one has."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, get_args

__all__ = ["Allowed", "InvalidProfile", "convert"]

Allowed = frozenset[tuple[str, frozenset[str]]]  # tags, each with its attributes

NAMES = {bool: "true or false", int: "a whole number", str: "a text"}


class InvalidProfile(ValueError):
    """A profile contradicts itself or holds an unknown key; the message names the file and the key."""


def convert(kind: Any, value: Any, where: str) -> Any:  # Any: a type hint and what TOML holds
    """Turn a TOML value, or one that is of its type already, into `kind`. Raises `InvalidProfile`."""
    if kind == Allowed:
        return value if isinstance(value, frozenset) else tags(value, where)
    if kind == tuple[str, ...]:
        strings(value, where)
        return tuple(value)
    if members := get_args(kind)[:1]:
        if members[0] is str:
            return strings(value, where)
        if is_choice(members[0]):
            return frozenset(choice(members[0], one, where) for one in strings(value, where))
    return single(kind, value, where)


def single(kind: Any, value: Any, where: str) -> Any:  # Any: a type hint and what TOML holds
    """One word, number, text or day."""
    if is_choice(kind):
        return choice(kind, value, where)
    if kind is float:
        if type(value) not in (int, float):
            raise InvalidProfile(f"{where} is {value!r}, not a number")
        return float(value)
    if kind in NAMES:
        if type(value) is not kind:
            raise InvalidProfile(f"{where} is {value!r}, not {NAMES[kind]}")
        return value
    if value is not None and type(value) is not date:  # the only kind left is a day
        raise InvalidProfile(f"{where} is {value!r}, not a date such as 2026-11-23")
    return value


def is_choice(kind: Any) -> bool:  # Any: a type hint
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def choice(kind: type[StrEnum], value: Any, where: str) -> StrEnum:  # Any: what TOML holds
    if value not in list(kind):
        raise InvalidProfile(f"{where} is {value!r}, not one of {', '.join(kind)}")
    return kind(value)


def tags(value: Any, where: str) -> Allowed:  # Any: what TOML holds
    if not isinstance(value, Mapping):
        raise InvalidProfile(f"{where} is {value!r}, not a table of tags, each with its attributes")
    return frozenset((tag, strings(attributes, f"{where}.{tag}")) for tag, attributes in value.items())


def strings(value: Any, where: str) -> frozenset[str]:  # Any: what TOML holds
    if not isinstance(value, list | tuple | set | frozenset) or not all(isinstance(member, str) for member in value):
        raise InvalidProfile(f"{where} is {value!r}, not a list of texts")
    return frozenset(value)
