"""A byline as a document of one story prints it: `By Ada Moss and Wang Wei, Port Agency`."""

from dataclasses import dataclass

from syndication.wire.ingest._item import Named
from syndication.wire.ingest._plain import squeezed
from syndication.wire.ingest._text.names import is_agency
from syndication.wire.ingest._text.people import byline_in

__all__ = ["Writers", "writers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """Who wrote it, and the agency that is named with them, or alone, or ""."""

    people: tuple[Named, ...] = ()
    agency: str = ""


def writers(line: str) -> Writers:
    """Read a byline; one that is no list of people stays a name as it is."""
    line = squeezed(line)
    if is_agency(line):
        return Writers(agency=line)
    found = byline_in(line) or byline_in(f"By {line}")
    if found is None:
        return Writers(people=(Named(name=line),) if line else ())
    agency = found.position if is_agency(found.position) else ""
    return Writers(people=tuple(Named(name=name) for name in found.names), agency=agency)
