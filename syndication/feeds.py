"""A feed document out of rendered entries, and its validators.

What a feed holds at a moment is a short list of rows. Its ETag is a digest of that list and of who writes it,
so a poll with nothing new is answered without rendering anything; entries are rendered once and kept as bytes.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.core.cache import cache as shared_cache
from django.db.models import Max

from syndication import conf
from syndication.addresses import FeedAddress, FormatNotOffered, format_with, locate, locate_feed
from syndication.digests import digest_of
from syndication.dress import dressed, media_type, stylesheet
from syndication.models import LedgerHead, Membership, Release, Withdrawal
from syndication.offers import ARCHIVED, Offer, last_change, next_change, offers
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
    "feed_formats",
    "format_with",
    "locate",
    "locate_feed",
    "read",
    "state",
    "subject",
]

KEPT_FOR = 24 * 60 * 60  # seconds in the cache; what is kept changes its key with its content, never its content


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


def state(address: FeedAddress, now: datetime) -> State:
    """Say what the feed may hold at `now`, without rendering anything.

    Between two appends to the ledger only time changes a feed, and it says when; so what was found is kept
    under the ledger's stamp and holds until then.
    """
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    key = f"syndication.state.{digest_of([str(stamp), *said_of(address)])}"
    kept: tuple[datetime, State] | None = shared_cache.get(key)
    if kept is not None and kept[0] <= now and (kept[1].changes_at is None or now < kept[1].changes_at):
        return kept[1]
    found = look(address, now)
    shared_cache.set(key, (now, found), KEPT_FOR)
    return found


def look(address: FeedAddress, now: datetime) -> State:
    """Ask the database what the feed holds: a fixed number of index look-ups."""
    withdrawals = list(Withdrawal.objects.filter(outlet=address.outlet))
    found, links = offers(address, withdrawals, now), history(address)
    changed_at = last_change(address, withdrawals, now)
    etag = digest_of([
        [(offer.release_id, offer.revoked, offer.advance, offer.guid_form) for offer in found],
        [links, changed_at.isoformat(timespec="seconds")],
        [*said_of(address), conf.base_url(), conf.publisher()],
    ])  # fmt: skip
    changes_at = next_change(address, withdrawals, found, now)
    return State(offers=found, links=links, changed_at=changed_at, changes_at=changes_at, etag=etag)


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


def history(address: FeedAddress) -> tuple[tuple[str, str], ...]:
    """The way to older and newer documents of the feed (RFC 5005 section 4); only complete archives are led to."""
    if not address.profile.archive:
        return ()
    newest = Membership.objects.filter(selection=address.selection).aggregate(at=Max("position"))["at"]
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
    profile, written = address.profile, FORMATS[address.format]
    made = entries(found.offers, profile, address.format)
    room = profile.max_items if address.archive is None else len(made)
    size = len(written.document(head(address, found), [], profile.dialect))
    placed: dict[UUID, Entry] = {}
    left_out = []
    for entry in sorted(made, key=lambda entry: not entry.offer.notice):
        size_with = size + len(entry.content) + 2
        if not entry.content:
            left_out.append((entry.offer, "withheld"))
        elif len(placed) >= room:
            left_out.append((entry.offer, "limit.items"))
        elif profile.max_bytes and size_with > profile.max_bytes:
            left_out.append((entry.offer, "limit.bytes"))
        else:
            placed[entry.offer.story_id], size = entry, size_with
    in_order = tuple(entry for entry in made if placed.get(entry.offer.story_id) is entry)
    return Contents(entries=in_order, left_out=tuple(left_out))


def read(address: FeedAddress, now: datetime) -> Document:
    """The document at `now`, byte for byte the same for the same state."""
    found = state(address, now)
    written = FORMATS[address.format]
    key = f"syndication.feed.{found.etag}"
    kept = shared_cache.get(key)
    if kept is None:
        placed = [entry.content for entry in contents(address, found).entries]
        bare = written.document(head(address, found), placed, address.profile.dialect)
        kept = (dressed(bare, stylesheet(address)), len(placed))
        shared_cache.set(key, kept, KEPT_FOR)
    body, count = kept
    return Document(body=body, media_type=media_type(address), entries=count)


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
