"""Pictures in NewsML-G2: links with hints, and items of their own."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from syndication.wire.ingest._item import Picture
from syndication.wire.ingest._newsml_g2_words import children, described, name_of_concept, named, part, text

__all__ = ["linked_items", "picture_item", "pictures"]

FILES = ("image/", "video/", "audio/")


def pictures(meta: etree._Element) -> Iterator[Picture]:
    """The files that an item links to, by the hints that stand in the links."""
    for link in children(meta, "link"):
        if any(one.get("contenttype", "").startswith(FILES) for one in (link, *children(link, "remotecontent"))):
            yield replace(
                file_of(link),
                is_lead={"1": True, "2": False}.get(link.get("rank", "")),
                alt=described(link, "alt"),
                caption=described(link, "caption", ""),
                credit=text(link, "creditline"),
                copyright=text(link, "copyrightnotice"),
                licence=text(link, "usageterms"),
            )


def linked_items(item: etree._Element) -> set[str]:
    """The guids of the items that an item links to."""
    return {link.get("residref", "") for link in children(part(item, "itemmeta"), "link")} - {""}


def picture_item(item: etree._Element) -> Picture:
    """A picture that is an item of its own."""
    content, rights = part(item, "contentmeta"), part(item, "rightsinfo")
    creators = [name_of_concept(one) for one in named(content, "creator")]
    return replace(
        file_of(part(item, "contentset")),
        caption=described(content, "caption", ""),
        credit=text(content, "creditline") or next(iter(creators), ""),
        copyright=text(rights, "copyrightnotice"),
        licence=text(rights, "usageterms"),
    )


def file_of(parent: etree._Element) -> Picture:
    """Address, type and size of the widest rendition, else of the link itself."""
    remote = children(parent, "remotecontent")
    best = max(remote, key=width, default=parent)
    return Picture(
        url=best.get("href", "") or parent.get("href", ""),
        mime_type=best.get("contenttype", "") or parent.get("contenttype", ""),
        width=best.get("width", ""),
        height=best.get("height", ""),
        length=best.get("size", ""),
    )


def width(rendition: etree._Element) -> int:
    written = rendition.get("width", "")
    return int(written) if written.isdecimal() and len(written) < 9 else 0
