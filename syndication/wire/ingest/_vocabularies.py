"""The borrowed words of RSS and Atom, read: Dublin Core, Media RSS, GeoRSS, Slash, licences."""

import re
from collections import defaultdict
from copy import deepcopy
from html import escape
from typing import Any

from lxml import etree

from syndication.wire.ingest._item import Named, Picture
from syndication.wire.ingest._plain import plain, squeezed
from syndication.wire.ingest._xml import name_of
from syndication.wire.story import Place, PublishingStatus, Topic

__all__ = ["Words", "borrowed", "inner_html", "lang", "markup", "media_topic", "people", "text", "texts", "words"]

PREFIXES = {
    "http://backend.userland.com/creativecommonsrssmodule": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://schemas.ingestion.microsoft.com/common/": "mi",
    "http://search.yahoo.com/mrss": "media",  # without its final slash in many a feed
    "http://search.yahoo.com/mrss/": "media",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.w3.org/2005/atom": "atom",
}

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

MEDIA_TOPIC = re.compile(r"https?://cv\.iptc\.org/newscodes/mediatopic/(?P<code>\d{8})?")
PUBLISHING_STATUS = "http://cv.iptc.org/newscodes/pubstatusg2"
END = re.compile(r"\bend\s*=\s*([^;\s]+)", re.IGNORECASE)
POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,20})?)[\s,]{1,9}(-?\d{1,3}(?:\.\d{1,20})?)\s*")
GENRES_OF_NOTHING = frozenset({"text", "collection", "html", "standard"})  # DCMI types and the like, which are no genre

Words = dict[str, list[etree._Element]]


def words(element: etree._Element) -> Words:
    """The children of `element` by name: `dc:creator`, or `title` for a word of the format itself."""
    found: Words = defaultdict(list)
    own, _ = name_of(element)
    # A feed's own words need no prefix, whatever namespace it claims for them; a borrowed element's children keep it.
    bare = ("", own) if PREFIXES.get(own.lower(), "atom") == "atom" else ("",)
    for child in element.iterchildren(etree.Element):
        namespace, local = name_of(child)
        if namespace in bare:
            found[local.lower()].append(child)
        else:
            prefix = PREFIXES.get(namespace.lower(), namespace if namespace in PREFIXES.values() else "?")
            found[f"{prefix}:{local}"].append(child)
    return found


def text(found: Words, *names: str) -> str:
    """What the first element of these names says that says something."""
    return next(iter(texts(found, *names)), "")


def texts(found: Words, *names: str) -> list[str]:
    """What the elements of these names say, those of the first name first."""
    said = ["".join(element.itertext()).strip() for name in names for element in found.get(name, ())]
    return [one for one in said if one]


def markup(found: Words, name: str) -> str:
    """The HTML that the first element of this name holds, escaped or as elements."""
    return next((html for element in found.get(name, ()) if (html := inner_html(element))), "")


def inner_html(element: etree._Element) -> str:
    """The content of an element as HTML: its text is mark-up, unless there are elements in it."""
    if not len(element):
        return (element.text or "").strip()
    content = deepcopy(element)
    for one in content.iter(etree.Element):
        _, one.tag = name_of(one)
    etree.cleanup_namespaces(content)
    children = [etree.tostring(child, encoding="unicode", method="html") for child in content]
    return "".join([escape(content.text or "", quote=False), *children]).strip()


def lang(element: etree._Element) -> str:
    """The `xml:lang` that holds for an element."""
    return next((one.get(XML_LANG) for one in (element, *element.iterancestors()) if one.get(XML_LANG)), "")


def borrowed(found: Words) -> dict[str, Any]:  # Any: the fields of an Item, each with its own type
    """The fields of an item that RSS and Atom say alike."""
    licences = texts(found, "dcterms:license", "cc:license") + [
        link.get("href", "") for link in found.get("atom:link", []) if link.get("rel") == "license"
    ]
    return {
        "source": next((one for one in texts(found, "dc:source") if "://" not in one), ""),
        "publisher": text(found, "dc:publisher", "dcterms:publisher"),
        "genre": next((one for one in texts(found, "dc:type") if one.lower() not in GENRES_OF_NOTHING), ""),
        "external_id": text(found, "dc:identifier", "dcterms:identifier"),
        "slugline": text(found, "dcterms:alternative"),
        "section": text(found, "slash:section"),
        "coverage": text(found, "dc:coverage"),
        "created": text(found, "dcterms:created"),
        "available": text(found, "dcterms:available"),
        "expires": expiry(text(found, "dcterms:valid")) or text(found, "mi:expirationDate"),
        "closing_line": text(found, "dcterms:bibliographicCitation"),
        "disclosure": text(found, "dcterms:provenance"),
        "usage_terms": text(found, "dcterms:accessRights"),
        "licence": next((one for one in licences if "://" not in one), ""),
        "licence_url": next((one for one in licences if re.match(r"https?://\S+\Z", one)), ""),
        "place": place(found),
        "pictures": tuple(pictures(found)),
        "status": status(found),
    }


