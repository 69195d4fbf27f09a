"""ninjs of every version, whose names differ in little but their case. Spec: https://iptc.org/std/ninjs/"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._bylines import writers
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head, Item, Picture, http
from syndication.wire.ingest._json import Json, beginning, degrees, loaded, members, objects, one_of, string, whole
from syndication.wire.ingest._notes import notices_in
from syndication.wire.ingest._plain import paragraphs
from syndication.wire.ingest._vocabularies import media_topic
from syndication.wire.story import Credit, CreditRole, Place, PublishingStatus, Topic

__all__ = ["LABEL", "read", "recognises"]

LABEL = "ninjs"

NAMED = re.compile(r'"name"\s*:\s*"ninjs"|ninjs-schema_\d')
USED = re.compile(r'"(?:pubstatus|versioncreated|headlines?|bodies|body_\w{1,40}|renditions)"\s*:', re.IGNORECASE)
IDENTIFIED = re.compile(r'"uri"\s*:')
OTHERS = re.compile(r'"(?:@context|items)"\s*:')  # schema.org, JSON Feed
PICTURES = frozenset({"picture", "graphic", "video", "audio"})
NO_STORIES = PICTURES | {"event", "planning"}
COUNTRY = re.compile(r"[A-Z]{2}")
OPENS, CLOSES = re.compile(r"<body\b[^<>]*>", re.IGNORECASE), re.compile(r"</body>", re.IGNORECASE)


def recognises(document: bytes) -> bool:
    """Whether this is JSON that names ninjs, or has its words."""
    text = beginning(document)
    is_ninjs = NAMED.search(text) or (IDENTIFIED.search(text) and USED.search(text) and not OTHERS.search(text))
    return text[:1] in ("{", "[") and bool(is_ninjs)


def read(document: bytes, *, language: str = "") -> Reading:
    """Read a news object, every story of a composite, or every object of a list. Raises `UnreadableDocument`."""
    given, remarks = loaded(document, lower=True)
    if not isinstance(given, dict | list) or (isinstance(given, dict) and not is_news(given)):
        raise UnreadableDocument("this is no ninjs: it is neither a news object with a uri nor a list of them")
    if isinstance(given, dict) and is_package(given):
        head = Head(title=headline(given), publisher=publisher(given), language=string(given, "language") or language)
        stories = [one for one in associated(given) if string(one, "type") not in NO_STORIES]
        return reading([partial(item, one) for one in stories], head, remarks)
    objects_in = given if isinstance(given, list) else [given]
    return reading([partial(item, one) for one in objects_in], Head(language=language), remarks)


def is_news(given: Json) -> bool:
    """Whether it has the one member that must be there, or another that nothing else has."""
    return any(name in given for name in ("uri", "bodies", "headlines", "headline", "body_text", "body_html"))


def is_package(given: Json) -> bool:
    """Whether its associations are its stories: some composites have a text of their own, and pictures beside it."""
    return string(given, "type") == "composite" and not body(given)


def item(given: Any) -> Item:  # Any: what JSON can hold
    """Read one news object. Raises `ValueError`."""
    if not isinstance(given, dict):
        raise ValueError("it is no object")
    if string(given, "type") in NO_STORIES:
        raise ValueError(f"it is of type {string(given, 'type')}, and no story")
    changed = string(given, "versioncreated")
    byline = writers(string(given, "by") or string(given, "byline"))
    is_ours = bool(parties(given)) and all(one_of(CreditRole, role_of(one)) for one in parties(given))
    return Item(
        id=string(given, "uri"),
        title=headline(given),
        link=page(given, "web"),
        canonical_link=page(given, "original"),
        summary=escape(described(given, "summary", "text", "short", ""), quote=False),
        body=body(given),
        language=string(given, "language"),
        published=string(given, "firstcreated"),
        updated=changed,
        available=string(given, "embargoeduntil") or string(given, "embargoed"),
        expires=string(given, "expires"),
        status=one_of(PublishingStatus, string(given, "pubstatus").lower()) or PublishingStatus.USABLE,
        authors=byline.people,
        source="" if is_ours else publisher(given) or byline.agency,
        publisher=string(given, "copyrightholder"),
        topics=tuple(topics(given)),
        pictures=tuple(picture(one) for one in associated(given) if string(one, "type") in PICTURES),
        external_id=external_id(given),
        slugline=string(given, "slugline"),
        section=next((string(one, "name") for one in subjects(given) if string(one, "rel") == "section"), ""),
        genre=next((string(one, "name") for one in listed(given, "genres", "genre")), ""),
        coverage=string(given, "located"),
        place=next((place(one) for one in listed(given, "places", "place")), None),
        closing_line=described(given, "creditline"),
        disclosure=described(given, "disclosure"),
        usage_terms=string(given, "usageterms"),
        copyright=string(given, "copyrightnotice"),
        licence=described(given, "licence"),
        licence_url=string(members(given, "rightsinfo"), "linkedrights") or string(given, "description_licence_url"),
        version=max(version(given), 1),
        urgency=urgency if (urgency := whole(given, "urgency")) <= 9 else 0,
        credits=tuple(credited(given)) if is_ours else (),
        notices=tuple(notices_in(note(given), changed or string(given, "firstcreated"))),
    )


# -- Words that differ between the versions ----------------------------------------------------------------------------


def listed(given: Json, *names: str) -> list[Json]:
    """The objects under the first of these names that has any."""
    return next((found for name in names if (found := objects(given, name))), [])


def named(given: Json, name: str) -> list[tuple[str, Json]]:
    """What is a list of objects with names from version 2 on, and was one object of them before."""
    if older := members(given, name):
        return [(key, one) for key, one in older.items() if isinstance(one, dict)]
    return [(string(one, "name"), one) for one in objects(given, name)]


def associated(given: Json) -> list[Json]:
    return [{"name": name} | one for name, one in named(given, "associations")]


def headline(given: Json) -> str:
    headlines = objects(given, "headlines")
    main = [one for one in headlines if string(one, "role") in ("main", "")] or headlines
    return next((string(one, "value") for one in main), "") or string(given, "headline") or string(given, "title")


def described(given: Json, *roles: str) -> str:
    """The first description in one of these roles."""
    for role in roles:
        for one in objects(given, "descriptions"):
            if string(one, "role") == role and string(one, "value"):
                return string(one, "value")
        if older := string(given, f"description_{role}"):
            return older
    return ""


def body(given: Json) -> str:
    """The text as HTML: as it came, or paragraphs out of plain text."""
    texts = [(string(one, "contenttype"), string(one, "value")) for one in objects(given, "bodies")]
    for name in ("body_html", "body_xhtml", "body_html5"):
        texts.append(("text/html", string(given, name)))
    if html := next((value for kind, value in texts if "html" in kind and value), ""):
        return inside(html)
    texts.append(("text/plain", string(given, "body_text")))
    return paragraphs(next((value for kind, value in texts if kind in ("", "text/plain") and value), ""))


def inside(html: str) -> str:
    """What stands in the body of a whole document; anything else as it is."""
    if (opens := OPENS.search(html)) is None:
        return html
    ends = [closes.start() for closes in CLOSES.finditer(html, opens.end())]
    return html[opens.end() : ends[-1] if ends else None].strip()


def page(given: Json, name: str) -> str:
    """The address of a page: a rendition of that name."""
    return next((string(one, "href") for key, one in named(given, "renditions") if key == name), "")


def note(given: Json) -> str:
    """The note to editors, with its lines; a withdrawal's is its reason."""
    value = given.get("ednote")
    return value if isinstance(value, str) else ""


