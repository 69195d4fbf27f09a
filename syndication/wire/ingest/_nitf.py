"""What a NITF document says, whatever its version and wherever it stands. Spec: https://iptc.org/standards/nitf/"""

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from syndication.wire.ingest._bylines import writers
from syndication.wire.ingest._dates import moment
from syndication.wire.ingest._item import Item, Named, Picture
from syndication.wire.ingest._nitf_body import html_of, local
from syndication.wire.ingest._notes import notices_in
from syndication.wire.ingest._plain import squeezed
from syndication.wire.ingest._vocabularies import XML_LANG
from syndication.wire.story import Notice, NoticeKind, Place, PublishingStatus, Topic

__all__ = ["Nitf", "nitf_item", "parts_of"]

STATUS = {status.value: status for status in PublishingStatus} | {"cancelled": PublishingStatus.CANCELED}
CODE = re.compile(r"\d{2}000000|2\d{7}")  # of media topics; other numbers are those of the older subject codes
COUNTRY = re.compile(r"[A-Z]{2}")
LEADS = {"lead": True, "body": False, "inline": False}
OWN_LINES = frozenset({"disclosure", "withdrawal"})

Nitf = dict[str, list[etree._Element]]


def parts_of(root: etree._Element) -> Nitf:
    """The elements of a document by their names, in their order."""
    parts: Nitf = {}
    for one in root.iter(etree.Element):
        parts.setdefault(local(one), []).append(one)
    return parts


def nitf_item(root: etree._Element) -> Item:
    """The story in an element `nitf`."""
    parts = parts_of(root)
    changed, issued = attribute(parts, "revision-history", "norm"), attribute(parts, "date.issue", "norm")
    issued = issued or attribute(parts, "pubdata", "date.publication")
    people, agency = authors(parts)
    organisations = sources(parts)
    return Item(
        id=attribute(parts, "doc-id", "id-string"),
        title=text(parts, "hl1") or text(parts, "hedline") or text(parts, "title"),
        link=attribute(parts, "pubdata", "ex-ref"),
        canonical_link=meta(parts, "canonical-url"),
        summary=escape(summary(parts), quote=False),
        body="".join(html_of(one) for one in parts.get("body.content", ()) if not within(one, "note")),
        language=root.get("baselang", "") or next((one.get(XML_LANG, "") for one in parts.get("body", ())), ""),
        published=issued,
        updated=changed,
        available=attribute(parts, "date.release", "norm"),
        expires=attribute(parts, "date.expire", "norm"),
        status=STATUS.get(attribute(parts, "docdata", "management-status").lower(), PublishingStatus.USABLE),
        authors=(*people, *organisations),
        contributors=tuple(Named(name=one.get("name", "")) for one in parts.get("revision-history", ())),
        source="; ".join(one.name for one in organisations) or agency,
        publisher=attribute(parts, "doc.copyright", "holder") or attribute(parts, "doc-id", "regsrc"),
        topics=tuple(topics(parts)),
        pictures=tuple(picture(one) for one in parts.get("media", ())),
        external_id=meta(parts, "external-id"),
        follows=meta(parts, "follows"),
        slugline=attribute(parts, "du-key", "key"),
        section=attribute(parts, "pubdata", "position.section"),
        genre=attribute(parts, "tobject.property", "tobject.property.type"),
        coverage=coverage(parts),
        created=day_of(attribute(parts, "story.date", "norm")),
        place=place(parts),
        closing_line=text(parts, "tagline"),
        disclosure=next((said(one) for one in parts.get("note", ()) if one.get("class") == "disclosure"), ""),
        usage_terms=attribute(parts, "doc.rights", "limitations"),
        copyright=next((said(one) for one in parts.get("rights", ())), "") or copyright_line(parts),
        licence=attribute(parts, "doc.rights", "type"),
        licence_url=meta(parts, "licence-url"),
        version=max(number(attribute(parts, "du-key", "version")), 1),
        urgency=number(attribute(parts, "urgency", "ed-urg")) % 10,
        notices=tuple(notices(parts, changed or issued)),
    )


# -- What stands where -------------------------------------------------------------------------------------------------


def said(one: etree._Element) -> str:
    return squeezed("".join(one.itertext()))


def text(parts: Nitf, name: str) -> str:
    """What the first element of that name says that says something."""
    return next((told for one in parts.get(name, ()) if (told := said(one))), "")


def attribute(parts: Nitf, name: str, of: str) -> str:
    """The attribute of the first element of that name that has one."""
    return next((one.get(of).strip() for one in parts.get(name, ()) if one.get(of, "").strip()), "")


def meta(parts: Nitf, name: str) -> str:
    return next((one.get("content", "").strip() for one in parts.get("meta", ()) if one.get("name") == name), "")


def within(one: etree._Element, name: str) -> bool:
    return any(local(above) == name for above in one.iterancestors())


def number(written: str) -> int:
    return int(written) if re.fullmatch(r"\d{1,9}", written) else 0


def day_of(written: str) -> str:
    """A day, of which a moment is the beginning."""
    found = re.match(r"\d{8}|\d{4}-\d\d-\d\d", written)
    return found[0] if found else ""


