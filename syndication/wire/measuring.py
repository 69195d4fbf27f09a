"""Measuring a body by what an outlet wants of it: its length, and where its links stand and lead."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from syndication.wire.body import Block, Run, leaves, text_of
from syndication.wire.findings import Done, Findings
from syndication.wire.profile import Profile
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import Story

__all__ = ["measure"]


def measure(root: Block, story: Story, profile: Profile, found: Findings) -> None:
    """Find what the outlet would not take, or would think less of."""
    length, label = len(text_of(root)), profile.label
    if length < profile.body_min_chars:
        wanted = gettext_noop(
            "The body has {length} characters, and {label} wants {least}.",
            length=length,
            label=label,
            least=profile.body_min_chars,
        )
        found.add("limit.too-short", wanted, Done.WITHHELD)
    if length < profile.body_advised_chars:
        wanted = gettext_noop(
            "The body has {length} characters, and {label} thinks less of fewer than {least}.",
            length=length,
            label=label,
            least=profile.body_advised_chars,
        )
        found.add("body.short", wanted, Done.WARNED)
    if profile.links_in_row_max and (row := longest_row(root)) > profile.links_in_row_max:
        allowed = gettext_noop(
            "{row} links follow one another, and {label} allows {most}.",
            row=row,
            label=label,
            most=profile.links_in_row_max,
        )
        found.add("links.in-row", allowed, Done.WARNED)
    if profile.own_links_after and leads_home(root, story.url, profile.own_links_after):
        allowed = gettext_noop(
            "A link leads to our own site, which {label} does not want in the first {count} paragraphs.",
            label=label,
            count=profile.own_links_after,
        )
        found.add("links.own-site", allowed, Done.WARNED)


def links_of(block: Block) -> Iterator[tuple[str, str]]:
    """The text of a block run by run, each with the address that it leads to, or ""."""
    for one in block.inline:
        if isinstance(one, Run):
            yield one.text, next((dict(attributes).get("href", "") for tag, attributes in one.marks if tag == "a"), "")


def longest_row(root: Block) -> int:
    """The most links that follow one another with no word between them."""
    longest = row = 0
    before = ""
    for leaf in leaves(root):
        for text, address in links_of(leaf):
            if address:
                row += address != before  # a link with bold words in it is one
            elif any(letter.isalnum() for letter in text):
                row = 0
            before = address
            longest = max(longest, row)
    return longest


def leads_home(root: Block, url: str, count: int) -> bool:
    """Whether one of the first `count` paragraphs leads to the site of `url`."""
    site = urlsplit(url).netloc
    paragraphs = [leaf for leaf in leaves(root) if leaf.tag == "p"][:count]
    return bool(site) and any(
        urlsplit(address).netloc == site for paragraph in paragraphs for _, address in links_of(paragraph)
    )
