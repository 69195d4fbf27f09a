"""What the requirements of an outlet did to a story: each finding with a stable code and a sentence for people."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Done", "Finding", "Findings", "Withheld"]


class Done(StrEnum):
    """What was done about a requirement that a story fails."""

    CUT = "cut"
    LEFT_OUT = "left out"
    REPLACED = "replaced"
    WARNED = "sent with warning"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One requirement that a story or a feed fails. The sentence holds nothing of the story's text."""

    code: str
    sentence: str
    done: Done


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why an outlet does not get a story: a stable code, and a sentence for people."""

    story_id: str
    code: str
    sentence: str


class Findings(list[Finding]):
    """Findings as they are collected."""

    def add(self, code: str, sentence: str, done: Done) -> None:
        self.append(Finding(code=code, sentence=sentence, done=done))

    def withhold(self, code: str, sentence: str) -> Finding:
        self.add(code, sentence, Done.WITHHELD)
        return self[-1]

    @property
    def reason(self) -> Finding | None:
        """The first one that withholds the story."""
        return next((finding for finding in self if finding.done is Done.WITHHELD), None)
