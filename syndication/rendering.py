"""Rendered entries: a release as one profile and format write it, made once and kept as bytes."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter

from syndication import __version__
from syndication.conf import cleaning_limits
from syndication.kept_entries import Kept, Written, keep, kept_by
from syndication.memberships import story_for
from syndication.models import Release
from syndication.notes import NOTES
from syndication.offers import Offer
from syndication.splicing import deflated
from syndication.wire.conformance import Done, Examined, examine
from syndication.wire.formats import FORMATS
from syndication.wire.gate import Limits
from syndication.wire.prepare import Withheld, prepare
from syndication.wire.profile import Profile
from syndication.wire.story import Notice, NoticeKind, PublishingStatus, Story, withdrawn

logger = logging.getLogger("syndication")

__all__ = ["Entry", "earlier_releases", "entries", "examined", "offered", "speaking", "writer_digest"]

# What time alone decides. Whoever holds an earlier version is told nothing new by these.
PASSING = frozenset({"embargo.hold", "expired", "status.withheld"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An offer with its bytes, which are empty when the profile withholds the story, and the same compressed."""

    offer: Offer
    content: bytes
    deflated: bytes = b""


def entries(found: Sequence[Offer], profile: Profile, format_name: str) -> list[Entry]:
    """The entries of `found`, in order, no release twice; rendered now where nobody has done it before."""
    made: dict[Written, Kept] = {}
    for _, group in groupby(sorted(found, key=writing), key=writing):
        made |= written(list(group), profile, format_name)
    pairs = [(offer, made.get(key_of(offer), NOTHING)) for offer in found]
    return [Entry(offer=offer, content=kept.content, deflated=kept.deflated) for offer, kept in pairs]


writing = attrgetter("guid_form", "advance")
key_of: Callable[[Offer], Written] = attrgetter("release_id", "revoked")
NOTHING = Kept(b"", b"")


def written(found: Sequence[Offer], profile: Profile, format_name: str) -> dict[Written, Kept]:
    """The bytes of offers that are all written in one way, but of those that cannot be written."""
    spoken, advance = speaking(profile, found[0].guid_form), found[0].advance
    writer = writer_digest(spoken, format_name, advance=advance)
    kept = kept_by(writer, [offer.release_id for offer in found])
    missing = [key for key in map(key_of, found) if key not in kept]
    if missing:
        releases = Release.objects.in_bulk([release for release, _ in missing])
        rendered = {
            (release, revoked): render(releases[release], revoked, spoken, format_name, advance=advance)
            for release, revoked in missing
        }
        fresh = {key: Kept(made, deflated(made)) for key, made in rendered.items() if made is not None}
        keep(writer, fresh)
        kept |= fresh
    return kept


@lru_cache(maxsize=4096)
def speaking(profile: Profile, guid_form: str) -> Profile:
    """The profile with the form of guid that an offer was first made under."""
    return profile if profile.guid_form == guid_form else profile.override(guid_form=guid_form)


def render(row: Release, revoked: bool, profile: Profile, format_name: str, *, advance: bool) -> bytes | None:
    """One entry, empty when the profile withholds the story; None when it could not be written.

    A story that breaks a writer is left out and logged, so that it never empties the feed of all others. It is not
    kept: what broke it may have been the database, and the next document tries again.
    """
    try:
        outcome = offered(row, profile, revoked=revoked, advance=advance)
        return b"" if isinstance(outcome, Withheld) else FORMATS[format_name].entry(outcome, profile.dialect)
    except Exception:
        logger.exception("release %s of story %s cannot be written as %s", row.pk, row.story_id, format_name)
        return None


def offered(row: Release, profile: Profile, *, revoked: bool = False, advance: bool = False) -> Story | Withheld:
    """The story of a release as the profile has it; the answer depends on the release alone, so it can be kept."""
    return examined(row, profile, revoked=revoked, advance=advance).outcome


def examined(
    row: Release, profile: Profile, *,
    revoked: bool = False, advance: bool = False, earlier: Iterable[Release] | None = None,
) -> Examined:  # fmt: skip
    """As `offered`, with every requirement of the profile that the story fails.

    A version that the profile would withhold still goes to whom it gave an earlier one, who must learn what
    changed: as it is where it only misses a limit, as a notice where it may not be had any more. Who asks for many
    profiles hands in the `earlier` releases, that they are not looked up for each.
    """
    story = story_for(row, revoked=revoked)
    moment = moment_of(story, advance=advance)
    found = examine(story, profile, moment, advance=advance, limits=cleaning_limits())
    if not isinstance(found.outcome, Withheld) or found.outcome.code in PASSING:
        return found
    if not was_given(profile, earlier_releases(row) if earlier is None else earlier):
        return found
    if not found.outcome.code.startswith("rights."):
        anyway = prepare(story, without_limits(profile), moment, advance=advance, limits=cleaning_limits())
        if not isinstance(anyway, Withheld):
            warned = tuple(
                replace(one, done=Done.WARNED) if one.done is Done.WITHHELD else one for one in found.findings
            )
            return Examined(outcome=anyway, findings=warned)
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text=NOTES[Release.Cause.RIGHTS], at=row.released_at)
    told = prepare(withdrawn(story, notice, story.version), profile, row.released_at)
    return Examined(outcome=told, findings=found.findings)


def was_given(profile: Profile, earlier: Iterable[Release]) -> bool:
    """Whether the profile let an earlier version of the story through."""
    return any(
        not isinstance(prepare(row.story, profile, moment_of(row.story), limits=cleaning_limits()), Withheld)
        for row in earlier
    )


def earlier_releases(row: Release) -> Iterable[Release]:
    told = Release.objects.filter(story_id=row.story_id, sequence__lt=row.sequence, status=PublishingStatus.USABLE)
    return told.exclude(kind=Release.Kind.QUIET).order_by("-sequence").iterator()


@lru_cache(maxsize=1024)
def without_limits(profile: Profile) -> Profile:
    """The profile as it is for a story that the partner holds already."""
    return profile.override(
        language="", max_age_days=0, title_min=0, body_min_chars=0, picture_required=False,
    )  # fmt: skip


def moment_of(story: Story, *, advance: bool = False) -> datetime:
    """The moment at which a release became what it is; the ledger stamps every one."""
    if story.updated_at is None:
        raise ValueError(f"story {story.id} v{story.version} was never stamped by the ledger")
    if advance and story.embargoed_until:
        return story.embargoed_until - timedelta(seconds=1)
    return max(story.updated_at, story.embargoed_until or story.updated_at)


def writer_digest(profile: Profile, format_name: str, *, advance: bool = False) -> str:
    """Names who writes an entry: profile, format, limits and code. Another writer's bytes are never taken for ours."""
    return digest_of_writer(profile, format_name, cleaning_limits(), advance)


@lru_cache(maxsize=10_000)
def digest_of_writer(profile: Profile, format_name: str, limits: Limits, advance: bool) -> str:
    phase = "/advance" if advance else ""
    said = f"{__version__}/{format_name}/{code_digest()}/{profile.digest}/{limits!r}{phase}"
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def code_digest() -> str:
    """A digest of the wire's source code: a new version of a writer must not be handed the old one's bytes."""
    from pathlib import Path

    from syndication import wire

    folder = Path(wire.__file__).parent
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.rglob("*.py")))).hexdigest()
