"""The pictures and other files of an item."""

import mimetypes
import re
from urllib.parse import urlsplit

from syndication.wire.ingest._item import Head, Item, Notes, Picture, http
from syndication.wire.story import (
    Media,
    MediaRole,
)

__all__ = ["media"]


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
