"""Arranging a body for one profile: what it does not take becomes the nearest thing that it does, or goes."""

from dataclasses import dataclass, field

from syndication.wire.body import Attributes, Block, Inline, Mark, Picture, Run, leaves, text_of
from syndication.wire.errand import Errand
from syndication.wire.lines import as_paragraphs, freed, hoist, settle
from syndication.wire.profile import Pictures, Profile, Tables
from syndication.wire.sentences import gettext_noop

__all__ = ["arrange"]

LEVELS = tuple(f"h{level}" for level in range(1, 7))
EMPTY_CELL = "–"
BULLETS = ("•", "◦", "▪")


@dataclass(slots=True)
class Arranger:
    """What one walk over a body needs to know."""

    errand: Errand
    shift: int = 0  # heading levels
    profile: Profile = field(init=False)
    allowed: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.profile, self.allowed = self.errand.profile, self.errand.allowed


def arrange(root: Block, errand: Errand) -> Block:
    """Make `root` hold only what the profile takes, in its order."""
    shift = shift_of(root, errand.profile)
    if shift:
        moved = f"by {shift} level{'s' if shift > 1 else ''}"
        errand.remove(
            "structure.heading", moved, gettext_noop("A heading stood higher than the outlet takes one in a body.")
        )
    root.blocks = reshape_all(root.blocks, Arranger(errand, shift), 1)
    return root


def shift_of(root: Block, profile: Profile) -> int:
    """By how many levels every heading moves down, so that the highest stands where the profile wants it."""
    levels = [LEVELS.index(leaf.tag) + 1 for leaf in leaves(root) if leaf.tag in LEVELS]
    return max(0, profile.top_heading - min(levels)) if levels else 0


def reshape_all(blocks: list[Block], arranger: Arranger, depth: int) -> list[Block]:
    return [made for block in blocks for made in RESHAPE.get(block.tag, reshape_text)(block, arranger, depth)]


