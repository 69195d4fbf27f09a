"""The credit that closes a body of HTML: `<p>SOURCE China Daily</p>`."""

import re

from syndication.wire.ingest._plain import plain
from syndication.wire.ingest._text.signs import CREDIT, is_credit

__all__ = ["names_in", "without_closing_line"]

LONGEST = 1000  # characters of a last paragraph that can be a credit, mark-up and all
LAST_PARAGRAPH = re.compile(r"<(p|div)\b[^<>]*>((?:(?!</?(?:p|div)\b).)*)</\1>\s*\Z", re.DOTALL | re.IGNORECASE)


def without_closing_line(body: str, known: str = "") -> tuple[str, str]:
    """The body without the paragraph that closes it with a credit, and that line or "".

    A line that is `known` to be the credit is one in whatever words it is written.
    """
    tail = body[-LONGEST:]
    found = LAST_PARAGRAPH.search(tail)
    line = plain(found[2]) if found else ""
    if found is None or not line or not (line == known or is_credit(line)):
        return body, ""
    return body[: len(body) - len(tail) + found.start()].rstrip(), line


def names_in(line: str) -> tuple[str, ...]:
    """Who is credited in a closing line."""
    found = CREDIT.fullmatch(line)
    names = re.split(r"\s*[;；]\s*", found["name"]) if found and is_credit(line) else []
    return tuple(name for name in (name.strip(" \t.,。，])）】") for name in names) if name)
