"""Why an outlet gets a story at a moment, or not: the first deciding rule, as a stable code and a sentence for people.

What it says is what the feed does, for it reads what the feed reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from syndication import feeds
from syndication.addresses import FeedAddress
from syndication.models import Membership, Outlet, Release, Standing, Withdrawal
from syndication.offers import Offer
from syndication.rendering import offered, speaking
from syndication.wire.conformance import REACH_WORDS
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.prepare import Withheld
from syndication.wire.rules import Rule, Rules, fits
from syndication.wire.sentences import Sentence, gettext_noop
from syndication.wire.story import Story

__all__ = ["LIMITS", "Answer", "Verdict", "judge", "why", "why_each"]


class Answer(StrEnum):
    """Whether the story is in the outlet's feed: it is, its notice is, it will be at a moment known, or it is not."""

    YES = "yes"
    NOTICE = "notice"
    HELD = "held"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An answer with its reason; `until` is the moment at which it changes by itself, where that is known."""

    answer: Answer
    code: str
    sentence: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database says of some stories and one feed at a moment, asked in a fixed number of questions."""

    address: FeedAddress
    found: feeds.State
    placed: feeds.Contents | None  # None when the feed is offered none of the stories
    releases: dict[int, Release]  # of what the feed is offered of them; the rest is about those it is not offered
    recalled: frozenset[UUID]  # called back from this outlet alone
    standings: dict[UUID, Standing]
    memberships: dict[UUID, Membership]


def why(story: Story, outlet: Outlet, now: datetime, *, format_name: str = "") -> Verdict:
    """Say whether `outlet` has `story` in its own feed at `now`, and why. Raises `InvalidProfile` or `InvalidRule`.

    Of a story that was never released, and so is in no feed, it says why not, or that its release is all that lacks.
    """
    return why_each([story], outlet, now, format_name=format_name)[0]


def why_each(stories: Sequence[Story], outlet: Outlet, now: datetime, *, format_name: str = "") -> list[Verdict]:
    """What `why` says of each story, asked of the database as often for many as for one.

    For that the outlet's rules and overrides must be prefetched.
    """
    if not outlet.active:
        return [no("outlet.inactive", gettext_noop("{outlet} is not active.", outlet=outlet.name))] * len(stories)
    address = feeds.locate_feed(outlet, format_name or feeds.feed_formats(outlet.effective_profile)[0])
    known = look_up([story_id_of(story) for story in stories], address, now)
    offered_of = {offer.story_id: offer for offer in known.found.offers}
    return [
        of_offer(offered_of[story_id], known)
        if (story_id := story_id_of(story)) in offered_of
        else of_absent(story, story_id, known, now)
        for story in stories
    ]


def story_id_of(story: Story) -> UUID:
    return UUID(story.id.removeprefix("urn:uuid:"))


def look_up(story_ids: Sequence[UUID], address: FeedAddress, now: datetime) -> Known:
    found = feeds.state(address, now)
    mine = [offer for offer in found.offers if offer.story_id in set(story_ids)]
    absent = list(set(story_ids) - {offer.story_id for offer in mine})  # of none Django asks the database nothing
    recalled = Withdrawal.objects.filter(
        outlet=address.outlet, story_id__in=absent, restored_at__isnull=True, at__lte=now
    )
    members = Membership.objects.filter(selection=address.selection, story_id__in=absent).select_related("release")
    standings = Standing.objects.filter(story_id__in=absent).select_related("release")
    return Known(
        address=address,
        found=found,
        placed=feeds.contents(address, found) if mine else None,
        releases=Release.objects.in_bulk([offer.release_id for offer in mine]),
        recalled=frozenset(recalled.values_list("story_id", flat=True)),
        standings={row.story_id: row for row in standings},
        memberships={row.story_id: row for row in members},
    )


def of_offer(offer: Offer, known: Known) -> Verdict:
    """The feed was offered the story: it has its place there, or the profile or a limit of the feed decides."""
    address, placed = known.address, known.placed or feeds.contents(known.address, known.found)
    for left, code in placed.left_out:
        if left == offer and code != "withheld":
            return no(code, limit(code, address))
    row = known.releases[offer.release_id]
    outcome = offered(row, speaking(address.profile, offer.guid_form), revoked=offer.revoked, advance=offer.advance)
    if isinstance(outcome, Withheld):
        return no(outcome.code, outcome.sentence)
    if all(entry.offer != offer for entry in placed.entries):
        return no("format.none", without_form(address))
    if offer.notice or outcome.status == "canceled":
        said = gettext_noop("{outlet} is told that it must go.", outlet=address.outlet.name)
        return Verdict(answer=Answer.NOTICE, code="notice", sentence=said)
    return yes(row.story, address.outlet, advance=offer.advance)


LIMITS = {
    "limit.items": gettext_noop("{outlet} takes {items} entries, and those that moved later have the places."),
    "limit.bytes": gettext_noop("The document may not grow any further, and those that moved later have the places."),
}


def limit(code: str, address: FeedAddress) -> Sentence:
    """The sentence of one of the limits."""
    return gettext_noop(LIMITS[code].pattern, outlet=address.outlet.name, items=address.profile.max_items)


def without_form(address: FeedAddress) -> Sentence:
    return gettext_noop("{format} has no form for it, or could not write it; see the log.", format=address.format)


def yes(story: Story, outlet: Outlet, *, advance: bool) -> Verdict:
    if advance:
        until = story.embargoed_until
        said = gettext_noop("{outlet} gets an advance copy, marked with the embargo.", outlet=outlet.name)
        return Verdict(answer=Answer.YES, code="embargo.advance", sentence=said, until=until)
    number, line = deciding_line(story, outlet.effective_rules)
    if line is None or not line.include:
        return Verdict(answer=Answer.YES, code="rule.none", sentence=gettext_noop("No line excludes it."))
    said = gettext_noop(
        "Line {number} includes it: {field} {value}.", number=number, field=line.field, value=line.value
    )
    return Verdict(answer=Answer.YES, code=f"rule.{number}.include-{line.field}", sentence=said)


