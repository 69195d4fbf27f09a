"""How many of the newest released stories fit rules, saved or not."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from syndication.models import LedgerHead, Standing
from syndication.wire.rules import Rules, matches
from syndication.wire.story import Story

__all__ = ["COUNTED", "Count", "count"]

COUNTED = 500  # of the newest stories; more would make an editor wait and tell no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of the stories looked at fit; `examples` are headlines of the newest that do."""

    matching: int
    looked_at: int
    examples: tuple[str, ...] = ()


def count(rules: Rules, now: datetime, *, examples: int = 3) -> Count:
    """Count the stories that are out at `now` and may and would go to an outlet with these rules."""
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    out = [story for story, standing in newest(stamp) if is_out(standing, now)]
    fitting = [story.headline for story in out if matches(story, rules)]
    return Count(matching=len(fitting), looked_at=len(out), examples=tuple(fitting[:examples]))


@lru_cache(maxsize=1)
def newest(stamp: UUID | None) -> tuple[tuple[Story, Standing], ...]:
    """The newest stories, unpacked once for each state of the ledger, which `stamp` names: an editor types on."""
    rows = Standing.objects.filter(usable=True).select_related("release").order_by("-release")[:COUNTED]
    return tuple((row.release.story, row) for row in rows)


def is_out(standing: Standing, now: datetime) -> bool:
    return standing.available_from <= now and (standing.available_until is None or standing.available_until > now)
