"""Plain text as a wire sends it, one story a document: headline, byline, dateline, text and a closing SOURCE line.

docs/parsers.md has the grammar, by which our own parser reads it.
"""

from collections.abc import Iterator, Sequence

from syndication.wire.characters import strip_illegal
from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._moments import in_words
from syndication.wire.formats._names import with_names
from syndication.wire.formats._single import only
from syndication.wire.formats._wire_text import paragraphs
from syndication.wire.story import CreditRole, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "Plain text"
MEDIA_TYPE = "text/plain; charset=utf-8"
EXTENSION = "txt"
HOLDS_ONE = True

CARRIES = frozenset({
    "headline", "summary", "body", "dateline", "credits", "closing_line", "embargoed_until", "rights", "status",
})  # fmt: skip

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "body": "paragraphs, headings, flat lists and quotations; a link is its address",
    "credits": "the sources and the byline, by name",
    "dateline": "a place and a day together",
    "rights": "as lines of the text",
    "status": "a withdrawal in words for people alone",
    "summary": "under the headline of a story with a dateline, or where there is no other text",
}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the document; a canceled story becomes one that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    parts = notice(story, dialect) if story.status is PublishingStatus.CANCELED else release(story)
    return (strip_illegal("\n\n".join(filter(None, parts))) + "\n").encode()


def notice(story: Story, dialect: Dialect) -> Iterator[str]:
    yield "STORY WITHDRAWN"
    yield f"Take down the story {guid_of(story, dialect)}. It has been withdrawn and must not be used."
    yield from (line(notice.text) for notice in story.notices)
    yield credit(story)


def release(story: Story) -> Iterator[str]:
    if story.embargoed_until:
        yield f"EMBARGOED UNTIL {in_words(story.embargoed_until)}"
    yield line(story.headline)
    text, closing = apart(story)
    opening = "" if begins_with_place(story, text) else dateline(story)
    if opening or begins_with_place(story, text) or not text:
        yield line(story.summary)
    if story.byline:
        yield f"By {byline(story)}"
    yield opening + text[0] if text else opening.removesuffix(" -- ")
    yield from text[1:]
    yield "\n".join(closing)
    yield credit(story)


def line(text: str) -> str:
    return " ".join(text.split())


def byline(story: Story) -> str:
    names = [line(credit.name) for credit in story.credits if credit.role is CreditRole.BYLINE]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def apart(story: Story) -> tuple[list[str], list[str]]:
    """The paragraphs, and the lines that close them in the order in which a wire has them: the credit is the last."""
    text = paragraphs(strip_illegal(story.body))
    rights = story.rights
    licence = " ".join(filter(None, (rights.licence, rights.licence_url)))
    closing = [
        line(said)
        for said in (rights.disclosure, rights.copyright, licence and f"Licence: {licence}", rights.usage_terms)
    ]
    known = {*filter(None, closing), credit(story), line(story.closing_line)}
    while text and text[-1] in known:
        text.pop()
    return text, [said for said in closing if said]


def begins_with_place(story: Story, text: list[str]) -> bool:
    """Whether the dateline stands in the text already."""
    place = line(story.dateline.place).casefold()
    return bool(place and text) and text[0].casefold().startswith(place)


def dateline(story: Story) -> str:
    """`GENEVA, 23 November 2026 -- `."""
    place, day = line(story.dateline.place), story.dateline.day
    return f"{place}, {day.day} {day:%B %Y} -- " if place and day else ""


def credit(story: Story) -> str:
    """The closing line, or one of all sources."""
    names = [line(credit.name) for credit in story.credits if credit.role is CreditRole.SOURCE]
    return line(story.closing_line) or (f"SOURCE {'; '.join(names)}" if names else "")
