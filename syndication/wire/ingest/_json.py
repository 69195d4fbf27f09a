"""JSON of unknown origin: what is there of the type that is asked for, and nothing else."""

import json
from enum import StrEnum
from typing import Any, TypeVar

from syndication.wire.characters import strip_illegal
from syndication.wire.ingest import Remark, UnreadableDocument
from syndication.wire.ingest._xml import decode

__all__ = ["Json", "beginning", "degrees", "loaded", "members", "objects", "one_of", "string", "whole"]

SAMPLE = 8192  # bytes in which a document says what it is

Json = dict[str, Any]  # Any: what JSON can hold, which is looked at before it is used
Member = TypeVar("Member", bound=StrEnum)


def beginning(document: bytes) -> str:
    """The first characters of a document, to recognise it by; "" when there is no text in it."""
    try:
        text, _ = decode(document[:SAMPLE])
    except UnreadableDocument:
        return ""
    return text.lstrip("\ufeff \t\r\n")


def loaded(document: bytes, *, lower: bool = False) -> tuple[Any, tuple[Remark, ...]]:  # Any: what JSON can hold
    """What the document says, and what had to be guessed; with `lower` the names of all members are in lower case.

    Raises `UnreadableDocument`.
    """
    text, remarks = decode(document)
    named = lowered if lower else None
    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=named), remarks
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"this is no JSON: {error}") from error


def lowered(pairs: list[tuple[str, Any]]) -> Json:  # Any: what JSON can hold
    return {name.lower(): value for name, value in pairs}


def string(given: Json, name: str) -> str:
    """A member that is text; a number is taken for text too, as JSON Feed 1.0 asks of an id."""
    value = given.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    # What JSON writes as an escape was none when the document was decoded.
    return strip_illegal(value).strip() if isinstance(value, str) else ""


def whole(given: Json, name: str) -> int:
    value = given.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else 0


def degrees(given: Json, name: str) -> float | None:
    value = given.get(name)
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180 else None
    )


def members(given: Json, name: str) -> Json:
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def objects(given: Json, name: str) -> list[Json]:
    value = given.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def one_of(kind: type[Member], value: str) -> Member | None:
    return next((member for member in kind if member.value == value), None)
