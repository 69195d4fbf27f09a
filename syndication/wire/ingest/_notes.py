"""Notes to editors, as notices: `Correction, 2026-11-23T13:00:00Z: It was forty ships.`"""

import re
from collections.abc import Iterator

from syndication.wire.ingest._dates import moment
from syndication.wire.ingest._plain import squeezed
from syndication.wire.story import Notice, NoticeKind

__all__ = ["notices_in"]

# The words that our writers say; anything else that stands in a note is a note to editors.
KINDS = {
    "Correction": NoticeKind.CORRECTION,
    "Clarification": NoticeKind.CLARIFICATION,
    "Update": NoticeKind.UPDATE,
    "Editor's note": NoticeKind.EDITORS_NOTE,
    "Withdrawal": NoticeKind.WITHDRAWAL,
}
NOTE = re.compile(rf"({'|'.join(KINDS)}), (\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ): ?(.*)")


def notices_in(note: str, changed: str) -> Iterator[Notice]:
    """The notices, one a line; those without a moment have that of the last change, and none where nobody says it."""
    when, _ = moment(changed, "notices")
    for line in map(squeezed, note.splitlines()):
        found = NOTE.fullmatch(line)
        said, _ = moment(found[2], "notices") if found else (None, ())
        if found and said:
            yield Notice(kind=KINDS[found[1]], text=found[3], at=said)
        elif line and when:
            yield Notice(kind=NoticeKind.EDITORS_NOTE, text=line, at=when)
