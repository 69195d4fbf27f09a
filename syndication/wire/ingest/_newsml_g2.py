"""What a newsItem of NewsML-G2 says. Spec: https://iptc.org/std/NewsML-G2/guidelines/"""

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from syndication.wire.ingest._bylines import writers
from syndication.wire.ingest._item import Item, Named
from syndication.wire.ingest._newsml_g2_pictures import pictures
from syndication.wire.ingest._newsml_g2_words import (
    NO_STORIES,
    address,
    children,
    code,
    described,
    kind_of,
    language,
    name_of_concept,
    named,
    part,
    role,
    said,
    text,
)
from syndication.wire.ingest._nitf import nitf_item
from syndication.wire.ingest._nitf_body import local
from syndication.wire.ingest._notes import notices_in
from syndication.wire.ingest._plain import paragraphs, squeezed
from syndication.wire.ingest._vocabularies import inner_html
from syndication.wire.story import Credit, CreditRole, Notice, Place, PublishingStatus, Topic

__all__ = ["news_item"]

NO_DATE = "1970-01-01T00:00:00Z"  # what our own writer says where nobody knows a date
MEDIA_TOPIC = re.compile(r"(?:medtop:|http://cv\.iptc\.org/newscodes/mediatopic/)(\d{8})")
COUNTRY = re.compile(r"(?:iso3166-1a2:|https?://\S*iso3166-1a2/)([A-Z]{2})")
INDEFINITE = "until further notice"  # what an embargo without a moment means


def news_item(item: etree._Element) -> Item:
    """Read a newsItem. Raises `ValueError` for one that is no text."""
    if kind_of(item) in NO_STORIES:
        raise ValueError(f"{item.get('guid', 'it')} is a {kind_of(item)}, and no story")
    meta, content = part(item, "itemmeta"), part(item, "contentmeta")
    rights, texts = part(item, "rightsinfo"), part(item, "contentset")
    inner = inner_nitf(texts)
    changed = dated(text(meta, "versioncreated"))
    read_credits = tuple(credits_in(content))
    byline = writers(text(content, "by"))
    people = tuple(Named(name=name_of_concept(one), url=address(one)) for one in named(content, "creator"))
    sources = [name_of_concept(one) for one in named(content, "infosource")]
    return Item(
        id=item.get("guid", ""),
        version=int(item.get("version", "1")) if re.fullmatch(r"[1-9]\d{0,8}", item.get("version", "1")) else 1,
        title=text(content, "headline") or text(meta, "title") or inner.title,
        link=linked(meta, "page"),
        canonical_link=linked(meta, "original"),
        follows=linked(meta, "follows", "residref"),
        summary=escape(described(content, "summary", ""), quote=False) or inner.summary,
        body=body(texts) or inner.body,
        language=language(item, content) or inner.language,
        published=dated(text(meta, "firstcreated")),
        updated=changed,
        available=embargo(meta) or inner.available,
        expires=text(meta, "expires") or inner.expires,
        status=status(meta),
        authors=people or byline.people or inner.authors,
        source=next(iter(sources), "") or byline.agency or inner.source,
        publisher=next((name_of_concept(one) for one in [*named(rights, "copyrightholder"), *named(meta, "provider")]), ""),
        topics=tuple(topics(content)) or inner.topics,
        pictures=tuple(pictures(meta)) or inner.pictures,
        external_id=next((squeezed(one.text or "") for one in children(content, "altid") if role(one, "type") == "external"), ""),
        slugline=text(content, "slugline") or inner.slugline,
        section=next((name_of_concept(one) for one in named(content, "subject") if role(one, "type") == "section"), ""),
        genre=next((name_of_concept(one) for one in named(content, "genre")), ""),
        coverage=next((name_of_concept(one) for one in named(content, "located")), "") or inner.coverage,
        created=text(content, "contentcreated")[:10] or inner.created,
        place=place(item, content),
        closing_line=text(content, "creditline"),
        disclosure=described(content, "disclosure"),
        usage_terms=next((said(one) for one in children(rights, "usageterms") if role(one) != "licence"), ""),
        copyright=text(rights, "copyrightnotice") or inner.copyright,
        licence=next((said(one) for one in children(rights, "usageterms") if role(one) == "licence"), ""),
        licence_url=next((one.get("href", "") for one in children(rights, "usageterms") if role(one) == "licence"), ""),
        urgency=int(urgency) if re.fullmatch(r"[1-9]", urgency := text(content, "urgency")) else inner.urgency,
        credits=read_credits,
        notices=tuple(notices(meta, changed)) or inner.notices,
    )  # fmt: skip


