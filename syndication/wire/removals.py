"""What cleaning took out or changed, rule by rule, so that people can see why."""

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["Removal", "Removals"]

KEPT = 500  # distinct removals of one body; a hostile one could name a million
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was taken out or changed: the rule's stable code, what it was, why in a sentence, and how often."""

    rule: str
    what: str
    why: str
    times: int = 1


@dataclass(slots=True)
class Removals:
    """Removals as they are collected."""

    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, rule: str, what: str, why: str) -> None:
        key = (rule, what[:LONGEST], why)
        if key in self.counted or len(self.counted) < KEPT:
            self.counted[key] += 1

    def told(self) -> tuple[Removal, ...]:
        """All of them in the order of the text."""
        return tuple(
            Removal(rule=rule, what=what, why=why, times=times) for (rule, what, why), times in self.counted.items()
        )
