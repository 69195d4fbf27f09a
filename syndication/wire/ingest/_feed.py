"""What every feed's parser does: from what an item says, in its format's own words, to a draft."""

import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid5

from syndication.wire.ingest import Draft, Reading, Refused, Remark
from syndication.wire.ingest._closing import MOST_LINES, names_in, without_closing_lines
from syndication.wire.ingest._dates import day, moment
from syndication.wire.ingest._plain import absolute, has_tags, plain, squeezed
from syndication.wire.ingest._text.names import distributor_in
from syndication.wire.story import (
    LANGUAGE_TAG,
    Credit,
    CreditRole,
    Dateline,
    Media,
    MediaRole,
    Notice,
    NoticeKind,
    Place,
    PublishingStatus,
    Rights,
    Story,
    Topic,
)

__all__ = ["Head", "Item", "Named", "Picture", "drafted", "http", "reading"]

NAMESPACE = UUID("0b1f4a0e-5d7c-5c43-8a55-4f1f0f5b9a77")  # of the ids made here; never to be changed

TEASER_LENGTH = 600  # characters; a description without mark-up that is not longer is a summary and no body
WITHDRAWN = "This story has been withdrawn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or an organisation as a feed names it."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A media file as a feed names it; numbers as they are written, `is_lead` None where nobody says."""

    url: str
    mime_type: str = ""
    is_lead: bool | None = None
    width: str = ""
    height: str = ""
    length: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a feed says of all its items. `language` is used where neither item nor feed names one."""

    title: str = ""
    publisher: str = ""
    language: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one item says, as text; `summary` and `body` are HTML, dates as they are written."""

    id: str = ""
    title: str = ""  # plain text
    link: str = ""
    canonical_link: str = ""
    summary: str = ""
    body: str = ""
    base: str = ""
    language: str = ""
    published: str = ""
    updated: str = ""
    available: str = ""
    expires: str = ""
    status: PublishingStatus = PublishingStatus.USABLE
    authors: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    source: str = ""
    publisher: str = ""  # less sure than a source
    topics: tuple[Topic, ...] = ()
    pictures: tuple[Picture, ...] = ()
    external_id: str = ""
    follows: str = ""
    slugline: str = ""
    section: str = ""
    genre: str = ""
    coverage: str = ""
    created: str = ""
    place: Place | None = None
    closing_line: str = ""
    disclosure: str = ""
    usage_terms: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    # What no feed but ours says, ready made.
    version: int = 1
    urgency: int = 0
    credits: tuple[Credit, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Notes:
    """What is noticed while a draft is made: remarks, and how sure a field is where that is less than wholly."""

    remarks: list[Remark] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    distributor: str = ""

    def say(self, name: str, message: str, confidence: float | None = None) -> None:
        self.remarks.append(Remark(field=name, message=message))
        if confidence is not None:
            self.confidence[name] = confidence


def reading(items: Iterable[Callable[[], Item]], head: Head, remarks: tuple[Remark, ...]) -> Reading:
    """Draft each item; one that cannot be a story is refused with the reason. `remarks` are on the whole document."""
    drafts, refused = list[Draft](), list[Refused]()
    for position, read in enumerate(items, start=1):
        name = f"item {position}"
        try:
            item = read()
            name = (item.id or item.title or name)[:200]
            draft = drafted(item, head)
        except ValueError as error:  # InvalidStory, and what urllib says of addresses that are none
            refused.append(Refused(item=name, reason=str(error)))
        else:
            drafts.append(replace(draft, remarks=(*remarks, *draft.remarks)))
    return Reading(drafts=tuple(drafts), refused=tuple(refused))


def drafted(item: Item, head: Head) -> Draft:
    """Make a draft. Raises `InvalidStory`."""
    notes = Notes()
    if item.status is PublishingStatus.CANCELED or has_ended(item):
        story = withdrawal(replace(item, status=PublishingStatus.CANCELED), head, notes)
    else:
        item, closing_line = with_text_apart(item)
        story = usable(replace(item, closing_line=closing_line), head, notes)
    return Draft(
        story=story,
        distributor=notes.distributor,
        remarks=tuple(notes.remarks),
        confidence=tuple((dict.fromkeys(fields_read(story), 1.0) | notes.confidence).items()),
    )


def has_ended(item: Item) -> bool:
    """Whether the item expired no later than it last changed, which is how MSN is told that a story must be taken down."""
    expires, _ = moment(item.expires, "expires_at")
    changed, _ = moment(item.updated, "updated_at")
    return bool(expires and changed and expires <= changed)


def fields_read(story: Story) -> Iterator[str]:
    """The fields that say something; the credits as source and byline."""
    empty = Story(id=story.id, headline="-")
    for name in Story.__dataclass_fields__:
        if name != "credits" and getattr(story, name) != getattr(empty, name):
            yield name
    yield from (name for name in ("source", "byline") if getattr(story, name))


def usable(item: Item, head: Head, notes: Notes) -> Story:
    published, updated = dates(item, notes)
    embargoed_until = at(item.available, "embargoed_until", notes)
    is_unreadable = embargoed_until is None and bool(item.available.strip())
    if is_unreadable:
        notes.say("embargoed_until", "There is an embargo that cannot be read, so the story is withheld.", 0.0)
    return Story(
        id=identity(item, notes),
        version=item.version,
        status=PublishingStatus.WITHHELD if is_unreadable else item.status,
        headline=headline(item, notes),
        summary=plain(item.summary),
        slugline=item.slugline,
        body=item.body,
        url=address(item.link, item, head, "url", notes),
        canonical_url=address(item.canonical_link, item, head, "canonical_url", notes),
        external_id=item.external_id,
        follows="".join(item.follows.split()),
        language=language(item, head, notes),
        dateline=Dateline(place=item.coverage, day=day(item.created)),
        credits=credits_of(item, head, notes),
        closing_line=item.closing_line,
        topics=tuple(dict.fromkeys(topic for topic in item.topics if topic.name)),
        section=item.section,
        genre=item.genre,
        urgency=item.urgency,
        place=item.place,
        media=media(item, head, notes),
        notices=item.notices,
        rights=Rights(
            licence=item.licence,
            licence_url=item.licence_url,
            copyright=item.copyright,
            usage_terms=item.usage_terms,
            disclosure=item.disclosure,
        ),
        published_at=published,
        updated_at=updated,
        embargoed_until=embargoed_until,
        expires_at=at(item.expires, "expires_at", notes),
    )


def withdrawal(item: Item, head: Head, notes: Notes) -> Story:
    """The notice that the story of this id must be taken down."""
    published, updated = dates(item, notes)
    told = plain(item.summary or item.body).removeprefix(WITHDRAWN).strip() or WITHDRAWN
    when = updated or published
    made = (Notice(kind=NoticeKind.WITHDRAWAL, text=told, at=when),) if when else ()
    return Story(
        id=identity(item, notes),
        version=item.version,
        status=PublishingStatus.CANCELED,
        language=language(item, head, notes),
        credits=tuple(credit for credit in credits_of(item, Head(), Notes()) if credit.role is CreditRole.SOURCE),
        notices=item.notices or made,
        published_at=published,
        updated_at=updated,
    )


# -- Text --------------------------------------------------------------------------------------------------------------


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


# -- Identity, addresses, dates ----------------------------------------------------------------------------------------


def identity(item: Item, notes: Notes) -> str:
    """What its supplier calls the story, else its address, else an id made of headline and date."""
    if given := re.sub(r"\s+", "%20", item.id.strip()):
        return given
    if link := re.sub(r"\s+", "%20", item.link.strip()):
        notes.say("id", "The item has no id; its address is taken for one.", 0.7)
        return link
    notes.say("id", "The item has neither id nor address; its headline and date are taken for one.", 0.5)
    return uuid5(NAMESPACE, "\n".join([squeezed(item.title) or plain(item.summary or item.body), item.published])).urn


def address(given: str, item: Item, head: Head, name: str, notes: Notes) -> str:
    """An absolute http(s) address, or "" and a remark."""
    resolved = http(given, item.base or head.base)
    if given.strip() and not resolved:
        notes.say(name, f"“{given.strip()[:80]}” is not an address on the web.")
    return resolved


def http(given: str, base: str) -> str:
    """`given`, resolved against `base`, when it is an absolute http(s) address; else ""."""
    try:
        joined = urljoin(base, given.strip()) if given.strip() else ""
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", joined) if re.match(r"https?://[^\s/]", joined) else ""


def dates(item: Item, notes: Notes) -> tuple[datetime | None, datetime | None]:
    """The first release and the last change; a feed that knows one moment alone means the same by both."""
    published = at(item.published, "published_at", notes)
    updated = at(item.updated, "updated_at", notes)
    if published is None and updated is not None:
        notes.confidence["published_at"] = 0.6
        return updated, updated
    return published, updated


def at(text: str, name: str, notes: Notes) -> datetime | None:
    found, remarks = moment(text, name)
    notes.remarks.extend(remarks)
    if found and remarks:
        notes.confidence[name] = 0.6
    return found


# -- Credits -----------------------------------------------------------------------------------------------------------

BY = re.compile(r"by\s+", re.IGNORECASE)
E_MAIL = re.compile(r"\S{1,100}@\S{1,100}")


def credits_of(item: Item, head: Head, notes: Notes) -> tuple[Credit, ...]:
    """The source first, then the byline, then all others; a distributor is none of them."""
    if item.credits:
        return tuple(credit for credit in item.credits if not is_distributor(credit.name, notes))
    authors = named(item.authors, notes)
    source = source_of(item, authors, notes)
    if not source and not authors:
        source = source_of_feed(head, notes)
    urls = {author.name: author.url for author in authors}
    byline = [author for author in authors if author.name not in source]
    return (
        *(Credit(name=name, url=urls.get(name, "")) for name in source),
        *(Credit(name=author.name, url=author.url, role=CreditRole.BYLINE) for author in byline),
        *(Credit(name=one.name, url=one.url, role=CreditRole.CONTRIBUTOR) for one in named(item.contributors, notes)),
    )


def named(given: Iterable[Named], notes: Notes) -> list[Named]:
    """Names as they are printed: no address of e-mail, no "By", nobody twice, no distributor."""
    found: dict[str, Named] = {}
    for one in given:
        name = BY.sub("", person(one.name), count=1) if BY.match(one.name.strip()) else person(one.name)
        if name and not is_distributor(name, notes):
            found.setdefault(name, replace(one, name=name))
    return list(found.values())


def person(text: str) -> str:
    """The name in `jo@paper.test (Jo Moss)` and in `Jo Moss <jo@paper.test>`, or "" where there is an address alone."""
    text = squeezed(text)[:300]
    if "@" not in text:
        return text
    bracketed = re.fullmatch(r"\S+@\S+ \((.+)\)", text)
    return bracketed[1].strip() if bracketed else E_MAIL.sub("", text).strip(" <>()\"',;")


def is_distributor(name: str, notes: Notes) -> bool:
    """Whether `name` is a distributor's, which is noted and is never a source."""
    known = distributor_in(name)
    notes.distributor = notes.distributor or known
    return bool(known)