def reshape_text(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    """What stands alone that is nothing without its parent, such as a caption: its text as paragraphs."""
    return reshape_inline(block.inline, arranger, depth, block.attributes) + reshape_all(
        freed(block.blocks), arranger, depth
    )


def reshape_inline(inline: list[Inline], arranger: Arranger, depth: int, attributes: Attributes = ()) -> list[Block]:
    """Text that stood in an element which the profile does not take here, as paragraphs of its own."""
    return [part for text in as_paragraphs(inline, attributes) for part in reshape_paragraph(text, arranger, depth)]


def fit_inline(inline: list[Inline], arranger: Arranger, depth: int) -> list[Inline]:
    """Leave out pictures and marks that the profile does not take here."""
    shows = shows_pictures(arranger)
    most = arranger.profile.max_nesting - depth
    has_breaks = "br" in arranger.allowed
    changed = False
    fitted: list[Inline] = []
    for one in inline:
        if isinstance(one, Picture):
            if not shows:
                arranger.errand.remove(
                    "picture.profile", one.src, gettext_noop("The outlet takes no pictures in its text.")
                )
                changed = True
                continue
            if len(one.marks) >= most:
                one.marks = one.marks[: max(0, most - 1)]
        else:
            if len(one.marks) > most:
                arranger.errand.remove(
                    "structure.nesting", one.text, gettext_noop("Its marks are nested too deep for the outlet.")
                )
                one.marks = one.marks[: max(0, most)]
                changed = True
            if not has_breaks and "\n" in one.text:
                one.text = one.text.replace("\n", " ")
                changed = True
        fitted.append(one)
    return settle(fitted) if changed else fitted


def shows_pictures(arranger: Arranger) -> bool:
    return "img" in arranger.allowed and arranger.profile.pictures is Pictures.ALL


def reshape_paragraph(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    block.inline = fit_inline(block.inline, arranger, depth)
    if not block.inline:
        return []
    if len(block.inline) == 1 and isinstance(block.inline[0], Picture) and "figure" in arranger.allowed:
        return [Block("figure", inline=fit_inline(block.inline, arranger, depth + 1))]
    return [block]


def reshape_heading(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    level = min(6, LEVELS.index(block.tag) + 1 + arranger.shift)
    takes = [one for one in range(1, 7) if f"h{one}" in arranger.allowed]
    # The bold paragraph that stands for a heading must not hold bold text again.
    block.inline = fit_inline(block.inline, arranger, depth)
    if not block.inline:
        return []
    if takes:
        nearest = min(takes, key=lambda one: (abs(one - level), one))
        return [Block(f"h{nearest}", block.attributes, block.inline)]
    bold: Mark | None = next(((tag, ()) for tag in ("strong", "b") if tag in arranger.allowed), None)
    if bold and arranger.profile.max_nesting > depth:
        for one in block.inline:
            one.marks = (bold, *(mark for mark in one.marks if mark != bold))
    return reshape_text(Block("p", block.attributes, block.inline), arranger, depth)


def reshape_pre(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    if "pre" in arranger.allowed:
        shows = shows_pictures(arranger)
        block.inline = [one for one in block.inline if isinstance(one, Run) or shows]
        return [block] if block.inline else []
    return reshape_text(block, arranger, depth)


def reshape_rule(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    return [block] if "hr" in arranger.allowed else []


def reshape_quote(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    is_kept = "blockquote" in arranger.allowed and depth + 1 < arranger.profile.max_nesting
    block.blocks = reshape_all(block.blocks, arranger, depth + is_kept)
    return ([block] if is_kept else block.blocks) if block.blocks else []


def reshape_list(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    """A list stays a list, or is a paragraph for each item with its bullet or number in the text."""
    if block.tag in arranger.allowed and depth + 2 <= arranger.profile.max_nesting:
        for item in block.blocks:
            item.inline = fit_inline(item.inline, arranger, depth + 1)
            item.blocks = reshape_all(item.blocks, arranger, depth + 2)
            hoist(item)
        block.blocks = [item for item in block.blocks if item.inline or item.blocks]
        return [block] if block.blocks else []
    arranger.errand.remove(
        "structure.list",
        f"<{block.tag}>",
        gettext_noop("The outlet takes no such list here; its items are paragraphs."),
    )
    made = []
    for number, item in enumerate(block.blocks, first_number(block)):
        bullet = f"{number}. " if block.tag == "ol" else f"{BULLETS[0]} "
        inline = fit_inline(item.inline, arranger, depth)
        made += reshape_inline([Run(bullet), *inline], arranger, depth, item.attributes) if inline else []
        made += reshape_all(freed(item.blocks), arranger, depth)
    return made


def first_number(block: Block) -> int:
    return int(dict(block.attributes).get("start", "1"))


def reshape_definitions(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    if "dl" in arranger.allowed and depth + 2 <= arranger.profile.max_nesting:
        for one in block.blocks:
            one.inline = fit_inline(one.inline, arranger, depth + 1)
            one.blocks = reshape_all(one.blocks, arranger, depth + 2)
            hoist(one)
        block.blocks = [one for one in block.blocks if one.inline or one.blocks]
        return [block] if block.blocks else []
    made = []
    for one in block.blocks:
        made += reshape_text(one, arranger, depth)
    return made


def reshape_figure(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    """A figure stays whole, or goes whole."""
    block.inline = fit_inline(block.inline, arranger, depth + 1)
    if not block.inline:
        return []
    for caption in block.blocks:
        caption.inline = fit_inline(caption.inline, arranger, depth + 1)
    block.blocks = [caption for caption in block.blocks if caption.inline]
    if "figure" in arranger.allowed and depth + 1 + bool(block.blocks) <= arranger.profile.max_nesting:
        if "figcaption" in arranger.allowed or not block.blocks:
            return [block]
        return [
            Block("figure", inline=block.inline),
            *(part for one in block.blocks for part in reshape_inline(one.inline, arranger, depth, one.attributes)),
        ]
    return [
        *(part for picture in block.inline for part in reshape_inline([picture], arranger, depth)),
        *(part for one in block.blocks for part in reshape_inline(one.inline, arranger, depth, one.attributes)),
    ]


def reshape_table(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    """A table stays, or is a line of text for each row, or goes."""
    profile = arranger.profile
    captions = [one for one in block.blocks if one.tag == "caption"]
    rows = [row for section in block.blocks if section.tag != "caption" for row in section.blocks]
    if profile.tables is Tables.DROP:
        arranger.errand.remove("structure.table", f"{len(rows)} rows", gettext_noop("The outlet takes no tables."))
        return []
    if profile.tables is Tables.KEEP and "table" in arranger.allowed and depth + 4 <= profile.max_nesting:
        for row in rows:
            for cell in row.blocks:
                cell.tag = cell.tag if cell.tag in arranger.allowed else "td"
                cell.inline = fit_inline(cell.inline, arranger, depth + 3)
                cell.blocks = reshape_all(cell.blocks, arranger, depth + 4)
                hoist(cell)
        for caption in captions:
            caption.inline = fit_inline(caption.inline, arranger, depth + 1)
        if "caption" in arranger.allowed:
            return [block]
        block.blocks = [one for one in block.blocks if one.tag != "caption"]
        return [*(part for one in captions for part in reshape_inline(one.inline, arranger, depth)), block]
    arranger.errand.remove(
        "structure.table", f"{len(rows)} rows", gettext_noop("The outlet takes no tables; each row is a line.")
    )
    lines = [line_of(row, arranger, depth) for row in rows]
    texts = [one.inline for one in captions] + lines
    return [part for inline in texts for part in reshape_inline(inline, arranger, depth)]


def line_of(row: Block, arranger: Arranger, depth: int) -> list[Inline]:
    """The cells of a row as one line, apart by bars."""
    line: list[Inline] = []
    for cell in row.blocks:
        text = [one for leaf in leaves(cell) for one in (*leaf.inline, Run(" "))]
        text = text if text_of(cell).strip() else [Run(EMPTY_CELL)]
        line += [Run(" | "), *text] if line else text
    return settle(fit_inline(line, arranger, depth))


def reshape_frame(block: Block, arranger: Arranger, depth: int) -> list[Block]:
    return [block]


RESHAPE = {
    "p": reshape_paragraph, "pre": reshape_pre, "hr": reshape_rule, "blockquote": reshape_quote, "ul": reshape_list,
    "ol": reshape_list, "dl": reshape_definitions, "figure": reshape_figure, "table": reshape_table,
    "iframe": reshape_frame, **dict.fromkeys(LEVELS, reshape_heading),
}  # fmt: skip
