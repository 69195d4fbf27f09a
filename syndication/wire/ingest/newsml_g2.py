"""NewsML-G2 of every version: newsItems alone and in messages. Spec: https://iptc.org/standards/newsml-g2/"""

from functools import partial

from lxml import etree

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._feed import Head, reading
from syndication.wire.ingest._newsml_g2 import NO_STORIES, kind_of, news_item
from syndication.wire.ingest._nitf_body import local
from syndication.wire.ingest._xml import name_of, opened, root_name

__all__ = ["LABEL", "read", "recognises"]

LABEL = "NewsML-G2"

NAR = "iptc.org/std/nar/"
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
        return reading([partial(news_item, one) for one in stories_in(root)], head, found.remarks)
    if local(root) != "newsitem":
        raise UnreadableDocument(f"a {name_of(root)[1]} holds no story: send its newsItems")
    return reading([partial(news_item, root)], Head(language=language), found.remarks)


def stories_in(message: etree._Element) -> list[etree._Element]:
    """The newsItems of a message but pictures and their like, which belong to its stories."""
    items = [one for one in message.iter(etree.Element) if local(one) == "newsitem"]
    return [one for one in items if kind_of(one) not in NO_STORIES]


def sender(message: etree._Element) -> str:
    return next((one.text or "" for one in message.iter(etree.Element) if local(one) == "sender"), "").strip()
