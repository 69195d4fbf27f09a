"""The text of an item: summary, body and closing line told apart, the headline, the language."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape

from syndication.wire.ingest._closing import MOST_LINES, without_closing_lines
from syndication.wire.ingest._item import Head, Item, Notes
from syndication.wire.ingest._plain import absolute, has_tags, plain, squeezed
from syndication.wire.story import (
    LANGUAGE_TAG,
)

__all__ = ["headline", "language", "with_text_apart"]

TEASER_LENGTH = 600  # characters; a description without mark-up that is not longer is a summary and no body


def with_text_apart(item: Item) -> tuple[Item, str]:
    """Tell summary, body and closing line apart, whatever the feed calls them."""
    summary, body = item.summary, item.body
    if not body and (has_tags(summary) or len(summary) > TEASER_LENGTH):
        summary, body = "", summary
    known = (item.closing_line, item.disclosure, item.usage_terms, item.copyright)
    body = undirected(absolute(body, item.base))
    body, closing_line = without_closing_lines(body, known)
    summary = without_ends(summary, known)
    if is_beginning(plain(summary), body):
        summary = ""
    return replace(item, summary=summary, body=body), item.closing_line or closing_line


RIGHT_TO_LEFT = '<div dir="rtl">'


def undirected(body: str) -> str:
    """The body without the one element round it that says its direction, which follows from the language."""
    inner = body.removeprefix(RIGHT_TO_LEFT).removesuffix("</div>")
    is_wrapped = len(body) - len(inner) == len(RIGHT_TO_LEFT) + len("</div>") and "<div" not in inner
    return inner if is_wrapped else body


def without_ends(summary: str, known: Iterable[str]) -> str:
    """A summary, as HTML, without the lines that close it and stand elsewhere too."""
    lines = [escape(line, quote=False) for line in known if line]
    for _ in range(MOST_LINES):
        ends = next((line for line in lines if summary.endswith(f" {line}")), "")
        summary = summary.removesuffix(ends).rstrip()
    return summary


CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
FIGURES = re.compile(r"<figure\b(?:(?!<figure\b).)*?</figure>", re.DOTALL | re.IGNORECASE)


def is_beginning(summary: str, body: str) -> bool:
    """Whether a summary is nothing but the first words of the body, broken off, or all of it."""
    words = CUT.sub("", summary)
    if not words:
        return False
    piece = FIGURES.sub("", body[: 40 * len(summary) + 10_000])
    text = plain(piece)
    return text == summary or (words != summary and text.startswith(words))


def headline(item: Item, notes: Notes) -> str:
    if title := squeezed(item.title):
        return title
    text = plain(item.summary) or plain(item.body[:5000])
    sentence = re.split(r"(?<=[.!?])\s|(?<=[。！？])", text, maxsplit=1)[0]
    made = sentence if len(sentence) <= 120 else f"{sentence[:119].rpartition(' ')[0] or sentence[:119]}…"
    if made:
        notes.say("headline", "The item has no headline; this one was made from its first sentence.", 0.5)
    return made


def language(item: Item, head: Head, notes: Notes) -> str:
    for tag in (item.language, head.language):
        tag = tag.strip().replace("_", "-")
        if LANGUAGE_TAG.fullmatch(tag):
            notes.confidence["language"] = 1.0
            return tag
        if tag:
            notes.say("language", f"“{tag[:40]}” is not a language.")
    notes.say("language", "The feed names no language; English was assumed.")
    return "en"
