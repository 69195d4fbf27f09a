"""The lines that close a body of HTML: `<p>SOURCE China Daily</p>`."""

import re
from collections.abc import Iterable

from syndication.wire.ingest._plain import plain, squeezed
from syndication.wire.ingest._text.signs import CREDIT, is_credit

__all__ = ["MOST_LINES", "names_in", "without_closing_lines"]

LONGEST = 1000  # characters of a last paragraph that can be such a line, mark-up and all
MOST_LINES = 8  # that close a body: each is a copy of it, and nobody has more
LAST_PARAGRAPH = re.compile(r"<(p|div)\b[^<>]*>((?:(?!</?(?:p|div)\b).)*)</\1>\s*\Z", re.DOTALL | re.IGNORECASE)


def without_closing_lines(body: str, known: Iterable[str]) -> tuple[str, str]:
    """The body without the lines that close it, and the credit among them or "".

    Lines that are `known` from elsewhere, such as the disclosure, are taken away with the credit and above it.
    """
    lines = {squeezed(line) for line in known} - {""}
    credit = ""
    for _ in range(MOST_LINES):
        tail = body[-LONGEST:]
        found = LAST_PARAGRAPH.search(tail)
        line = plain(found[2]) if found else ""
        is_new_credit = bool(line) and not credit and is_credit(line)
        if found is None or not (is_new_credit or line in lines):
            break
        credit = credit or (line if is_credit(line) else "")
        body = body[: len(body) - len(tail) + found.start()].rstrip()
    return body, credit


def names_in(line: str) -> tuple[str, ...]:
    """Who is credited in a closing line."""
    found = CREDIT.fullmatch(line)
    names = re.split(r"\s*[;；]\s*", found["name"]) if found and is_credit(line) else []
    return tuple(name for name in (name.strip(" \t.,。，])）】") for name in names) if name)
