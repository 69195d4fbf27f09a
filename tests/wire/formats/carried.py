"""What of a story each format can carry: the story as it must come back when it is written and read again."""

from dataclasses import fields, replace
from html import escape

from bs4 import BeautifulSoup

from syndication.wire.formats import FORMATS
from syndication.wire.formats._addresses import addressed
from syndication.wire.story import (
    Credit,
    CreditRole,
    Media,
    MediaRole,
    Notice,
    NoticeKind,
    PublishingStatus,
    Rights,
    Story,
    Topic,
)

PUBLISHER = "Example News"  # of the feed, which is credited where an item credits nobody

WITHDRAWN = "This story has been withdrawn."


def carried(story: Story, format_name: str) -> Story:
    """`story` without what `format_name` cannot carry."""
    story = addressed(story)
    if story.status is PublishingStatus.CANCELED:
        return NOTICES[format_name](story)
    story = without(story, FORMATS[format_name].CARRIES)
    story = replace(story, body=without_lines(story), rights=replace(story.rights, reach=Rights().reach))
    if format_name in WITH_PUBLISHER:
        story = replace(story, credits=story.credits or (Credit(name=PUBLISHER),))
    story = replace(story, media=tuple(carried_media(one) for one in story.media))
    story = replace(story, topics=tuple(Topic(name=topic.name, code=topic.code) for topic in story.topics))
    return STORIES[format_name](story)


def without(story: Story, carried_fields: frozenset[str]) -> Story:
    """The story with all other fields as in one that says nothing of them."""
    silent = Story(id=story.id, headline=story.headline)
    lost = {field.name for field in fields(Story)} - carried_fields
    return replace(story, **{name: getattr(silent, name) for name in lost})


def without_lines(story: Story) -> str:
    """The body without the lines that `prepare` put at its end: they are read into fields of their own."""
    body = story.body
    for line in (story.rights.disclosure, story.closing_line):
        body = body.removesuffix(f"<p>{escape(line, quote=False)}</p>") if line else body
    return body


def carried_media(media: Media) -> Media:
    return replace(media, reach=Media(url=media.url, mime_type=media.mime_type).reach, reach_until=None)


# -- RSS and Atom ------------------------------------------------------------------------------------------------------

BY_ROLE = (CreditRole.SOURCE, CreditRole.BYLINE, CreditRole.CONTRIBUTOR)


def in_rss(story: Story) -> Story:
    return replace(in_atom(story), credits=tuple(replace(credit, url="") for credit in in_atom(story).credits))


def in_atom(story: Story) -> Story:
    if not story.url and story.canonical_url:
        story = replace(story, url=story.canonical_url, canonical_url="")
    if story.published_at is None:
        story = replace(story, published_at=story.updated_at)
    return replace(
        story,
        credits=tuple(sorted(map(simple, story.credits), key=lambda credit: BY_ROLE.index(credit.role))),
        place=story.place and replace(story.place, country=""),
    )


def simple(credit: Credit) -> Credit:
    role = credit.role if credit.role in BY_ROLE else CreditRole.CONTRIBUTOR
    return Credit(name=credit.name, role=role, url=credit.url)


def notice_in_rss(story: Story) -> Story:
    notices = [notice.text for notice in story.notices if notice.text]
    when = story.updated_at or story.published_at
    text = " ".join(notices) or WITHDRAWN
    return Story(
        id=story.id,
        status=PublishingStatus.CANCELED,
        language=story.language,
        credits=tuple(Credit(name=credit.name) for credit in story.credits),
        notices=(Notice(kind=NoticeKind.WITHDRAWAL, text=text, at=when),) if when else (),
        published_at=story.published_at,
        updated_at=story.updated_at,
    )


def notice_in_atom(story: Story) -> Story:
    """A tombstone names one moment, that of the withdrawal."""
    return replace(notice_in_rss(story), credits=(), published_at=story.updated_at)


