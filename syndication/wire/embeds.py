"""Embeds: kept in their privacy form where the profile allows their host, a titled link everywhere else, never nothing."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from syndication.wire.body import Attributes, Block, Mark, Picture, Run
from syndication.wire.characters import one_line
from syndication.wire.errand import Errand
from syndication.wire.links import address_of, direct, link, resolve
from syndication.wire.pictures import allow, find_picture
from syndication.wire.sentences import gettext_noop

__all__ = ["EMBEDS", "embed_of", "is_allowed_host", "is_placeholder"]

PLAYERS = frozenset({"amp-audio", "amp-iframe", "amp-video", "audio", "embed", "iframe", "object", "video"})
ADDRESS = ("src", "data-src", "data-lazy-src", "data", "url", "data-url", "href")
THUMBNAIL = ("poster", "data-poster", "data-thumbnail", "data-thumb")
# Elements that a script would make an embed of: by an attribute that names nothing else, or by a class and an address.
PLACEHOLDER = ("data-embed", "data-instgrm-permalink")  # the first is our own blocks'
EMBED_CLASS = re.compile(r"(?:^|[\s_-])(?:embed|widget|fb-post|fb-video)(?:[\s_-]|$)", re.IGNORECASE)
PLACEHOLDER_ADDRESS = ("data-instgrm-permalink", "data-href", "data-url", "data-src", "cite")
# Elements that name only the number of what they show.
BY_NUMBER = {
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-twitter": ("data-tweetid", "https://x.com/i/status/{}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-vimeo": ("videoid", "https://vimeo.com/{}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
}
EMBEDS = PLAYERS | BY_NUMBER.keys()
KINDS = {"audio": "Audio", "video": "Video"}

YOUTUBE = re.compile(
    r"(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)([\w-]{6,20})(?:$|[?&/#])"
)
VIMEO = re.compile(r"(?:player\.vimeo\.com/video|(?:www\.)?vimeo\.com)/(\d{1,15})(?:$|[?&/#])")
# What each service's embed is called, and where a reader finds the same thing.
TITLES = (
    (re.compile(r"([\w-]+\.)*(youtube|youtube-nocookie)\.com/|youtu\.be/"), "Watch on YouTube"),
    (re.compile(r"([\w-]+\.)*vimeo\.com/"), "Watch on Vimeo"),
    (re.compile(r"([\w-]+\.)*(twitter|x)\.com/"), "See the post on X"),
    (re.compile(r"([\w-]+\.)*instagram\.com/"), "See the post on Instagram"),
    (re.compile(r"([\w-]+\.)*facebook\.com/"), "See the post on Facebook"),
    (re.compile(r"([\w-]+\.)*tiktok\.com/"), "Watch on TikTok"),
    (re.compile(r"(bsky\.app|embed\.bsky\.app)/"), "See the post on Bluesky"),
    (re.compile(r"(www\.)?threads\.(net|com)/"), "See the post on Threads"),
    (re.compile(r"([\w-]+\.)*(polldaddy\.com|poll\.fm|crowdsignal\.(com|net)|strawpoll\.(com|me))/"), "See the poll"),
    (
        re.compile(r"([\w-]+\.)*(datawrapper\.(de|dwcdn\.net)|datawrapper\.dwcdn\.net|infogram\.com|flo\.uri\.sh)/"),
        "See the chart",
    ),
    (re.compile(r"([\w-]+\.)*(documentcloud\.org|scribd\.com|issuu\.com)/"), "Read the document"),
    (re.compile(r"([\w-]+\.)*spotify\.com/"), "Listen on Spotify"),
    (re.compile(r"([\w-]+\.)*soundcloud\.com/"), "Listen on SoundCloud"),
    (
        re.compile(r"(maps\.google\.[a-z.]+|(www\.)?google\.[a-z.]+/maps|([\w-]+\.)*openstreetmap\.org)/?"),
        "See the map",
    ),
)


def is_placeholder(given: Mapping[str, str]) -> bool:
    """Whether a script would make an embed of the element."""
    if any(name in given for name in PLACEHOLDER):
        return True
    return (
        "class" in given
        and bool(EMBED_CLASS.search(given["class"]))
        and any(given.get(name, "").startswith(("http://", "https://", "//")) for name in PLACEHOLDER_ADDRESS)
    )


def embed_of(tag: str, given: Mapping[str, str], errand: Errand) -> list[Block]:
    """The blocks that an embed becomes: its frame, or a link below its thumbnail; none when it names no address."""
    address = resolve(written_address(tag, given), errand.base)
    if not address.startswith("http"):
        if tag not in ("object", "video", "audio"):
            errand.remove("embed.address", f"<{tag}>", gettext_noop("It has no web address."))
        return []
    address = private(direct(address, errand))
    if (tag in ("iframe", "embed") or "data-embed" in given) and is_allowed_host(address, errand.profile.iframe_hosts):
        return [Block("iframe", frame_attributes(address, given))]
    page = address_of(page_of(address), errand)
    if not page:
        return []
    errand.remove("embed.link", address, gettext_noop("The outlet takes no such embed; a link stands in its place."))
    title = one_line(given.get("title", "")) or one_line(title_of(tag, address))
    run = Run(title, (link(page, errand.profile),)) if "a" in errand.allowed else Run(one_line(f"{title}: {page}"))
    return [*thumbnail_of(given, title, run.marks, errand), Block("p", inline=[run])]


def written_address(tag: str, given: Mapping[str, str]) -> str:
    """The address that an embed names, as it is written there; "" when it names none."""
    if tag in BY_NUMBER:
        name, pattern = BY_NUMBER[tag]
        number = given.get(name, "")
        return pattern.format(number) if NUMBER.fullmatch(number) else ""
    names = ADDRESS if tag in PLAYERS or "data-embed" in given else PLACEHOLDER_ADDRESS
    return next((given[name] for name in names if given.get(name)), "")


NUMBER = re.compile(r"[\w-]{4,40}")


def thumbnail_of(given: Mapping[str, str], title: str, marks: tuple[Mark, ...], errand: Errand) -> list[Block]:
    """The picture that stands for a film until it is played, which leads where the link below it leads.

    Only one that the embed itself names: we make up no address on another company's host.
    """
    poster = next((given[name] for name in THUMBNAIL if given.get(name)), "")
    found = find_picture({"src": poster, "alt": title}, (), errand) if poster else None
    if not isinstance(found, Picture):
        return []
    picture = allow(found, errand)
    if picture is None:
        return []
    picture.marks = marks
    return [Block("p", inline=[picture])]


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
    if video := YOUTUBE.match(rest):
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
