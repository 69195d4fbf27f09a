"""A body before and after cleaning, for people: the lines that changed, and each rule with what it took out and why."""

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import groupby

from syndication.wire.removals import Removal

__all__ = ["differences", "lines_of", "rule_by_rule"]

# Each of these begins a line, so that a change in one block does not show as a change of the whole body.
BEGINS_LINE = re.compile(
    r"\s*(?=<(?:[a-z]+:|!|/?(?:blockquote|div|dl|figure|ol|table|tbody|thead|tr|ul)\b|"
    r"(?:article|dd|dt|figcaption|h[1-6]|hr|iframe|img|li|p|pre|script|section|style|td|th)\b))",
    re.IGNORECASE,
)


def differences(before: str, after: str, *, name: str = "before", new_name: str = "after") -> str:
    """A unified diff of two bodies, a block on each line; "" when they are the same."""
    return "\n".join(unified_diff(lines_of(before), lines_of(after), name, new_name, lineterm="", n=1))


def lines_of(html: str) -> list[str]:
    """The body with each block on a line of its own."""
    return [line for line in BEGINS_LINE.sub("\n", html).split("\n") if line.strip()]


def rule_by_rule(removed: Sequence[Removal]) -> Iterator[str]:
    """Lines that tell of each rule how often it was applied and why, and below that to what."""
    in_order = sorted(removed, key=lambda one: (one.rule, one.why))
    for (rule, why), group in groupby(in_order, key=lambda one: (one.rule, one.why)):
        together = list(group)
        yield f"{rule} ({sum(one.times for one in together)} ×): {why}"
        for one in together:
            yield f"    {' '.join(one.what.split())}" + (f" ({one.times} ×)" if one.times > 1 else "")
