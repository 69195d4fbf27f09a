"""Searching the released articles, in Chinese too."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from wagtail.search.query import MATCH_ALL, And, Phrase, PlainText, SearchQuery

if TYPE_CHECKING:
    pass

__all__ = ["bigrams", "query_for", "search_released"]

# Kana, Han (with its first extension) and Hangul: scripts that put no space between words.
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")

# As many hits are looked through; nobody turns a hundredth page.
MOST_HITS = 2000


def bigrams(text: str) -> str:
    """The pairs of neighbouring characters of each run of CJK text, and its single characters, with spaces between.

    SQLite's and PostgreSQL's own tokenisers take a whole run for one word, so 北京 is not found in 在北京举行.
    """
    words = []
    for run in CJK.findall(text):
        words += [run[i : i + 2] for i in range(len(run) - 1)]
        words += list(run)
    return " ".join(words)


def query_for(text: str) -> SearchQuery:
    """What to ask the search backend for the words that a reader typed."""
    parts: list[SearchQuery] = []
    for run in CJK.findall(text):
        pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        parts.append(Phrase(" ".join(pairs)) if len(pairs) > 1 else PlainText(pairs[0]))
    if rest := CJK.sub(" ", text).strip():
        parts.append(PlainText(rest))
    if not parts:
        return MATCH_ALL
    return parts[0] if len(parts) == 1 else And(parts)


def search_released(text: str, now: datetime | None = None) -> "list[int]":
    """The primary keys of the released articles that match `text`, the best first."""
    from newsroom.models import ArticlePage  # articles index themselves with `bigrams`

    if not text.strip():
        return []
    hits = [page.pk for page in ArticlePage.objects.live().search(query_for(text))[:MOST_HITS]]
    released = set(ArticlePage.objects.released(now).filter(pk__in=hits).values_list("pk", flat=True))
    return [pk for pk in hits if pk in released]
