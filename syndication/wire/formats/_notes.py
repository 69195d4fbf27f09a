"""What is told of changes, as one line for editors: `Correction, 2026-11-23T13:00:00Z: It was forty ships.`"""

from syndication.wire.formats._moments import rfc3339
from syndication.wire.story import Notice, NoticeKind, Story

__all__ = ["note", "notes"]

WORDS = {
    NoticeKind.CORRECTION: "Correction",
    NoticeKind.CLARIFICATION: "Clarification",
    NoticeKind.UPDATE: "Update",
    NoticeKind.EDITORS_NOTE: "Editor's note",
    NoticeKind.WITHDRAWAL: "Withdrawal",
}


def notes(story: Story) -> list[str]:
    """A line for each notice, oldest first."""
    return [note(notice) for notice in story.notices]


def note(notice: Notice) -> str:
    text = " ".join(notice.text.split())
    return f"{WORDS[notice.kind]}, {rfc3339(notice.at)}: {text}"
