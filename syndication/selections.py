"""Selections: outlets whose rules mean the same share one, and with it the membership rows of its stories."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from syndication.models import LedgerHead, Outlet, Selection, Standing, Subscription
from syndication.sequence import hold_ledger
from syndication.wire.rules import Rule, RuleField, Rules, matches
from syndication.wire.story import Reach, Story

__all__ = ["BACKFILL", "anchors", "fits", "obtain", "selection_about", "selections_among", "selections_for"]

BACKFILL = 2000  # so many of the newest stories a new selection looks at

ABOUT = {"sources": RuleField.SOURCE, "topics": RuleField.TOPIC}  # the feeds an open outlet has beside its own


def obtain(rules: Rules, *, anchor: str = "") -> Selection:
    """The selection for `rules`, made and filled when it is new or when nobody took it for a while."""
    from syndication.memberships import backfill

    normal = rules.normalised()
    found = in_use().filter(digest=normal.digest).first()
    if found is not None:
        return found
    with transaction.atomic():
        hold_ledger()  # or a release that is being appended would be missed by both
        selection, _ = Selection.objects.get_or_create(
            digest=normal.digest, defaults={"rules": to_json(normal), "anchor": anchor}
        )
        backfill(selection, timezone.now())
    return selection


def in_use() -> models.QuerySet[Selection]:
    """The selections that releases are offered to: those about a source or topic, and those that an outlet takes."""
    taken = Subscription.objects.filter(selection=models.OuterRef("pk"), until__isnull=True)
    return Selection.objects.filter(~models.Q(anchor="") | models.Exists(taken))


def selection_about(outlet: Outlet, kind: str, slug: str) -> Selection:
    """The selection of one source's or one topic's stories among those of an outlet.

    Raises `LookupError` unless a story of them is out or was: nobody makes rows by guessing addresses, and an address
    does not tell that a story under embargo names it. `slug` is the key itself, by which later stories are found.
    """
    anchor, now = f"{kind}:{slug}", timezone.now()
    known = Selection.objects.filter(anchor=anchor).exists() or named_by_stories(anchor, now)
    found = obtain(within(outlet.effective_rules, kind, slug), anchor=anchor) if known else None
    if found is None or not found.memberships.filter(offered_from__lte=now).exists():
        raise LookupError(f"{outlet.name} was never offered a story whose {kind} include {slug!r}")
    return found


def within(rules: Rules, kind: str, slug: str) -> Rules:
    return replace(rules, within=(Rule(include=True, field=ABOUT[kind], value=slug),))


def named_by_stories(anchor: str, now: datetime) -> bool:
    """Whether one of the newest stories that are out has the source or topic."""
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    since = first_named(stamp).get(anchor)
    return since is not None and since <= now


@lru_cache(maxsize=1)
def first_named(stamp: UUID | None) -> dict[str, datetime]:
    """From when on each source and topic is named, kept as long as the ledger stands as it does, which `stamp` names.

    Of as many stories as a new selection looks at.
    """
    newest = Standing.objects.filter(usable=True).order_by("-release")[:BACKFILL]
    found: dict[str, datetime] = {}
    for since, credited, topics in newest.values_list(
        "available_from", "release__packed__credits", "release__packed__topics"
    ):
        keys = [f"sources:{one['key']}" for one in credited] + [f"topics:{one['key']}" for one in topics]
        found |= {key: min(since, found.get(key, since)) for key in keys}
    return found


def selections_for(story: Story) -> list[Selection]:
    """Every selection that the story fits."""
    candidates = in_use().filter(models.Q(anchor="") | models.Q(anchor__in=anchors(story)))
    return [selection for selection in candidates if fits(selection, story)]


def selections_among(stories: Sequence[Story]) -> Iterator[tuple[Selection, int]]:
    """Every selection that one of `stories` fits, with its number among them, in their order; asked of the database once."""
    named = {anchor for story in stories for anchor in anchors(story)}
    candidates = list(in_use().filter(models.Q(anchor="") | models.Q(anchor__in=named)))
    rules = [from_json(selection.rules) for selection in candidates]
    for number, story in enumerate(stories):
        mine = {"", *anchors(story)}
        for selection, wanted in zip(candidates, rules, strict=True):
            if selection.anchor in mine and matches(story, wanted):
                yield selection, number


def anchors(story: Story) -> list[str]:
    sources = [f"sources:{credit.key}" for credit in story.credits if credit.key]
    return sources + [f"topics:{topic.key}" for topic in story.topics if topic.key]


def fits(selection: Selection, story: Story) -> bool:
    return matches(story, from_json(selection.rules))


# Any: a selection's rules cross into a JSON column here, and nowhere else.
def to_json(rules: Rules) -> dict[str, Any]:
    return {
        "reach": rules.reach.value,
        "advance": rules.advance,
        "rules": [{"include": rule.include, "field": rule.field.value, "value": rule.value} for rule in rules.rules],
        "within": [{"include": True, "field": rule.field.value, "value": rule.value} for rule in rules.within],
    }


def from_json(stored: dict[str, Any]) -> Rules:
    return Rules(
        rules=lines(stored["rules"]),
        within=lines(stored["within"]),
        reach=Reach(stored["reach"]),
        advance=stored["advance"],
    )


def lines(stored: list[dict[str, Any]]) -> tuple[Rule, ...]:
    return tuple(Rule(include=line["include"], field=RuleField(line["field"]), value=line["value"]) for line in stored)
