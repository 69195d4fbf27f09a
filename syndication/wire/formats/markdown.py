"""Markdown with front matter, one story a document. Specs: https://spec.commonmark.org/ and RFC 7763

The front matter is YAML whose values are JSON, which YAML 1.2 holds whole, so that no text can break it.
"""

from collections.abc import Iterator, Sequence

from syndication.wire.characters import strip_illegal
from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import Members, as_text, moment, said
from syndication.wire.formats._markdown import escaped, markdown
from syndication.wire.formats._members import credited, datelined, noticed, pictured, placed, topical
from syndication.wire.formats._names import with_names
from syndication.wire.formats._single import only
from syndication.wire.story import PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "Markdown"
MEDIA_TYPE = "text/markdown; charset=utf-8; variant=GFM"  # RFC 7764 section 3.2
EXTENSION = "md"
HOLDS_ONE = True

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "body": "what Markdown has no mark for keeps its text",
    "credits": "the key stays at home",
    "media": "reach and its end stay at home",
    "rights": "the reach stays at home",
    "topics": "the key stays at home",
}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the document; a canceled story becomes one of the same id that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    is_notice = story.status is PublishingStatus.CANCELED
    text = withdrawn(story) if is_notice else markdown(story.body)
    matter = "".join(
        front_matter(said(id=guid_of(story, dialect)) | (notice(story) if is_notice else described(story)))
    )
    return strip_illegal(f"---\n{matter}---\n\n{text}\n").encode()


def front_matter(members: Members) -> Iterator[str]:
    """A line for each member; of a list one for each part of it."""
    for name, value in members.items():
        if isinstance(value, list):
            yield f"{name}:\n"
            yield from (f"  - {as_text(one)}\n" for one in value)
        else:
            yield f"{name}: {as_text(value)}\n"


def withdrawn(story: Story) -> str:
    texts = [notice.text for notice in story.notices if notice.text]
    return "\n\n".join(escaped(text) for text in ("This story has been withdrawn.", *texts))


def notice(story: Story) -> Members:
    """Identity, dates, source and the reason."""
    return said(
        version=story.version,
        status=story.status.value,
        language=story.language,
        published=moment(story.published_at),
        updated=moment(story.updated_at),
        credits=[credited(credit) for credit in story.credits],
        notices=[noticed(notice) for notice in story.notices],
    )


def described(story: Story) -> Members:
    return said(
        version=story.version,
        status=story.status.value,
        title=story.headline,
        description=story.summary,
        slugline=story.slugline,
        url=story.url,
        original=story.canonical_url,
        external_id=story.external_id,
        follows=story.follows,
        language=story.language,
        direction="rtl" if story.direction == "rtl" else "",
        published=moment(story.published_at),
        updated=moment(story.updated_at),
        embargoed_until=moment(story.embargoed_until),
        expires=moment(story.expires_at),
        dateline=datelined(story.dateline),
        byline=story.byline,
        credits=[credited(credit) for credit in story.credits],
        closing_line=story.closing_line,
        section=story.section,
        genre=story.genre,
        urgency=story.urgency,
        topics=[topical(topic) for topic in story.topics],
        place=placed(story.place) if story.place else None,
        pictures=[pictured(media) | said(type=media.mime_type, size=media.length) for media in story.media],
        notices=[noticed(notice) for notice in story.notices],
        disclosure=story.rights.disclosure,
        copyright=story.rights.copyright,
        licence=story.rights.licence,
        licence_url=story.rights.licence_url,
        usage_terms=story.rights.usage_terms,
    )
