"""Inline content as a browser would show it: white space, line breaks, and where one paragraph is really two."""

import re
from itertools import groupby

from syndication.wire.body import Attributes, Block, Inline, Picture, Run
from syndication.wire.characters import BIDI, balanced, tidy

__all__ = ["as_paragraphs", "freed", "hoist", "paragraphs", "settle", "verbatim"]

BLANK = " \u00a0"
BLANKS = re.compile("[ \u00a0]{2,}")
AROUND_BREAK = re.compile("[ \u00a0]?\n[ \u00a0]?")
ICON = 64  # pixels: a picture not larger stands in the line, any other is a block


def settle(inline: list[Inline]) -> list[Inline]:
    """Join runs under the same marks, fold white space over their borders, leave out what is empty."""
    if len(inline) == 1 and isinstance(only := inline[0], Run):
        only.text = folded(only.text).strip(" \u00a0\n")
        return inline if only.text else []
    settled: list[Inline] = []
    last = "\n"
    for one in joined(inline):
        if isinstance(one, Run):
            one.text = folded(one.text)
            if last in " \u00a0\n":
                one.text = one.text.lstrip(BLANK)
            if not one.text:
                continue
            if one.text[0] == "\n":
                strip_end(settled, BLANK)
            last = one.text[-1]
        else:
            last = "x"  # no white space
        settled.append(one)
    strip_end(settled, " \u00a0\n")
    strip_start(settled)
    if len(settled) < 2:
        return settled
    unmark_blanks(settled)
    # What fell out may have stood between two runs that are one now.
    return settle(settled) if any(map(are_one, settled, settled[1:])) else settled


def folded(text: str) -> str:
    """Tidy text with no two blanks beside each other, and none beside a line break."""
    if text.isascii() and text.isprintable():
        return BLANKS.sub(" ", text) if "  " in text else text
    return AROUND_BREAK.sub("\n", BLANKS.sub(" ", tidy(text)))


def joined(inline: list[Inline]) -> list[Inline]:
    """Runs under the same marks as one."""
    if len(inline) < 2 or not any(map(are_one, inline, inline[1:])):
        return inline
    together: list[Inline] = []
    for key, group in groupby(inline, key=lambda one: one.marks if isinstance(one, Run) else None):
        if key is None:
            together.extend(group)
        else:
            together.append(Run("".join(one.text for one in group if isinstance(one, Run)), key))
    return together


def are_one(one: Inline, next_one: Inline) -> bool:
    return one.marks == next_one.marks and isinstance(one, Run) and isinstance(next_one, Run)


def strip_end(inline: list[Inline], letters: str) -> None:
    while inline and isinstance(last := inline[-1], Run):
        last.text = last.text.rstrip(letters)
        if last.text:
            return
        inline.pop()


def strip_start(inline: list[Inline]) -> None:
    while inline and isinstance(first := inline[0], Run):
        first.text = first.text.lstrip(" \u00a0\n")
        if first.text:
            return
        del inline[0]


def unmark_blanks(inline: list[Inline]) -> None:
    """White space alone needs only those marks that hold on both sides of it."""
    for before, blank, after in zip(inline, inline[1:], inline[2:], strict=False):
        if isinstance(blank, Run) and blank.marks and blank.text.isspace():
            shared = 0
            while before.marks[shared : shared + 1] == after.marks[shared : shared + 1] != ():
                shared += 1
            blank.marks = before.marks[:shared]


def paragraphs(inline: list[Inline], *, lift_pictures: bool) -> list[list[Inline]]:
    """Settled content, parted at each empty line and, with `lift_pictures`, round each picture that is no icon."""
    content = settle(inline)
    if not content:
        return []
    if len(content) == 1 and isinstance(only := content[0], Run) and only.text.isascii() and "\n" not in only.text:
        return [content]
    parts = part_at_breaks(content) if has_breaks(content) else [content]
    if lift_pictures and any(isinstance(one, Picture) for one in content):
        parts = [piece for part in parts for piece in part_at_pictures(part)]
    return [closed for part in parts if (closed := close_directions(part))]


def as_paragraphs(inline: list[Inline], attributes: Attributes = ()) -> list[Block]:
    """Text that stood in a cell, an item or a caption as paragraphs of its own."""
    return [Block("p", attributes, part) for part in paragraphs(inline, lift_pictures=True)]


def freed(blocks: list[Block]) -> list[Block]:
    """Blocks that stood in an item or a cell and now stand alone, where no picture shares a line with text."""
    return [part for block in blocks for part in (parted(block) if block.tag == "p" else [block])]


def parted(block: Block) -> list[Block]:
    parts = paragraphs(block.inline, lift_pictures=True)
    return [Block("p", block.attributes, part, role=block.role) for part in parts]


def hoist(holder: Block) -> None:
    """A list item or cell whose only paragraph is its text holds that text itself."""
    if holder.inline or not holder.blocks:
        return
    first, rest = holder.blocks[0], holder.blocks[1:]
    says_more = not set(first.attributes) <= set(holder.attributes)  # such as another language than its holder's
    if first.tag == "p" and not says_more and not first.role and all(one.tag in ("ul", "ol") for one in rest):
        holder.inline, holder.blocks = first.inline, rest


def has_breaks(content: list[Inline]) -> bool:
    return "\n\n" in "".join(one.text if isinstance(one, Run) else "\ufffc" for one in content)


def part_at_breaks(content: list[Inline]) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    breaks = 0
    for one in content:
        lines = one.text.split("\n") if isinstance(one, Run) else [""]
        for number, line in enumerate(lines):
            breaks += number > 0
            if not line and isinstance(one, Run):
                continue
            if breaks > 1:
                parts.append([])
            is_broken = breaks == 1
            breaks = 0
            if isinstance(one, Run):
                parts[-1].append(Run(f"\n{line}" if is_broken else line, one.marks))
            else:
                parts[-1].extend([Run("\n"), one] if is_broken else [one])
    return [settled for part in parts if (settled := settle(part))]


def part_at_pictures(content: list[Inline]) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    for one in content:
        if isinstance(one, Picture) and not is_icon(one):
            parts += [[one], []]
        else:
            parts[-1].append(one)
    return [settled for part in parts if (settled := settle(part))]


def is_icon(picture: Picture) -> bool:
    return all(length and int(length) <= ICON for length in (picture.width, picture.height))


def close_directions(content: list[Inline]) -> list[Inline]:
    """The content with each direction mark closed in its own block."""
    runs = [one for one in content if isinstance(one, Run)]
    if all(run.text.isascii() for run in runs) or not any(BIDI.search(run.text) for run in runs):
        return content
    for run, text in zip(runs, balanced([run.text for run in runs]), strict=True):
        run.text = text
    return settle(content)


def verbatim(inline: list[Inline]) -> list[Inline]:
    """The content of a <pre>: its white space stays, but for empty lines at its ends."""
    content = [one for one in joined(inline) if isinstance(one, Picture) or one.text]
    for one in content:
        if isinstance(one, Run):
            one.text = tidy(one.text)
    runs = [one for one in content if isinstance(one, Run)]
    for run, closed in zip(runs, balanced([run.text for run in runs]), strict=True):
        run.text = closed
    while content and isinstance(first := content[0], Run):
        first.text = first.text.lstrip("\n")
        if first.text:
            break
        del content[0]
    strip_end(content, " \n")
    return [one for one in content if isinstance(one, Picture) or one.text]
