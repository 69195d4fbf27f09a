"""A feed document out of rendered entries, and its validators.

What a feed holds at a moment is a short list of rows. Its ETag is a digest of that list and of who writes it,
so a poll with nothing new is answered without rendering anything; entries are rendered once and kept as bytes.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from django.core.cache import cache as shared_cache
from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse

from syndication import __version__, conf
from syndication.digests import digest_of
from syndication.memberships import story_for
from syndication.models import LedgerHead, Membership, Outlet, Release, RenderedEntry, Selection, Withdrawal
from syndication.selections import selection_about
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld, prepare
from syndication.wire.profile import Profile
from syndication.wire.story import Story, unpack

logger = logging.getLogger("syndication")

__all__ = [
    "Document",
    "FeedAddress",
    "FormatNotOffered",
    "Offer",
    "format_with",
    "locate",
    "offers",
    "read",
    "state",
    "story_document",
    "story_offered",
]

KEPT_FOR = (
    24 * 60 * 60
)  # seconds that a document stays in the cache; its key changes with its content, never its content


class FormatNotOffered(LookupError):
    """The outlet's profile does not offer this format; the message names those it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """Which feed: an outlet's own, or one about a source or a topic (`kind` sources or topics, and its slug)."""

    outlet: Outlet
    selection: Selection
    format: str
    kind: str = ""
    slug: str = ""

    @property
    def path(self) -> str:
        """The one path at which this feed is served, percent-encoded."""
        extension = FORMATS[self.format].EXTENSION
        if self.kind:
            return reverse("syndication:feed_about", args=[self.outlet.slug, self.kind, self.slug, extension])
        return reverse("syndication:feed", args=[self.outlet.slug, extension])

    @property
    def url(self) -> str:
        return f"{conf.base_url()}{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One story at a moment: the release, and when it last moved. `revoked` offers its notice instead."""

    release_id: int
    revoked: bool
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a feed holds at a moment, without a byte of it rendered. `changed_at` never goes back."""

    offers: tuple[Offer, ...]
    changed_at: datetime
    changes_at: datetime | None  # the next moment at which time alone changes it
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed as it is served."""

    body: bytes
    media_type: str
    entries: int


def format_with(extension: str) -> str:
    """The name of the format that is written with this extension. Raises `LookupError`."""
    for name, module in FORMATS.items():
        if extension == module.EXTENSION:
            return name
    raise LookupError(f"no format is written as .{extension}")


def locate(outlet: Outlet, format_name: str, kind: str = "", slug: str = "") -> FeedAddress:
    """The outlet's feed, or its feed about a source or topic. Raises `LookupError` for one that no story names."""
    if not kind:
        if outlet.selection is None:
            raise LookupError(f"{outlet.name} has no selection; save it once")
        return FeedAddress(outlet=outlet, selection=outlet.selection, format=format_name)
    if not outlet.is_open:
        raise LookupError(f"{outlet.name} has no feeds about single {kind}")
    selection = selection_about(outlet, kind, slug)
    # Only what a story names gets a feed: nobody makes documents by guessing addresses.
    if not selection.memberships.exists():
        raise LookupError(f"{outlet.name} was never offered a story whose {kind} include {slug!r}")
    return FeedAddress(outlet=outlet, selection=selection, format=format_name, kind=kind, slug=slug)


def offers(selection: Selection, withdrawals: Sequence[Withdrawal], now: datetime, limit: int) -> tuple[Offer, ...]:
    """The newest `limit` stories and notices that an outlet with these withdrawals may have, the last changed first."""
    recalled = {row.story_id: row for row in withdrawals if row.at <= now and row.restored_at is None}
    rows = (
        visible(selection, now)
        .exclude(story_id__in=list(recalled))
        .order_by("-moved_at", "-release")
        .values_list("release_id", "revoked", "moved_at")[:limit]
    )
    found = [Offer(release_id=release, revoked=revoked, moved_at=moved_at) for release, revoked, moved_at in rows]
    found += recalled_offers(recalled, selection, now)
    found.sort(key=lambda offer: (offer.moved_at, offer.release_id), reverse=True)
    return tuple(found[:limit])


def visible(selection: Selection, now: datetime) -> QuerySet[Membership]:
    in_time = Q(available_until__isnull=True) | Q(available_until__gt=now)
    return Membership.objects.filter(in_time, selection=selection, available_from__lte=now)


def recalled_offers(recalled: Mapping[UUID, Withdrawal], selection: Selection, now: datetime) -> list[Offer]:
    """Notices of stories called back from one outlet alone: of those it was offered, as long as notices are kept."""
    since = now - timedelta(days=conf.notice_days())
    kept = {story_id: row for story_id, row in recalled.items() if row.at > since}
    if not kept:
        return []
    held = Membership.objects.filter(selection=selection, available_from__lte=now, story_id__in=list(kept))
    rows = [kept[story_id] for story_id in held.values_list("story_id", flat=True)]
    return [Offer(release_id=row.release_id, revoked=False, moved_at=row.at) for row in rows]


