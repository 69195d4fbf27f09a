"""The conformance report of a feed: which requirement of the outlet's profile each story fails, and what was done."""

from dataclasses import dataclass
from datetime import datetime

from syndication import feeds
from syndication.addresses import FeedAddress
from syndication.models import Release
from syndication.offers import Offer
from syndication.rendering import examined, speaking
from syndication.why import LIMITS, limit, without_form
from syndication.wire.conformance import Done, Finding, examine_feed
from syndication.wire.prepare import Withheld

__all__ = ["Report", "StoryReport", "report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """One story or notice that the feed was offered, whether it stands in it, and what its profile found."""

    release: Release
    headline: str
    in_feed: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found of the feed as a whole and of each story, in the feed's order."""

    entries: int
    size: int  # bytes of the document
    feed: tuple[Finding, ...]
    stories: tuple[StoryReport, ...]

    @property
    def is_clean(self) -> bool:
        return not self.feed and not any(story.findings for story in self.stories)


def report(address: FeedAddress, now: datetime) -> Report:
    """Examine everything that the feed is offered at `now`."""
    found = feeds.state(address, now)
    placed = feeds.contents(address, found)
    document = feeds.read(address, now)
    inside = {entry.offer for entry in placed.entries}
    left_out = dict(placed.left_out)
    rows = Release.objects.in_bulk([offer.release_id for offer in found.offers])
    stories = [
        story_report(rows[offer.release_id], offer, address, inside=offer in inside, left_out=left_out.get(offer, ""))
        for offer in found.offers
    ]
    return Report(
        entries=document.entries,
        size=len(document.body),
        feed=examine_feed(address.profile, document.entries, len(document.body)),
        stories=tuple(stories),
    )


def story_report(row: Release, offer: Offer, address: FeedAddress, *, inside: bool, left_out: str) -> StoryReport:
    profile = speaking(address.profile, offer.guid_form)
    one = examined(row, profile, revoked=offer.revoked, advance=offer.advance)
    findings = list(one.findings)
    if left_out in LIMITS:
        sentence = limit(left_out, address)
        findings.append(Finding(code=left_out, sentence=sentence, done=Done.LEFT_OUT))
    elif left_out and not isinstance(one.outcome, Withheld):
        findings.append(
            Finding(
                code="format.none",
                sentence=without_form(address),
                done=Done.LEFT_OUT,
            )
        )
    return StoryReport(
        release=row, headline=row.story.headline or "Withdrawn", in_feed=inside, findings=tuple(findings)
    )