def of_absent(story: Story, story_id: UUID, known: Known, now: datetime) -> Verdict:
    """The feed is not offered the story: the ledger, rights, rules or time decide."""
    outlet = known.address.outlet
    if story_id in known.recalled:
        return no("withdrawn.outlet", gettext_noop("It was called back from {outlet}.", outlet=outlet.name))
    standing = known.standings.get(story_id)
    if standing is None:
        verdict = judge(story, outlet, now)
        if verdict.answer is Answer.YES:
            return no("story.unreleased", gettext_noop("It has not been released; nothing else holds it back."))
        return verdict
    if not standing.usable:
        return down(standing, known.address)
    return of_usable(standing, known, now)


CAUSES = {
    "": gettext_noop("withdrawn"),
    Release.Cause.UNPUBLISHED: gettext_noop("unpublished"),
    Release.Cause.EXPIRED: gettext_noop("expired"),
    Release.Cause.DELETED: gettext_noop("page deleted"),
    Release.Cause.PRIVATE: gettext_noop("made private"),
    Release.Cause.RIGHTS: gettext_noop("rights ended"),
    Release.Cause.WITHDRAWN: gettext_noop("withdrawn"),
    Release.Cause.KILLED: gettext_noop("killed"),
}


def down(standing: Standing, address: FeedAddress) -> Verdict:
    """A story that went away: its notice was shown long enough, or the outlet drops it, or never had it."""
    cause, outlet = standing.release.cause or "withdrawn", address.outlet.name
    taken = [row.selection_id for row in address.subscriptions]
    if not Membership.objects.filter(selection__in=taken, story_id=standing.story_id).exists():
        rest = gettext_noop("{outlet} was never offered it", outlet=outlet)
    elif address.profile.withdrawal is WithdrawalForm.DROP:
        rest = gettext_noop("{outlet} knows no notice, so its feed only drops it", outlet=outlet)
    else:
        rest = gettext_noop("{outlet} is told no more of it", outlet=outlet)
    return no(f"story.{cause}", gettext_noop("It is down ({cause}), and {rest}.", cause=CAUSES[cause], rest=rest))


def of_usable(standing: Standing, known: Known, now: datetime) -> Verdict:
    """A story that is out, or will be, and is not offered."""
    address, outlet, story = known.address, known.address.outlet, standing.release.story
    if standing.available_until is not None and standing.available_until <= now:
        return no("expired", gettext_noop("Its time ended on {at}.", at=standing.available_until))
    verdict = judge(story, outlet, now)
    if verdict.answer is not Answer.YES:
        return verdict
    row = known.memberships.get(standing.story_id)
    if row is not None and row.available_from > now:
        return held(story, row.available_from)
    if row is not None and row.release_id != standing.release_id:
        story = row.release.story
    days = address.profile.max_age_days
    if row is not None and days and (now - row.published_at).days >= days:
        said = gettext_noop(
            "It is older than the {days} days for which {outlet} takes stories.", days=days, outlet=outlet.name
        )
        return no("limit.too-old", said)
    if row is not None:
        return no("limit.items", limit("limit.items", address))
    return no(
        "limit.archive", gettext_noop("It is older than what {outlet} was offered when it began.", outlet=outlet.name)
    )


def judge(story: Story, outlet: Outlet, now: datetime) -> Verdict:
    """What rights, rules and embargo say of a story, released or not: the answer for a draft."""
    rules = outlet.effective_rules
    if not story.rights.source_reach.covers(rules.reach):
        said = gettext_noop(
            "Its source lets it reach {reach}, and {outlet} needs {needed}.",
            reach=REACH_WORDS[story.rights.source_reach],
            outlet=outlet.name,
            needed=REACH_WORDS[rules.reach],
        )
        return no("rights.source", said)
    if not story.rights.reach.covers(rules.reach):
        said = gettext_noop(
            "Its rights reach {reach}, and {outlet} needs {needed}.",
            reach=REACH_WORDS[story.rights.reach],
            outlet=outlet.name,
            needed=REACH_WORDS[rules.reach],
        )
        return no("rights.story", said)
    number, line = deciding_line(story, rules)
    if line is not None and not line.include:
        said = gettext_noop(
            "Line {number} excludes it: {field} {value}.", number=number, field=line.field, value=line.value
        )
        return no(f"rule.{number}.exclude-{line.field}", said)
    if line is None and any(rule.include for rule in rules.rules):
        return no("rule.none", gettext_noop("None of the lines of {outlet} includes it.", outlet=outlet.name))
    if story.embargoed_until and story.embargoed_until > now and not rules.advance:
        return held(story, story.embargoed_until)
    return yes(story, outlet, advance=bool(story.embargoed_until and story.embargoed_until > now))


def deciding_line(story: Story, rules: Rules) -> tuple[int, Rule | None]:
    """The first line that fits and its number, counted from 1 as an editor sees them."""
    for number, line in enumerate(rules.rules, start=1):
        if fits(story, line):
            return number, line
    return 0, None


def held(story: Story, until: datetime) -> Verdict:
    said = gettext_noop("It is under embargo until {until}.", until=until)
    return Verdict(answer=Answer.HELD, code="embargo.hold", sentence=said, until=until)


def no(code: str, sentence: str) -> Verdict:
    return Verdict(answer=Answer.NO, code=code, sentence=sentence)
