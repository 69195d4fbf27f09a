"""Examining stories and feeds: what an outlet gets, which of its requirements were not met, and what was done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndication.wire.choosing import choose
from syndication.wire.clean import RefusedHTML
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.findings import Done, Finding, Findings, Withheld
from syndication.wire.fitting import fit
from syndication.wire.gate import LIMITS, Limits
from syndication.wire.profile import Profile
from syndication.wire.scrubbing import scrub
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import InvalidStory, PublishingStatus, Reach, Story

__all__ = ["REACH_WORDS", "Done", "Examined", "Finding", "Withheld", "examine", "examine_feed"]

REACH_WORDS = {
    Reach.NOWHERE: gettext_noop("nowhere"),
    Reach.SITE: gettext_noop("site"),
    Reach.PUBLIC: gettext_noop("public"),
    Reach.PARTNERS: gettext_noop("partners"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The story as the outlet may have it, or why it may not, and every requirement that it fails."""

    outcome: Story | Withheld
    findings: tuple[Finding, ...] = ()


def examine(
    story: Story, profile: Profile, now: datetime, *, advance: bool = False, limits: Limits = LIMITS
) -> Examined:
    """Apply `profile` to `story` as of `now`; with `advance` the outlet may have it before its embargo ends.

    The body of the result is final HTML, credit and disclosure included; for `body_form = "text"` it is escaped plain
    text in paragraphs, so that every format can carry it. In the modes that cut the body off, credit and disclosure
    close the summary. A canceled story passes as the notice that it is, whatever its rights say now.
    """
    if story.status is PublishingStatus.CANCELED:
        return Examined(outcome=scrub(story), findings=tuple(without_words(profile)))
    found = Findings(reasons_against(story, profile, now, advance=advance))
    outcome = withheld(story, found.reason) if found.reason else dressed(story, profile, now, limits, found)
    return Examined(outcome=outcome, findings=tuple(found))


def without_words(profile: Profile) -> Iterator[Finding]:
    """That a partner cannot be told of a withdrawal, so that somebody tells them."""
    if profile.withdrawal is WithdrawalForm.DROP:
        sentence = gettext_noop(
            "{label} has no word for a withdrawal: the story leaves the feed, and a person has to ask for it.",
            label=profile.label,
        )
        yield Finding(code="withdrawal.dropped", sentence=sentence, done=Done.LEFT_OUT)


def withheld(story: Story, reason: Finding) -> Withheld:
    return Withheld(story_id=story.id, code=reason.code, sentence=reason.sentence)


def dressed(story: Story, profile: Profile, now: datetime, limits: Limits, found: Findings) -> Story | Withheld:
    """The story as the outlet takes it, or why it cannot be made so."""
    try:
        prepared = fit(choose(scrub(story), profile, now, found), profile, now, limits, found)
    except RefusedHTML as refusal:
        return withheld(
            story,
            found.withhold("html.refused", gettext_noop("Its body cannot be cleaned: {why}.", why=refusal.sentence)),
        )
    except InvalidStory as problem:  # a headline of nothing but characters that no format can carry
        return withheld(
            story, found.withhold("story.invalid", gettext_noop("The story cannot be sent: {why}.", why=str(problem)))
        )
    return withheld(story, found.reason) if found.reason else prepared


def reasons_against(story: Story, profile: Profile, now: datetime, *, advance: bool) -> Iterator[Finding]:
    """Why the outlet may not have the story now; the sentences tell none of its text."""
    for code, sentence in conditions(story, profile, now, advance=advance):
        yield Finding(code=code, sentence=sentence, done=Done.WITHHELD)


def conditions(story: Story, profile: Profile, now: datetime, *, advance: bool) -> Iterator[tuple[str, str]]:
    if story.status is PublishingStatus.WITHHELD:
        yield "status.withheld", gettext_noop("The story is withheld.")
    if not story.rights.source_reach.covers(profile.reach):
        yield (
            "rights.source",
            gettext_noop(
                "The source lets its stories reach {reach}, and this outlet needs {needed}.",
                reach=REACH_WORDS[story.rights.source_reach],
                needed=REACH_WORDS[profile.reach],
            ),
        )
    elif not story.rights.reach.covers(profile.reach):
        yield (
            "rights.story",
            gettext_noop(
                "The story's rights reach {reach}, and this outlet needs {needed}.",
                reach=REACH_WORDS[story.rights.reach],
                needed=REACH_WORDS[profile.reach],
            ),
        )
    if story.embargoed_until and story.embargoed_until > now and not advance:
        yield "embargo.hold", gettext_noop("The story is under embargo until {until}.", until=story.embargoed_until)
    if story.expires_at and story.expires_at <= now:
        yield "expired", gettext_noop("The story expired on {at}.", at=story.expires_at)
    if profile.language and not covers(profile.language, story.language):
        yield (
            "language.other",
            gettext_noop(
                "The story is in {language}, and this outlet takes {taken}.",
                language=story.language,
                taken=profile.language,
            ),
        )
    if profile.max_age_days and story.published_at and now - story.published_at > timedelta(days=profile.max_age_days):
        yield (
            "limit.too-old",
            gettext_noop(
                "The story was published {days} days ago, and {label} takes none older than {most}.",
                days=(now - story.published_at).days,
                label=profile.label,
                most=profile.max_age_days,
            ),
        )


def covers(wanted: str, language: str) -> bool:
    """Whether a story in `language` is in the one that is `wanted`: `zh` covers `zh-Hans`. RFC 4647 section 3.3.1."""
    return f"{language.lower()}-".startswith(f"{wanted.lower()}-")


def examine_feed(profile: Profile, entries: int, size: int) -> tuple[Finding, ...]:
    """What is wrong with a document of so many entries and bytes."""
    found = Findings()
    label = profile.label
    if entries < profile.min_items:
        said = gettext_noop(
            "The feed has {entries} stories, and {label} wants {least}.",
            entries=entries,
            label=label,
            least=profile.min_items,
        )
        found.add("feed.too-few", said, Done.WARNED)
    if entries > profile.max_items:
        said = gettext_noop(
            "The feed has {entries} stories, and {label} allows {most}.",
            entries=entries,
            label=label,
            most=profile.max_items,
        )
        found.add("feed.too-many", said, Done.WARNED)
    if profile.max_bytes and size > profile.max_bytes:
        said = gettext_noop(
            "The feed has {size} bytes, and {label} allows {most}.", size=size, label=label, most=profile.max_bytes
        )
        found.add("feed.too-large", said, Done.WARNED)
    return tuple(found)
