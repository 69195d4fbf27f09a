"""A story as a newsItem of NewsML-G2, alone or in a message. Spec: https://iptc.org/standards/newsml-g2/"""

import re
from collections.abc import Iterator

from lxml import etree

from syndication.wire.dialect import Dialect
from syndication.wire.formats._addresses import addressed, web
from syndication.wire.formats._degrees import decimal
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._moments import rfc3339
from syndication.wire.formats._names import with_names
from syndication.wire.formats._newscodes import genre_code, topic_code
from syndication.wire.formats._newsml_g2 import holding, item, named, prop, written
from syndication.wire.formats._notes import notes
from syndication.wire.formats._xhtml import xhtml
from syndication.wire.story import CreditRole, Media, MediaRole, NoticeKind, Place, Story

__all__ = ["CARRIES", "IN_PART", "news_item"]

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "body": "as XHTML; letters of other scripts in addresses come back percent-encoded",
    "credits": "key and country stay at home",
    "media": "reach and its end stay at home",
    "rights": "the reach stays at home",
    "topics": "the key stays at home; a code is a media topic's or none",
}

NO_DATE = "1970-01-01T00:00:00Z"  # versionCreated must be there; the parser takes this for none
COUNTRY = re.compile(r"[A-Z]{2}")
KINDS = {"image": "picture", "video": "video", "audio": "audio"}
PLACE = "place"  # what the one place of an item is called in it


