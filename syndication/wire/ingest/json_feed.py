"""JSON Feed 1.0 and 1.1, with our `_newsroom` extension. Spec: https://www.jsonfeed.org/version/1.1/"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from syndication.wire.characters import strip_illegal
from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._dates import moment
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head, Item, Named, Picture, http
from syndication.wire.ingest._json import Json, beginning, degrees, loaded, members, objects, one_of, string, whole
from syndication.wire.ingest._plain import paragraphs
from syndication.wire.story import Credit, CreditRole, Notice, NoticeKind, Place, PublishingStatus, Topic

__all__ = ["LABEL", "read", "recognises"]

LABEL = "JSON Feed"

# In the document's beginning, for the specification asks it to stand at the very top.
VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')


def recognises(document: bytes) -> bool:
    """Whether this is a JSON object that names JSON Feed's version."""
    text = beginning(document)
    return text.startswith("{") and bool(VERSION.search(text))


def read(document: bytes, *, language: str = "") -> Reading:
    """Read every item. Raises `UnreadableDocument`."""
    feed, remarks = loaded(document)
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
        follows=string(own, "follows"),
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


# -- What a feed says --------------------------------------------------------------------------------------------------


def body(given: Json, own: Json, status: PublishingStatus) -> str:
    """The text as HTML. An item must have one: where ours has none, it repeats its summary or title as plain text."""
    if html := string(given, "content_html"):
        return html
    if own and status is not PublishingStatus.CANCELED:
        return ""
    return paragraphs(string(given, "content_text"))


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
