"""Sentences for people, in English, that can still be said in another language.

The wire knows no language but English and no gettext. A sentence keeps the pattern and the values it was made of, so that
who shows it may translate the one and put in the other.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

__all__ = ["Sentence", "gettext_noop", "moment", "offset", "one_after_another", "translated"]


class Sentence(str):
    """A text in English made of `pattern`, with `values` by name: texts, numbers, moments, or sentences again."""

    pattern: str
    values: dict[str, object]


def gettext_noop(pattern: str, /, **values: object) -> Sentence:
    """The sentence of this pattern. Its name is the one by which `makemessages` finds patterns to translate."""
    said = Sentence(
        pattern.format(**{name: in_english(value) for name, value in values.items()}) if values else pattern
    )
    said.pattern, said.values = pattern, values
    return said


def one_after_another(sentences: Sequence[str]) -> Sentence:
    """The sentences with a space between them, each of which is translated by itself."""
    said = Sentence(" ".join(sentences))
    said.values = {f"s{number}": sentence for number, sentence in enumerate(sentences)}
    said.pattern = " ".join(f"{{{name}}}" for name in said.values)
    return said


def in_english(value: object) -> object:
    return moment(value) if isinstance(value, datetime) else value


def moment(at: datetime) -> str:
    """A moment as it is written for people: 23 November 2026 12:00 UTC."""
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y %H:%M} UTC"


def offset(at: datetime) -> str:
    """How far a moment's clock is from UTC, as UTC, UTC+8 or UTC-3:30: names of zones such as CST mean several.

    Raises `ValueError` for a moment without a zone.
    """
    ahead = at.utcoffset()
    if ahead is None:
        raise ValueError(f"{at} has no time zone")
    minutes = round(ahead.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "")


def translated(sentence: str, translate: Callable[[str], str], written: Callable[[datetime], str]) -> str:
    """The sentence in another language: `translate` knows its patterns, `written` writes its moments.

    A text that is no sentence of the wire stays as it is.
    """

    if not isinstance(sentence, Sentence):
        return sentence

    def shown(value: object) -> object:
        if isinstance(value, datetime):
            return written(value)
        return translated(value, translate, written) if isinstance(value, Sentence) else value

    pattern, values = translate(sentence.pattern), sentence.values
    return pattern.format(**{name: shown(value) for name, value in values.items()}) if values else pattern
