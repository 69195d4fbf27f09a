"""Atom 1.0 with tombstones, and Atom 0.3. Specs: https://www.rfc-editor.org/rfc/rfc4287 and rfc6721"""

import base64
import binascii
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from lxml import etree

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head, Item, Named, Picture, http
from syndication.wire.ingest._plain import absolute, plain, squeezed
from syndication.wire.ingest._vocabularies import (
    Words,
    borrowed,
    inner_html,
    lang,
    media_topic,
    people,
    text,
    texts,
    words,
)
from syndication.wire.ingest._xml import name_of, opened, root_name
from syndication.wire.story import PublishingStatus, Topic

__all__ = ["LABEL", "read", "recognises"]

LABEL = "Atom"

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
NO_DATE = "1970-01-01T00:00:00Z"  # what our own writer says where nobody knows a date


def recognises(document: bytes) -> bool:
    """Whether the root is a feed, or one entry or tombstone of Atom's."""
    root, beginning = root_name(document)
    is_one = root in ("entry", "deleted-entry") and ("w3.org/2005/Atom" in beginning or TOMBSTONES in beginning)
    return root == "feed" or is_one


def read(document: bytes, *, language: str = "") -> Reading:
    """Read every entry, and every tombstone as a canceled story. Raises `UnreadableDocument`."""
    found = opened(document)
    root = found.root
    _, name = name_of(root)
    if name not in ("feed", "entry", "deleted-entry"):
        raise UnreadableDocument(f"this is no Atom: its root is <{name}>")
    head = head_of(root, language)
    return reading(items(root, head), head, found.remarks)


def head_of(root: etree._Element, language: str) -> Head:
    found = words(root) if name_of(root)[1] == "feed" else {}
    return Head(
        title=said(found, "title"),
        publisher=next((author.name for author in persons(found, "author")), ""),
        language=lang(root) or language,
        base=root.base or linked(found, "alternate", root.base or "") or linked(found, "self", root.base or ""),
    )


def items(root: etree._Element, head: Head) -> Iterator[Callable[[], Item]]:
    for element in root.iter(etree.Element):
        namespace, name = name_of(element)
        if name == "deleted-entry" and namespace == TOMBSTONES:
            yield partial(tombstone, element)
        elif name == "entry":
            yield partial(entry, element, head)


def tombstone(element: etree._Element) -> Item:
    comment = next(iter(words(element).get("at:comment", ())), None)
    return Item(
        id=element.get("ref", ""),
        status=PublishingStatus.CANCELED,
        summary="" if comment is None else construct(comment),
        language=lang(element if comment is None else comment),
        updated=dated(element.get("when", "")),
    )


def entry(element: etree._Element, head: Head) -> Item:
    found = words(element)
    # `atom:link` is how a foreign vocabulary speaks of what is this format's own.
    found["atom:link"] = [*found.get("atom:link", ()), *found.get("link", ())]
    base = element.base or head.base
    link = linked(found, "alternate", base)
    fields = borrowed(found)
    title, summary = said(found, "title"), html(found, "summary")
    return Item(
        **fields
        | {
            "source": fields["source"] or source(found),
            "pictures": fields["pictures"] or tuple(enclosures(found)),
        },
        id=text(found, "id"),
        follows=next((one.get("ref", "") for one in found.get("thr:in-reply-to", ())), ""),
        title=title,
        link=link,
        canonical_link=linked(found, "canonical", base) or linked(found, "via", base),
        summary=summary,
        body=absolute(body(found, title, summary), content_base(found)),
        base=element.base or link or head.base,
        language=lang(element),
        published=dated(text(found, "published", "issued", "created", "dc:date")),
        updated=dated(text(found, "updated", "modified", "dcterms:modified")),
        authors=(*persons(found, "author"), *people(found, "dc:creator")),
        contributors=(*persons(found, "contributor"), *people(found, "dc:contributor")),
        topics=tuple(topics(found)),
        copyright=said(found, "rights") or said(found, "copyright") or text(found, "dc:rights"),
    )


def dated(written: str) -> str:
    return "" if written == NO_DATE else written


# -- Text constructs ---------------------------------------------------------------------------------------------------


def construct(element: etree._Element) -> str:
    """A text construct or content as HTML, whatever its type and, in Atom 0.3, its mode."""
    kind = element.get("type", "text").strip().lower()
    if element.get("mode") == "base64" or is_encoded(kind):
        return decoded(element, kind)
    if kind in ("html", "text/html") or element.get("mode") == "escaped":
        return (element.text or "").strip() if not len(element) else inner_html(element)
    if len(element):
        # Atom's one div is a wrapper and no part of the content (RFC 4287 section 3.1.1.3).
        is_wrapped = len(element) == 1 and name_of(element[0])[1] == "div"
        return inner_html(element[0] if is_wrapped and len(element[0]) else element)
    return escape((element.text or "").strip(), quote=False)


def is_encoded(kind: str) -> bool:
    """Whether content of this type is in base64 (RFC 4287 section 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def decoded(element: etree._Element, kind: str) -> str:
    """Text out of base64; anything else that may be in it is no text of a story."""
    try:
        content = base64.b64decode("".join(element.itertext())).decode()
    except (binascii.Error, ValueError):
        return ""
    return content if "html" in kind else escape(content, quote=False)


def html(found: Words, name: str) -> str:
    return next((construct(element) for element in found.get(name, ())), "")


def said(found: Words, name: str) -> str:
    """A construct as plain text."""
    return plain(html(found, name))


def body(found: Words, title: str, summary: str) -> str:
    """The content; plain text becomes paragraphs, and what only repeats title or summary is none."""
    for element in found.get("content", ())[:1]:
        content = construct(element)
        is_text = element.get("type", "text") in ("text", "text/plain") and not len(element)
        if not is_text or element.get("mode") == "escaped":
            return content
        if squeezed(plain(content)) in (title, plain(summary)):
            return ""
        return "".join(f"<p>{squeezed(part)}</p>" for part in content.split("\n\n") if part.strip())
    return ""


def content_base(found: Words) -> str:
    """The address that the content itself says its links are relative to."""
    own = [element for element in found.get("content", ())[:1] if element.get(XML_BASE)]
    return next((element.base or "" for element in own), "")


# -- Everything else ---------------------------------------------------------------------------------------------------


def persons(found: Words, name: str) -> list[Named]:
    people = [words(element) for element in found.get(name, ())]
    return [Named(name=text(one, "name"), url=http(text(one, "uri", "url"), "")) for one in people if text(one, "name")]


def linked(found: Words, rel: str, base: str) -> str:
    links = [link for link in found.get("link", ()) if link.get("rel", "alternate").lower() == rel and link.get("href")]
    # Where there are several, the one for people comes first.
    links.sort(key=lambda link: "html" not in link.get("type", "html"))
    return next((http(link.get("href"), link.base or base) for link in links), "")


def source(found: Words) -> str:
    """The feed that an entry was copied from."""
    element = next(iter(found.get("source", ())), None)
    if element is None:
        return ""
    origin = words(element)
    return next((author.name for author in persons(origin, "author")), "") or said(origin, "title")


def topics(found: Words) -> list[Topic]:
    categories = found.get("category", ())
    return [
        media_topic(one.get("label") or one.get("term", ""), one.get("scheme", ""), one.get("term", ""))
        for one in categories
    ] + [media_topic(name, "") for name in texts(found, "dc:subject")]


def enclosures(found: Words) -> Iterator[Picture]:
    for link in found.get("link", ()):
        if link.get("rel") == "enclosure":
            yield Picture(url=link.get("href", ""), mime_type=link.get("type", ""), length=link.get("length", ""))
