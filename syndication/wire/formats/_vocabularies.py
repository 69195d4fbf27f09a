"""What RSS and Atom say in the same borrowed words: Dublin Core, Media RSS, GeoRSS and Slash.

Specs: https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ https://www.rssboard.org/media-rss
https://docs.ogc.org/cs/17-002r1/17-002r1.html. Only elements that the W3C feed validator knows are used.
"""

from collections.abc import Iterator

from lxml import etree

from syndication.wire.dialect import Dialect, PictureWay
from syndication.wire.formats._degrees import decimal
from syndication.wire.formats._feedgen import child, element, legal
from syndication.wire.formats._moments import rfc3339
from syndication.wire.story import Credit, CreditRole, Media, MediaRole, Story, Topic

__all__ = ["IN_PART", "MEDIA_TOPIC", "PREFIXES", "authors", "contributors", "named", "shared", "source"]

PREFIXES = ("dc", "dcterms", "georss", "media", "slash")

# A topic's code `medtop:04000000` is the last part of such an address.
MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"

AUTHORS = (CreditRole.BYLINE, CreditRole.SOURCE)  # in the order in which readers show them

# What is lost of fields that these words carry in part, for the docs.
IN_PART = {
    "media": "reach and its end stay at home",
    "place": "the country is not carried",
    "rights": "the reach stays at home",
    "topics": "the key stays at home",
}


def authors(story: Story) -> list[Credit]:
    """Who is named as the author: those in the byline, then the source."""
    return [credit for role in AUTHORS for credit in credits_of(story, role)]


def contributors(story: Story) -> list[Credit]:
    """Everybody else who is credited."""
    return [credit for credit in filter(named, story.credits) if credit.role not in AUTHORS]


def credits_of(story: Story, role: CreditRole) -> list[Credit]:
    return [credit for credit in filter(named, story.credits) if credit.role is role]


def named(one: Credit | Topic) -> bool:
    """Whether anything is left of a name when what XML cannot carry is out of it; no format takes an empty one."""
    return bool(legal(one.name).strip())


def shared(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """The elements that stand in an RSS item and in an Atom entry alike."""
    yield from source(story)
    if story.genre:
        yield element("dc:type", story.genre)
    if story.external_id:
        yield element("dc:identifier", story.external_id)
    if story.slugline:
        yield element("dcterms:alternative", story.slugline)
    if story.section:
        yield element("slash:section", story.section)
    yield from where_and_when(story)
    yield from terms(story)
    if story.place:
        yield element("georss:featureName", story.place.name)
        if story.place.latitude is not None and story.place.longitude is not None:
            yield element("georss:point", f"{decimal(story.place.latitude)} {decimal(story.place.longitude)}")
    if PictureWay.CONTENT in dialect.picture_as:
        yield from map(media_content, story.media)


def source(story: Story) -> Iterator[etree._Element]:
    """Which of the authors are sources and no persons: one element, for the W3C feed validator takes no second one."""
    if names := [credit.name for credit in credits_of(story, CreditRole.SOURCE)]:
        yield element("dc:source", "; ".join(names))


def where_and_when(story: Story) -> Iterator[etree._Element]:
    """Dateline, embargo and expiry."""
    if story.dateline.place:
        yield element("dc:coverage", story.dateline.place)
    if story.dateline.day:
        yield element("dcterms:created", story.dateline.day.isoformat())
    if story.embargoed_until:
        yield element("dcterms:available", rfc3339(story.embargoed_until))
    if story.expires_at:
        yield element("dcterms:valid", f"end={rfc3339(story.expires_at)}; scheme=W3C-DTF")


def terms(story: Story) -> Iterator[etree._Element]:
    """On which terms the story may be used, and what must be said with it."""
    if story.closing_line:
        yield element("dcterms:bibliographicCitation", story.closing_line)
    if story.rights.disclosure:
        yield element("dcterms:provenance", story.rights.disclosure)
    if story.rights.usage_terms:
        yield element("dcterms:accessRights", story.rights.usage_terms)
    if story.rights.licence:
        yield element("dcterms:license", story.rights.licence)


def media_content(media: Media) -> etree._Element:
    return child(
        element(
            "media:content",
            url=media.url,
            fileSize=number(media.length),
            type=media.mime_type,
            medium=medium(media.mime_type),
            isDefault="true" if media.role is MediaRole.LEAD else "false",
            width=number(media.width),
            height=number(media.height),
        ),
        *media_words(media),
    )


def number(value: int) -> str:
    """Media RSS has no word for what is not known but leaving it out."""
    return str(value) if value else ""


def medium(mime_type: str) -> str:
    kind = mime_type.partition("/")[0]
    return kind if kind in ("image", "audio", "video") else "document"


def media_words(media: Media) -> Iterator[etree._Element]:
    if media.alt:
        yield element("media:title", media.alt, type="plain")
    if media.caption:
        yield element("media:description", media.caption, type="plain")
    if media.credit:
        yield element("media:credit", media.credit, role="author", scheme="urn:ebu")
    if media.copyright:
        yield element("media:copyright", media.copyright)
    if media.licence:
        yield element("dcterms:license", media.licence)
