"""Lists as Word pastes them: paragraphs with a level in their style and the bullet in their text."""

import re
from collections.abc import Mapping

from syndication.wire.body import Block, Run

__all__ = ["MARKER", "as_paragraphs_of_list", "fold_lists", "list_level", "online_level", "with_kind"]

LEVEL = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)", re.IGNORECASE)
LEVELS = frozenset("123456789")
MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
NUMBERED = re.compile(r"\(?([0-9]{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,5})[.)]")
WRITTEN_NUMBER = re.compile(r"\(?([0-9]{1,3})[.)][\s\u00a0]+(?=\S)")
BULLET = re.compile(r"^(?:[·•§▪◦–-]|o(?=[\s\u00a0]))[\s\u00a0]+")


def list_level(given: Mapping[str, str]) -> str:
    """The role of a list paragraph, such as `item 2`, or "" when it is none."""
    if level := LEVEL.search(given.get("style", "")):
        return f"item {level[1]}"
    return "item 1" if given.get("class", "").startswith("MsoListParagraph") else ""


def online_level(given: Mapping[str, str]) -> str:
    """The role of an item as Word Online pastes it, each in a list of its own, or "" when it is none."""
    level = given.get("data-aria-level", "")
    return f"level {level}" if level in LEVELS else ""


def as_paragraphs_of_list(block: Block) -> list[Block]:
    """A list of Word Online's as list paragraphs, which neighbours make one list of; none when it is an ordinary list."""
    if not all(item.role.startswith("level ") and item.inline and not item.blocks for item in block.blocks):
        return []
    first = int(dict(block.attributes).get("start", "1"))
    return [
        Block("p", item.attributes, item.inline, role=f"item {item.role[-1]} {block.tag} {number}")
        for number, item in enumerate(block.blocks, first)
    ]


def with_kind(role: str, marker: str) -> str:
    """The role with what the bullet or number in the text tells of: the kind of list, and where its numbers stand."""
    numbered = NUMBERED.match(marker.strip())
    if numbered is None:
        return f"{role} ul"
    return f"{role} ol {numbered[1]}" if numbered[1].isdigit() else f"{role} ol"


def fold_lists(block: Block) -> None:
    """Make real lists of neighbouring list paragraphs, in `block` and all that is in it."""
    folded: list[Block] = []
    path: list[Block] = []  # the lists that are open, the outermost first
    for child in block.blocks:
        fold_lists(child)
        if child.role.startswith("item "):
            put_item(child, path, folded)
        else:
            path = []
            folded.append(child)
    block.blocks = folded


def put_item(paragraph: Block, path: list[Block], folded: list[Block]) -> None:
    """Put a list paragraph into the list of its level, which is made when it is not open."""
    role = without_marker(paragraph)
    _, level, kind, start = f"{role} 1".split(" ")[:4]
    del path[int(level) :]
    if path and len(path) == int(level) and path[-1].tag != kind:
        path.pop()
    while len(path) < int(level):
        deeper = Block(kind, (("start", start),) if kind == "ol" and start != "1" else ())
        if not path:
            folded.append(deeper)
        elif path[-1].blocks:
            path[-1].blocks[-1].blocks.append(deeper)
        else:
            break  # a level was skipped: an item with nothing in it would show as an empty bullet
        path.append(deeper)
    path[-1].blocks.append(Block("li", paragraph.attributes, paragraph.inline))


def without_marker(paragraph: Block) -> str:
    """Take a bullet or number that stands as text off a list paragraph; its role, with the kind of list."""
    first = paragraph.inline[0] if paragraph.inline else None
    is_told = paragraph.role.count(" ") > 1
    if not isinstance(first, Run):
        return paragraph.role if is_told else f"{paragraph.role} ul"
    if not is_told and (number := WRITTEN_NUMBER.match(first.text)):
        first.text = first.text[number.end() :]
        return f"{paragraph.role} ol {number[1]}"
    first.text = BULLET.sub("", first.text)
    return paragraph.role if is_told else f"{paragraph.role} ul"