def state(address: FeedAddress, now: datetime) -> State:
    """Say what the feed holds at `now`, without rendering anything. Raises `FormatNotOffered`.

    Between two appends to the ledger only time changes a feed, and it says when; so what was found is kept
    under the ledger's stamp and holds until then.
    """
    profile = offered_profile(address)
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    writer = writer_digest(profile, address.format)
    key = f"syndication.state.{digest_of([str(stamp), address.path, outlet_says(address.outlet), writer])}"
    kept: tuple[datetime, State] | None = shared_cache.get(key)
    if kept is not None and kept[0] <= now and (kept[1].changes_at is None or now < kept[1].changes_at):
        return kept[1]
    found = look(address, profile, writer, now)
    shared_cache.set(key, (now, found), KEPT_FOR)
    return found


def look(address: FeedAddress, profile: Profile, writer: str, now: datetime) -> State:
    """Ask the database what the feed holds: six index look-ups."""
    withdrawals = list(Withdrawal.objects.filter(outlet=address.outlet))
    found = offers(address.selection, withdrawals, now, profile.max_items)
    changed_at = last_change(address, withdrawals, now)
    etag = digest_of([
        [(offer.release_id, offer.revoked) for offer in found],
        changed_at.isoformat(timespec="seconds"),
        [address.path, address.kind, address.slug, *outlet_says(address.outlet)],
        [conf.base_url(), conf.publisher(), writer],
    ])  # fmt: skip
    return State(offers=found, changed_at=changed_at, changes_at=next_change(address, withdrawals, now), etag=etag)


def outlet_says(outlet: Outlet) -> list[str]:
    """What of the outlet itself stands in its feeds, and when it last changed."""
    return [outlet.name, outlet.description, outlet.language, outlet.changed_at.isoformat()]


def offered_profile(address: FeedAddress) -> Profile:
    profile = address.outlet.effective_profile
    if address.format not in profile.formats:
        raise FormatNotOffered(f"{address.outlet.name} takes {', '.join(profile.formats)}, not {address.format}")
    return profile


def last_change(address: FeedAddress, withdrawals: Sequence[Withdrawal], now: datetime) -> datetime:
    """When anything in the feed last changed, removals and the outlet's own settings included."""
    rows = Membership.objects.filter(selection=address.selection)
    moments = [
        rows.filter(moved_at__lte=now).aggregate(at=Max("moved_at"))["at"],
        rows.filter(available_until__lte=now).aggregate(at=Max("available_until"))["at"],
        *(moment for row in withdrawals for moment in (row.at, row.restored_at) if moment and moment <= now),
    ]
    return max([address.outlet.changed_at, *(moment for moment in moments if moment)])


def next_change(address: FeedAddress, withdrawals: Sequence[Withdrawal], now: datetime) -> datetime | None:
    """The next moment at which an embargo, an expiry or the end of a notice changes the feed by itself."""
    rows = Membership.objects.filter(selection=address.selection)
    notice = timedelta(days=conf.notice_days())
    moments = [
        rows.filter(available_from__gt=now).aggregate(at=Min("available_from"))["at"],
        rows.filter(available_until__gt=now).aggregate(at=Min("available_until"))["at"],
        *(row.at + notice for row in withdrawals if row.restored_at is None and row.at + notice > now),
    ]
    return min((moment for moment in moments if moment), default=None)


def read(address: FeedAddress, now: datetime) -> Document:
    """The document at `now`, byte for byte the same for the same state."""
    found = state(address, now)
    written = FORMATS[address.format]
    key = f"syndication.feed.{found.etag}"
    kept = shared_cache.get(key)
    if kept is None:
        profile = offered_profile(address)
        entries = rendered(found.offers, profile, address.format)
        kept = (written.document(head(address, found.changed_at), entries, profile.dialect), len(entries))
        shared_cache.set(key, kept, KEPT_FOR)
    body, count = kept
    return Document(body=body, media_type=written.MEDIA_TYPE, entries=count)


def head(address: FeedAddress, updated: datetime) -> Feed:
    outlet, about = address.outlet, subject(address)
    return Feed(
        id=uuid5(outlet.feed_id, f"{address.kind}/{address.slug}").urn if address.kind else outlet.feed_id.urn,
        title=f"{conf.publisher()}: {about or outlet.name}",
        description=outlet.description or f"{about or outlet.name} – {conf.publisher()}",
        url=f"{conf.base_url()}/",
        feed_url=address.url,
        language=outlet.language,
        updated=updated,
        publisher=conf.publisher(),
    )


def subject(address: FeedAddress) -> str:
    """The name of the source or topic that the feed is about, as its newest story has it."""
    if not address.kind:
        return ""
    newest = Membership.objects.filter(selection=address.selection).select_related("release").order_by("-release")
    for member in newest.filter(release__status="usable")[:1]:
        story = unpack(member.release.packed)
        named = story.credits if address.kind == "sources" else story.topics
        return next((thing.name for thing in named if thing.key == address.slug), address.slug)
    return address.slug


