"""Why an outlet gets a story at a moment, or not: the first deciding rule, as a stable code and a sentence for people.

What it says is what the feed does, for it reads what the feed reads.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from syndication import feeds
from syndication.addresses import FeedAddress
from syndication.models import Membership, Outlet, Release, Standing, Withdrawal
from syndication.offers import Offer
from syndication.rendering import offered, speaking
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.prepare import Withheld
from syndication.wire.rules import Rule, Rules, fits
from syndication.wire.story import Story

__all__ = ["LIMITS", "Answer", "Verdict", "judge", "why"]


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


def why(story: Story, outlet: Outlet, now: datetime, *, format_name: str = "") -> Verdict:
    """Say whether `outlet` has `story` in its own feed at `now`, and why. Raises `InvalidProfile` or `InvalidRule`.

    Of a story that was never released, and so is in no feed, it says why not, or that its release is all that lacks.
    """
    if not outlet.active:
        return no("outlet.inactive", f"{outlet.name} is not active.")
    address = feeds.locate(outlet, format_name or outlet.effective_profile.formats[0])
    story_id = UUID(story.id.removeprefix("urn:uuid:"))
    found = feeds.state(address, now)
    for offer in found.offers:
        if offer.story_id == story_id:
            return of_offer(offer, address, found)
    return of_absent(story, story_id, address, now)


def of_offer(offer: Offer, address: FeedAddress, found: feeds.State) -> Verdict:
    """The feed was offered the story: it has its place there, or the profile or a limit of the feed decides."""
    placed = feeds.contents(address, found)
    for left, code in placed.left_out:
        if left == offer and code != "withheld":
            return no(code, LIMITS[code].format(outlet=address.outlet.name, items=address.profile.max_items))
    in_feed = any(entry.offer == offer for entry in placed.entries)
    row = Release.objects.get(pk=offer.release_id)
    outcome = offered(row, speaking(address.profile, offer.guid_form), revoked=offer.revoked, advance=offer.advance)
    if isinstance(outcome, Withheld):
        return no(outcome.code, outcome.sentence)
    if not in_feed:
        return no("format.none", f"{address.format} has no form for it, or could not write it; see the log.")
    if offer.notice or outcome.status == "canceled":
        return Verdict(answer=Answer.NOTICE, code="notice", sentence=f"{address.outlet.name} is told that it must go.")
    return yes(row.story, address.outlet, advance=offer.advance)


LIMITS = {
    "limit.items": "{outlet} takes {items} entries, and those that moved later have the places.",
    "limit.bytes": "The document may not grow any further, and those that moved later have the places.",
}


def yes(story: Story, outlet: Outlet, *, advance: bool) -> Verdict:
    if advance:
        until = story.embargoed_until
        said = f"{outlet.name} gets an advance copy, marked with the embargo."
        return Verdict(answer=Answer.YES, code="embargo.advance", sentence=said, until=until)
    number, line = deciding_line(story, outlet.effective_rules)
    if line is None or not line.include:
        return Verdict(answer=Answer.YES, code="rule.none", sentence="No line excludes it.")
    said = f"Line {number} includes it: {line.field} {line.value}."
    return Verdict(answer=Answer.YES, code=f"rule.{number}.include-{line.field}", sentence=said)


def of_absent(story: Story, story_id: UUID, address: FeedAddress, now: datetime) -> Verdict:
    """The feed is not offered the story: the ledger, rights, rules or time decide."""
    outlet = address.outlet
    recalled = Withdrawal.objects.filter(outlet=outlet, story_id=story_id, restored_at__isnull=True, at__lte=now)
    if recalled.exists():
        return no("withdrawn.outlet", f"It was called back from {outlet.name}.")
    standing = Standing.objects.filter(story_id=story_id).select_related("release").first()
    if standing is None:
        verdict = judge(story, outlet, now)
        if verdict.answer is Answer.YES:
            return no("story.unreleased", "It has not been released; nothing else holds it back.")
        return verdict
    if not standing.usable:
        return down(standing, address)
    return of_usable(standing, address, now)


def down(standing: Standing, address: FeedAddress) -> Verdict:
    """A story that went away: its notice was shown long enough, or the outlet drops it, or never had it."""
    cause, outlet = standing.release.cause or "withdrawn", address.outlet.name
    taken = [row.selection_id for row in address.subscriptions]
    if not Membership.objects.filter(selection__in=taken, story_id=standing.story_id).exists():
        rest = f"{outlet} was never offered it"
    elif address.profile.withdrawal is WithdrawalForm.DROP:
        rest = f"{outlet} knows no notice, so its feed only drops it"
    else:
        rest = f"{outlet} is told no more of it"
    return no(f"story.{cause}", f"It is down ({standing.release.get_cause_display().lower()}), and {rest}.")


def of_usable(standing: Standing, address: FeedAddress, now: datetime) -> Verdict:
    """A story that is out, or will be, and is not offered."""
    outlet, story = address.outlet, standing.release.story
    if standing.available_until is not None and standing.available_until <= now:
        return no("expired", f"Its time ended on {said(standing.available_until)}.")
    verdict = judge(story, outlet, now)
    if verdict.answer is not Answer.YES:
        return verdict
    row = Membership.objects.filter(selection=address.selection, story_id=standing.story_id).first()
    if row is not None and row.available_from > now:
        return held(story, row.available_from)
    if row is not None and row.release_id != standing.release_id:
        story = row.release.story
    days = address.profile.max_age_days
    if row is not None and days and (now - row.published_at).days >= days:
        return no("limit.too-old", f"It is older than the {days} days for which {outlet.name} takes stories.")
    if row is not None:
        return no("limit.items", LIMITS["limit.items"].format(outlet=outlet.name, items=address.profile.max_items))
    return no("limit.archive", f"It is older than what {outlet.name} was offered when it began.")


def judge(story: Story, outlet: Outlet, now: datetime) -> Verdict:
    """What rights, rules and embargo say of a story, released or not: the answer for a draft."""
    rules = outlet.effective_rules
    if not story.rights.source_reach.covers(rules.reach):
        reach = story.rights.source_reach
        return no("rights.source", f"Its source lets it reach {reach}, and {outlet.name} needs {rules.reach}.")
    if not story.rights.reach.covers(rules.reach):
        return no("rights.story", f"Its rights reach {story.rights.reach}, and {outlet.name} needs {rules.reach}.")
    number, line = deciding_line(story, rules)
    if line is not None and not line.include:
        return no(f"rule.{number}.exclude-{line.field}", f"Line {number} excludes it: {line.field} {line.value}.")
    if line is None and any(rule.include for rule in rules.rules):
        return no("rule.none", f"None of the lines of {outlet.name} includes it.")
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
    return Verdict(
        answer=Answer.HELD, code="embargo.hold", sentence=f"It is under embargo until {said(until)}.", until=until
    )


def no(code: str, sentence: str) -> Verdict:
    return Verdict(answer=Answer.NO, code=code, sentence=sentence)


def said(at: datetime) -> str:
    return f"{at.day} {at:%B %Y %H:%M} UTC"
