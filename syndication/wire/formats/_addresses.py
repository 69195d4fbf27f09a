"""Addresses as documents may hold them: RFC 3986 knows fewer characters than people and browsers put into one."""

import re
from dataclasses import replace
from urllib.parse import quote

from syndication.wire.story import Story

__all__ = ["addressed", "uri", "web"]

LEGAL = "/?#:@!$&'()*+,;=%~-._"
WEB = re.compile(r"https?://[^\s/?#]+\S*")
PARTS = re.compile(r"(https?://[^/?#]*)(.*)", re.DOTALL)


def uri(address: str) -> str:
    """The address with every character percent-encoded that may not stand in one; an address that is legal stays."""
    parts = PARTS.match(address)
    return parts[1] + quote(parts[2], safe=LEGAL, errors="ignore") if parts else address


def web(address: str) -> str:
    """The address if it is one on the web, else "": some formats take nothing else, and a licence may be any text."""
    return address if WEB.fullmatch(address) else ""


def addressed(story: Story) -> Story:
    """The story with legal addresses in all its fields; those in its body were seen to when it was cleaned."""
    return replace(
        story,
        url=uri(story.url),
        permalink=uri(story.permalink),
        canonical_url=uri(story.canonical_url),
        credits=tuple(replace(credit, url=uri(credit.url)) if credit.url else credit for credit in story.credits),
        media=tuple(replace(media, url=uri(media.url)) for media in story.media),
        rights=replace(story.rights, licence_url=uri(story.rights.licence_url)),
    )
