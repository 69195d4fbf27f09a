"""JSON Feed 1.1 with the `_newsroom` extension of docs/formats.md. Spec: https://www.jsonfeed.org/version/1.1/"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from syndication.wire.dialect import PLAIN, DatePolicy, Dialect, WithdrawalForm
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._direction import directed
from syndication.wire.formats._heads import described, logo_of
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import Members, as_bytes, moment, said
from syndication.wire.formats._members import credited, datelined, noticed, pictured, placed, topical
from syndication.wire.story import CreditRole, Media, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "JSON Feed 1.1"
MEDIA_TYPE = "application/feed+json; charset=utf-8"
EXTENSION = "json"
HOLDS_ONE = False

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "credits": "the key stays at home",
    "media": "reach and its end stay at home",
    "rights": "the reach stays at home",
    "topics": "the key stays at home",
}

LONGEST_TITLE = 120  # of an attachment, where the caption serves as one


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """Join items to a feed with the head of `feed`, whose stories are not looked at."""
    return b"".join(
        (head(replace(feed, stories=()) if feed.stories else feed, dialect), b",\n".join(entries), b"\n]}\n")
    )


@lru_cache(maxsize=1024)
def head(feed: Feed, dialect: Dialect = PLAIN) -> bytes:
    """What stands before the items; of RFC 5005's relations the format knows `next` alone."""
    members = said(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.url,
        feed_url=feed.feed_url,
        next_url=next((address for relation, address in feed.links if relation == "next"), ""),
        description=described(feed, dialect),
        icon=logo_of(feed, dialect),
        authors=[{"name": feed.publisher}],
        language=feed.language,
        _newsroom=said(id=feed.id, updated=moment(feed.updated), copyright=feed.copyright),
    )
    return as_bytes(members)[:-1] + b',"items":[\n'


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write one item; a canceled story becomes an item of the same id that tells of nothing but its withdrawal."""
    story = addressed(story)
    if story.status is not PublishingStatus.CANCELED:
        return as_bytes(item(story, dialect))
    return b"" if dialect.withdrawal is WithdrawalForm.DROP else as_bytes(withdrawn_item(story, dialect))


def item(story: Story, dialect: Dialect) -> Members:
    text = {"content_html": directed(story)} if story.body else {"content_text": story.summary or story.headline}
    return said(
        id=guid_of(story, dialect),
        url=story.url,
        external_url=story.canonical_url,
        title=story.headline,
        **text,
        summary=story.summary,
        image=story.lead.url if story.lead else "",
        **dates(story, dialect.date_policy),
        authors=authors(story),
        tags=list(dict.fromkeys(topic.name for topic in story.topics)),
        language=story.language,
        attachments=[attachment(media) for media in story.media],
        _newsroom=newsroom(story),
    )


def withdrawn_item(story: Story, dialect: Dialect) -> Members:
    texts = [notice.text for notice in story.notices if notice.text]
    return said(
        id=guid_of(story, dialect),
        title="Withdrawn",
        content_text=" ".join(["This story has been withdrawn.", *texts]),
        **dates(story, dialect.date_policy),
        authors=authors(story),
        language=story.language,
        _newsroom=said(
            version=story.version,
            status=story.status.value,
            credits=[credited(credit) for credit in story.credits],
            notices=[noticed(notice) for notice in story.notices],
        ),
    )


def dates(story: Story, policy: DatePolicy) -> Members:
    """First release and last change, as the outlet looks at them."""
    published = (story.updated_at or story.published_at) if policy is DatePolicy.BUMP else story.published_at
    updated = None if policy is DatePolicy.NONE else story.updated_at
    return {"date_published": moment(published), "date_modified": moment(updated)}


def authors(story: Story) -> list[Members]:
    """Those in the byline, then the source."""
    roles = (CreditRole.BYLINE, CreditRole.SOURCE)
    named = [credit for role in roles for credit in story.credits if credit.role is role]
    return [said(name=credit.name, url=credit.url) for credit in named]


def attachment(media: Media) -> Members:
    return said(
        url=media.url,
        mime_type=media.mime_type,
        title=(media.alt or media.caption)[:LONGEST_TITLE],
        size_in_bytes=media.length,
    )


def newsroom(story: Story) -> Members:
    """What JSON Feed has no word for."""
    return said(
        version=story.version,
        status=story.status.value,
        slugline=story.slugline,
        external_id=story.external_id,
        follows=story.follows,
        dateline=datelined(story.dateline),
        credits=[credited(credit) for credit in story.credits],
        closing_line=story.closing_line,
        topics=[topical(topic) for topic in story.topics],
        section=story.section,
        genre=story.genre,
        urgency=story.urgency,
        place=placed(story.place) if story.place else None,
        media=[pictured(media) for media in story.media],
        notices=[noticed(notice) for notice in story.notices],
        rights=said(
            licence=story.rights.licence,
            licence_url=story.rights.licence_url,
            copyright=story.rights.copyright,
            usage_terms=story.rights.usage_terms,
            disclosure=story.rights.disclosure,
        ),
        embargoed_until=moment(story.embargoed_until),
        expires_at=moment(story.expires_at),
    )
