"""Apple News Format: `article.json`, one story a document. Spec: https://developer.apple.com/documentation/applenewsformat

It is an export: Apple News takes articles through its own API, and a withdrawal is a call to that.
"""

from collections.abc import Iterator, Sequence

from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed, web
from syndication.wire.formats._apple_news_body import components
from syndication.wire.formats._embargo import embargo_line
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import Members, as_bytes, moment, said
from syndication.wire.formats._names import with_names
from syndication.wire.formats._single import only
from syndication.wire.story import CreditRole, Media, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "Apple News Format"
MEDIA_TYPE = "application/json; charset=utf-8"
EXTENSION = "apple-news.json"
HOLDS_ONE = True

CARRIES = frozenset({
    "id", "status", "headline", "summary", "body", "canonical_url", "language", "dateline", "credits", "closing_line",
    "topics", "media", "rights", "published_at", "updated_at", "embargoed_until",
})  # fmt: skip

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "canonical_url": "where there is none, the page on our site is the canonical one",
    "credits": "names alone",
    "embargoed_until": "in words, while it lies ahead of the first release",
    "media": "the lead and pictures in the text, by address, alternative text, caption, credit and copyright",
    "rights": "copyright, licence, usage terms and disclosure as text",
    "status": "a withdrawal in words; Apple is told by its API",
    "topics": "names alone, fifty at most",
}

VERSION = "1.11"
LAYOUT = {"columns": 7, "width": 1024, "margin": 70, "gutter": 40}
STYLES = {"default": {"fontName": "Georgia", "fontSize": 18, "lineHeight": 26, "textColor": "#1A1A1A"}}
MOST_KEYWORDS = 50


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the article; a canceled story becomes one that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    is_notice = story.status is PublishingStatus.CANCELED
    article = said(
        version=VERSION,
        identifier=guid_of(story, dialect)[:64],  # characters, Apple's limit
        language=story.language,
        title=story.headline or "Withdrawn",
        subtitle=story.summary,
        layout=LAYOUT,
        componentTextStyles=STYLES,
        metadata=metadata(story),
        components=list(withdrawn(story) if is_notice else contents(story)),
    )
    return as_bytes(article) + b"\n"


def metadata(story: Story) -> Members:
    lead = story.lead
    return said(
        authors=[credit.name for credit in story.credits if credit.role is CreditRole.BYLINE],
        canonicalURL=story.canonical_url or story.url,
        datePublished=moment(story.published_at),
        dateModified=moment(story.updated_at),
        excerpt=story.summary,
        keywords=list(dict.fromkeys(topic.name for topic in story.topics))[:MOST_KEYWORDS],
        thumbnailURL=lead.url if lead and lead.mime_type.startswith("image/") else "",
        generatorName="wagtail-newsroom",
    )


def contents(story: Story) -> Iterator[Members]:
    """Title, byline, lead picture, text, and what must be said with it."""
    yield plain("title", story.headline)
    if story.summary:
        yield plain("intro", story.summary)
    if until := embargo_line(story):
        yield plain("body", f"{until}.")
    if line := byline(story):
        yield plain("author", line)
    if story.lead and story.lead.mime_type.startswith("image/"):
        yield from photo(story.lead)
    text = list(components(story.body, without=story.lead.url if story.lead else ""))
    yield from text
    for told in closing(story, {component.get("text", "") for component in text}):
        yield plain("body", told)


def plain(role: str, text: str) -> Members:
    return {"role": role, "text": text}


def byline(story: Story) -> str:
    day = story.dateline.day
    parts = (
        f"By {story.byline}" if story.byline else "",
        story.dateline.place,
        f"{day.day} {day:%B %Y}" if day else "",
    )
    return " · ".join(filter(None, parts))


def photo(media: Media) -> Iterator[Members]:
    caption = " ".join(filter(None, (media.caption, media.credit, media.copyright)))
    yield said(role="photo", URL=media.url, accessibilityCaption=media.alt, caption=caption)
    if caption:
        yield plain("caption", caption)


def closing(story: Story, printed: set[str]) -> Iterator[str]:
    """Credit, others who are named, disclosure and terms, where the text does not say them already."""
    rights = story.rights
    sources = ", ".join(credit.name for credit in story.credits if credit.role is CreditRole.SOURCE)
    others = ", ".join(
        credit.name for credit in story.credits if credit.role not in (CreditRole.SOURCE, CreditRole.BYLINE)
    )
    licence = " ".join(filter(None, (rights.licence, web(rights.licence_url))))
    lines = (
        story.closing_line or (f"SOURCE {sources}" if sources else ""),
        others and f"With {others}",
        rights.disclosure,
        rights.copyright,
        licence and f"Licence: {licence}",
        rights.usage_terms,
    )
    yield from (line for line in lines if line and not any(f"<p>{line}</p>" in text for text in printed))


def withdrawn(story: Story) -> Iterator[Members]:
    yield plain("title", "Withdrawn")
    yield plain("body", "This story has been withdrawn.")
    yield from (plain("body", notice.text) for notice in story.notices if notice.text)
    yield from (plain("author", credit.name) for credit in story.credits)