# -- Text --------------------------------------------------------------------------------------------------------------


def summary(parts: Nitf) -> str:
    """The abstract, else the second line of the headline; of a notice the reason."""
    lines = [said(one) for one in parts.get("hl2", ()) if within(one, "hedline")]
    reasons = [said(one) for one in parts.get("note", ()) if one.get("class") == "withdrawal"]
    abstracts = [said(one) for one in parts.get("abstract", ()) if within(one, "body.head")]
    return next(filter(None, (*reasons, *abstracts, *lines)), "")


def coverage(parts: Nitf) -> str:
    """The place of the dateline, which is its text when it names none."""
    for one in parts.get("dateline", ()):
        located = [said(inner) for inner in one.iter(etree.Element) if local(inner) == "location"]
        if told := next(iter(located), "") or said(one):
            return told if located or not parts.get("story.date") else ""
    return ""


def copyright_line(parts: Nitf) -> str:
    year, holder = attribute(parts, "doc.copyright", "year"), attribute(parts, "doc.copyright", "holder")
    is_line = re.match(r"©|\(c\)|copyright", holder, re.IGNORECASE)
    return holder if is_line or not holder else squeezed(f"© {year} {holder}")


def notices(parts: Nitf, changed: str) -> Iterator[Notice]:
    """Messages and notes to editors; a correction is one whether or not there is a message about it."""
    messages = [one.get("info", "") for one in parts.get("ed-msg", ())]
    for message in messages:
        yield from notices_in(message, changed)
    for one in parts.get("note", ()):
        if one.get("class") not in OWN_LINES and within(one, "body.head"):
            yield from notices_in(said(one), changed)
    at, _ = moment(changed, "notices")
    for one in parts.get("correction", ()):
        info = squeezed(one.get("info", ""))
        if at and info and not any(info in message for message in messages):
            yield Notice(kind=NoticeKind.CORRECTION, text=info, at=at)


# -- Whom and what it names --------------------------------------------------------------------------------------------


def authors(parts: Nitf) -> tuple[list[Named], str]:
    """The people in the bylines of its head, and the agency that is named with them."""
    people, agency = list[Named](), ""
    for one in parts.get("byline", ()):
        if within(one, "body.head"):
            persons = [said(inner) for inner in one.iter(etree.Element) if local(inner) == "person"]
            title = next((said(inner) for inner in one.iter(etree.Element) if local(inner) == "byttl"), "")
            line = writers(said(one).removesuffix(title).strip(" ,"))
            people += [Named(name=name) for name in persons if name] or line.people
            agency = agency or writers(title).agency or line.agency
    return people, agency


def sources(parts: Nitf) -> list[Named]:
    """Who distributes it: the organisations that are named, or the line as it is."""
    found = []
    for one in parts.get("distributor", ())[:1]:
        organisations = [inner for inner in one.iter(etree.Element) if local(inner) == "org"]
        for inner in organisations or [one]:
            found.append(Named(name=said(inner), url=inner.get("value", "") if inner.get("idsrc") == "url" else ""))
    return [one for one in found if one.name]


def topics(parts: Nitf) -> Iterator[Topic]:
    """Subjects by IPTC's numbers, and keywords; each name once."""
    codes: dict[str, str] = {}
    for one in parts.get("tobject.subject", ()):
        levels = [one.get(f"tobject.subject.{level}", "") for level in ("detail", "matter", "type")]
        name = squeezed(next(filter(None, levels), ""))
        code = one.get("tobject.subject.refnum", "")
        codes[name] = f"medtop:{code}" if CODE.fullmatch(code) else ""
    keywords = [squeezed(one.get("key", "")) for one in parts.get("keyword", ())]
    for name in dict.fromkeys([*keywords, *codes]):
        yield Topic(name=name, code=codes.get(name, ""))


def place(parts: Nitf) -> Place | None:
    name = attribute(parts, "evloc", "city") or attribute(parts, "evloc", "state-prov")
    country = attribute(parts, "evloc", "iso-cc")
    return Place(name=name, country=country if COUNTRY.fullmatch(country) else "") if name else None


def picture(media: etree._Element) -> Picture:
    """A picture by its widest reference."""
    parts = parts_of(media)
    references = [one for one in parts.get("media-reference", ()) if one.get("source")]
    best = max(references, key=lambda one: number(one.get("width", "")), default=etree.Element("media-reference"))
    about = {one.get("name", "").lower(): one.get("value", "") for one in parts.get("media-metadata", ())}
    return Picture(
        url=best.get("source", ""),
        mime_type=best.get("mime-type", ""),
        is_lead=LEADS.get(media.get("class", "")),
        width=best.get("width", ""),
        height=best.get("height", ""),
        length=about.get("size", ""),
        alt=best.get("alternate-text", ""),
        caption=text(parts, "media-caption"),
        credit=text(parts, "media-producer") or best.get("source-credit", ""),
        copyright=best.get("copyright", ""),
        licence=about.get("licence", ""),
    )
