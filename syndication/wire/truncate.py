"""Cutting text at a sentence or a word; where a script sets no spaces, at a character."""

import re
from collections.abc import Callable

from syndication.wire.body import Block, Inline, Run, leaves, text_of
from syndication.wire.characters import balance

__all__ = ["at_sentence", "at_word", "first_paragraphs", "to_fit"]

ELLIPSIS = "…"
# A sentence ends at a full stop, mark or their CJK and Arabic kin, with the quotation marks and brackets that close on it.
SENTENCE_END = re.compile(r"""(?:[.!?…؟۔।](?=["'”’»)\]]*(?:\s|$))|[。！？｡])["'”’»」』）)\]]*""")
# "Dr. Wu", "U.S. exports", "No. 5", "Nov. 23": a full stop that ends no sentence.
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|No|Nos|Inc|Ltd|Co|"
    r"Corp|Jr|Sr|vs|cf|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|[\U00020000-\U0003ffff]"
)
# What belongs to the character before it and must not be left without it.
CLINGING = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
# A line must not end on an opening bracket or a comma before the ellipsis.
DANGLING = " \t\n\u00a0,;:–—-(\u201c\u2018«「『（、，；："


def at_word(text: str, most: int, ellipsis: str = ELLIPSIS) -> str:
    """`text` in at most `most` characters, cut behind a whole word and closed with an ellipsis when it was cut."""
    return closed(behind_word, text, most, ellipsis)


def at_sentence(text: str, most: int, ellipsis: str = ELLIPSIS) -> str:
    """`text` in at most `most` characters, cut behind a sentence if one ends in its latter part, else behind a word."""
    return closed(behind_sentence, text, most, ellipsis)


def closed(cut: Callable[[str, int, str], str], text: str, most: int, ellipsis: str) -> str:
    """`text` cut, with the marks of direction closed that were open where it was cut, and no longer for it."""
    shown = cut(text, most, ellipsis)
    if open_marks := len(balance(shown)) - len(shown):
        shown = cut(text, max(1, most - open_marks), ellipsis)
    return balance(shown)


def behind_word(text: str, most: int, ellipsis: str) -> str:
    if len(text) <= most:
        return text
    room = max(1, most - len(ellipsis))
    end = room
    if not (UNSPACED.match(text, end) or UNSPACED.match(text, end - 1)):
        space = max(text.rfind(blank, 0, end + 1) for blank in " \n\u00a0\u2014\u2013")
        end = space if space > room // 2 else end
    while end > 1 and (CLINGING.match(text, end) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip(DANGLING) + ellipsis


def behind_sentence(text: str, most: int, ellipsis: str) -> str:
    if len(text) <= most:
        return text
    ends = [end for end in sentence_ends(text[: most + 1]) if most // 3 <= end <= most]
    return text[: ends[-1]] if ends else behind_word(text, most, ellipsis)


def sentence_ends(text: str) -> list[int]:
    return [
        found.end()
        for found in SENTENCE_END.finditer(text)
        if not (found[0].startswith(".") and ABBREVIATION.search(text, max(0, found.start() - 12), found.start()))
    ]


def first_paragraphs(root: Block, count: int) -> bool:
    """Keep the first `count` paragraphs and what stands between them; whether anything was cut.

    A heading or a picture that would stand last leads to text that is no longer there, and goes too.
    """
    kept: list[Block] = []
    found = 0
    for block in root.blocks:
        if found == count:
            break
        kept.append(block)
        found += any(leaf.tag in ("p", "li", "dd") and says_something(leaf) for leaf in leaves(block))
    is_cut = len(kept) < len(root.blocks)
    while is_cut and kept and kept[-1].tag in HEADINGS:
        kept.pop()
    root.blocks = kept
    return is_cut


def says_something(leaf: Block) -> bool:
    """Whether it has a word: a line of asterisks between two parts of a plain text is no paragraph."""
    return any(map(str.isalnum, text_of(leaf)))


# What may be cut within; all other blocks, such as tables and pictures with their captions, stay whole or go.
CUT = frozenset({"p", "li", "dd", "ul", "ol", "dl", "blockquote"})
SHORTEST = 20  # characters; less than this of a sentence is not worth showing


def to_fit(root: Block, most: int, ellipsis: str = ELLIPSIS) -> bool:
    """Cut a body to at most `most` characters of text, behind a sentence or a word; whether anything was cut.

    Every element that is cut within is closed. Line ends between blocks count as a character each.
    """
    if len(text_of(root)) <= most:
        return False
    cut(root, most, ellipsis)
    return True


def cut(block: Block, room: int, ellipsis: str) -> None:
    own = text_of(Block("", inline=block.inline))
    if len(own) > room:
        block.inline, block.blocks = cut_inline(block.inline, own, room, ellipsis), []
        return
    room -= len(own) + bool(own)
    for position, child in enumerate(block.blocks):
        length = len(text_of(child))
        if length > room:
            if child.tag in CUT:
                cut(child, room, ellipsis)
            del block.blocks[position + (child.tag in CUT) :]
            break
        room -= length + bool(length)
    while block.blocks and is_left_over(block.blocks[-1]):
        block.blocks.pop()


def is_left_over(block: Block) -> bool:
    """Whether a block leads to text that is no longer there, or holds none any more."""
    return block.tag in HEADINGS or (block.tag in CUT and not block.inline and not block.blocks)


def cut_inline(inline: list[Inline], text: str, room: int, ellipsis: str) -> list[Inline]:
    """Runs of `text` as far as they fit, each with its marks; nothing when hardly any of it does."""
    if room < SHORTEST:
        return []
    shown = at_sentence(text, room, ellipsis)
    left = next((place for place, pair in enumerate(zip(shown, text, strict=False)) if pair[0] != pair[1]), len(shown))
    end = shown[left:]
    kept: list[Inline] = []
    for one in inline:
        if not left:
            break
        if isinstance(one, Run):
            one.text = one.text[:left]
            left -= len(one.text)
        kept.append(one)
    return [*kept, Run(end)] if end else kept


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})
