"""The states in which an article may be, for the listing; what stands in the way of its publication is said with them.

What only another app knows, such as that a story was withdrawn, comes from there through a hook.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import WorkflowState

__all__ = ["HOOK", "State", "column_of", "refusals", "state_choices", "states", "where"]

# A function without arguments that returns such states as below, those that matter most first.
HOOK = "register_article_states"


class State(Protocol):
    """One state: how it is named in addresses and to people, and which articles are in it at a moment.

    `refusal` is the sentence that says why an article in it cannot be published, or "".
    """

    name: str
    label: Any  # a lazy translation
    refusal: Any
    where: Callable[[datetime], Q]


class OwnState:
    """A state that this app knows by itself."""

    refusal = ""

    def __init__(self, name: str, label: Any, where: Callable[[datetime], Q]) -> None:
        self.name, self.label, self.where = name, label, where


def in_review(now: datetime) -> Q:
    from newsroom.models import ArticlePage

    waiting = WorkflowState.objects.filter(
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        content_type=ContentType.objects.get_for_model(ArticlePage),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Q(Exists(waiting))


# The first that fits is the one that an article's row shows.
OWN = (
    OwnState("review", _("In review"), in_review),
    OwnState("embargoed", _("Embargoed"), lambda now: Q(embargoed_until__gt=now)),
    OwnState("scheduled", _("Scheduled"), lambda now: Q(live=False, go_live_at__gt=now, expired=False)),
    OwnState("changed", _("Live with changes"), lambda now: Q(live=True, has_unpublished_changes=True)),
    OwnState("live", _("Live"), lambda now: Q(live=True)),
    OwnState("expired", _("Expired"), lambda now: Q(live=False, expired=True)),
    OwnState("off", _("Taken off"), lambda now: Q(live=False, first_published_at__isnull=False)),
    OwnState("draft", _("Draft"), lambda now: Q(live=False)),
)


def states() -> list[State]:
    """Every state, those of other apps first."""
    return [*others(), *OWN]


def others() -> Iterator[State]:
    for register in hooks.get_hooks(HOOK):
        yield from register()


def state_choices() -> list[tuple[str, Any]]:
    return [(state.name, state.label) for state in states()]


def where(name: str, now: datetime) -> Q:
    """Which articles are in the state of that name, others that fit them besides. Raises `LookupError`."""
    for state in states():
        if state.name == name:
            return state.where(now)
    raise LookupError(f"there is no state {name!r}")


def column_of(now: datetime) -> Case:
    """The name of the first state that fits, as a column of a query."""
    fitting = [When(state.where(now), then=Value(state.name)) for state in states()]
    return Case(*fitting, default=Value(""), output_field=CharField())


def refusals(numbers: list[int], now: datetime) -> dict[int, Any]:
    """Of the articles with these primary keys those that their state keeps from being published, each with the sentence."""
    from newsroom.models import ArticlePage

    found: dict[int, Any] = {}
    for state in states():
        if state.refusal:
            refused = ArticlePage.objects.filter(state.where(now), pk__in=numbers).values_list("pk", flat=True)
            found = dict.fromkeys(refused, state.refusal) | found
    return found