def version(given: Json) -> int:
    written = string(given, "version")
    return int(written) if re.fullmatch(r"\d{1,9}", written) else 0


def external_id(given: Json) -> str:
    older = string(members(given, "altids"), "external")
    return older or next((string(one, "value") for one in objects(given, "altids") if string(one, "role") == "external"), "")  # fmt: skip


# -- Whom and what it names --------------------------------------------------------------------------------------------


def parties(given: Json) -> list[Json]:
    return listed(given, "infosources", "infosource")


def role_of(given: Json) -> str:
    return string(given, "role") or string(given, "rel")


def credited(given: Json) -> Iterator[Credit]:
    for one in parties(given):
        role = one_of(CreditRole, role_of(one))
        if role and string(one, "name"):
            yield Credit(name=string(one, "name"), role=role, url=http(string(one, "uri"), ""))


def publisher(given: Json) -> str:
    return next((string(one, "name") for one in parties(given)), "")


def subjects(given: Json) -> list[Json]:
    return listed(given, "subjects", "subject")


def topics(given: Json) -> Iterator[Topic]:
    for one in subjects(given):
        if string(one, "rel") != "section":
            scheme = string(one, "uri") or string(one, "scheme")
            yield media_topic(string(one, "name"), scheme, string(one, "code"))


def place(given: Json) -> Place:
    geometry = members(given, "geojson") or members(given, "geometry_geojson")
    coordinates = geometry.get("coordinates")
    where: Json = {}
    if string(geometry, "type") == "Point" and isinstance(coordinates, list) and len(coordinates) >= 2:
        where = {"longitude": coordinates[0], "latitude": coordinates[1]}
    country = next((string(members(one, "address"), "country") for one in objects(given, "contactinfo")), "")
    latitude, longitude = degrees(where, "latitude"), degrees(where, "longitude")
    country = country if COUNTRY.fullmatch(country) else ""
    return Place(name=string(given, "name"), country=country, latitude=latitude, longitude=longitude)


def picture(given: Json) -> Picture:
    """A picture by its widest rendition."""
    renditions = [one for _, one in named(given, "renditions") if string(one, "href")]
    best = max(renditions, key=lambda one: whole(one, "width"), default={})
    name = string(given, "name")
    return Picture(
        url=string(best, "href"),
        mime_type=string(best, "contenttype") or string(best, "mimetype"),
        is_lead={"lead": True, "picture": False}.get(re.sub(r"_\d+$", "", name)),
        width=string(best, "width"),
        height=string(best, "height"),
        length=string(best, "sizeinbytes"),
        alt=described(given, "alt"),
        caption=described(given, "caption", "text", ""),
        credit=string(given, "by") or string(given, "byline"),
        copyright=string(given, "copyrightnotice"),
        licence=string(given, "usageterms"),
    )
