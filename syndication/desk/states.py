"""The states of an article that only the ledger knows: killed, and withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from syndication.models import Release, Standing

__all__ = ["LedgerState", "ledger_states"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """A state for lists of pages that have a `story_id`; `refusal` says why such a page cannot be published."""

    name: str
    label: Any  # a lazy translation, as below
    refusal: Any
    where: Callable[[datetime], Q]


def ledger_states() -> list[LedgerState]:
    """What an app with lists of articles asks for by the hook `register_article_states`."""
    return [
        LedgerState(name="killed", label=_("Killed"), refusal=_("It was killed. Restore it first."), where=is_killed),
        LedgerState(
            name="withdrawn", label=_("Withdrawn"), refusal=_("It was withdrawn. Restore it first."), where=is_withdrawn
        ),
    ]


def is_killed(now: datetime) -> Q:
    return held() & Q(story_id__in=Standing.objects.filter(release__cause=Release.Cause.KILLED).values("story_id"))


def is_withdrawn(now: datetime) -> Q:
    """Called back and held everywhere, and not killed."""
    return held() & ~is_killed(now)


def held() -> Q:
    return Q(story_id__in=Standing.objects.filter(hold=Standing.Hold.EVERYWHERE).values("story_id"))
