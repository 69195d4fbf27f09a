"""How long a story takes to read: words of alphabets by number, Chinese and Japanese by their characters."""

import re
from math import ceil

from newsroom.models import ArticlePage
from newsroom.search import CJK

__all__ = ["minutes_of", "minutes_to_read"]

# M. Brysbaert, “How many words do we read per minute?”, 2019: 238 words of English; Han characters after the
# same paper's table of languages, 255 a minute aloud and about 330 in silence.
WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = 330


def minutes_to_read(page: ArticlePage) -> int:
    """Whole minutes for headline, summary and body, at least one."""
    body = page.body.stream_block.get_searchable_content(page.body)
    return minutes_of(" ".join([page.title, page.summary, *map(str, body)]))


def minutes_of(text: str) -> int:
    characters = sum(map(len, CJK.findall(text)))
    words = len(re.findall(r"\w+", CJK.sub(" ", text)))
    return max(1, ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))
