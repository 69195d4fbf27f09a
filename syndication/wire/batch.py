"""Many bodies as lines of JSON: `{"id", "html", "base"}` in, `{"id", "html", "removed", "refused"}` out."""

import json
from dataclasses import asdict, dataclass

from syndication.wire.clean import RefusedHTML, examine
from syndication.wire.gate import LIMITS, Limits
from syndication.wire.links import resolve
from syndication.wire.profile import Profile

__all__ = ["BadLine", "clean_line"]


class BadLine(ValueError):
    """A line that holds no body; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What one line asks for. `id` comes back as it was given."""

    id: str | int
    html: str
    base: str


def clean_line(line: bytes, profile: Profile, base: str, *, limits: Limits = LIMITS) -> bytes:
    """The answer to one line, without its end; `base` is for a line that names none. Raises `BadLine`.

    `refused` is null, or the reason and a sentence about it; what is refused has no HTML.
    """
    body = read_line(line, base)
    try:
        cleaned = examine(body.html, profile, body.base, limits=limits)
    except RefusedHTML as refusal:
        return written(body, "", [], {"reason": refusal.reason, "sentence": refusal.sentence})
    return written(body, cleaned.html, [asdict(removal) for removal in cleaned.removed], None)


def read_line(line: bytes, base: str) -> Body:
    try:
        given = json.loads(line)
    except UnicodeDecodeError as error:
        raise BadLine(f"it is not UTF-8 at byte {error.start + 1}") from error
    except ValueError as error:
        raise BadLine(f"it is no JSON: {error}") from error
    except RecursionError as error:
        raise BadLine("its JSON is nested too deep") from error
    if not isinstance(given, dict):
        raise BadLine("it is no JSON object")
    name, html, base = given.get("id"), given.get("html"), given.get("base") or base
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise BadLine("id is no text or whole number")
    if not isinstance(html, str):
        raise BadLine(f"html of {name!r} is no text")
    if not isinstance(base, str) or not resolve(base, base).startswith("http"):
        raise BadLine(f"base of {name!r} is {base!r}, not an absolute web address")
    return Body(id=name, html=html, base=base)


def written(body: Body, html: str, removed: list[dict[str, str | int]], refused: dict[str, str] | None) -> bytes:
    answer = {"id": body.id, "html": html, "removed": removed, "refused": refused}
    # An id may hold half a character, which UTF-8 cannot: that alone is written as JSON's own escape.
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace")
