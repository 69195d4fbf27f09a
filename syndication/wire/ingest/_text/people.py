"""Bylines: who wrote it, and for which agency."""

import re
from dataclasses import dataclass

from syndication.wire.ingest._text.names import is_agency

__all__ = ["Byline", "byline_in", "is_position", "organisation_in", "people_in"]

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
    r"\b(?:agency|daily|gazette|herald|journal|media|network|news|post|press|service|times|tribune)\b", re.IGNORECASE
)
ROLE = re.compile(r"\b(?:bureau|columnist|correspondents?|editors?|reporters?|staff|writers?)\b", re.IGNORECASE)
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff·•]{2,15}|[가-힣]{2,4}")
REPORTER = re.compile(r"^(?:通讯员|記者|记者)\s*|\s*(?:记者|記者|기자|摄)$")
LONGEST = 120  # characters of a byline


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The writers in their order, and what is printed after them: an agency, a paper, "Staff Writer", or ""."""

    names: tuple[str, ...]
    position: str = ""


def byline_in(line: str) -> Byline | None:
    """Read `By Jane Doe, Associated Press`; None when the line is something else."""
    prefix = PREFIX.match(line)
    if not prefix or len(line) > LONGEST:
        return None
    *first, last = SEPARATOR.split(line[prefix.end() :].strip())
    position, named = (last, first) if first and is_position(last) else ("", [*first, last])
    names = people_in("、".join(named))
    return Byline(names=names, position=position) if names else None


def people_in(text: str) -> tuple[str, ...]:
    """The people named in a list of names and nothing else; () when one of them cannot be a person."""
    parts = [REPORTER.sub("", part) for part in SEPARATOR.split(text.strip())]
    names = [name for part in parts for name in (part.split() if is_han_list(part) else [part])]
    return tuple(names) if all(map(is_person, names)) else ()


def is_han_list(part: str) -> bool:
    return all(map(HAN_NAME.fullmatch, part.split()))


def is_position(text: str) -> bool:
    """Whether this says for whom or as what somebody writes."""
    return is_agency(text) or bool(ORGANISATION.search(text) or ROLE.search(text))


def organisation_in(position: str) -> str:
    """The agency or paper in a position, "" when it is only a role: `AP Medical Writer` is AP's, `Staff Writer` nobody's."""
    if not ROLE.search(position):
        return position
    words = position.split()
    beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next(filter(is_agency, beginnings), "")


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
        and not is_position(name)
        and not any(character.isdigit() or character in ":!?" for character in name)
    )
