"""The rules of the W3C feed validator for RSS 2.0 and the modules that we write, as a list of what is wrong.

RSS has no official schema: https://validator.w3.org/feed/docs/ is the authority.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urlsplit

from lxml import etree

PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "georss": "http://www.georss.org/georss",
    "media": "http://search.yahoo.com/mrss/",
    "mi": "http://schemas.ingestion.microsoft.com/common/",
    "nb": "https://www.newsbreak.com/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "snf": "http://www.smartnews.be/snf",
}
CHANNEL = {
    "title",
    "link",
    "description",
    "atom:link",
    "copyright",
    "docs",
    "generator",
    "image",
    "language",
    "lastBuildDate",
    "pubDate",
    "ttl",
    "dc:publisher",
    "fh:archive",
    "item",
}
ITEM = {
    "title",
    "link",
    "description",
    "content:encoded",
    "guid",
    "category",
    "enclosure",
    "pubDate",
    "dcterms:modified",
    "dc:creator",
    "dc:contributor",
    "dc:language",
    "dc:source",
    "dc:type",
    "dc:identifier",
    "dcterms:alternative",
    "slash:section",
    "dc:coverage",
    "dcterms:created",
    "dcterms:available",
    "dcterms:valid",
    "dcterms:bibliographicCitation",
    "dcterms:provenance",
    "dcterms:accessRights",
    "dcterms:license",
    "georss:featureName",
    "georss:point",
    "media:content",
    "media:thumbnail",
    "media:credit",
    "atom:link",
    "dc:rights",
    "creativeCommons:license",
}
MEDIA = {"media:title", "media:description", "media:credit", "media:copyright", "dcterms:license"}
# Of namespaces that the validator does not know, which it warns of; whoever gets them asked for them.
OF_PARTNERS = {"snf:logo", "snf:darkModeLogo", "mi:expirationDate", "nb:disclosure"}
MAY_REPEAT = {"item", "category", "dc:creator", "dc:contributor", "atom:link", "media:content"}
NUMBERS = ("fileSize", "width", "height")
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")
DANGEROUS = re.compile(r"<(?:script|style|iframe|object|embed|form|meta|link|base)\b|<[^<>]*\son\w+\s*=", re.IGNORECASE)
ADDRESS = re.compile(r"<[^<>]*\s(?:href|src)=\"([^\"]*)\"", re.IGNORECASE)


def problems(document: bytes, served_at: str, also: frozenset[str] = frozenset()) -> list[str]:
    """What the validator would say against a feed that is served at `served_at`; `also` names elements that are let pass."""
    rss = etree.fromstring(document)
    channel = rss.find("channel")
    if rss.tag != "rss" or rss.get("version") != "2.0" or channel is None:
        return ["the root is no <rss version='2.0'> with a channel"]
    found = list(of_channel(channel, served_at, also))
    items = channel.findall("item")
    for item in items:
        found += [f"{item.findtext('guid')}: {problem}" for problem in of_item(item, also)]
    guids = Counter(item.findtext("guid") for item in items)
    return found + [f"guid {guid} stands {count} times" for guid, count in guids.items() if count > 1]


def name_of(element: etree._Element) -> str:
    prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    name = etree.QName(element)
    return f"{prefixes.get(name.namespace, '?')}:{name.localname}" if name.namespace else name.localname


def children(element: etree._Element, known: set[str]) -> Iterator[str]:
    names = [name_of(child) for child in element]
    yield from (f"{name} is not known in {name_of(element)}" for name in set(names) - known)
    yield from (f"{name} stands twice" for name in set(names) - MAY_REPEAT if names.count(name) > 1)


def of_channel(channel: etree._Element, served_at: str, also: frozenset[str]) -> Iterator[str]:
    yield from children(channel, CHANNEL | also)
    yield from (f"{name} is empty" for name in ("title", "link", "description") if not channel.findtext(name))
    yield from date_822("lastBuildDate", channel.findtext("lastBuildDate"))
    if channel.find("pubDate") is not None:
        yield from date_822("pubDate", channel.findtext("pubDate"))
    if not re.fullmatch(r"[1-9]\d*", channel.findtext("ttl", "1")):
        yield "ttl is no number of minutes"
    yield from full_address("link", channel.findtext("link"))
    selves = [link for link in channel.findall("atom:link", PREFIXES) if link.get("rel") == "self"]
    if [(link.get("href"), link.get("type")) for link in selves] != [(served_at, "application/rss+xml")]:
        yield f"there is not exactly one atom:link to {served_at}"
    image = channel.find("image")
    if image is not None and any(image.findtext(name) != channel.findtext(name) for name in ("title", "link")):
        yield "the image has another title or link than the channel"


def of_item(item: etree._Element, also: frozenset[str]) -> Iterator[str]:
    yield from children(item, ITEM | also)
    names = [name_of(child) for child in item]
    if "title" not in names and "description" not in names:
        yield "neither title nor description"
    if item.findtext("title") == "":
        yield "the title is blank"
    if "content:encoded" in names and "description" not in names[: names.index("content:encoded")]:
        yield "content:encoded needs a description before it"
    if "pubDate" in names and "dc:date" in names:
        yield "pubDate and dc:date say the same"
    guid = item.find("guid")
    if guid is None or guid.get("isPermaLink") not in ("true", "false"):
        yield "there is no guid that says whether it is an address"
    elif guid.get("isPermaLink") == "true":
        yield from full_address("guid", guid.text)
    for name in ("link", "creativeCommons:license"):
        if item.find(name, PREFIXES) is not None:
            yield from full_address(name, item.findtext(name, "", PREFIXES))
    if "pubDate" in names:
        yield from date_822("pubDate", item.findtext("pubDate"))
    for name in ("dcterms:modified", "dcterms:created"):
        if name in names and not W3C_DATE.fullmatch(item.findtext(name, "", PREFIXES)):
            yield f"{name} is no W3C date"
    for html in (item.findtext("description"), item.findtext("content:encoded", "", PREFIXES)):
        yield from of_html(html or "")
    for enclosure in item.findall("enclosure"):
        yield from of_enclosure(enclosure)
    for thumbnail in item.findall("media:thumbnail", PREFIXES):
        yield from full_address("media:thumbnail", thumbnail.get("url"))
    for content in item.findall("media:content", PREFIXES):
        yield from of_media(content)
    for link in item.findall("atom:link", PREFIXES):
        if link.get("rel") not in ("via", "license", "alternate", "related", "enclosure"):
            yield f"atom:link has the unregistered relation {link.get('rel')}"


def of_html(html: str) -> Iterator[str]:
    if DANGEROUS.search(html):
        yield f"dangerous mark-up: {DANGEROUS.search(html)[0]}"
    for address in ADDRESS.findall(html):
        if not urlsplit(unescape(address)).scheme:
            yield f"the relative address {address}"


def of_enclosure(enclosure: etree._Element) -> Iterator[str]:
    yield from full_address("enclosure", enclosure.get("url"))
    if not re.fullmatch(r"\d+", enclosure.get("length", "")):
        yield "the enclosure's length is no number"
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", enclosure.get("type", "")):
        yield "the enclosure's type is no media type"


def of_media(content: etree._Element) -> Iterator[str]:
    yield from children(content, MEDIA)
    yield from full_address("media:content", content.get("url"))
    for name in NUMBERS:
        if name in content.attrib and not re.fullmatch(r"[1-9]\d*", content.get(name)):
            yield f"media:content has the {name} {content.get(name)}"
    if content.get("medium") not in ("image", "audio", "video", "document", "executable"):
        yield "media:content has no medium"
    if content.get("isDefault") not in ("true", "false"):
        yield "isDefault is neither true nor false"
    for credit in content.findall("media:credit", PREFIXES):
        if (credit.get("role"), credit.get("scheme")) != ("author", "urn:ebu"):
            yield "a credit has no role of the EBU"


def full_address(name: str, address: str | None) -> Iterator[str]:
    parts = urlsplit(address or "")
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", address or ""):
        yield f"{name} is no full address: {address}"


def date_822(name: str, written: str | None) -> Iterator[str]:
    try:
        moment = parsedate_to_datetime(written or "")
    except ValueError:
        yield f"{name} is no date: {written}"
        return
    if written != moment.strftime("%a, %d %b %Y %H:%M:%S +0000") or not isinstance(moment, datetime):
        yield f"{name} is not written as RFC 822 asks: {written}"
