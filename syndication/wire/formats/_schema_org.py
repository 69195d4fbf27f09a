"""A story as a NewsArticle of schema.org. Spec: https://schema.org/NewsArticle

Google's rules: https://developers.google.com/search/docs/appearance/structured-data/article
"""

from collections.abc import Iterable

from syndication.wire.formats._addresses import addressed, web
from syndication.wire.formats._json import Members, moment, said
from syndication.wire.formats._names import with_names
from syndication.wire.formats._newscodes import MEDIA_TOPIC, topic_code
from syndication.wire.story import Credit, CreditRole, Media, Notice, NoticeKind, Place, PublishingStatus, Story, Topic

__all__ = ["news_article", "publisher"]

PUBLIC_NOTICES = frozenset({NoticeKind.CORRECTION, NoticeKind.CLARIFICATION, NoticeKind.WITHDRAWAL})


def news_article(story: Story) -> Members:
    """What is known of the story; a canceled one has its identity, its source and the reason, and none of its text."""
    story = with_names(addressed(story))
    head = said(**{"@context": "https://schema.org", "@type": "NewsArticle", "@id": story.id})
    about = withdrawn(story) if story.status is PublishingStatus.CANCELED else described(story)
    return head | about


def publisher(name: str, home: str) -> Members:
    """The organisation whose site it is; `home` is its front page."""
    return said(**{"@type": "NewsMediaOrganization", "name": name, "url": home})


def withdrawn(story: Story) -> Members:
    return said(
        version=story.version,
        creativeWorkStatus="Withdrawn",
        inLanguage=story.language,
        datePublished=moment(story.published_at),
        dateModified=moment(story.updated_at),
        sourceOrganization=organisations(story),
        correction=corrections(story),
    )


def described(story: Story) -> Members:
    return said(
        headline=story.headline,
        description=story.summary,
        identifier=story.external_id,
        version=story.version,
        creativeWorkStatus="Published" if story.status is PublishingStatus.USABLE else "Withheld",
        url=story.url,
        mainEntityOfPage=story.url,
        isBasedOn=story.canonical_url,
        inLanguage=story.language,
        datePublished=moment(story.published_at),
        dateModified=moment(story.updated_at),
        expires=moment(story.expires_at),
        conditionsOfAccess=f"Embargoed until {moment(story.embargoed_until)}" if story.embargoed_until else "",
        dateline=dateline(story),
        articleSection=story.section,
        genre=story.genre,
        keywords=[topic.name for topic in story.topics],
        about=[thing(topic) for topic in story.topics if topic_code(topic)],
        contentLocation=located(story.place) if story.place else None,
        image=[pictured(media) for media in story.media if media.mime_type.startswith("image/")],
        **people(story),
        **rights(story),
        correction=corrections(story),
    )


def dateline(story: Story) -> str:
    day = story.dateline.day
    return ", ".join(filter(None, (story.dateline.place, f"{day.day} {day:%B %Y}" if day else "")))


def people(story: Story) -> Members:
    """Who wrote it, or the organisations that supplied it when nobody is named; and all others."""
    writers = [person(credit) for credit in named(story, CreditRole.BYLINE)]
    sources = organisations(story)
    return said(
        author=writers or sources,
        sourceOrganization=sources,
        translator=[person(credit) for credit in named(story, CreditRole.TRANSLATOR)],
        contributor=[person(credit) for credit in named(story, CreditRole.PHOTOGRAPHER, CreditRole.CONTRIBUTOR)],
        creditText=story.closing_line or ", ".join(credit.name for credit in named(story, CreditRole.SOURCE)),
    )


def named(story: Story, *roles: CreditRole) -> Iterable[Credit]:
    return (credit for credit in story.credits if credit.role in roles)


def person(credit: Credit) -> Members:
    return said(**{"@type": "Person", "name": credit.name, "url": web(credit.url)})


def organisations(story: Story) -> list[Members]:
    found = named(story, CreditRole.SOURCE)
    return [said(**{"@type": "Organization", "name": credit.name, "url": web(credit.url)}) for credit in found]


def rights(story: Story) -> Members:
    """On which terms it may be used; what must be said with it is the nearest thing to a backstory."""
    terms = story.rights.usage_terms
    return said(
        copyrightNotice=story.rights.copyright,
        license=licence(story.rights.licence, story.rights.licence_url),
        usageInfo={"@type": "CreativeWork", "text": terms} if terms else None,
        backstory=story.rights.disclosure,
    )


def licence(name: str, address: str) -> Members | str:
    """A licence is an address or a work, and never a name alone."""
    if not name:
        return web(address)
    return said(**{"@type": "CreativeWork", "name": name, "url": web(address)})


def thing(topic: Topic) -> Members:
    return {"@type": "Thing", "name": topic.name, "sameAs": MEDIA_TOPIC + topic_code(topic)}


def located(place: Place) -> Members:
    address = {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None
    where = None
    if place.latitude is not None and place.longitude is not None:
        where = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return said(**{"@type": "Place", "name": place.name, "address": address, "geo": where})


def pictured(media: Media) -> Members:
    return said(
        **{"@type": "ImageObject"},
        url=media.url,
        contentUrl=media.url,
        encodingFormat=media.mime_type,
        contentSize=str(media.length) if media.length else "",
        width=media.width,
        height=media.height,
        description=media.alt,
        caption=media.caption,
        creditText=media.credit,
        copyrightNotice=media.copyright,
        license=licence("" if web(media.licence) else media.licence, media.licence),
    )


def corrections(story: Story) -> list[Members]:
    """What readers are told of changes; an update is none of their concern, and a note is for editors."""
    return [comment(notice) for notice in story.notices if notice.kind in PUBLIC_NOTICES]


def comment(notice: Notice) -> Members:
    return said(**{"@type": "CorrectionComment", "text": notice.text, "datePublished": moment(notice.at)})
