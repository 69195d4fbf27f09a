"""A story as a news object of ninjs 3, which its earlier versions say in other words. Spec: https://iptc.org/std/ninjs/"""

from collections.abc import Sequence

from syndication.wire.dialect import Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed, web
from syndication.wire.formats._direction import directed
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import Members, as_bytes, moment, said
from syndication.wire.formats._names import with_names
from syndication.wire.formats._newscodes import GENRE, MEDIA_TOPIC, genre_code, topic_code
from syndication.wire.formats._notes import notes
from syndication.wire.story import Credit, Media, MediaRole, Place, PublishingStatus, Story, Topic

__all__ = ["CARRIES", "IN_PART", "joined", "news_object", "package"]

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink", "follows"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "credits": "key and country stay at home",
    "dateline": "the day is not carried",
    "media": "reach and its end stay at home",
    "rights": "the reach stays at home",
    "topics": "the key stays at home; a code is a media topic's or none",
}

KINDS = {"image": "picture", "video": "video", "audio": "audio"}


def news_object(story: Story, dialect: Dialect, standard: Members) -> Members:
    """The story, or the notice that it must be taken down, in the words of ninjs 3; `standard` names its version."""
    story = with_names(addressed(story))
    head = said(standard=standard, uri=guid_of(story, dialect), type="text")
    about = notice_of(story) if story.status is PublishingStatus.CANCELED else described(story)
    return head | about


def notice_of(story: Story) -> Members:
    """Identity, dates, source and the reason: nothing of the text."""
    return said(
        version=str(story.version),
        firstCreated=moment(story.published_at),
        versionCreated=moment(story.updated_at),
        pubStatus=story.status.value,
        language=story.language,
        edNote="\n".join(notes(story)),
        infoSources=[party(credit) for credit in story.credits],
    )


def described(story: Story) -> Members:
    return said(
        version=str(story.version),
        firstCreated=moment(story.published_at),
        versionCreated=moment(story.updated_at),
        embargoedUntil=moment(story.embargoed_until),
        expires=moment(story.expires_at),
        pubStatus=story.status.value,
        urgency=story.urgency,
        **terms(story),
        edNote="\n".join(notes(story)),
        language=story.language,
        headlines=[text("main", story.headline)],
        slugline=story.slugline,
        by=story.byline,
        located=story.dateline.place,
        descriptions=descriptions(story),
        bodies=[text("main", directed(story), "text/html")] if story.body else [],
        infoSources=[party(credit) for credit in story.credits],
        genres=[genre(story.genre)] if story.genre else [],
        subjects=subjects(story),
        places=[located(story.place)] if story.place else [],
        altIds=[{"role": "external", "value": story.external_id}] if story.external_id else [],
        renditions=pages(story),
        associations=[picture(number, media) for number, media in enumerate(story.media, start=1)],
    )


def terms(story: Story) -> Members:
    """On which terms it may be used; linked rights must be an address."""
    return said(
        copyrightHolder=story.source.name if story.source and story.rights.copyright else "",
        copyrightNotice=story.rights.copyright,
        usageTerms=story.rights.usage_terms,
        rightsInfo=said(linkedRights=web(story.rights.licence_url)),
    )


def text(role: str, value: str, content_type: str = "text/plain") -> Members:
    return {"role": role, "contentType": content_type, "value": value}


def descriptions(story: Story) -> list[Members]:
    """What the format has no member for stands here under a role of its own, as AP does with `creditline`."""
    named = (
        ("summary", story.summary),
        ("creditline", story.closing_line),
        ("disclosure", story.rights.disclosure),
        ("licence", story.rights.licence),
    )
    return [text(role, value) for role, value in named if value]


def party(credit: Credit) -> Members:
    return said(name=credit.name, role=credit.role.value, uri=web(credit.url))


def genre(name: str) -> Members:
    code = genre_code(name)
    return said(name=name, uri=code and GENRE + code)


def subjects(story: Story) -> list[Members]:
    section = [{"name": story.section, "rel": "section"}] if story.section else []
    return [*map(subject, story.topics), *section]


def subject(topic: Topic) -> Members:
    code = topic_code(topic)
    return said(name=topic.name, rel="about", uri=code and MEDIA_TOPIC + code)


def located(place: Place) -> Members:
    """A place; the country of an address is the one word for its country, and GeoJSON puts the longitude first."""
    where = {}
    if place.latitude is not None and place.longitude is not None:
        where = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    country = [{"address": {"country": place.country}}] if place.country else []
    return said(name=place.name, contactInfo=country, geoJSON=where)


def pages(story: Story) -> list[Members]:
    """The page on our site and the original's."""
    addresses = (("web", story.url), ("original", story.canonical_url))
    return [{"name": name, "href": href, "contentType": "text/html"} for name, href in addresses if href]


def picture(number: int, media: Media) -> Members:
    role = "lead" if media.role is MediaRole.LEAD else "picture"
    words = (("caption", media.caption), ("alt", media.alt))
    rendition = said(
        name="main",
        href=media.url,
        contentType=media.mime_type,
        width=media.width,
        height=media.height,
        sizeInBytes=media.length,
    )
    return said(
        name=f"{role}_{number}",
        uri=media.url,
        type=KINDS.get(media.mime_type.partition("/")[0], "component"),
        by=media.credit,
        copyrightNotice=media.copyright,
        usageTerms=media.licence,
        descriptions=[text(role, value) for role, value in words if value],
        renditions=[rendition],
    )


# -- Documents ---------------------------------------------------------------------------------------------------------


def package(feed: Feed, standard: Members) -> Members:
    """What is said of a feed: a composite, whose associations are its stories."""
    return said(
        standard=standard,
        uri=feed.id,
        type="composite",
        versionCreated=moment(feed.updated),
        copyrightNotice=feed.copyright,
        language=feed.language,
        headlines=[text("main", feed.title)],
        descriptions=[text("summary", feed.description)],
        infoSources=[{"name": feed.publisher, "role": "publisher"}],
    )


def joined(head: Members, entries: Sequence[bytes]) -> bytes:
    """Put the entries into the package; each needs a name there, which nothing else can have."""
    named = [b'{"name":"story_%d",' % number + entry[1:] for number, entry in enumerate(entries, start=1)]
    return as_bytes(head)[:-1] + b',"associations":[\n' + b",\n".join(named) + b"\n]}\n"