# -- JSON Feed ---------------------------------------------------------------------------------------------------------


def in_json_feed(story: Story) -> Story:
    published = story.published_at or story.updated_at
    return replace(story, credits=tuple(replace(credit, key="") for credit in story.credits), published_at=published)


def notice_in_json_feed(story: Story) -> Story:
    return replace(in_json_feed(story), rights=Rights(), permalink="")


# -- ninjs -------------------------------------------------------------------------------------------------------------


def in_ninjs(story: Story) -> Story:
    story = in_json_feed(story)
    dateline = replace(story.dateline, day=None)
    return replace(story, dateline=dateline, credits=tuple(replace(credit, country="") for credit in story.credits))


def in_ninjs_1_3(story: Story) -> Story:
    story = in_ninjs(story)
    names = tuple(replace(credit, url="") for credit in story.credits)
    return replace(story, credits=names, place=story.place and replace(story.place, country=""))


def notice_in_ninjs(story: Story) -> Story:
    return replace(in_ninjs(story), rights=Rights(), permalink="")


def notice_in_ninjs_1_3(story: Story) -> Story:
    return replace(in_ninjs_1_3(story), rights=Rights(), permalink="")


# -- NITF --------------------------------------------------------------------------------------------------------------


def in_nitf(story: Story) -> Story:
    """Names alone but for the source's address, and HTML as an XML tool writes it."""
    story = in_json_feed(story)
    credits_of_roles = [simple(credit) for credit in story.credits]
    credits_of_roles.sort(key=lambda credit: BY_ROLE.index(credit.role))
    named = [one if one.role is CreditRole.SOURCE else replace(one, url="") for one in credits_of_roles]
    place = story.place and replace(story.place, latitude=None, longitude=None)
    return replace(story, credits=tuple(named), place=place, body=as_xml_has_it(story.body))


def notice_in_nitf(story: Story) -> Story:
    return replace(in_nitf(story), rights=Rights(), permalink="")


def as_xml_has_it(html: str) -> str:
    """The same HTML, with its brackets escaped."""
    body = BeautifulSoup(f"<body>{html}", "lxml").body
    return body.decode_contents(formatter="minimal") if body else ""


# -- NewsML-G2 ---------------------------------------------------------------------------------------------------------


def in_newsml_g2(story: Story) -> Story:
    """The source of an item is its provider too; HTML is as an XML tool writes it."""
    story = in_json_feed(story)
    named = tuple(replace(credit, country="") for credit in story.credits)
    return replace(story, credits=named, body=as_xml_has_it(story.body))


def notice_in_newsml_g2(story: Story) -> Story:
    return replace(in_newsml_g2(story), rights=Rights(), permalink="")


# Whose document names a publisher whatever it holds; a composite of ninjs does when it holds several stories.
WITH_PUBLISHER = ("rss", "atom", "json_feed", "newsml_g2_message")
STORIES = {
    "rss": in_rss, "atom": in_atom, "json_feed": in_json_feed,
    "ninjs": in_ninjs, "ninjs_2": in_ninjs, "ninjs_1_3": in_ninjs_1_3, "nitf": in_nitf,
    "newsml_g2": in_newsml_g2, "newsml_g2_message": in_newsml_g2,
}  # fmt: skip
NOTICES = {
    "rss": notice_in_rss, "atom": notice_in_atom, "json_feed": notice_in_json_feed,
    "ninjs": notice_in_ninjs, "ninjs_2": notice_in_ninjs, "ninjs_1_3": notice_in_ninjs_1_3, "nitf": notice_in_nitf,
    "newsml_g2": notice_in_newsml_g2, "newsml_g2_message": notice_in_newsml_g2,
}  # fmt: skip


def lead_first(story: Story) -> bool:
    """Whether the pictures stand in the order that a story keeps them in."""
    roles = [media.role is not MediaRole.LEAD for media in story.media]
    return roles == sorted(roles)
