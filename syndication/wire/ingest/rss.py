"""RSS 2.0 and its forerunners: 0.9x, and 1.0 in RDF. Spec: https://www.rssboard.org/rss-specification"""

import re
from functools import partial

from lxml import etree

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head, Item, Picture, http
from syndication.wire.ingest._plain import plain
from syndication.wire.ingest._vocabularies import Words, borrowed, lang, markup, media_topic, people, text, texts, words
from syndication.wire.ingest._xml import name_of, opened, root_name
from syndication.wire.story import Topic

__all__ = ["LABEL", "read", "recognises"]

LABEL = "RSS"

# Feeds write titles and categories as text and as HTML, and only HTML has these in it.
HTML = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});|</?(?:a|b|br|em|font|i|p|q|span|strong|sub|sup|u)\b[^<>]*>")  # fmt: skip


def recognises(document: bytes) -> bool:
    """Whether the root is RSS's, or RDF's with an RSS namespace."""
    root, beginning = root_name(document)
    return root.lower() == "rss" or (root == "RDF" and ("purl.org/rss/" in beginning or "rdf/simple" in beginning))


def read(document: bytes, *, language: str = "") -> Reading:
    """Read every item. Raises `UnreadableDocument`."""
    found = opened(document)
    root = found.root
    channel = next((one for one in root.iter(etree.Element) if local(one) == "channel"), None)
    items = [one for one in root.iter(etree.Element) if local(one) == "item"]
    if channel is None and (not items or local(root) not in ("rss", "rdf")):
        raise UnreadableDocument(f"this is no RSS: its root is <{local(root)}> and it has no channel")
    head = head_of(channel if channel is not None else root, language)
    return reading([partial(item, one, head) for one in items], head, found.remarks)


def local(element: etree._Element) -> str:
    _, name = name_of(element)
    return name.lower()


def head_of(channel: etree._Element, language: str) -> Head:
    found = words(channel)
    return Head(
        title=title(found),
        publisher=text(found, "dc:publisher", "dc:creator", "itunes:author"),
        language=text(found, "language", "dc:language") or lang(channel) or language,
        base=http(text(found, "link"), channel.base or "") or channel.base or "",
    )


def item(element: etree._Element, head: Head) -> Item:
    found = words(element)
    guid = next(iter(found.get("guid", ())), None)
    identity = text(found, "guid", "atom:id", "id") or element.get(
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""
    )
    is_permalink = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    link = text(found, "link") or linked(found, "alternate", "atom:link", "link")
    fields = borrowed(found)
    return Item(
        **fields
        | {
            "source": fields["source"] or text(found, "source"),
            "pictures": (*fields["pictures"], *enclosures(found, bool(fields["pictures"]))),
        },
        id=identity,
        title=title(found),
        link=link or (identity if is_permalink and http(identity, "") else ""),
        canonical_link=linked(found, "canonical", "atom:link") or linked(found, "via", "atom:link"),
        summary=markup(found, "description") or text(found, "atom:summary", "summary", "dc:description"),
        body=text(found, "content:encoded", "atom:content", "fulltext") or markup(found, "xhtml:body"),
        base=element.base or http(link, head.base) or head.base,
        language=text(found, "dc:language") or lang(element),
        published=text(found, "pubdate", "dc:date", "dcterms:issued", "atom:published", "published"),
        updated=text(found, "dcterms:modified", "atom:updated", "updated"),
        authors=tuple(people(found, "dc:creator", "author", "itunes:author")),
        contributors=tuple(people(found, "dc:contributor")),
        topics=tuple(topics(found)),
        copyright=text(found, "dc:rights", "copyright", "dcterms:rights"),
    )


def title(found: Words) -> str:
    return meant(text(found, "title", "dc:title"))


def meant(said: str) -> str:
    """What a title or a category says, as plain text."""
    return plain(said) if HTML.search(said) else said


def linked(found: Words, rel: str, *names: str) -> str:
    links = [link for name in names for link in found.get(name, ())]
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == rel), "")


def enclosures(found: Words, is_known: bool) -> list[Picture]:
    """The enclosures; Media RSS tells more of the same files, so that with it they are none."""
    if is_known:
        return []
    return [
        Picture(url=one.get("url", ""), mime_type=one.get("type", ""), length=one.get("length", ""))
        for one in found.get("enclosure", ())
        if one.get("url")
    ]


def topics(found: Words) -> list[Topic]:
    categories = [(category, "".join(category.itertext()).strip()) for category in found.get("category", ())]
    return [media_topic(meant(name), one.get("domain", ""), name) for one, name in categories if name] + [
        media_topic(meant(name), "") for name in texts(found, "dc:subject")
    ]
