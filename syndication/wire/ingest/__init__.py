"""How documents become stories: a module in this folder is a parser by being there, and its name is its name."""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from syndication.wire.story import Story

__all__ = ["PARSERS", "Draft", "Parser", "Reading", "Refused", "Remark", "UnreadableDocument", "recognise"]


class UnreadableDocument(ValueError):
    """A document as a whole is not what the parser reads; the message says what was found and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something a person should look at: the field it is about, and a sentence."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story as it was read, what to look at, and the text that found no place in it.

    `distributor` is who carried it (PRNewswire …), which is never its source. `confidence` says for a field
    of the story how sure the parser is, from 0 to 1; a field that is not named in it was not read.
    """

    story: Story
    distributor: str = ""
    remarks: tuple[Remark, ...] = ()
    left_out: str = ""
    confidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One item of a document that could not be read, which one (its id, headline or position) and why."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a document held; one bad item never loses the others."""

    drafts: tuple[Draft, ...] = ()
    refused: tuple[Refused, ...] = ()


class Parser(Protocol):
    """What a module in this folder offers."""

    LABEL: str  # for people: "Press release text"

    def recognises(self, document: bytes) -> bool:
        """Whether this looks like a document of this kind, from its first kilobytes."""

    def read(self, document: bytes, *, language: str = "") -> Reading:
        """Read every story in `document`; `language` (BCP 47) is used where it names none.

        A body is returned as it came: it is cleaned by who takes the story in. A story's id is what its
        supplier calls it, or is made from source, headline and day where it has none, so that the same document
        gives the same id. Raises `UnreadableDocument`.
        """


PARSERS: dict[str, Parser] = {
    module.name: cast(Parser, import_module(f"{__name__}.{module.name}"))  # a module is a parser when it has its names
    for module in iter_modules(__path__)
    if not module.name.startswith("_")
}


def recognise(document: bytes) -> str:
    """Name the parser for `document`. Raises `UnreadableDocument` when none knows it."""
    # Plain text knows everything that is text, so it is asked last.
    for name in sorted(PARSERS, key=lambda name: (name == "text", name)):
        if PARSERS[name].recognises(document):
            return name
    raise UnreadableDocument(f"no parser knows a document that begins with {document[:40]!r}")
