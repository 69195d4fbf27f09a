"""NewsML-G2 of every version: newsItems alone and in messages. Spec: https://iptc.org/standards/newsml-g2/"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head, Item
from syndication.wire.ingest._newsml_g2 import news_item
from syndication.wire.ingest._newsml_g2_pictures import linked_items, picture_item
from syndication.wire.ingest._newsml_g2_words import NO_STORIES, kind_of
from syndication.wire.ingest._nitf_body import local
from syndication.wire.ingest._xml import name_of, opened, root_name

__all__ = ["LABEL", "read", "recognises"]

LABEL = "NewsML-G2"

NAR = "iptc.org/std/nar/"
PICTURES = NO_STORIES - {"composite"}
ROOTS = frozenset({"newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"})  # fmt: skip


def recognises(document: bytes) -> bool:
    """Whether the root is an item or a message of G2; NewsML 1 has a NewsItem too, and another namespace."""
    root, beginning = root_name(document)
    return root.lower() in ROOTS and NAR in beginning


def read(document: bytes, *, language: str = "") -> Reading:
    """Read every newsItem that is a text. Raises `UnreadableDocument`."""
    found = opened(document)
    root = found.root
    if local(root) not in ROOTS:
        raise UnreadableDocument(f"this is no NewsML-G2: its root is <{local(root)}>")
    if local(root) == "newsmessage":
        head = Head(publisher=sender(root), language=language)
        return reading(stories_in(root), head, found.remarks)
    if local(root) != "newsitem":
        raise UnreadableDocument(f"a {name_of(root)[1]} holds no story: send its newsItems")
    return reading([partial(news_item, root)], Head(language=language), found.remarks)


def stories_in(message: etree._Element) -> Iterator[Callable[[], Item]]:
    """The texts of a message; its pictures belong to the texts that link to them, and to the only text in any case."""
    items = [one for one in message.iter(etree.Element) if local(one) == "newsitem"]
    texts = [one for one in items if kind_of(one) not in NO_STORIES]
    pictures = [one for one in items if kind_of(one) in PICTURES]
    for one in texts:
        linked = linked_items(one)
        yield partial(
            illustrated, one, [picture for picture in pictures if len(texts) == 1 or picture.get("guid") in linked]
        )


def illustrated(item: etree._Element, pictures: list[etree._Element]) -> Item:
    """A text with pictures that are items of their own. Raises `ValueError`."""
    read_item = news_item(item)
    return replace(read_item, pictures=(*read_item.pictures, *map(picture_item, pictures)))


def sender(message: etree._Element) -> str:
    return next((one.text or "" for one in message.iter(etree.Element) if local(one) == "sender"), "").strip()
