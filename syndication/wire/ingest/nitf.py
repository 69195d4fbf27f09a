"""NITF of every version, with and without its namespace, one story a document. Spec: https://iptc.org/standards/nitf/"""

from functools import partial

from syndication.wire.ingest import Reading, UnreadableDocument
from syndication.wire.ingest._feed import reading
from syndication.wire.ingest._item import Head
from syndication.wire.ingest._nitf import nitf_item
from syndication.wire.ingest._nitf_body import local
from syndication.wire.ingest._xml import opened, root_name

__all__ = ["LABEL", "read", "recognises"]

LABEL = "NITF"


def recognises(document: bytes) -> bool:
    """Whether the root is `nitf`."""
    root, _ = root_name(document)
    return root.lower() == "nitf"


def read(document: bytes, *, language: str = "") -> Reading:
    """Read the story. Raises `UnreadableDocument`."""
    found = opened(document)
    if local(found.root) != "nitf":
        raise UnreadableDocument(f"this is no NITF: its root is <{local(found.root)}>")
    return reading([partial(nitf_item, found.root)], Head(language=language), found.remarks)
