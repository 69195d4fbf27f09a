"""Where a draft would go if it were published now: each outlet's answer, those with the same answer together.

What is said is what will happen, for it asks what publishing, selections and `rendering.examined` ask. Outlets with the
same rules and profile are judged once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from syndication.desk.draft import Draft, draft_of
from syndication.models import Membership, Outlet, Release, Subscription, Withdrawal
from syndication.rendering import examined
from syndication.sight import Hidden
from syndication.why import Answer, Verdict, judge
from syndication.wire.conformance import Withheld
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.profile import InvalidProfile, Profile
from syndication.wire.rules import InvalidRule
from syndication.wire.sentences import Sentence, gettext_noop
from syndication.wire.story import InvalidStory

__all__ = ["Going", "Group", "going", "verdict_for"]

EXAMINED = 50  # profiles that one answer cleans the story for; of whoever has one more only the rules are asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Outlets with one answer, by name. Of several, the sentence speaks of “this outlet”."""

    verdict: Verdict
    outlets: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Every outlet's answer: who gets it first, then notices, who waits and who does not get it.

    `problem` says why nobody can get it, and there are no groups then. `is_unchanged` says that publishing would release
    nothing, for partners have this very version. `waits_until` is set where an earlier version stays out until then.
    """

    groups: tuple[Group, ...] = ()
    problem: str = ""
    is_unchanged: bool = False
    waits_until: datetime | None = None

    def count(self, answer: Answer) -> int:
        return sum(len(group.outlets) for group in self.groups if group.verdict.answer is answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What outlets have to do with the story already, by their numbers."""

    holding: frozenset[int]  # were offered a version that they may still have
    told: dict[int, datetime]  # were told that it must go, and when
    recalled: frozenset[int]  # it was called back from them alone


ORDER = list(Answer)

NOBODY = {
    Release.Cause.UNPUBLISHED: gettext_noop("A page above it is not published, so nobody would see it."),
    Release.Cause.EXPIRED: gettext_noop("Its time has ended: choose a later expiry."),
    Release.Cause.PRIVATE: gettext_noop("It is private, or a page above it is: partners get public stories alone."),
    Release.Cause.RIGHTS: gettext_noop("It may be shown nowhere: credit a source whose stories may be, or let it go further."),
    Release.Cause.WITHDRAWN: gettext_noop("It was withdrawn, and stays down until it is restored."),
    Release.Cause.KILLED: gettext_noop("It was killed, and stays down until it is restored."),
}  # fmt: skip


# Any, here and below: a page is of whatever model the site syndicates.
def going(page: Any, now: datetime) -> Going:
    """Where the page as it stands in memory would go. Its questions to the database are as many for one outlet as for a thousand."""
    try:
        draft = draft_of(page, now)
    except InvalidStory as problem:
        return Going(problem=gettext_noop("It is no story yet: {problem}.", problem=str(problem)))
    if isinstance(draft, Hidden):
        return Going(problem=NOBODY[draft.cause])
    outlets = Outlet.objects.prefetch_related("rules", "overrides").order_by("name")
    stays = draft.waits and draft.released_at > now and draft.standing is not None and draft.standing.usable
    return Going(
        groups=tuple(grouped(outlets, draft, ties_of(page.story_id, now), now)),
        is_unchanged=draft.is_unchanged,
        waits_until=draft.since if stays else None,
    )


def verdict_for(outlet: Outlet, draft: Draft, now: datetime) -> Verdict:
    """The answer of one outlet, whose sentence names it."""
    return judged(outlet, draft, ties_of(draft.row.story_id, now), now, may_examine=True)


def ties_of(story_id: UUID, now: datetime) -> Ties:
    members = {row.selection_id: row for row in Membership.objects.filter(story_id=story_id, available_from__lte=now)}
    stints = Subscription.objects.filter(selection__in=members, feed="").values_list("outlet", "selection", "until")
    mine = [(pk, members[one]) for pk, one, until in stints if until is None or members[one].offered_from < until]
    recalled = Withdrawal.objects.filter(story_id=story_id, restored_at__isnull=True)
    return Ties(
        holding=frozenset(pk for pk, row in mine if not row.notice),
        told={pk: row.moved_at for pk, row in mine if row.notice},
        recalled=frozenset(recalled.values_list("outlet", flat=True)),
    )


def grouped(outlets: Iterable[Outlet], draft: Draft, ties: Ties, now: datetime) -> list[Group]:
    """The outlets by their answers; those that are asked the same are judged once."""
    alike: dict[tuple[object, ...], list[Outlet]] = {}
    for outlet in outlets:
        alike.setdefault(asked_of(outlet, ties), []).append(outlet)
    found: dict[Verdict, list[Outlet]] = {}
    profiles: set[object] = set()
    for (profile, *_), members in alike.items():
        profiles.add(profile)
        verdict = judged(members[0], draft, ties, now, may_examine=len(profiles) <= EXAMINED)
        found.setdefault(of_any(verdict), []).extend(members)
    groups = [Group(verdict=verdict, outlets=tuple(sorted(members, key=by_name))) for verdict, members in found.items()]
    return sorted(groups, key=lambda group: (ORDER.index(group.verdict.answer), -len(group.outlets)))


def by_name(outlet: Outlet) -> str:
    return outlet.name.casefold()


