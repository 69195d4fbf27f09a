"""JSON as formats write it: what says nothing is left out, and no text can break it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from syndication.wire.characters import strip_illegal
from syndication.wire.formats._moments import rfc3339

__all__ = ["Members", "as_bytes", "as_text", "moment", "said"]

Members = dict[str, Any]  # Any: what JSON can hold


def said(**members: Any) -> Members:  # Any: what JSON can hold
    """The members that say something."""
    return {name: value for name, value in members.items() if value not in ("", None, 0, [], {})}


def moment(at: datetime | None) -> str:
    return rfc3339(at) if at else ""


def as_bytes(members: Mapping[str, Any]) -> bytes:  # Any: what JSON can hold
    return as_text(members, separators=(",", ":")).encode()


def as_text(value: Any, separators: tuple[str, str] = (", ", ": ")) -> str:  # Any: what JSON can hold
    """A value as JSON."""
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=separators)
    # A separator of lines is white space to whoever strips, and no bare line break may stand in a string.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    # Half a character has no form in UTF-8. What else is no character is an escape by now and harmless.
    return strip_illegal(written)
