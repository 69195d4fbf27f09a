"""One story as its outlet receives it, as a document of its own with validators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse

from syndication import conf
from syndication.addresses import FeedAddress
from syndication.digests import digest_of
from syndication.encodings import Coding, encoded
from syndication.feeds import said_of, state
from syndication.models import Membership, Release
from syndication.offers import ARCHIVED, Offer
from syndication.rendering import entries, offered, speaking
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import PublishingStatus, Story

__all__ = ["StoryDocument", "story_document", "story_path"]

KEPT_FOR = 24 * 60 * 60  # seconds in the cache; what is kept changes its key with its content, never its content


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDocument:
    """The story as bytes, or the notice that it must go. `changed_at` never goes back."""

    body: bytes
    media_type: str
    is_notice: bool
    language: str  # a BCP 47 tag
    page: str  # the address of the page for people; "" of a notice
    etag: str
    changed_at: datetime
    changes_at: datetime | None  # the next moment at which time alone may change it

    def encoded(self, coding: Coding) -> bytes:
        return encoded(self.body, coding)


def story_document(address: FeedAddress, story_id: UUID, now: datetime) -> StoryDocument | Withheld:
    """The document at `now`, written once for each state. Raises `LookupError` when the outlet is not offered the story."""
    offer, changes_at = find(address, story_id, now)
    etag = digest_of([
        [offer.release_id, offer.revoked, offer.advance, offer.guid_form],
        [*said_of(address), conf.base_url(), conf.publisher()],
    ])  # fmt: skip
    kept: tuple[Story | Withheld, bytes] | None = cache.get(f"syndication.story.{etag}")
    if kept is None:
        kept = outcome_of(offer, address)
        cache.set(f"syndication.story.{etag}", kept, KEPT_FOR)
    story, body = kept
    if isinstance(story, Withheld):
        return story
    return StoryDocument(
        body=body, media_type=FORMATS[address.format].MEDIA_TYPE, is_notice=story.status is PublishingStatus.CANCELED,
        language=story.language, page=story.canonical_url or story.url, etag=etag, changed_at=max(offer.moved_at, address.outlet.changed_at), changes_at=changes_at,
    )  # fmt: skip


def find(address: FeedAddress, story_id: UUID, now: datetime) -> tuple[Offer, datetime | None]:
    """The offer of the story, in the feed or else in an archive of it, and when that may next change."""
    for place in places(address, story_id):
        found = state(place, now)
        for offer in found.offers:
            if offer.story_id == story_id:
                return offer, found.changes_at
    raise LookupError(f"{address.outlet.name} is not offered story {story_id}")


def places(address: FeedAddress, story_id: UUID) -> Iterator[FeedAddress]:
    yield address.at(None)
    held = Membership.objects.filter(selection=address.selection, story_id=story_id).first()
    if held is not None:
        yield address.at(held.position // ARCHIVED)


def outcome_of(offer: Offer, address: FeedAddress) -> tuple[Story | Withheld, bytes]:
    """The story as the outlet has it, and its document: none of one that is withheld, or that breaks the writer.

    Some formats have no form for a notice; that the story is gone is then all that is said.
    """
    row, profile = Release.objects.get(pk=offer.release_id), speaking(address.profile, offer.guid_form)
    story = offered(row, profile, revoked=offer.revoked, advance=offer.advance)
    (entry,) = entries([offer], address.profile, address.format)
    if isinstance(story, Withheld) or (not entry.content and story.status is PublishingStatus.CANCELED):
        return story, b""
    if not entry.content:
        return Withheld(
            story_id=story.id,
            code="unwritable",
            sentence=gettext_noop("It cannot be written as {format}.", format=FORMATS[address.format].LABEL),
        ), b""
    return story, by_itself(address, story, entry.content)


def by_itself(address: FeedAddress, story: Story, entry: bytes) -> bytes:
    """The story as a document of its own; where the format knows feeds alone, in a feed of one."""
    title, path = story.headline or "Withdrawn", story_path(address, UUID(story.id.removeprefix("urn:uuid:")))
    head = Feed(
        id=story.id, title=title, description=title, url=story.url or f"{conf.base_url()}/", feed_url=f"{conf.base_url()}{path}",
        language=story.language, updated=story.updated_at or address.outlet.changed_at, publisher=conf.publisher(), is_story=True,
    )  # fmt: skip
    return FORMATS[address.format].document(head, [entry], address.profile.dialect)


def story_path(address: FeedAddress, story_id: UUID) -> str:
    """The path at which the story is served in the format of the address."""
    return reverse("syndication:story", args=[address.outlet.slug, story_id, FORMATS[address.format].EXTENSION])
