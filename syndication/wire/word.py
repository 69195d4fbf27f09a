"""Lists as Word pastes them: paragraphs with a level in their style and the bullet in their text."""

import re
from collections.abc import Mapping

from syndication.wire.body import Block, Run

__all__ = ["MARKER", "fold_lists", "list_level", "with_kind"]

LEVEL = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)", re.IGNORECASE)
MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
NUMBERED = re.compile(r"\(?([0-9]{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,5})[.)]")
BULLET = re.compile(r"^(?:[·•§▪◦–-]|o(?=[\s\u00a0]))[\s\u00a0]+")


def list_level(given: Mapping[str, str]) -> str:
    """The role of a list paragraph, such as `item 2`, or "" when it is none."""
    if level := LEVEL.search(given.get("style", "")):
        return f"item {level[1]}"
    return "item 1" if given.get("class", "").startswith("MsoListParagraph") else ""


def with_kind(role: str, marker: str) -> str:
    """The role with the kind of list that the bullet or number in the text tells of."""
    return f"{role} {'ol' if NUMBERED.match(marker.strip()) else 'ul'}"


def fold_lists(block: Block) -> None:
    """Make real lists of neighbouring list paragraphs, in `block` and all that is in it."""
    folded: list[Block] = []
    path: list[Block] = []  # the lists that are open, the outermost first
    for child in block.blocks:
        fold_lists(child)
        if not child.role.startswith("item "):
            path = []
            folded.append(child)
            continue
        _, level, kind = f"{child.role} ul".split(" ")[:3]
        item = Block("li", inline=without_bullet(child))
        del path[int(level) :]
        if path and len(path) == int(level) and path[-1].tag != kind:
            path.pop()
        while len(path) < int(level):
            deeper = Block(kind)
            if not path:
                folded.append(deeper)
            elif path[-1].blocks:
                path[-1].blocks[-1].blocks.append(deeper)
            else:
                break  # a level was skipped: an item with nothing in it would show as an empty bullet
            path.append(deeper)
        path[-1].blocks.append(item)
    block.blocks = folded


def without_bullet(block: Block) -> list:  # type: ignore[type-arg]
    first = block.inline[0] if block.inline else None
    if isinstance(first, Run):
        first.text = BULLET.sub("", first.text)
    return block.inline
