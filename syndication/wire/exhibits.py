"""Exhibits: pictures, films and posts from elsewhere, as they are met while HTML is read."""

import re

from syndication.wire.body import Block, Picture, text_of
from syndication.wire.embeds import embed_of
from syndication.wire.gate import VOID
from syndication.wire.marks import Given
from syndication.wire.pictures import allow, find_picture
from syndication.wire.reader import Kind, Reader, add_all, append, begin_skipping, push

__all__ = ["POST", "post_of", "start_noscript", "start_picture", "take_embed", "take_picture", "take_source"]

# Quotations that a script makes a post of; most hold its words.
POST = re.compile(
    r"(?:^|\s)(?:twitter-tweet|twitter-video|bluesky-embed|reddit-card|reddit-embed-bq|text-post-media)(?:\s|$)"
)


def start_picture(reader: Reader, tag: str, given: Given) -> None:
    push(reader, Kind.PICTURE)
    reader.sources = []


def take_source(reader: Reader, tag: str, given: Given) -> None:
    if reader.sources is not None:
        reader.sources.append((given.get("srcset", ""), given.get("type", "").strip().lower()))
    elif reader.player:
        take_player_source(reader, given)


def take_picture(reader: Reader, tag: str, given: Given) -> None:
    sources, reader.sources = reader.sources, None  # a <picture> holds one; any other in it has none of them
    found = find_picture(given, sources or (), reader.errand)
    if isinstance(found, str):
        append(reader, found)
    elif found is not None:
        granted = allow(found, reader.errand)
        if granted is None:
            mark_figures(reader, "lost")
        else:
            granted.marks = reader.marks
            reader.inline.append(granted)
    else:
        mark_figures(reader, "bare")


def mark_figures(reader: Reader, role: str) -> None:
    """Tell every figure round a picture what became of it; that one may not travel outweighs all else."""
    for block in (reader.container, *(frame.container for frame in reader.opened)):
        if block.tag == "figure" and block.role != "lost":
            block.role = role


def start_noscript(reader: Reader, tag: str, given: Given) -> None:
    """What lazy loading shows without scripts is the picture before it once more."""
    if any(isinstance(one, Picture) for one in reader.inline[-3:]):
        begin_skipping(reader)
    else:
        push(reader, Kind.INLINE)


def take_embed(reader: Reader, tag: str, given: Given) -> None:
    """An embed stays where the profile allows its host, and is a titled link everywhere else."""
    blocks = embed_of(tag, given, reader.errand)
    add_all(reader, blocks)
    if tag in VOID:
        return
    if not blocks and tag in ("object", "video", "audio"):  # what stands in it may still name what it shows
        push(reader, Kind.FOLDED)
        reader.player, reader.player_given = (tag, given) if tag != "object" else ("", {})
    else:
        begin_skipping(reader)


def take_player_source(reader: Reader, given: Given) -> None:
    """The first source of a film or sound is its address; what else stands in it is for browsers that cannot play."""
    blocks = embed_of(reader.player, reader.player_given | given, reader.errand)
    if blocks and reader.opened[-1].kind is Kind.FOLDED:
        add_all(reader, blocks)
        reader.player = ""
        reader.opened[-1] = reader.opened[-1]._replace(kind=Kind.SKIPPED)
        reader.skipping = 1


def post_of(block: Block, reader: Reader) -> list[Block]:
    """The link that stands for a post elsewhere whose words a script would have fetched."""
    block.role = ""
    if not reader.post or text_of(block).strip():
        return []
    return embed_of("blockquote", {"data-embed": "", "href": reader.post}, reader.errand)
