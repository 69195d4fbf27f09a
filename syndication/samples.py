"""A sample of an outlet's feed out of settings that nobody has saved: what its newest stories would be, and why not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from syndication.addresses import FeedAddress
from syndication.counts import is_out, newest
from syndication.feeds import State, head
from syndication.models import LedgerHead, Outlet, Release, Standing
from syndication.profiles import feed_formats
from syndication.rendering import examined, offered, render
from syndication.wire.conformance import Finding, examine_feed
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.profile import Profile
from syndication.wire.rules import matches

__all__ = ["Sample", "Trial", "sample"]

SHOWN = 10  # stories that are written, as in the feed itself
TRIED = 50  # stories of the last days that are held against the profile; each is cleaned for it
RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One story as the outlet's profile takes it; `withheld` says why it would not go, or is ""."""

    release: Release
    headline: str
    withheld: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The newest stories that fit the rules, and the document that those make which would go."""

    recent: int  # stories of the last seven days, whatever their rules
    fitting: int  # of them those that fit the rules
    tried: int  # of these the newest, held against the profile
    going: int  # and let through by it
    trials: tuple[Trial, ...]
    format: str
    document: bytes
    media_type: str
    findings: tuple[Finding, ...]  # about the feed as a whole


def sample(outlet: Outlet, now: datetime, *, format_name: str = "") -> Sample:
    """What the feed of `outlet`, saved or not, would begin with at `now`; writes nothing to the database.

    Raises `InvalidProfile` or `InvalidRule` when its settings contradict one another.
    """
    profile, rules = outlet.effective_profile, outlet.effective_rules
    offered_formats = feed_formats(profile)
    written_as = format_name if format_name in offered_formats else offered_formats[0]
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    out = [(story, standing) for story, standing in newest(stamp) if is_out(standing, now)]
    fitting = [standing for story, standing in out if matches(story, rules) and is_young(standing, profile, now)]
    recent = [standing for standing in fitting if is_recent(standing, now)]
    trials = tuple(tried(standing, profile) for standing in fitting[:SHOWN])
    document = written(outlet, profile, written_as, trials)
    return Sample(
        recent=sum(is_recent(standing, now) for _story, standing in out),
        fitting=len(recent),
        tried=len(recent[:TRIED]),
        going=sum(goes(stamp, standing.release, profile) for standing in recent[:TRIED]),
        trials=trials,
        format=written_as,
        document=document,
        media_type=FORMATS[written_as].MEDIA_TYPE,
        findings=examine_feed(profile, min(len(fitting), profile.max_items), len(document)),
    )


def is_recent(standing: Standing, now: datetime) -> bool:
    return standing.available_from > now - RECENT


def is_young(standing: Standing, profile: Profile, now: datetime) -> bool:
    return not profile.max_age_days or standing.published_at > now - timedelta(days=profile.max_age_days)


@lru_cache(maxsize=1024)
def goes(stamp: UUID | None, row: Release, profile: Profile) -> bool:
    """Whether the profile lets a release through, asked once for each state of the ledger, which `stamp` names.

    An editor types on. A release's number alone would not do: it is taken again after a roll-back.
    """
    return not isinstance(offered(row, profile), Withheld)


def tried(standing: Standing, profile: Profile) -> Trial:
    row = standing.release
    found = examined(row, profile)
    withheld = found.outcome.sentence if isinstance(found.outcome, Withheld) else ""
    return Trial(release=row, headline=row.story.headline, withheld=withheld, findings=found.findings)


def written(outlet: Outlet, profile: Profile, format_name: str, trials: tuple[Trial, ...]) -> bytes:
    """The document in the form in which the feed is served."""
    address = FeedAddress(outlet=outlet, profile=profile, subscriptions=(), format=format_name)
    rows = [trial.release for trial in trials if not trial.withheld][: profile.max_items]
    made = [render(row, False, profile, format_name, advance=False) for row in rows]
    newest_change = max((row.available_from for row in rows), default=outlet.changed_at)
    empty = State(offers=(), links=(), changed_at=newest_change, changes_at=None, etag="")
    return FORMATS[format_name].document(head(address, empty), [entry for entry in made if entry], profile.dialect)
