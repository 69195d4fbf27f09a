"""JSON Feed 1.0 and 1.1, with our `_newsroom` extension. Spec: https://www.jsonfeed.org/version/1.1/"""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from html import escape
from typing import Any, TypeVar

from syndication.wire.characters import strip_illegal
from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._dates import moment
from syndication.wire.ingest._feed import Head, Item, Named, Picture, http, reading
from syndication.wire.ingest._xml import decode
from syndication.wire.story import Credit, CreditRole, Notice, NoticeKind, Place, PublishingStatus, Topic

__all__ = ["LABEL", "read", "recognises"]

LABEL = "JSON Feed"

VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
SAMPLE = 8192  # bytes in which a feed names its version: the specification asks it to do so at the very top

Json = dict[str, Any]  # Any: what JSON can hold, which is looked at before it is used
Member = TypeVar("Member", bound=StrEnum)


def recognises(document: bytes) -> bool:
    """Whether this is a JSON object that names JSON Feed's version."""
    try:
        beginning, _ = decode(document[:SAMPLE])
    except UnreadableDocument:
        return False
    return beginning.lstrip("\ufeff \t\r\n").startswith("{") and bool(VERSION.search(beginning))


def read(document: bytes, *, language: str = "") -> Reading:
    """Read every item. Raises `UnreadableDocument`."""
    text, remarks = decode(document)
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"this is no JSON: {error}") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise UnreadableDocument("this is no JSON Feed: it is no object with a list of items")
    head = Head(
        title=string(feed, "title"),
        publisher=next((author.name for author in authors(feed)), ""),
        language=string(feed, "language") or language,
        base=http(string(feed, "home_page_url"), "") or http(string(feed, "feed_url"), ""),
    )
    return reading([partial(item, one) for one in feed["items"]], head, remarks)


def item(given: Any) -> Item:  # Any: what JSON can hold
    """Read one item. Raises `ValueError`."""
    if not isinstance(given, dict):
        raise ValueError("it is no object")
    own = members(given, "_newsroom")
    rights, dateline = members(own, "rights"), members(own, "dateline")
    status = one_of(PublishingStatus, string(own, "status")) or PublishingStatus.USABLE
    url, external_url = string(given, "url"), string(given, "external_url")
    return Item(
        id=string(given, "id"),
        title=string(given, "title"),
        link=url if url or own else external_url,
        canonical_link=external_url if url or own else "",
        summary=escape(string(given, "summary"), quote=False),
        body=body(given, own, status),
        base=http(url, "") or http(external_url, ""),
        language=string(given, "language"),
        published=string(given, "date_published"),
        updated=string(given, "date_modified"),
        available=string(own, "embargoed_until"),
        expires=string(own, "expires_at"),
        status=status,
        authors=tuple(authors(given)),
        topics=tuple(topics(given, own)),
        pictures=tuple(pictures(given, own)),
        external_id=string(own, "external_id"),
        slugline=string(own, "slugline"),
        section=string(own, "section"),
        genre=string(own, "genre"),
        coverage=string(dateline, "place"),
        created=string(dateline, "day"),
        place=place(members(own, "place")),
        closing_line=string(own, "closing_line"),
        disclosure=string(rights, "disclosure"),
        usage_terms=string(rights, "usage_terms"),
        copyright=string(rights, "copyright"),
        licence=string(rights, "licence"),
        licence_url=string(rights, "licence_url"),
        version=max(whole(own, "version"), 1),
        urgency=urgency if (urgency := whole(own, "urgency")) <= 9 else 0,
        credits=tuple(credited(own)),
        notices=tuple(notices(own)),
    )


# -- What JSON holds ---------------------------------------------------------------------------------------------------


def string(given: Json, name: str) -> str:
    """A member that is text; a number is taken for text too, as version 1.0 asks of an id."""
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


# -- What a feed says --------------------------------------------------------------------------------------------------


def body(given: Json, own: Json, status: PublishingStatus) -> str:
    """The text as HTML. An item must have one: where ours has none, it repeats its summary or title as plain text."""
    if html := string(given, "content_html"):
        return html
    if own and status is not PublishingStatus.CANCELED:
        return ""
    paragraphs = re.split(r"\n\s*\n", string(given, "content_text"))
    return "".join(f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in paragraphs if part.strip())


def authors(given: Json) -> Iterator[Named]:
    for author in objects(given, "authors") or [members(given, "author")]:
        if name := string(author, "name"):
            yield Named(name=name, url=http(string(author, "url"), ""))


def topics(given: Json, own: Json) -> Iterator[Topic]:
    for topic in objects(own, "topics"):
        yield Topic(name=string(topic, "name"), code=string(topic, "code"))
    tags = given.get("tags")
    if not own and isinstance(tags, list):
        yield from (Topic(name=strip_illegal(tag).strip()) for tag in tags if isinstance(tag, str))


def pictures(given: Json, own: Json) -> Iterator[Picture]:
    lengths = {string(one, "url"): string(one, "size_in_bytes") for one in objects(given, "attachments")}
    types = {string(one, "url"): string(one, "mime_type") for one in objects(given, "attachments")}
    described = objects(own, "media")
    for one in described:
        url = string(one, "url")
        yield Picture(
            url=url,
            mime_type=types.get(url, ""),
            is_lead=string(one, "role") == "lead",
            width=string(one, "width"),
            height=string(one, "height"),
            length=lengths.get(url, ""),
            alt=string(one, "alt"),
            caption=string(one, "caption"),
            credit=string(one, "credit"),
            copyright=string(one, "copyright"),
            licence=string(one, "licence"),
        )
    if described:
        return
    image = string(given, "image") or string(given, "banner_image")
    if image and image not in types:
        yield Picture(url=image, is_lead=True)
    for url, mime_type in types.items():
        if url:
            yield Picture(url=url, mime_type=mime_type, length=lengths[url], is_lead=url == image if image else None)


def place(given: Json) -> Place | None:
    if not given:
        return None
    return Place(
        name=string(given, "name"),
        country=string(given, "country"),
        latitude=degrees(given, "latitude"),
        longitude=degrees(given, "longitude"),
    )


def credited(own: Json) -> Iterator[Credit]:
    for credit in objects(own, "credits"):
        role = one_of(CreditRole, string(credit, "role"))
        if role and string(credit, "name"):
            url, country = http(string(credit, "url"), ""), string(credit, "country")
            yield Credit(name=string(credit, "name"), role=role, url=url, country=country)


def notices(own: Json) -> Iterator[Notice]:
    for notice in objects(own, "notices"):
        kind = one_of(NoticeKind, string(notice, "kind"))
        at, _ = moment(string(notice, "at"), "notices")
        if kind and at:
            yield Notice(kind=kind, text=string(notice, "text"), at=at)