def asked_of(outlet: Outlet, ties: Ties) -> tuple[object, ...]:
    """All that decides an outlet's answer, the profile first; settings that are broken are the outlet's own."""
    state = (outlet.active, outlet.pk in ties.holding, outlet.pk in ties.recalled, ties.told.get(outlet.pk))
    try:
        profile = outlet.effective_profile
        written = (profile.digest, profile.name, profile.max_age_days, profile.notice_days)
        return (written, outlet.effective_rules.reach, outlet.effective_rules.advance, *lines_of(outlet), *state)
    except (LookupError, InvalidProfile, InvalidRule):
        return (outlet.pk, *state)


def lines_of(outlet: Outlet) -> tuple[object, ...]:
    """The lines as they are written, for the sentence names the one that decides by its number."""
    return tuple((line.include, line.field, line.value) for line in outlet.rules.all())


def judged(outlet: Outlet, draft: Draft, ties: Ties, now: datetime, *, may_examine: bool) -> Verdict:
    """The answer of one outlet; one whose settings are broken says so."""
    if not outlet.active:
        return no("outlet.inactive", gettext_noop("{outlet} is not active.", outlet=outlet.name))
    if outlet.pk in ties.recalled:
        return no("withdrawn.outlet", gettext_noop("It was called back from {outlet}.", outlet=outlet.name))
    try:
        profile = outlet.effective_profile  # first, for of settings that are broken nothing else can be said
        verdict = of_who_holds(by_rules(outlet, draft), outlet, profile, ties, now)
        verdict = waiting(verdict, outlet, draft) if draft.waits and verdict.answer is Answer.YES else verdict
        return by_profile(verdict, outlet, draft) if may_examine else unexamined(verdict)
    except (LookupError, InvalidProfile, InvalidRule) as problem:
        return no("outlet.broken", str(problem))


def by_rules(outlet: Outlet, draft: Draft) -> Verdict:
    """What rights and rules say at the moment at which the story may be seen."""
    return judge(replace(draft.story, embargoed_until=None), outlet, draft.since)


def of_who_holds(verdict: Verdict, outlet: Outlet, profile: Profile, ties: Ties, now: datetime) -> Verdict:
    """Who holds an earlier version gets this one against the rules; against its rights he is told that it must go."""
    if verdict.answer is not Answer.NO:
        return verdict
    holds = outlet.pk in ties.holding
    if holds and not verdict.code.startswith("rights."):
        said = gettext_noop("{outlet} holds an earlier version, so it gets this one too.", outlet=outlet.name)
        return Verdict(answer=Answer.YES, code="holds", sentence=said)
    told = ties.told.get(outlet.pk)
    is_told = holds or (told is not None and told > now - timedelta(days=profile.notice_days))
    return notice(outlet) if is_told and profile.withdrawal is not WithdrawalForm.DROP else verdict


def notice(outlet: Outlet) -> Verdict:
    said = gettext_noop("{outlet} is told that it must go.", outlet=outlet.name)
    return Verdict(answer=Answer.NOTICE, code="notice", sentence=said)


def waiting(verdict: Verdict, outlet: Outlet, draft: Draft) -> Verdict:
    """The answer to a story that the world may not see yet."""
    if outlet.effective_rules.advance and not draft.released_at > draft.row.released_at:
        said = gettext_noop("{outlet} gets an advance copy, marked with the embargo.", outlet=outlet.name)
        return replace(verdict, code="embargo.advance", sentence=said, until=draft.since)
    if draft.story.embargoed_until == draft.since:
        said = gettext_noop("It is under embargo until {until}.", until=draft.since)
        return Verdict(answer=Answer.HELD, code="embargo.hold", sentence=said, until=draft.since)
    said = gettext_noop("It is scheduled for {until}.", until=draft.since)
    return Verdict(answer=Answer.HELD, code="scheduled", sentence=said, until=draft.since)


def by_profile(verdict: Verdict, outlet: Outlet, draft: Draft) -> Verdict:
    """The same answer, unless the profile withholds the story."""
    if verdict.answer not in (Answer.YES, Answer.HELD):
        return verdict
    outcome = examined(draft.row, outlet.effective_profile, advance=is_advance(verdict), earlier=draft.earlier).outcome
    if isinstance(outcome, Withheld):
        return no(outcome.code, outcome.sentence)
    return notice(outlet) if outcome.status == "canceled" else verdict


def is_advance(verdict: Verdict) -> bool:
    return verdict.code == "embargo.advance"


def unexamined(verdict: Verdict) -> Verdict:
    """The answer of the rules, which says that the profile was not asked."""
    if verdict.answer not in (Answer.YES, Answer.HELD):
        return verdict
    said = gettext_noop(
        "{verdict} More than {number} profiles are not looked at here: see it as received.",
        verdict=verdict.sentence, number=EXAMINED,
    )  # fmt: skip
    return replace(verdict, code="unexamined", sentence=said)


def no(code: str, sentence: str) -> Verdict:
    return Verdict(answer=Answer.NO, code=code, sentence=sentence)


THIS_OUTLET = gettext_noop("this outlet")


def of_any(verdict: Verdict) -> Verdict:
    """The verdict about any of the outlets that have it."""
    said = verdict.sentence
    if not isinstance(said, Sentence) or "outlet" not in said.values:
        return verdict
    return replace(verdict, sentence=gettext_noop(said.pattern, **said.values | {"outlet": THIS_OUTLET}))
