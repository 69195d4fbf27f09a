"""Whether two versions of a story say the same.

An edit form writes again what it was given, and not to the letter: Draftail numbers its paragraphs and puts what stands in an item
or a quote into one, and a field for a moment shows no seconds. That is no news, and partners must not be told of an update.
"""

import re
from functools import lru_cache
from typing import Any

from syndication.digests import digest_of
from syndication.models import Release
from syndication.wire.story import Story, pack

__all__ = ["content_digest", "in_whole_minutes", "says"]

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
INNER_PARAGRAPH = re.compile(r"(?<=<li>)<p>|(?<=<blockquote>)<p>|</p>(?=</li>|</blockquote>|<p><cite>)")


def says(release: Release, story: Story) -> bool:
    """Whether a release says what `story` says."""
    return release.digest == content_digest(story) or essence(release.story) == essence(story)


@lru_cache(maxsize=16)  # each look at a page compares it up to three times
def content_digest(story: Story) -> str:
    """A digest of what the story says."""
    return digest_of(content_of(pack(story)))


# Any, here and below: JSON.
def content_of(packed: dict[str, Any]) -> dict[str, Any]:
    """What a packed story says: without its version and the moments that the ledger itself stamps."""
    content = {name: value for name, value in packed.items() if name not in STAMPED}
    # Another size of the same picture is no news.
    content["media"] = [{k: v for k, v in picture.items() if k != "renditions"} for picture in packed["media"]]
    return content


STAMPED = ("version", "permalink", "published_at", "updated_at")


def essence(story: Story) -> dict[str, Any]:
    """What the story says without what an edit form does to it; an older release lacks no field that came later."""
    content = content_of(pack(story))
    return content | {
        "body": INNER_PARAGRAPH.sub("", BLOCK_KEY.sub("", content["body"])),
        "notices": [notice | {"at": in_whole_minutes(notice["at"])} for notice in content["notices"]],
        "embargoed_until": in_whole_minutes(content["embargoed_until"]),
        "expires_at": in_whole_minutes(content["expires_at"]),
    }


def in_whole_minutes(moment: str | None) -> str | None:
    """A moment as `pack` writes it, 2026-11-23T12:00:59+00:00, without its seconds."""
    return moment and f"{moment[:16]}{moment[19:]}"