# -- The item ----------------------------------------------------------------------------------------------------------


def dated(written: str) -> str:
    return "" if written == NO_DATE else written


def status(meta: etree._Element) -> PublishingStatus:
    found = next((code(one) for one in children(meta, "pubstatus")), "")
    word = found.rpartition(":")[2].rpartition("/")[2].lower().replace("cancelled", "canceled")
    return next((one for one in PublishingStatus if one.value == word), PublishingStatus.USABLE)


def embargo(meta: etree._Element) -> str:
    """The end of the embargo; one without a moment lasts until somebody says otherwise, and cannot be read."""
    return next((said(one) or INDEFINITE for one in children(meta, "embargoed")), "")


def linked(meta: etree._Element, relation: str, attribute: str = "href") -> str:
    return next((one.get(attribute, "") for one in children(meta, "link") if role(one, "rel") == relation), "")


def notices(meta: etree._Element, changed: str) -> Iterator[Notice]:
    for one in children(meta, "ednote"):
        yield from notices_in(said(one), changed)


# -- Whom and what it names --------------------------------------------------------------------------------------------


def credits_in(content: etree._Element) -> Iterator[Credit]:
    """Everybody who is credited in one of our roles, in the order in which they are."""
    roles = {one.value: one for one in CreditRole}
    for one in content.iterchildren(etree.Element):
        if local(one) in ("infosource", "creator", "contributor") and one.get("role", "").startswith("nwsr:"):
            known = roles.get(role(one))
            if known and name_of_concept(one):
                yield Credit(name=name_of_concept(one), role=known, url=address(one))


def topics(content: etree._Element) -> Iterator[Topic]:
    """Abstract subjects, with the code of a media topic where they have one, and keywords."""
    for one in named(content, "subject"):
        if role(one, "type") in ("", "abstract"):
            found = MEDIA_TOPIC.fullmatch(code(one))
            yield Topic(name=name_of_concept(one), code=f"medtop:{found[1]}" if found else "")
    yield from (Topic(name=said(one)) for one in children(content, "keyword"))


def place(item: etree._Element, content: etree._Element) -> Place | None:
    """The first place that it is about; where it is may be asserted of the same concept."""
    for one in named(content, "subject"):
        if role(one, "type") in ("geoArea", "poi"):
            countries = [COUNTRY.fullmatch(code(broader)) for broader in children(one, "broader")]
            country = next((found[1] for found in countries if found), "")
            latitude, longitude = position(item, one)
            return Place(name=name_of_concept(one), country=country, latitude=latitude, longitude=longitude)
    return None


def position(item: etree._Element, concept: etree._Element) -> tuple[float | None, float | None]:
    for one in children(item, "assert"):
        is_same = any(concept.get(name) and one.get(name) == concept.get(name) for name in ("qcode", "uri", "literal"))
        for where in one.iter(etree.Element) if is_same else ():
            latitude, longitude = degrees(where.get("latitude", "")), degrees(where.get("longitude", ""))
            if latitude is not None and longitude is not None:
                return latitude, longitude
    return None, None


def degrees(written: str) -> float | None:
    found = re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{1,20})?", written.strip())
    return float(found[0]) if found and abs(float(found[0])) <= 180 else None


# -- Text --------------------------------------------------------------------------------------------------------------


def body(texts: etree._Element) -> str:
    """The text as HTML: of XHTML what stands in its body, of plain text paragraphs."""
    for one in children(texts, "inlinexml"):
        for root in one.iterchildren(etree.Element):
            if local(root) == "html":
                return next((inner_html(inner) for inner in children(root, "body")), "")
            if local(root) in ("div", "body", "section", "article"):
                return inner_html(root)
    for one in children(texts, "inlinedata"):
        content = (one.text or "").strip()
        if content and "html" in one.get("contenttype", ""):
            return content
        if content and one.get("contenttype", "text/plain").startswith("text/"):
            return paragraphs(content)
    return ""


def inner_nitf(texts: etree._Element) -> Item:
    """What NITF in the content says, where there is any."""
    for one in children(texts, "inlinexml"):
        for root in one.iterchildren(etree.Element):
            if local(root) == "nitf":
                return nitf_item(root)
    return Item()
