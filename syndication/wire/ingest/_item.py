"""What one item of a feed says, in the words that every format shares, and the notes that are taken on the way to a draft."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from syndication.wire.ingest import Remark
from syndication.wire.story import (
    Credit,
    Notice,
    Place,
    PublishingStatus,
    Topic,
)

__all__ = ["Head", "Item", "Named", "Notes", "Picture", "http"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or an organisation as a feed names it."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A media file as a feed names it; numbers as they are written, `is_lead` None where nobody says."""

    url: str
    mime_type: str = ""
    is_lead: bool | None = None
    width: str = ""
    height: str = ""
    length: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a feed says of all its items. `language` is used where neither item nor feed names one."""

    title: str = ""
    publisher: str = ""
    language: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one item says, as text; `summary` and `body` are HTML, dates as they are written."""

    id: str = ""
    title: str = ""  # plain text
    link: str = ""
    canonical_link: str = ""
    summary: str = ""
    body: str = ""
    base: str = ""
    language: str = ""
    published: str = ""
    updated: str = ""
    available: str = ""
    expires: str = ""
    status: PublishingStatus = PublishingStatus.USABLE
    authors: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    source: str = ""
    publisher: str = ""  # less sure than a source
    topics: tuple[Topic, ...] = ()
    pictures: tuple[Picture, ...] = ()
    external_id: str = ""
    follows: str = ""
    slugline: str = ""
    section: str = ""
    genre: str = ""
    coverage: str = ""
    created: str = ""
    place: Place | None = None
    closing_line: str = ""
    disclosure: str = ""
    usage_terms: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    # What no feed but ours says, ready made.
    version: int = 1
    urgency: int = 0
    credits: tuple[Credit, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Notes:
    """What is noticed while a draft is made: remarks, and how sure a field is where that is less than wholly."""

    remarks: list[Remark] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    distributor: str = ""

    def say(self, name: str, message: str, confidence: float | None = None) -> None:
        self.remarks.append(Remark(field=name, message=message))
        if confidence is not None:
            self.confidence[name] = confidence


def http(given: str, base: str) -> str:
    """`given`, resolved against `base`, when it is an absolute http(s) address; else ""."""
    try:
        joined = urljoin(base, given.strip()) if given.strip() else ""
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", joined) if re.match(r"https?://[^\s/]", joined) else ""
