"""NITF 3.6, the News Industry Text Format: one story a document. Spec: https://iptc.org/standards/nitf/"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from lxml import etree

from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._documents import xml_bytes
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._names import with_names
from syndication.wire.formats._newscodes import topic_code
from syndication.wire.formats._nitf import NITF, element, media
from syndication.wire.formats._nitf_body import content
from syndication.wire.formats._notes import note
from syndication.wire.formats._single import only
from syndication.wire.story import Credit, CreditRole, NoticeKind, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "NITF 3.6"
MEDIA_TYPE = "application/nitf+xml; charset=utf-8"
EXTENSION = "nitf.xml"
HOLDS_ONE = True

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "body": "what NITF has no element for becomes what is nearest; directions are not carried",
    "credits": "names, and the source's address; whoever is neither source nor byline becomes a contributor",
    "media": "reach and its end stay at home; pictures in the text come after the others",
    "place": "latitude and longitude are not carried",
    "rights": "the reach stays at home",
    "topics": "the key stays at home; a code is a media topic's or none; of two of one name, one",
}

# The schema fixes these words.
EDITION = {"version": "-//IPTC//DTD NITF 3.6//EN", "change.date": "September 11, 2009", "change.time": "12:26"}
FUNCTIONS = {CreditRole.PHOTOGRAPHER: "photographer"}  # of those that revision-history knows, the rest are "other"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the document; a canceled story becomes one of the same id that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    root = etree.Element(f"{{{NITF}}}nitf", nsmap={None: NITF})
    for name, value in {**EDITION, "baselang": story.language}.items():
        root.set(name, value)
    is_notice = story.status is PublishingStatus.CANCELED
    root.append(filled("head", *head(story, dialect)))
    root.append(filled("body", *(notice(story) if is_notice else body(story))))
    return xml_bytes(root)


def filled(tag: str, /, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element with its children in it."""
    made = element(tag, **attributes)
    made.extend(children)
    return made


# -- Head --------------------------------------------------------------------------------------------------------------


