"""Rules: which stories an outlet takes, as ordered include and exclude lines; the first that fits decides."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape
from itertools import chain, groupby
from operator import attrgetter

from syndication.wire.story import CreditRole, Reach, Story

__all__ = ["InvalidRule", "Rule", "RuleField", "Rules", "deciding", "fits", "matches"]


class InvalidRule(ValueError):
    """A rule asks for something that no story can have; the message names the field and the value."""


class RuleField(StrEnum):
    """What a rule looks at."""

    SOURCE = "source"  # key or name
    TOPIC = "topic"  # key, name or IPTC code
    SECTION = "section"
    LANGUAGE = "language"  # BCP 47; "zh" takes zh-Hans too
    GENRE = "genre"
    URGENCY = "urgency"  # "1" or "1-3"
    LICENCE = "licence"
    PLACE = "place"  # name or ISO 3166-1 country
    WORDS = "words"  # of the body: "300-", "-1200" or "300-1200"; a CJK character is a word
    PICTURE = "picture"  # "yes" or "no"
    DISCLOSURE = "disclosure"  # "yes" or "no"
    TEXT = "text"  # stands in headline, summary or body


RANGES = frozenset({RuleField.URGENCY, RuleField.WORDS})
YES_OR_NO = frozenset({RuleField.PICTURE, RuleField.DISCLOSURE})

is_include = attrgetter("include")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rule:
    """One line. Raises `InvalidRule` when its value cannot be read."""

    include: bool
    field: RuleField
    value: str

    def __post_init__(self) -> None:
        value = normal(self.value)
        if not value:
            raise InvalidRule(f"{self.field} has no value")
        if self.field in RANGES:
            bounds(value, self.field)
        if self.field in YES_OR_NO and value not in ("yes", "no"):
            raise InvalidRule(f"{self.field} is {self.value!r}, not yes or no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """An outlet's lines in order, and how far a story must be allowed to travel to reach it.

    `within` narrows the whole, for one feed of an outlet: a story must fit each of its lines besides. With `advance`
    the outlet is offered stories before their embargo ends.
    """

    rules: tuple[Rule, ...] = ()
    within: tuple[Rule, ...] = ()
    reach: Reach = Reach.PARTNERS
    advance: bool = False

    def normalised(self) -> "Rules":
        """The same question in its one written form: neighbours of a kind in order, and no line that never decides."""
        written = [replace(line, value=normal(line.value)) for line in self.rules]
        lines = without_repeats(written)
        if any(line.include for line in lines):  # what no line fits is out already
            while not lines[-1].include:
                lines.pop()
        return replace(
            self,
            rules=tuple(chain.from_iterable(sorted(run) for _, run in groupby(lines, is_include))),
            within=tuple(sorted({replace(line, include=True, value=normal(line.value)) for line in self.within})),
        )

    @property
    def digest(self) -> str:
        """A SHA-256 (hex) that rules share when their normalised forms are equal."""
        normal_form = self.normalised()
        lines = [[rule.include, rule.field, rule.value] for rule in normal_form.rules]
        within = [[rule.field, rule.value] for rule in normal_form.within]
        asked = [normal_form.reach, lines, within, normal_form.advance]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


def without_repeats(lines: list[Rule]) -> list[Rule]:
    """Leave out each line whose test an earlier one makes already.

    The last include line stays, even so: that there is one says that what no line fits is out.
    """
    first = {(line.field, line.value): line for line in reversed(lines)}
    kept = [line for line in lines if first[line.field, line.value] is line]
    if any(map(is_include, lines)) and not any(map(is_include, kept)):
        kept.append(next(filter(is_include, lines)))
    return kept


def matches(story: Story, rules: Rules) -> bool:
    """Whether `story` may go to and is wanted by an outlet with these rules.

    What no line fits is in when there is no include line, else out.
    """
    if not story.rights.reach.covers(rules.reach):
        return False
    if not all(fits(story, line) for line in rules.within):
        return False
    line = deciding(story, rules)
    return line.include if line else not any(map(is_include, rules.rules))


def deciding(story: Story, rules: Rules) -> Rule | None:
    """The first line that fits `story`."""
    return next((line for line in rules.rules if fits(story, line)), None)


def fits(story: Story, line: Rule) -> bool:
    """Whether a line, include or exclude, speaks of `story`."""
    return TESTS[line.field](story, normal(line.value))


def normal(value: str) -> str:
    """A value, or a text, without differences that nobody means: case, white space, kind of dash."""
    return " ".join(value.casefold().replace("\u2013", "-").split())


def bounds(value: str, field: RuleField) -> tuple[int, int | None]:
    """Read "3", "3-", "-3" or "1-3"; the upper bound is None when there is none."""
    parts = re.fullmatch(r"(\d*)( ?- ?)?(\d*)", value)
    if not parts or not any(parts.group(1, 3)):
        raise InvalidRule(f"{field} is {value!r}, not a number or a range such as 1-3")
    low = int(parts[1] or 0)
    high = low if not parts[2] else int(parts[3]) if parts[3] else None
    if high is not None and low > high:
        raise InvalidRule(f"{field} is {value!r}, whose end comes before its beginning")
    return low, high


def lies_in(number: int, value: str, field: RuleField) -> bool:
    low, high = bounds(value, field)
    return low <= number and (high is None or number <= high)


def is_from(story: Story, value: str) -> bool:
    sources = [credit for credit in story.credits if credit.role is CreditRole.SOURCE]
    return value in {normal(name) for credit in sources for name in (credit.key, credit.name)}


def is_about(story: Story, value: str) -> bool:
    return value in {normal(name) for topic in story.topics for name in (topic.key, topic.name, topic.code)}


def is_in_language(story: Story, value: str) -> bool:
    return f"{normal(story.language)}-".startswith(f"{value}-")


def plays_in(story: Story, value: str) -> bool:
    return story.place is not None and value in {normal(story.place.name), normal(story.place.country)}


def says(story: Story, value: str) -> bool:
    return value in normal(" ".join((story.headline, story.summary, text_of(story.body))))


def text_of(html: str) -> str:
    """The words of `html`, near enough to search and to count in."""
    return unescape(re.sub(r"<[^>]*>", " ", html))


def count_words(text: str) -> int:
    """Count words; where a script sets no spaces, its characters."""
    return len(
        re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+", text)
    )


TESTS: dict[RuleField, Callable[[Story, str], bool]] = {
    RuleField.SOURCE: is_from,
    RuleField.TOPIC: is_about,
    RuleField.SECTION: lambda story, value: normal(story.section) == value,
    RuleField.LANGUAGE: is_in_language,
    RuleField.GENRE: lambda story, value: normal(story.genre) == value,
    RuleField.URGENCY: lambda story, value: story.urgency > 0 and lies_in(story.urgency, value, RuleField.URGENCY),
    RuleField.LICENCE: lambda story, value: normal(story.rights.licence) == value,
    RuleField.PLACE: plays_in,
    RuleField.WORDS: lambda story, value: lies_in(count_words(text_of(story.body)), value, RuleField.WORDS),
    RuleField.PICTURE: lambda story, value: bool(story.media) is (value == "yes"),
    RuleField.DISCLOSURE: lambda story, value: bool(story.rights.disclosure) is (value == "yes"),
    RuleField.TEXT: says,
}