def news_item(story: Story, dialect: Dialect) -> bytes:
    """The element `newsItem`; a canceled story becomes one of the same guid that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    parts = [holding("itemMeta", *item_meta(story)), holding("contentMeta", *content_meta(story))]
    if rights := list(rights_info(story)):
        parts.insert(0, holding("rightsInfo", *rights))
    parts += asserted(story.place)
    if story.body:
        text = prop("inlineXML", contenttype="application/xhtml+xml")
        text.append(xhtml(story.body, story.headline))
        parts.append(holding("contentSet", text))
    made = item("newsItem", guid_of(story, dialect), story.version, story.language, *parts)
    if story.direction == "rtl":
        made.set("dir", "rtl")
    return written(made)


# -- Rights ------------------------------------------------------------------------------------------------------------


def rights_info(story: Story) -> Iterator[etree._Element]:
    rights = story.rights
    if story.source and rights.copyright:
        yield named("copyrightHolder", story.source.name, uri=web(story.source.url))
    if rights.copyright:
        yield prop("copyrightNotice", rights.copyright)
    if rights.usage_terms:
        yield prop("usageTerms", rights.usage_terms)
    if rights.licence or web(rights.licence_url):
        yield prop("usageTerms", rights.licence, href=web(rights.licence_url), role="nwsr:licence")


# -- The item ----------------------------------------------------------------------------------------------------------


def item_meta(story: Story) -> Iterator[etree._Element]:
    """Whose item it is, when it changed and what may be done with it; the schema fixes the order."""
    moment = story.updated_at or story.published_at
    yield prop("itemClass", qcode="ninat:text")
    yield provider(story)
    yield prop("versionCreated", rfc3339(moment) if moment else NO_DATE)
    if story.published_at:
        yield prop("firstCreated", rfc3339(story.published_at))
    if story.embargoed_until:
        yield prop("embargoed", rfc3339(story.embargoed_until))
    yield prop("pubStatus", qcode=f"stat:{story.status.value}")
    if story.headline:
        yield prop("title", story.headline)
    for line in notes(story):
        yield prop("edNote", line)
    if story.notices and story.notices[-1].kind is NoticeKind.CORRECTION:
        yield prop("signal", qcode="sig:correction")
    if story.expires_at:
        yield prop("expires", rfc3339(story.expires_at))
    for relation, address in (("page", story.url), ("original", story.canonical_url)):
        if address:
            yield prop("link", rel=f"nwsr:{relation}", href=address, contenttype="text/html")
    if story.follows:
        yield prop("link", rel="nwsr:follows", residref=story.follows)
    yield from map(picture, story.media)


def provider(story: Story) -> etree._Element:
    """The source; an item must name somebody."""
    if story.source is None:
        return prop("provider", literal="unknown")
    return named("provider", story.source.name, uri=web(story.source.url))


def picture(media: Media) -> etree._Element:
    """A link to a picture with what is known of it: a picture is an item of its own, and these are hints of it."""
    kind = KINDS.get(media.mime_type.partition("/")[0], "graphic")
    length, width, height = (str(number) if number else "" for number in (media.length, media.width, media.height))
    file = prop("remoteContent", href=media.url, contenttype=media.mime_type, size=length, width=width, height=height)
    link = holding("link", prop("itemClass", qcode=f"ninat:{kind}"), *hints(media), file)
    link.set("rel", "irel:seeAlso")
    link.set("rank", "1" if media.role is MediaRole.LEAD else "2")
    link.set("href", media.url)
    link.set("contenttype", media.mime_type)
    return link


def hints(media: Media) -> Iterator[etree._Element]:
    """What is said of a picture."""
    for name, text, role in (
        ("copyrightNotice", media.copyright, ""), ("usageTerms", media.licence, ""), ("creditline", media.credit, ""),
        ("description", media.caption, "drol:caption"), ("description", media.alt, "nwsr:alt"),
    ):  # fmt: skip
        if text:
            yield prop(name, text, role=role)


# -- The content -------------------------------------------------------------------------------------------------------


def content_meta(story: Story) -> Iterator[etree._Element]:
    """Where and by whom it was made, then what it is about; the schema fixes the order of the first half."""
    if story.urgency:
        yield prop("urgency", str(story.urgency))
    if story.dateline.day:
        yield prop("contentCreated", story.dateline.day.isoformat())
    if story.dateline.place:
        yield named("located", story.dateline.place)
    yield from parties(story)
    if story.external_id:
        yield prop("altId", story.external_id, type="nwsr:external")
    yield prop("language", tag=story.language)
    yield from about(story)
    yield from texts(story)


def parties(story: Story) -> Iterator[etree._Element]:
    """Everybody who is credited, in the order in which they are."""
    names = {CreditRole.SOURCE: "infoSource", CreditRole.BYLINE: "creator"}
    for credit in story.credits:
        role = f"nwsr:{credit.role.value}"
        yield named(names.get(credit.role, "contributor"), credit.name, uri=web(credit.url), role=role)


def about(story: Story) -> Iterator[etree._Element]:
    if story.genre:
        code = genre_code(story.genre)
        yield named("genre", story.genre, qcode=code and f"genre:{code}")
    for topic in story.topics:
        code = topic_code(topic)
        yield named("subject", topic.name, type="cpnat:abstract", qcode=code and f"medtop:{code}")
    if story.section:
        yield named("subject", story.section, type="nwsr:section")
    if story.place:
        yield located(story.place)


def located(place: Place) -> etree._Element:
    """A place as a subject, with its country as a broader one."""
    made = named("subject", place.name, type="cpnat:geoArea", literal=PLACE)
    if COUNTRY.fullmatch(place.country):
        made.append(prop("broader", qcode=f"iso3166-1a2:{place.country}"))
    return made


def texts(story: Story) -> Iterator[etree._Element]:
    for name, text in (
        ("slugline", story.slugline), ("headline", story.headline), ("by", story.byline),
        ("creditline", story.closing_line),
    ):  # fmt: skip
        if text:
            yield prop(name, text)
    if story.summary:
        yield prop("description", story.summary, role="drol:summary")
    if story.rights.disclosure:
        yield prop("description", story.rights.disclosure, role="nwsr:disclosure")


def asserted(place: Place | None) -> Iterator[etree._Element]:
    """Where the place is: a subject has no word for it, and an assertion about the same concept has."""
    if place and place.latitude is not None and place.longitude is not None:
        made = named("assert", place.name, literal=PLACE)
        position = prop("position", latitude=decimal(place.latitude), longitude=decimal(place.longitude))
        made.append(holding("geoAreaDetails", position))
        yield made
