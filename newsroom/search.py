"""Searching the released articles, in Chinese too."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import NotSupportedError, transaction
from wagtail.search.query import And, Fuzzy, Phrase, PlainText, SearchQuery

if TYPE_CHECKING:
    from newsroom.models import ArticlePage

__all__ = ["bigrams", "query_for", "search_alike", "search_live", "search_released"]

# Kana, Han (with its first extension) and Hangul: scripts that put no space between words.
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")

# Possessive and from the beginning of a word: a hundred thousand letters without a space are looked at once.
LATIN_BESIDE_CJK = re.compile(
    rf"(?<={CJK.pattern[:-1]})[A-Za-z0-9]+|(?<![A-Za-z0-9])[A-Za-z0-9]++(?={CJK.pattern[:-1]})"
)

# A query is a few words; whole articles are pasted by accident. In characters.
LONGEST_QUERY = 200

# As many hits are looked through; nobody turns a hundredth page.
MOST_HITS = 2000

# Words that are only alike are a guess; a short list of guesses helps.
MOST_ALIKE = 20
AMONG = 500


def bigrams(text: str) -> str:
    """The pairs of neighbouring characters of each run of CJK text, and its single characters, with spaces between.

    SQLite's and PostgreSQL's own tokenisers take a whole run for one word, so 北京 is not found in 在北京举行, nor a
    Latin name that stands in it without a space.
    """
    words = LATIN_BESIDE_CJK.findall(text)
    for run in CJK.findall(text):
        words += [run[i : i + 2] for i in range(len(run) - 1)]
        words += list(run)
    return " ".join(words)


def query_for(text: str) -> SearchQuery | None:
    """What to ask the search backend for the words that a reader typed; None when there is no word in them.

    Only letters and digits go on: SQLite takes a quotation mark for one of its own.
    """
    text = " ".join(re.findall(r"\w+", text[:LONGEST_QUERY]))
    parts: list[SearchQuery] = []
    for run in CJK.findall(text):
        pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        parts.append(Phrase(" ".join(pairs)) if len(pairs) > 1 else PlainText(pairs[0]))
    if rest := CJK.sub(" ", text).strip():
        parts.append(PlainText(rest))
    return And(parts) if len(parts) > 1 else parts[0] if parts else None


def search_released(text: str, now: datetime | None = None) -> list[int]:
    """The primary keys of the released articles that match `text`, the best first."""
    from newsroom.models import ArticlePage  # articles index themselves with `bigrams`

    hits = search_live(text)
    released = set(ArticlePage.objects.released(now).filter(pk__in=hits).values_list("pk", flat=True))
    return [pk for pk in hits if pk in released]


def search_live(text: str) -> list[int]:
    """The primary keys of the live articles that match `text`, the best first. Whether each is released, ask besides."""
    from newsroom.models import ArticlePage

    query = query_for(text)
    return [] if query is None else numbers(ArticlePage.objects.live().only("pk").search(query)[:MOST_HITS])


def search_alike(text: str) -> list[int]:
    """As `search_live`, for words that are spelt nearly so, among the newest articles.

    Nothing on a database that cannot tell what is near. PostgreSQL compares every text that it is given, word by word:
    among all of an archive anybody could keep it busy.
    """
    from newsroom.models import ArticlePage

    if query_for(text) is None:
        return []
    newest = ArticlePage.objects.live()
    oldest = newest.newest_first().values_list("first_published_at", flat=True)[AMONG : AMONG + 1].first()
    if oldest is not None:
        newest = newest.filter(first_published_at__gt=oldest)
    try:
        # PostgreSQL without its trigrams breaks the transaction that asked for them.
        with transaction.atomic():
            return numbers(newest.only("pk").search(Fuzzy(text[:LONGEST_QUERY]))[:MOST_ALIKE])
    except (NotImplementedError, NotSupportedError):
        return []


def numbers(hits: "Iterable[ArticlePage]") -> list[int]:
    return [page.pk for page in hits]
