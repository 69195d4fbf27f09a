"""Bylines: who wrote it, and for which agency."""

import re
from dataclasses import dataclass

from syndication.wire.ingest._text.names import is_agency

__all__ = ["Byline", "byline_in", "is_organisation", "people_in"]

PREFIX = re.compile(
    r"(?:By|BY|Par|PAR|Por|POR|Von|VON|Di|Door|(?:Written|Words|Story|Text|Reporting) by|(?:Author|Auteur|Autor(?:in|a)?|Автор):)\s+"
    r"|(?:作者|记者|記者|撰文|撰稿|文)\s*[:：/／|｜\s]\s*"
)
SEPARATOR = re.compile(r"\s*[,;&、，；/／|]\s*(?:and\s)?|\s(?:and|et|y|e|und|en)\s")
PARTICLES = frozenset({
    "al", "ap", "ben", "bin", "bint", "da", "dal", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "los", "ten", "ter", "van", "vom", "von", "zu",
})  # fmt: skip
ORGANISATION = re.compile(
    r"\b(?:agency|bureau|correspondents?|daily|editors?|gazette|herald|journal|media|network|news|post|press|reporters?"
    r"|service|staff|times|tribune|writers?)\b",
    re.IGNORECASE,
)
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff·•]{2,15}|[가-힣]{2,4}")
REPORTER = re.compile(r"^(?:通讯员|記者|记者)\s*|\s*(?:记者|記者|기자|摄)$")
LONGEST = 120  # characters of a byline


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The writers in their order, and the agency or paper named after them, or ""."""

    names: tuple[str, ...]
    organisation: str = ""


def byline_in(line: str) -> Byline | None:
    """Read `By Jane Doe, Associated Press`; None when the line is something else."""
    prefix = PREFIX.match(line)
    if not prefix or len(line) > LONGEST:
        return None
    *first, last = SEPARATOR.split(line[prefix.end() :].strip())
    if first and is_organisation(last):
        organisation, named = last, first
    else:
        organisation, named = "", [*first, last]
    names = people_in("、".join(named))
    return Byline(names=names, organisation=organisation) if names else None


def people_in(text: str) -> tuple[str, ...]:
    """The people named in a list of names and nothing else; () when one of them cannot be a person."""
    parts = [REPORTER.sub("", part) for part in SEPARATOR.split(text.strip())]
    names = [name for part in parts for name in (part.split() if is_han_list(part) else [part])]
    return tuple(names) if all(map(is_person, names)) else ()


def is_han_list(part: str) -> bool:
    return all(map(HAN_NAME.fullmatch, part.split()))


def is_organisation(name: str) -> bool:
    return is_agency(name) or bool(ORGANISATION.search(name))


def is_person(name: str) -> bool:
    """Whether this is written like a person's name: two to five capitalised words, or a few Han characters."""
    if HAN_NAME.fullmatch(name):
        return True
    words = name.replace("-", " ").split()
    capitalised = [word for word in words if word[0].isupper()]
    return (
        2 <= len(words) <= 6
        and len(capitalised) >= 2
        and all(word in PARTICLES or word[0].isupper() for word in words)
        and not is_organisation(name)
        and not any(character.isdigit() or character in ":!?" for character in name)
    )