def source_of(item: Item, authors: list[Named], notes: Notes) -> tuple[str, ...]:
    """Whom the item itself names as its source, the surest word first."""
    candidates = (sources_in(item.source, authors), names_in(item.closing_line), (item.publisher,))
    for names in candidates:
        names = tuple(squeezed(name) for name in names if name.strip() and not http(name, ""))
        found = tuple(name for name in names if not is_distributor(name, notes))
        if found:
            return found
    return ()


def sources_in(source: str, authors: list[Named]) -> tuple[str, ...]:
    """The sources that one text names: several when each of them is an author too."""
    parts = tuple(squeezed(part) for part in source.split(";"))
    return parts if {author.name for author in authors}.issuperset(parts) else (source,)


def source_of_feed(head: Head, notes: Notes) -> tuple[str, ...]:
    for name in (head.publisher, head.title):
        name = person(name)
        if name and not is_distributor(name, notes):
            notes.say("source", f"The item credits nobody; “{name}”, whose feed it is, was taken for its source.", 0.4)
            return (name,)
    notes.say("source", "Nobody is named as the source of this.")
    return ()


# -- Pictures ----------------------------------------------------------------------------------------------------------


def media(item: Item, head: Head, notes: Notes) -> tuple[Media, ...]:
    """Every media file once; where nobody says which picture leads, the first one does."""
    found: dict[str, Media] = {}
    somebody_says = any(picture.is_lead is not None for picture in item.pictures)
    for picture in item.pictures:
        url = http(picture.url, item.base or head.base)
        if not url:
            notes.say("media", f"“{picture.url[:80]}” is not the address of a picture on the web.")
            continue
        mime_type = mime_type_of(picture, url)
        is_first = not found and mime_type.startswith("image/")
        is_lead = bool(picture.is_lead) if somebody_says else is_first
        given = Media(
            url=url,
            mime_type=mime_type,
            role=MediaRole.LEAD if is_lead else MediaRole.BODY,
            width=number(picture.width),
            height=number(picture.height),
            length=number(picture.length),
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            copyright=picture.copyright,
            licence=picture.licence,
        )
        found.setdefault(url, given)
    return tuple(sorted(found.values(), key=lambda one: one.role is not MediaRole.LEAD))


def mime_type_of(picture: Picture, url: str) -> str:
    given = picture.mime_type.partition(";")[0].strip().lower()
    guess = mimetypes.guess_type(urlsplit(url).path)[0]
    return given if "/" in given else guess or "application/octet-stream"


def number(text: str) -> int:
    """A whole number, 0 where there is none."""
    found = re.match(r"\s{0,9}(\d{1,15})", text)
    return int(found[1]) if found else 0