def rendered(found: Sequence[Offer], profile: Profile, format_name: str) -> list[bytes]:
    """The entries of `found`, in order; rendered now where nobody has done it before."""
    writer = writer_digest(profile, format_name)
    wanted = [(offer.release_id, offer.revoked) for offer in found]
    kept = {
        (entry.release_id, entry.revoked): bytes(entry.content)
        for entry in RenderedEntry.objects.filter(writer=writer, release__in=[release for release, _ in wanted])
    }
    fresh = render_missing([key for key in wanted if key not in kept], profile, format_name)
    RenderedEntry.objects.bulk_create(
        [
            RenderedEntry(release_id=release, revoked=revoked, writer=writer, content=content)
            for (release, revoked), content in fresh.items()
        ],
        ignore_conflicts=True,
    )
    entries = [(kept | fresh)[key] for key in wanted]
    return [entry for entry in entries if entry]


def render_missing(
    keys: Sequence[tuple[int, bool]], profile: Profile, format_name: str
) -> dict[tuple[int, bool], bytes]:
    releases = Release.objects.in_bulk([release for release, _ in keys])
    return {
        (release, revoked): render(story_of(releases[release], revoked), profile, format_name)
        for release, revoked in keys
    }


def story_of(row: Release, revoked: bool) -> Story:
    return story_for(Membership(release=row, revoked=revoked, moved_at=row.released_at))


def render(story: Story, profile: Profile, format_name: str) -> bytes:
    """One entry, or nothing when the profile withholds the story.

    A story that breaks a writer is left out and logged, so that it never empties the feed of all others.
    """
    try:
        # The ledger offers a story from its moment on and releases it anew when a picture's rights end, so the
        # answer depends on the release alone and its bytes can be kept.
        prepared = prepare(story, profile, moment_of(story), limits=conf.cleaning_limits())
        return b"" if isinstance(prepared, Withheld) else FORMATS[format_name].entry(prepared, profile.dialect)
    except Exception:
        logger.exception("story %s v%s cannot be written as %s", story.id, story.version, format_name)
        return b""


def moment_of(story: Story) -> datetime:
    """The moment at which a release became what it is; the ledger stamps every one."""
    if story.updated_at is None:
        raise ValueError(f"story {story.id} v{story.version} was never stamped by the ledger")
    return max(story.updated_at, story.embargoed_until or story.updated_at)


def story_offered(outlet: Outlet, story_id: UUID, now: datetime) -> Story:
    """The story, or its notice, as the ledger offers it to `outlet` at `now`. Raises `LookupError`."""
    member = (
        Membership.objects.filter(selection=outlet.selection, story_id=story_id, available_from__lte=now)
        .select_related("release")
        .first()
    )
    if member is None or (member.available_until is not None and member.available_until <= now):
        raise LookupError(f"{outlet.name} is not offered story {story_id}")
    recalled = (
        Withdrawal.objects.filter(outlet=outlet, story_id=story_id, restored_at__isnull=True, at__lte=now)
        .select_related("release")
        .first()
    )
    return story_for(member) if recalled is None else recalled.release.story


def story_document(outlet: Outlet, story: Story, format_name: str, now: datetime) -> bytes | Withheld:
    """One story as a document of its own, as `outlet` receives it. Raises `FormatNotOffered`."""
    profile = outlet.effective_profile
    if format_name not in profile.formats:
        raise FormatNotOffered(f"{outlet.name} takes {', '.join(profile.formats)}, not {format_name}")
    prepared = prepare(story, profile, now, limits=conf.cleaning_limits())
    if isinstance(prepared, Withheld):
        return prepared
    written = FORMATS[format_name]
    path = reverse("syndication:story", args=[outlet.slug, UUID(story.id.removeprefix("urn:uuid:")), written.EXTENSION])
    title = prepared.headline or "Withdrawn"
    single = Feed(
        id=prepared.id, title=title, description=title, url=prepared.url or f"{conf.base_url()}/",
        feed_url=f"{conf.base_url()}{path}", language=prepared.language, updated=prepared.updated_at or now, publisher=conf.publisher(),
    )  # fmt: skip
    entries = [entry for entry in [written.entry(prepared, profile.dialect)] if entry]
    return written.document(single, entries, profile.dialect)


@cache
def writer_digest(profile: Profile, format_name: str) -> str:
    return hashlib.sha256(f"{__version__}/{format_name}/{code_digest()}/{profile.digest}".encode()).hexdigest()


@cache
def code_digest() -> str:
    """A digest of the wire's source code: a new version of a writer must not be handed the old one's bytes."""
    from pathlib import Path

    from syndication import wire

    folder = Path(wire.__file__).parent
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.rglob("*.py")))).hexdigest()
