"""ninjs 1.3, which many a system still takes. Spec: https://iptc.org/std/ninjs/ninjs-schema_1.3.json"""

from collections.abc import Sequence

from syndication.wire.dialect import PLAIN, Dialect, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._json import Members, as_bytes, said
from syndication.wire.formats._newscodes import GENRE, MEDIA_TOPIC
from syndication.wire.formats._ninjs import CARRIES as CARRIED_BY_ALL
from syndication.wire.formats._ninjs import IN_PART as LOST_BY_ALL
from syndication.wire.formats._ninjs import news_object, package
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "ninjs 1.3"
MEDIA_TYPE = "application/json; charset=utf-8"  # IPTC has registered none of its own
EXTENSION = "ninjs-1.3.json"
HOLDS_ONE = False

CARRIES = CARRIED_BY_ALL - {"expires_at"}

IN_PART = LOST_BY_ALL | {
    "credits": "key, country and address stay at home",
    "place": "the country is not carried",
}

STANDARD = {"name": "ninjs", "version": "1.3", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.3.json#"}

# Members that keep their value and have another name.
NAMES = {
    "standard": "$standard", "uri": "uri", "type": "type", "version": "version", "firstCreated": "firstcreated",
    "versionCreated": "versioncreated", "embargoedUntil": "embargoed", "pubStatus": "pubstatus", "urgency": "urgency",
    "copyrightHolder": "copyrightholder", "copyrightNotice": "copyrightnotice", "usageTerms": "usageterms",
    "edNote": "ednote", "language": "language", "slugline": "slugline", "by": "byline", "located": "located",
}  # fmt: skip


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """One story by itself, or a composite of all; `feed`'s stories are not looked at."""
    written = [entry for entry in entries if entry]
    if feed.is_story and written:
        return written[0] + b"\n"
    named = [b'"story_%d":' % number + entry for number, entry in enumerate(written, start=1)]
    head = as_bytes(older(package(feed, STANDARD)))[:-1]
    return head + b',"associations":{\n' + b",\n".join(named) + b"\n}}\n"


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one news object; a canceled story becomes one that tells of nothing but its withdrawal."""
    if story.status is PublishingStatus.CANCELED and dialect.withdrawal is WithdrawalForm.DROP:
        return b""
    return as_bytes(older(news_object(story, dialect, STANDARD)))


def older(new: Members) -> Members:
    """A news object of version 3 in the words of 1.3, where names say the role of a text and lists are objects."""
    kept = {older_name: new[name] for name, older_name in NAMES.items() if name in new}
    headline = next((one["value"] for one in new.get("headlines", [])), "")
    linked = new.get("rightsInfo", {}).get("linkedRights", "")
    return kept | said(
        headline=headline,
        **{f"description_{one['role']}": one["value"] for one in new.get("descriptions", [])},
        description_licence_url=linked,
        body_html=next((one["value"] for one in new.get("bodies", [])), ""),
        infosource=[said(name=one["name"], rel=one["role"]) for one in new.get("infoSources", [])],
        genre=[coded(one, GENRE) for one in new.get("genres", [])],
        subject=[coded(one, MEDIA_TOPIC) for one in new.get("subjects", [])],
        place=[located(one) for one in new.get("places", [])],
        altids={one["role"]: one["value"] for one in new.get("altIds", [])},
        renditions={one["name"]: rendition(one) for one in new.get("renditions", [])},
        associations={one["name"]: older(one) for one in new.get("associations", [])},
    )


def coded(concept: Members, scheme: str) -> Members:
    """A concept, by its code in IPTC's scheme where it has one."""
    code = concept.get("uri", "").removeprefix(scheme)
    return said(name=concept["name"], rel=concept.get("rel", ""), scheme=code and scheme, code=code)


def located(place: Members) -> Members:
    return said(name=place.get("name", ""), geometry_geojson=place.get("geoJSON", {}))


def rendition(new: Members) -> Members:
    return said(
        href=new["href"],
        mimetype=new["contentType"],
        width=new.get("width", 0),
        height=new.get("height", 0),
        sizeinbytes=new.get("sizeInBytes", 0),
    )
