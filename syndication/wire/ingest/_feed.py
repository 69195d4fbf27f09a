"""What every feed's parser does: from what an item says, in its format's own words, to a draft."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from syndication.wire.ingest import Draft, Reading, Refused, Remark
from syndication.wire.ingest._dates import day, moment
from syndication.wire.ingest._item import Head, Item, Notes, http
from syndication.wire.ingest._item_credits import credits_of
from syndication.wire.ingest._item_media import media
from syndication.wire.ingest._item_text import headline, language, with_text_apart
from syndication.wire.ingest._plain import plain, squeezed
from syndication.wire.story import (
    CreditRole,
    Dateline,
    Notice,
    NoticeKind,
    PublishingStatus,
    Rights,
    Story,
)

__all__ = ["drafted", "reading"]

NAMESPACE = UUID("0b1f4a0e-5d7c-5c43-8a55-4f1f0f5b9a77")  # of the ids made here; never to be changed
WITHDRAWN = "This story has been withdrawn."


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
