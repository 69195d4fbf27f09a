"""A headline for a text that has none: its first sentence, cut at a word."""

import re
import unicodedata

__all__ = ["made_headline"]

LONGEST, LONGEST_WIDE = 90, 40  # characters; the second for scripts without spaces between words
SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)]{0,3}(?=\s|$)|[。！？]+[”’」』）]{0,3}")
JOINERS = "\u200d\ufe0e\ufe0f"


def made_headline(text: str) -> str:
    """Make a headline of the first sentence of `text`, which must not be blank."""
    sentence = first_sentence(text[: 5 * LONGEST].strip())
    headline = sentence.rstrip(".。 ") or sentence
    longest = LONGEST if " " in headline[:LONGEST_WIDE] else LONGEST_WIDE
    if len(headline) <= longest:
        return headline
    end = word_end(headline, longest - 1)
    return headline[:end].rstrip(" ,;:–—-，、；：.") + "…"


def first_sentence(text: str) -> str:
    for match in SENTENCE_END.finditer(text):
        word = text[: match.start()].rpartition(" ")[2]
        # "Dr." and "U.S." end no sentence.
        if match.group()[0] != "." or (len(word) > 3 and "." not in word):
            return text[: match.end()]
    return text


def word_end(text: str, longest: int) -> int:
    """Where to cut: behind a word if there is one in the second half, else between two characters as people see them."""
    blank = text.rfind(" ", longest // 2, longest + 1)
    if blank > 0:
        return blank
    end = longest
    while end > 1 and (unicodedata.combining(text[end]) or text[end] in JOINERS or text[end - 1] in JOINERS):
        end -= 1
    return end
