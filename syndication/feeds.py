"""A feed document out of rendered entries, and its validators.

What a feed holds at a moment is a short list of rows. Its ETag is a digest of that list and of who writes it,
so a poll with nothing new is answered without rendering anything; entries are rendered once and kept as bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import uuid5

from syndication import conf
from syndication.addresses import FeedAddress, FormatNotOffered, format_with, locate, locate_feed
from syndication.digests import digest_of
from syndication.dress import dressed, media_type, stylesheet
from syndication.encodings import Coding, encoded
from syndication.models import Release
from syndication.offers import ARCHIVED, Offer, look
from syndication.profiles import feed_formats
from syndication.rendering import Entry, entries, writer_digest
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS

__all__ = [
    "Contents",
    "Document",
    "FeedAddress",
    "FormatNotOffered",
    "State",
    "contents",
    "document",
    "feed_formats",
    "format_with",
    "locate",
    "locate_feed",
    "read",
    "state",
    "subject",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a feed may hold at a moment, without a byte of it rendered. `changed_at` never goes back."""

    offers: tuple[Offer, ...]
    links: tuple[tuple[str, str], ...]  # relation and address
    changed_at: datetime
    changes_at: datetime | None  # the next moment at which time alone changes it
    etag: str

    @property
    def up_to(self) -> int:
        """The newest release in it, 0 when it is empty."""
        return max((offer.release_id for offer in self.offers), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What of a state has found its place, in order, and why the rest has not: a stable code for each offer."""

    entries: tuple[Entry, ...]
    left_out: tuple[tuple[Offer, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed as it is served."""

    body: bytes
    media_type: str
    entries: int
    pieces: tuple[tuple[bytes, bytes], ...] = ()  # its entries and the same compressed, in order

    def encoded(self, coding: Coding) -> bytes:
        """The document in a coding, the same bytes for the same state."""
        return encoded(self.body, coding, self.pieces)


def state(address: FeedAddress, now: datetime) -> State:
    """Say what the feed may hold at `now`, without rendering anything."""
    found = look(address, now)
    links = history(address, found.newest_position)
    etag = digest_of([
        [(offer.release_id, offer.revoked, offer.advance, offer.guid_form) for offer in found.offers],
        [links, found.changed_at.isoformat(timespec="seconds")],
        [*said_of(address), conf.base_url(), conf.publisher()],
    ])  # fmt: skip
    return State(offers=found.offers, links=links, changed_at=found.changed_at, changes_at=found.changes_at, etag=etag)


def said_of(address: FeedAddress) -> list[str]:
    """What the outlet's own settings say in the document, and when they last changed."""
    outlet = address.outlet
    name = address.feed.name if address.feed else outlet.name
    said = [address.path, name, outlet.description, address.language, outlet.changed_at.isoformat()]
    return [*said, stylesheet(address), writer_digest(address.profile, address.format), repr(limits(address))]


def limits(address: FeedAddress) -> tuple[int, ...]:
    """What decides how much stands in a document and is no part of how an entry is written."""
    profile = address.profile
    return (profile.max_items, profile.max_bytes, profile.max_age_days, profile.notice_days, profile.archive)


def history(address: FeedAddress, newest: int | None) -> tuple[tuple[str, str], ...]:
    """The way to older and newer documents of the feed (RFC 5005 section 4); only complete archives are led to.

    `newest` is the last position in the selection.
    """
    if not address.profile.archive:
        return ()
    complete = 0 if newest is None else (newest + 1) // ARCHIVED
    number = address.archive
    older = complete - 1 if number is None else min(number, complete) - 1
    # JSON Feed knows no archives, and leads to what is older with one address.
    relations = [("next" if address.format == "json_feed" else "prev-archive", older)] if older >= 0 else []
    if number is not None and address.format != "json_feed":
        relations += [("next-archive", number + 1)] if number + 1 < complete else []
        return (*((relation, address.at(at).url) for relation, at in relations), ("current", address.at(None).url))
    return tuple((relation, address.at(at).url) for relation, at in relations)


def contents(address: FeedAddress, found: State) -> Contents:
    """Give the offers their places: notices first, then the stories that moved last, as many as the partner takes."""
    placed: dict[Offer, Entry] = {}
    left_out = []
    for entry, reason in placing(address, found):
        if reason:
            left_out.append((entry.offer, reason))
        else:
            placed[entry.offer] = entry
    in_order = tuple(placed[offer] for offer in found.offers if offer in placed)
    return Contents(entries=in_order, left_out=tuple(left_out))


def placing(address: FeedAddress, found: State) -> Iterator[tuple[Entry, str]]:
    """Each offer with why it has no place, or ""; asked for and rendered only as far as somebody goes on asking."""
    profile, room = address.profile, places(address, found)
    size, taken = len(FORMATS[address.format].document(head(address, found), [], profile.dialect)), 0
    for entry in one_by_one(sorted(found.offers, key=lambda offer: not offer.notice), address, room):
        size_with = size + len(entry.content) + 2
        if not entry.content:
            yield entry, "withheld"
        elif taken >= room:
            yield entry, "limit.items"
        elif profile.max_bytes and size_with > profile.max_bytes:
            yield entry, "limit.bytes"
        else:
            taken, size = taken + 1, size_with
            yield entry, ""


def one_by_one(offers: Sequence[Offer], address: FeedAddress, at_once: int) -> Iterator[Entry]:
    """The entries of `offers`, so many read at once."""
    for start in range(0, len(offers), max(1, at_once)):
        yield from entries(offers[start : start + max(1, at_once)], address.profile, address.format)


def places(address: FeedAddress, found: State) -> int:
    return address.profile.max_items if address.archive is None else len(found.offers)


def read(address: FeedAddress, now: datetime) -> Document:
    """The document at `now`, byte for byte the same for the same state."""
    return document(address, state(address, now))


def document(address: FeedAddress, found: State) -> Document:
    """The document of a state."""
    placed = in_place(address, found)
    bare = FORMATS[address.format].document(
        head(address, found), [entry.content for entry in placed], address.profile.dialect
    )
    return Document(
        body=dressed(bare, stylesheet(address)), media_type=media_type(address), entries=len(placed),
        pieces=tuple((entry.content, entry.deflated) for entry in placed),
    )  # fmt: skip


def in_place(address: FeedAddress, found: State) -> list[Entry]:
    """The entries that have found a place, in order; what comes after the last place is not looked at."""
    placed = islice((entry for entry, reason in placing(address, found) if not reason), places(address, found))
    position = {offer.release_id: number for number, offer in enumerate(found.offers)}
    return sorted(placed, key=lambda entry: position[entry.offer.release_id])


def head(address: FeedAddress, found: State) -> Feed:
    outlet, about = address.outlet, subject(address, found)
    return Feed(
        id=uuid5(outlet.feed_id, address.name).urn if address.name else outlet.feed_id.urn,
        title=f"{conf.publisher()}: {about or outlet.name}",
        description=outlet.description or f"{about or outlet.name} – {conf.publisher()}",
        url=f"{conf.base_url()}{address.page_path or '/'}",
        feed_url=address.url,
        language=address.language,
        updated=found.changed_at,
        publisher=conf.publisher(),
        links=found.links,
        is_archive=address.archive is not None,
    )


def subject(address: FeedAddress, found: State) -> str:
    """The name of the feed, where it is one of several; of a source or topic as the newest story in it has it.

    Of one in which nothing may be seen yet no more is said than its address tells.
    """
    if address.feed:
        return address.feed.name
    newest = next((offer.release_id for offer in found.offers if not offer.notice), None)
    if not address.kind or newest is None:
        return address.slug
    story = Release.objects.get(pk=newest).story
    named = story.credits if address.kind == "sources" else story.topics
    return next((thing.name for thing in named if thing.key == address.slug), address.slug)
