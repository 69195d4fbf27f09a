"""Embeds: kept in their privacy form where the profile allows their host, a titled link everywhere else, never nothing."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from syndication.wire.body import Attributes, Block, Run
from syndication.wire.characters import one_line
from syndication.wire.errand import Errand
from syndication.wire.links import add_parameters, direct, link, resolve

__all__ = ["embed_of", "is_allowed_host", "is_embed"]

EMBEDS = frozenset({"audio", "embed", "iframe", "object", "video"})
ADDRESS = ("src", "data-src", "data-lazy-src", "data", "url", "data-url", "href")
KINDS = {"audio": "Audio", "video": "Video"}

YOUTUBE = re.compile(
    r"(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)([\w-]{6,20})(?:$|[?&/#])"
)
VIMEO = re.compile(r"player\.vimeo\.com/video/(\d{1,15})")
# What each service's embed is called, and where a reader finds the same thing.
TITLES = (
    (re.compile(r"([\w-]+\.)*(youtube|youtube-nocookie)\.com/|youtu\.be/"), "Watch on YouTube"),
    (re.compile(r"([\w-]+\.)*vimeo\.com/"), "Watch on Vimeo"),
    (re.compile(r"([\w-]+\.)*(twitter|x)\.com/"), "See the post on X"),
    (re.compile(r"([\w-]+\.)*instagram\.com/"), "See the post on Instagram"),
    (re.compile(r"([\w-]+\.)*facebook\.com/"), "See the post on Facebook"),
    (re.compile(r"([\w-]+\.)*tiktok\.com/"), "Watch on TikTok"),
    (re.compile(r"([\w-]+\.)*spotify\.com/"), "Listen on Spotify"),
    (re.compile(r"([\w-]+\.)*soundcloud\.com/"), "Listen on SoundCloud"),
    (
        re.compile(r"(maps\.google\.[a-z.]+|(www\.)?google\.[a-z.]+/maps|([\w-]+\.)*openstreetmap\.org)/?"),
        "See the map",
    ),
)


def is_embed(tag: str, given: Mapping[str, str]) -> bool:
    """Whether an element shows what lies elsewhere; an Instagram quotation holds nothing but its own placeholder."""
    return tag in EMBEDS or "data-instgrm-permalink" in given


def embed_of(tag: str, given: Mapping[str, str], errand: Errand) -> Block | None:
    """The block that an embed becomes, or None when it names no address."""
    written = given.get("data-instgrm-permalink") or next((given[name] for name in ADDRESS if given.get(name)), "")
    address = resolve(written, errand.base)
    if not address.startswith("http"):
        if tag not in ("object", "video", "audio"):
            errand.remove("embed.address", f"<{tag}>", "It has no web address.")
        return None
    address = private(direct(address, errand))
    if tag == "iframe" and is_allowed_host(address, errand.profile.iframe_hosts):
        return Block("iframe", frame_attributes(address, given))
    errand.remove("embed.link", address, "The outlet takes no such embed; a link stands in its place.")
    page = add_parameters(page_of(address), errand.profile.own_parameters, errand.base)
    title = one_line(given.get("title", "")) or title_of(tag, address)
    run = Run(title, (link(page, errand.profile),)) if "a" in errand.allowed else Run(f"{title}: {page}")
    return Block("p", inline=[run])


def is_allowed_host(address: str, hosts: frozenset[str]) -> bool:
    """Whether `address` is https and on one of `hosts`; `*.example.org` is every host below it."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or parts.port not in (None, 443) or "@" in parts.netloc:
        return False
    return host in hosts or any(f"*.{host[dot + 1 :]}" in hosts for dot, letter in enumerate(host) if letter == ".")


def private(address: str) -> str:
    """The form of an embed that sets no cookie until a reader plays it."""
    scheme, _, rest = address.partition("://")
    if (video := YOUTUBE.match(rest)) and "/embed/" in rest:
        return f"https://www.youtube-nocookie.com/embed/{video[1]}"
    if video := VIMEO.match(rest):
        return f"https://player.vimeo.com/video/{video[1]}?dnt=1"
    return f"https://{rest}" if scheme == "http" else address


def page_of(address: str) -> str:
    """The page for people that shows what an embed shows."""
    rest = address.partition("://")[2]
    if video := YOUTUBE.match(rest):
        return f"https://www.youtube.com/watch?v={video[1]}"
    if video := VIMEO.match(rest):
        return f"https://vimeo.com/{video[1]}"
    if rest.startswith("www.facebook.com/plugins/"):
        return resolve(parse_qs(urlsplit(address).query).get("href", [""])[0], address) or address
    if rest.startswith("open.spotify.com/embed/"):
        return address.replace("/embed/", "/", 1)
    return address


def title_of(tag: str, address: str) -> str:
    rest = address.partition("://")[2]
    for pattern, title in TITLES:
        if pattern.match(rest):
            return title
    host = urlsplit(address).hostname or ""
    if tag in KINDS:
        name = urlsplit(address).path.rpartition("/")[2]
        return f"{KINDS[tag]}: {name or host}"
    return f"See it on {host.removeprefix('www.')}"


def frame_attributes(address: str, given: Mapping[str, str]) -> Attributes:
    sizes = tuple(
        (name, given[name].strip())
        for name in ("width", "height")
        if re.fullmatch(r"\s*\d{1,4}\s*", given.get(name, ""))
    )
    title = one_line(given.get("title", ""))
    return (("src", address), *((("title", title),) if title else ()), *sizes)
