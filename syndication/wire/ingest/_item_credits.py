"""Who is credited for an item: its sources, its writers, everybody else."""

import re
from collections.abc import Iterable
from dataclasses import replace

from syndication.wire.ingest._closing import names_in
from syndication.wire.ingest._item import Head, Item, Named, Notes, http
from syndication.wire.ingest._plain import squeezed
from syndication.wire.ingest._text.names import distributor_in
from syndication.wire.story import (
    Credit,
    CreditRole,
)

__all__ = ["credits_of"]

BY = re.compile(r"by\s+", re.IGNORECASE)
E_MAIL = re.compile(r"\S{1,100}@\S{1,100}")


def credits_of(item: Item, head: Head, notes: Notes) -> tuple[Credit, ...]:
    """The source first, then the byline, then all others; a distributor is none of them."""
    if item.credits:
        return tuple(credit for credit in item.credits if not is_distributor(credit.name, notes))
    authors = named(item.authors, notes)
    source = source_of(item, authors, notes)
    if not source and not authors:
        source = source_of_feed(head, notes)
    urls = {author.name: author.url for author in authors}
    byline = [author for author in authors if author.name not in source]
    return (
        *(Credit(name=name, url=urls.get(name, "")) for name in source),
        *(Credit(name=author.name, url=author.url, role=CreditRole.BYLINE) for author in byline),
        *(Credit(name=one.name, url=one.url, role=CreditRole.CONTRIBUTOR) for one in named(item.contributors, notes)),
    )


def named(given: Iterable[Named], notes: Notes) -> list[Named]:
    """Names as they are printed: no address of e-mail, no "By", nobody twice, no distributor."""
    found: dict[str, Named] = {}
    for one in given:
        name = BY.sub("", person(one.name), count=1) if BY.match(one.name.strip()) else person(one.name)
        if name and not is_distributor(name, notes):
            found.setdefault(name, replace(one, name=name))
    return list(found.values())


def person(text: str) -> str:
    """The name in `jo@paper.test (Jo Moss)` and in `Jo Moss <jo@paper.test>`, or "" where there is an address alone."""
    text = squeezed(text)[:300]
    if "@" not in text:
        return text
    bracketed = re.fullmatch(r"\S+@\S+ \((.+)\)", text)
    return bracketed[1].strip() if bracketed else E_MAIL.sub("", text).strip(" <>()\"',;")


def is_distributor(name: str, notes: Notes) -> bool:
    """Whether `name` is a distributor's, which is noted and is never a source."""
    known = distributor_in(name)
    notes.distributor = notes.distributor or known
    return bool(known)


def source_of(item: Item, authors: list[Named], notes: Notes) -> tuple[str, ...]:
    """Whom the item itself names as its source, the surest word first."""
    candidates = (sources_in(item.source, authors), names_in(item.closing_line), (item.publisher,))
    for names in candidates:
        names = tuple(squeezed(name) for name in names if name.strip() and not http(name, ""))
        found = tuple(name for name in names if not is_distributor(name, notes))
        if found:
            return found
    return ()


def sources_in(source: str, authors: list[Named]) -> tuple[str, ...]:
    """The sources that one text names: several when each of them is an author too."""
    parts = tuple(squeezed(part) for part in source.split(";"))
    return parts if {author.name for author in authors}.issuperset(parts) else (source,)


def source_of_feed(head: Head, notes: Notes) -> tuple[str, ...]:
    for name in (head.publisher, head.title):
        name = person(name)
        if name and not is_distributor(name, notes):
            notes.say("source", f"The item credits nobody; “{name}”, whose feed it is, was taken for its source.", 0.4)
            return (name,)
    notes.say("source", "Nobody is named as the source of this.")
    return ()