def status(found: Words) -> PublishingStatus:
    """Whether the item was withdrawn: Media RSS has an element for it, IPTC a word that a category may hold."""
    is_deleted = any(one.get("state", "").lower() == "deleted" for one in found.get("media:status", ())) or any(
        one.get("domain", "").startswith(PUBLISHING_STATUS) and (one.text or "").strip() == PublishingStatus.CANCELED
        for one in found.get("category", ())
    )
    return PublishingStatus.CANCELED if is_deleted else PublishingStatus.USABLE


def expiry(valid: str) -> str:
    """The end of `dcterms:valid`, which is a DCMI period or, with many, a date alone."""
    if found := END.search(valid):
        return found[1]
    return "" if "=" in valid else valid


def place(found: Words) -> Place | None:
    name = text(found, "georss:featureName", "georss:featurename")
    where = POINT.fullmatch(text(found, "georss:point")) or POINT.fullmatch(
        f"{text(found, 'geo:lat')} {text(found, 'geo:long')}"
    )
    latitude, longitude = (float(where[1]), float(where[2])) if where else (None, None)
    return Place(name=name, latitude=latitude, longitude=longitude) if name or where else None


def media_topic(name: str, scheme: str, term: str = "") -> Topic:
    """A topic, with its code where `scheme` is IPTC's media topics."""
    found = MEDIA_TOPIC.match(scheme)
    code = (found["code"] or (term if re.fullmatch(r"\d{8}", term) else "")) if found else ""
    return Topic(name=squeezed(name), code=f"medtop:{code}" if code else "")


# -- Media RSS ---------------------------------------------------------------------------------------------------------


def pictures(found: Words) -> list[Picture]:
    """What stands in `media:content`, alone or in groups, else the thumbnails."""
    alone = [picture(content, found) for content in found.get("media:content", ())]
    grouped = [best(group, found) for group in found.get("media:group", ())]
    contents = [one for one in [*alone, *grouped] if one and one.url]
    thumbnails = [Picture(url=one.get("url", ""), width=one.get("width", ""), height=one.get("height", "")) for one in found.get("media:thumbnail", ())]  # fmt: skip
    return contents or [one for one in thumbnails if one.url]


def best(group: etree._Element, around: Words) -> Picture | None:
    """The rendition of a group that is its default, else the widest."""
    within = words(group)
    renditions = within.get("media:content", [])
    if not renditions:
        return None
    chosen = max(renditions, key=lambda one: (one.get("isDefault") == "true", width(one)))
    return picture(chosen, within, around)


def width(content: etree._Element) -> int:
    said = content.get("width", "")
    return int(said) if re.fullmatch(r"\d{1,9}", said) else 0


def picture(content: etree._Element, *around: Words) -> Picture:
    """One file; what is not said in it may be said for all, round it."""
    own = words(content)
    is_default = {"true": True, "false": False}.get(content.get("isDefault", ""))
    kind = content.get("medium", "")
    return Picture(
        url=content.get("url", ""),
        mime_type=content.get("type", "") or ("image/jpeg" if kind == "image" else ""),
        is_lead=is_default,
        width=content.get("width", ""),
        height=content.get("height", ""),
        length=content.get("fileSize", ""),
        alt=said("media:title", own, *around),
        caption=said("media:description", own, *around),
        credit=", ".join(next((given for level in (own, *around) if (given := texts(level, "media:credit"))), [])),
        copyright=said("media:copyright", own, *around),
        licence=said("dcterms:license", own) or said("media:license", own, *around),
    )


def said(name: str, *levels: Words) -> str:
    """What the innermost level says."""
    for level in levels:
        for element in level.get(name, ()):
            told = "".join(element.itertext()).strip()
            return plain(told) if element.get("type") == "html" else told
    return ""


def people(found: Words, *names: str) -> list[Named]:
    """Persons and organisations that are a name alone."""
    return [Named(name=one) for one in texts(found, *names)]
