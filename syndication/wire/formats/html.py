"""HTML, a whole page in one file, without scripts, for archives and for people. Spec: https://html.spec.whatwg.org/"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from syndication.wire.characters import strip_illegal
from syndication.wire.dialect import PLAIN, Dialect
from syndication.wire.feed import Feed
from syndication.wire.formats._addresses import addressed, web
from syndication.wire.formats._embargo import embargo_line
from syndication.wire.formats._identity import guid_of
from syndication.wire.formats._json import as_bytes
from syndication.wire.formats._moments import in_words, rfc3339
from syndication.wire.formats._names import with_names
from syndication.wire.formats._schema_org import news_article
from syndication.wire.formats._single import only
from syndication.wire.story import CreditRole, Media, NoticeKind, PublishingStatus, Story

__all__ = ["CARRIES", "EXTENSION", "HOLDS_ONE", "IN_PART", "LABEL", "MEDIA_TYPE", "document", "entry"]

LABEL = "HTML page"
MEDIA_TYPE = "text/html; charset=utf-8"
EXTENSION = "html"
HOLDS_ONE = True

CARRIES = frozenset(Story.__dataclass_fields__) - {"permalink", "slugline", "urgency", "follows"}

# What is lost of fields that are carried in part, for the docs.
IN_PART = {
    "credits": "key and country stay at home",
    "media": "the lead shows, pictures are named in the page's data; reach and its end stay at home",
    "notices": "corrections, clarifications and withdrawals",
    "rights": "the reach stays at home",
    "topics": "the key stays at home; a code is a media topic's or none",
}

# Nothing but pictures is fetched by the page, and nothing in it runs.
POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"
STYLE = (
    "body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1.1rem/1.6 Georgia,serif;color:#1a1a1a;background:#fff}"
    "h1{line-height:1.2}img{max-width:100%;height:auto}figure{margin:1.5rem 0}figcaption,footer,.byline{font-size:.9rem;color:#555}"
    "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .5rem}"
)
SHOWN_NOTICES = {NoticeKind.CORRECTION: "Correction", NoticeKind.CLARIFICATION: "Clarification"}
ROLES = {CreditRole.PHOTOGRAPHER: "Photographs", CreditRole.TRANSLATOR: "Translation", CreditRole.CONTRIBUTOR: "With"}


def document(feed: Feed, entries: Sequence[bytes], dialect: Dialect = PLAIN) -> bytes:
    """The one entry. Raises `ValueError` for any other number."""
    return only(entries, LABEL)


def entry(story: Story, dialect: Dialect = PLAIN) -> bytes:
    """Write the page; a canceled story becomes one that tells of nothing but its withdrawal."""
    story = with_names(addressed(story))
    is_notice = story.status is PublishingStatus.CANCELED
    lines = [
        "<!DOCTYPE html>",
        f"<html {attributes(lang=story.language, dir=story.direction)}>",
        "<head>",
        *head(story, dialect),
        "</head>",
        "<body>",
        "<article>",
        *(notice(story) if is_notice else article(story)),
        "</article>",
        "</body>",
        "</html>",
    ]
    return (strip_illegal("\n".join(lines)) + "\n").encode()


def attributes(**values: str) -> str:
    """Attributes, without those that are ""."""
    return " ".join(f'{name.rstrip("_")}="{escape(value)}"' for name, value in values.items() if value)


def text(value: str) -> str:
    return escape(value, quote=False)


# -- Head --------------------------------------------------------------------------------------------------------------


def head(story: Story, dialect: Dialect) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{text(story.headline or 'Withdrawn')}</title>"
    metas = {
        "description": story.summary,
        "author": story.byline,
        "identifier": guid_of(story, dialect),
        "publishing-status": story.status.value,
    }
    yield from (f"<meta {attributes(name=name, content=content)}>" for name, content in metas.items() if content)
    if address := story.canonical_url or story.url:
        yield f"<link {attributes(rel='canonical', href=address)}>"
    if licence := web(story.rights.licence_url):
        yield f"<link {attributes(rel='license', href=licence)}>"
    # No text can end the element that it stands in, whose content is no mark-up.
    linked_data = as_bytes(news_article(story)).decode().replace("<", "\\u003c")
    yield f'<script type="application/ld+json">{linked_data}</script>'
    yield f"<style>{STYLE}</style>"


# -- Body --------------------------------------------------------------------------------------------------------------


def article(story: Story) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{text(story.headline)}</h1>"
    if story.summary:
        yield f"<p>{text(story.summary)}</p>"
    yield from byline(story)
    yield "</header>"
    # A lead that stands in the text is shown there.
    if story.lead and story.lead.mime_type.startswith("image/") and escape(story.lead.url) not in story.body:
        yield picture(story.lead)
    yield story.body
    yield "<footer>"
    yield from footer(story)
    yield "</footer>"


def byline(story: Story) -> Iterator[str]:
    """Who wrote it, where, and when it came out."""
    writers = [linked(credit.name, credit.url) for credit in story.credits if credit.role is CreditRole.BYLINE]
    day = story.dateline.day
    parts = [
        f"By {', '.join(writers)}" if writers else "",
        text(story.dateline.place),
        f"{day.day} {day:%B %Y}" if day else "",
        moment("Published", story.published_at),
        moment("Updated", story.updated_at if story.updated_at != story.published_at else None),
        embargo_line(story),
    ]
    if shown := " · ".join(filter(None, parts)):
        yield f'<p class="byline">{shown}</p>'


def moment(what: str, at: datetime | None) -> str:
    return f'{what} <time datetime="{rfc3339(at)}">{in_words(at)}</time>' if at else ""


def linked(name: str, address: str) -> str:
    return f"<a {attributes(href=web(address))}>{text(name)}</a>" if web(address) else text(name)


def picture(media: Media) -> str:
    size = {"width": str(media.width or ""), "height": str(media.height or "")}
    told = " ".join(filter(None, (media.caption, media.credit, media.copyright, media.licence)))
    caption = f"<figcaption>{text(told)}</figcaption>" if told else ""
    alt = f'alt="{escape(media.alt)}"'  # said even when it is empty
    return f"<figure><img {attributes(src=media.url, **size)} {alt}>{caption}</figure>"


def footer(story: Story) -> Iterator[str]:
    """What must be said with the story, where the text has not said it, and the notices."""
    for one in story.notices:
        if one.kind in SHOWN_NOTICES:
            yield f"<p>{moment(SHOWN_NOTICES[one.kind] + ',', one.at)}: {text(one.text)}</p>"
    for said in (story.closing_line, story.rights.disclosure):
        if said and text(said) not in story.body:
            yield f"<p>{text(said)}</p>"
    if not story.closing_line:
        yield from sources(story)
    for role, what in ROLES.items():
        if names := [linked(credit.name, credit.url) for credit in story.credits if credit.role is role]:
            yield f"<p>{what}: {', '.join(names)}</p>"
    rights = story.rights
    licence = linked(rights.licence or rights.licence_url, rights.licence_url)
    if terms := " · ".join(filter(None, (text(rights.copyright), licence, text(rights.usage_terms)))):
        yield f"<p>{terms}</p>"


def notice(story: Story) -> Iterator[str]:
    yield "<h1>Withdrawn</h1>"
    yield "<p>This story has been withdrawn.</p>"
    yield from (f"<p>{text(one.text)}</p>" for one in story.notices if one.text)
    yield "<footer>"
    yield from sources(story)
    yield "</footer>"


def sources(story: Story) -> Iterator[str]:
    """Who supplied it, where the text does not say so in a line of its own."""
    credits_of = [credit for credit in story.credits if credit.role is CreditRole.SOURCE]
    if credits_of and f"<p>SOURCE {text(credits_of[0].name)}</p>" not in story.body:
        yield f"<p>Source: {', '.join(linked(credit.name, credit.url) for credit in credits_of)}</p>"
