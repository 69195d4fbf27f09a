"""What an open feed wears for somebody who opens it in a browser: a CSS stylesheet that no feed reader asks for.

Browsers have removed XSLT. They show `application/rss+xml` as text whatever stylesheet it names, and render
`application/xml`; feed readers take either. W3C: https://www.w3.org/TR/xml-stylesheet/
"""

from html import escape

from django.templatetags.static import static

from syndication.addresses import FeedAddress
from syndication.wire.formats import FORMATS

__all__ = ["dressed", "media_type", "stylesheet"]

SHEET = "syndication/feed.css"
KNOWN_TO_IT = frozenset({"rss", "atom"})
RENDERED = "application/xml; charset=utf-8"


def stylesheet(address: FeedAddress) -> str:
    """The path of the feed's stylesheet; "" for one that carries nothing extra.

    Only a feed that anybody may open has one, and none that follows a partner's own specification.
    """
    wears_it = address.format in KNOWN_TO_IT and address.outlet.is_open and not address.profile.spec_url
    return static(SHEET) if wears_it else ""


def dressed(document: bytes, sheet: str) -> bytes:
    """The document with its stylesheet named after the XML declaration, where the prolog ends."""
    if not sheet:
        return document
    declaration, end, rest = document.partition(b"?>")
    named = f'\n<?xml-stylesheet type="text/css" href="{escape(sheet)}"?>'
    return declaration + end + named.encode() + rest


def media_type(address: FeedAddress) -> str:
    """What the feed is served as; its registered type stays in the `type` of links to it."""
    return RENDERED if stylesheet(address) else FORMATS[address.format].MEDIA_TYPE