def head(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    yield element("title", story.headline or "Withdrawn")
    for name, value in metadata(story):
        if value:
            yield element("meta", name=name, content=value)
    if subjects := list(tobject(story)):
        yield filled("tobject", *subjects, **{"tobject.type": "news"})
    yield filled("docdata", *docdata(story, dialect), management_status=story.status.value)
    if story.section or story.url:
        section = {"position.section": story.section, "ex-ref": story.url}
        yield element("pubdata", type="web", **section)
    yield from history(story)


def metadata(story: Story) -> Iterator[tuple[str, str]]:
    """What the format has no element for."""
    yield "external-id", story.external_id
    yield "canonical-url", story.canonical_url
    yield "follows", story.follows
    yield "licence-url", story.rights.licence_url


def tobject(story: Story) -> Iterator[etree._Element]:
    """The genre as a property, and topics of IPTC's by their number."""
    if story.genre:
        yield element("tobject.property", **{"tobject.property.type": story.genre})
    for topic in story.topics:
        if code := topic_code(topic):
            yield element("tobject.subject", **{"tobject.subject.refnum": code, "tobject.subject.type": topic.name})


def docdata(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    supplier = story.source.name if story.source else ""
    yield element("doc-id", regsrc=supplier, id_string=guid_of(story, dialect))
    if story.urgency:
        yield element("urgency", ed_urg=str(story.urgency))
    yield from dates(story)
    yield from told(story, dialect)
    yield element("du-key", key=story.slugline, version=str(story.version))
    yield from terms(story, supplier)
    if story.topics:
        yield filled("key-list", *(element("keyword", key=topic.name) for topic in story.topics))
    if story.place:
        yield element("evloc", iso_cc=story.place.country, city=story.place.name)


def dates(story: Story) -> Iterator[etree._Element]:
    """First release, end of the embargo and expiry."""
    moments = (("issue", story.published_at), ("release", story.embargoed_until), ("expire", story.expires_at))
    for name, moment in moments:
        if moment:
            yield element(f"date.{name}", norm=basic(moment))


def told(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """What editors are told of changes; a correction has an element of its own besides."""
    for notice in story.notices:
        if notice.kind is NoticeKind.CORRECTION:
            yield element("correction", info=notice.text, id_string=guid_of(story, dialect))
        yield element("ed-msg", msg_type=notice.kind.value, info=note(notice))


def terms(story: Story, supplier: str) -> Iterator[etree._Element]:
    rights = story.rights
    year = YEAR.search(rights.copyright)
    if rights.copyright:
        yield element("doc.copyright", year=year[0] if year else "", holder=supplier)
    if rights.licence or rights.usage_terms:
        yield element("doc.rights", owner=supplier, type=rights.licence, limitations=rights.usage_terms)


def history(story: Story) -> Iterator[etree._Element]:
    """The last change, and everybody whom the body's head has no line for."""
    if story.updated_at:
        yield element("revision-history", function="editor", norm=basic(story.updated_at))
    for credit in story.credits:
        if credit.role not in (CreditRole.SOURCE, CreditRole.BYLINE):
            function = FUNCTIONS.get(credit.role, "other")
            yield element("revision-history", name=credit.name, function=function, comment=credit.role.value)


def basic(moment: datetime | date) -> str:
    """ISO 8601 without its signs, as `norm` asks for: `20261123T120000Z`."""
    return moment.strftime("%Y%m%dT%H%M%SZ" if isinstance(moment, datetime) else "%Y%m%d")


# -- Body --------------------------------------------------------------------------------------------------------------


def body(story: Story) -> Iterator[etree._Element]:
    """Head, text and end. What must be said and stands in the text already is an advisory that is not printed again."""
    text = content(story.body, story.media)
    printed = {"".join(one.itertext()).strip() for one in text.iter(f"{{{NITF}}}p")}
    yield filled("body.head", *body_head(story, printed))
    shown = {reference.get("source") for reference in text.iter(f"{{{NITF}}}media-reference")}
    beside = [media(one, one.role.value) for one in story.media if one.url not in shown]
    for place, picture in enumerate(beside):
        text.insert(place, picture)
    yield text
    if story.closing_line:
        yield filled(
            "body.end", element("tagline", story.closing_line, type=advisory(story.closing_line, printed, "std"))
        )


def body_head(story: Story, printed: set[str]) -> Iterator[etree._Element]:
    yield filled("hedline", element("hl1", story.headline))
    if disclosure := story.rights.disclosure:
        told = filled("body.content", element("p", disclosure))
        yield filled(
            "note", told, noteclass="editorsnote", type=advisory(disclosure, printed, "pa"), class_="disclosure"
        )
    if story.rights.copyright:
        yield element("rights", story.rights.copyright)
    for credit in story.credits:
        if credit.role is CreditRole.BYLINE:
            yield filled("byline", element("person", credit.name))
    yield from distributor(story)
    yield from dateline(story)
    if story.summary:
        yield filled("abstract", element("p", story.summary))


def advisory(line: str, printed: set[str], otherwise: str) -> str:
    """Whether a line is to be published; `npa` is NITF's word for an advisory that is not."""
    return "npa" if line in printed else otherwise


def distributor(story: Story) -> Iterator[etree._Element]:
    """The sources."""
    if sources := [organisation(credit) for credit in story.credits if credit.role is CreditRole.SOURCE]:
        yield filled("distributor", *sources)


def organisation(source: Credit) -> etree._Element:
    return element("org", source.name, idsrc="url" if source.url else "", value=source.url)


def dateline(story: Story) -> Iterator[etree._Element]:
    place, day = story.dateline.place, story.dateline.day
    if not place and not day:
        return
    made = element("dateline")
    if place:
        made.append(element("location", place))
    if day:
        made.append(element("story.date", f"{day.day} {day:%B %Y}", norm=basic(day)))
    if place and day:
        made[0].tail = ", "
    yield made


def notice(story: Story) -> Iterator[etree._Element]:
    """What is left of a withdrawn story: who told it, and why it must be taken down."""
    told = [element("p", text) for text in ("This story has been withdrawn.", *reasons(story))]
    yield filled(
        "body.head",
        filled("hedline", element("hl1", "Withdrawn")),
        filled("note", filled("body.content", *told), noteclass="editorsnote", type="pa", class_="withdrawal"),
        *distributor(story),
    )


def reasons(story: Story) -> list[str]:
    return [notice.text for notice in story.notices if notice.text]
