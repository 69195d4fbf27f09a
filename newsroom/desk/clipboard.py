"""HTML from the clipboard as blocks with their words, and which of them are the story's body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

__all__ = ["Clip", "clips_of", "only_body", "text_of"]

MOST_BESIDE = 20  # letters that may stand beside a name in its line and say nothing more
LINES = ("li", "tr")  # each of these is a line of its block


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One block of what was pasted: its HTML, and its words with one line for each line of it."""

    html: str
    words: str
    is_prose: bool  # a paragraph or heading, which may be a field of the story; a list or table never is


def clips_of(html: str) -> tuple[Clip, ...]:
    """The blocks of cleaned HTML, in order."""
    tree = BeautifulSoup(f"<body>{html}</body>", "lxml")
    return tuple(clip(block) for block in tree.body.children if isinstance(block, Tag)) if tree.body else ()


def clip(block: Tag) -> Clip:
    lines = [squeezed(line.get_text(" ")) for line in block.find_all(LINES)]
    is_prose = not lines and block.name not in ("figure", "table", "ul", "ol", "hr")
    for rule in block.find_all("br"):
        rule.replace_with("\n")
    words = "\n".join(map(squeezed, block.get_text().split("\n"))).strip() if is_prose else "\n".join(lines)
    return Clip(html=str(block).replace("\n", "<br/>") if is_prose else str(block), words=words, is_prose=is_prose)


def text_of(clips: tuple[Clip, ...]) -> str:
    """What a person would have typed: paragraphs between empty lines, and the points of a list as such."""
    return "\n\n".join(
        clip.words if clip.is_prose else "\n".join(f"• {line}" for line in clip.words.split("\n"))
        for clip in clips
        if clip.words
    )


def only_body(clips: tuple[Clip, ...], body: str, known: str) -> tuple[str, tuple[str, ...]]:
    """The HTML of the clips that the parser left in `body`, and the words of those that are neither there nor `known`.

    `body` is the parser's own HTML without the pasted one's bold, links and tables; `known` is all that it read into
    fields or said that it left out. A paragraph that begins with the dateline is shortened to what follows it.
    """
    kept = {squeezed(words): words for words in paragraphs(body)}
    told = [letters(line) for line in known.splitlines()]
    held, lost = [], []
    for clip in clips:
        words = squeezed(clip.words)
        if words in kept or not clip.is_prose:
            held.append(clip.html)
        elif tail := next((said for said in kept if len(said) > 20 and words.endswith(said)), ""):
            held.append(without_beginning(clip.html, len(words) - len(tail)))
        elif words and not is_told(letters(words), told):
            lost.append(clip.words)
    return "".join(held), tuple(lost)


def is_told(words: str, told: list[str]) -> bool:
    """Whether a line is one of those that are known, or says little more: `By Lin Mei`, `SOURCE China Daily`."""
    return any(words in line or (line and line in words and len(words) - len(line) <= MOST_BESIDE) for line in told)


def paragraphs(html: str) -> Iterator[str]:
    tree = BeautifulSoup(html, "lxml")
    for block in tree.find_all(["p", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"]):
        yield block.get_text(" " if block.name == "blockquote" else "")


def without_beginning(html: str, length: int) -> str:
    """The block without its first `length` characters, white space counted as the words have it."""
    tree = BeautifulSoup(html, "lxml")
    for piece in list(tree.find_all(string=True)):
        if length <= 0:
            break
        words = re.sub(r"\s+", " ", str(piece))
        piece.replace_with(NavigableString(words[length:]))
        length -= len(words)
    return "".join(map(str, tree.body.children)) if tree.body else html


def squeezed(text: str) -> str:
    return " ".join(text.split())


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
