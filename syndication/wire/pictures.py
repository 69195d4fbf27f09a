"""Pictures: one absolute address out of src, srcset, lazy-loading attributes and <picture>; no tracking pixels."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from syndication.wire.body import Picture
from syndication.wire.characters import one_line
from syndication.wire.errand import Errand, PictureRights
from syndication.wire.links import resolve
from syndication.wire.sentences import gettext_noop

__all__ = ["allow", "find_picture"]

LONGEST_SRCSET = 10_000  # characters; the longest found in the wild have some 3,000
WIDTH = 1200  # of renditions on offer, the nearest to this many pixels
LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-orig-file",
    "data-large-file",
    "data-hi-res-src",
    "data-url",
)
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
PLACEHOLDER = re.compile(
    r"(^data:|(^|/)(blank|spacer|placeholder|transparent|lazy|loading|1x1|pixel)([_-]?(\d+(x\d+)?|img|image))?"
    r"\.(gif|png|svg|jpe?g)$)",
    re.IGNORECASE,
)
TRACKER = re.compile(
    r"//([\w-]+\.)*(doubleclick\.net|google-analytics\.com|scorecardresearch\.com|quantserve\.com|pixel\.wp\.com|"
    r"stats\.wordpress\.com|feedsportal\.com|feeds\.feedburner\.com/~|rss\.nytimes\.com/c/|facebook\.com/tr|"
    r"rt\.prnewswire\.com|prnewswire\.com/rt\.gif|track\.[\w-]+\.com|pheedo\.com|moatads\.com|chartbeat\.net)",
    re.IGNORECASE,
)
EMOJI = re.compile(r"(^|\s)(wp-smiley|emoji|emojione|twemoji)(\s|$)")
PIXELS = re.compile(r"\s*(\d{1,5})(\.\d+)?\s*(px)?\s*")
STYLE_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5})px", re.IGNORECASE)
TYPES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png",
    "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip


def find_picture(given: Mapping[str, str], sources: Sequence[tuple[str, str]], errand: Errand) -> Picture | str | None:
    """The picture that an `<img>` shows, or the text that it stands for, or None when it is left out.

    `sources` are srcset and media type of the `<picture>` round it.
    """
    profile = errand.profile
    alt = one_line(given.get("alt", ""))
    if alt and EMOJI.search(given.get("class", "")):
        return alt
    offers = [
        replace(offer, address=address)
        for offer in offers_of(given, sources)
        if (address := resolve(offer.address, errand.base)).startswith("http")
    ]
    width, height = side(given, "width"), side(given, "height")
    what = given.get("src") or given.get("data-src") or "<img>"
    if is_pixel(width, height) or any(TRACKER.search(offer.address) for offer in offers):
        errand.remove("picture.tracking-pixel", what, gettext_noop("It counts readers and shows nothing."))
        return ""
    # A picture that the story lists was judged with all its renditions when it was granted.
    is_listed = errand.rights is not None and any(offer.address in errand.rights.granted for offer in offers)
    if profile.picture_types and not is_listed:
        offers = [offer for offer in offers if offer.media_type in profile.picture_types]
    if not offers:
        errand.remove("picture.address", what, gettext_noop("It has no web address of a type that the profile takes."))
        return None
    if not is_listed and is_small(width, height, profile.picture_min_side):
        errand.remove(
            "picture.small",
            what,
            gettext_noop("A side is shorter than {least} pixels.", least=profile.picture_min_side),
        )
        return None
    best = min(offers, key=lambda offer: offer.distance(profile.picture_max_side))
    title = one_line(given.get("title", ""))
    takes = errand.allowed.get("img", ())
    # A size that will not be written must not count either, or the result would be read otherwise.
    width, height = width if "width" in takes else "", height if "height" in takes else ""
    return Picture(
        best.address, alt, width, height, "" if title == alt else title,
        candidates=tuple(offer.address for offer in offers),
    )  # fmt: skip


def allow(picture: Picture, errand: Errand) -> Picture | None:
    """`picture` as it may be shown, or None when its rights do not allow it, which is told."""
    granted = picture if errand.rights is None else grant(picture, errand.rights, errand.allowed.get("img", ()))
    if granted is None:
        errand.remove("picture.rights", picture.src, gettext_noop("It may not go to this outlet, nor may its caption."))
    return granted


def grant(picture: Picture, rights: PictureRights, takes: Container[str]) -> Picture | None:
    """`picture` under an address by which it may be shown, or None; `takes` are the attributes that the profile allows."""
    if not rights.denied.isdisjoint(picture.candidates):
        return None
    for address in (picture.src, *picture.candidates):
        if media := rights.granted.get(address):
            if media.url != picture.src:
                picture.src = media.url
                picture.width = str(media.width or "") if "width" in takes else ""
                picture.height = str(media.height or "") if "height" in takes else ""
            return picture
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """One address that a picture is offered under; `width` in pixels, 0 when unknown."""

    address: str
    width: int = 0
    kind: str = ""

    @property
    def media_type(self) -> str:
        return self.kind or TYPES.get(PurePosixPath(urlsplit(self.address).path).suffix[1:].lower(), "")

    def distance(self, most: int) -> tuple[bool, int]:
        """How far it is from the width we want; one of unknown width is taken before a very small one.

        With `most` pixels, that is the width, and what is wider is taken only when all are.
        """
        wanted = most or WIDTH
        return 0 < most < self.width, abs(self.width - wanted) if self.width else wanted // 2


def offers_of(given: Mapping[str, str], sources: Sequence[tuple[str, str]]) -> Iterator[Offer]:
    """Every address that a picture is offered under; what <picture> adds comes last, in types fewer outlets take."""
    for name in (*LAZY, "src"):
        address = given.get(name, "").strip()
        if address and not PLACEHOLDER.search(address):
            yield Offer(address)
    for srcset, kind in (*((given[name], "") for name in SETS if name in given), *sources):
        for address, width in read_srcset(srcset):
            yield Offer(address, width, kind)


# A comma may stand inside an address, so only one with white space behind it, or after a descriptor, ends a candidate.
CANDIDATE = re.compile(r"[\s,]*+([^\s]++)(?:\s++([^\s,]++))?")


def read_srcset(srcset: str) -> Iterator[tuple[str, int]]:
    """Addresses and widths of a srcset; a density counts from 600 pixels. WHATWG HTML 4.8.4.3.6."""
    position = 0
    srcset = srcset[:LONGEST_SRCSET]
    while found := CANDIDATE.match(srcset, position):
        address, size = found[1], found[2] or ""
        position = found.end()
        if address.endswith(","):
            address, size, position = address.rstrip(","), "", found.end(1)
        number = re.fullmatch(r"(\d{1,5}(?:\.\d+)?)([wx])", size)
        if address and not address.startswith("data:"):
            yield address, int(float(number[1]) * (1 if number[2] == "w" else 600)) if number else 0


def side(given: Mapping[str, str], name: str) -> str:
    """Width or height in whole pixels, or ""."""
    for written in (given.get(name, ""), given.get(f"data-{name}", "")):
        if pixels := PIXELS.fullmatch(written):
            return str(int(pixels[1])) if int(pixels[1]) else "0"
    return next((size for key, size in STYLE_SIDE.findall(given.get("style", "")) if key.lower() == name), "")


def is_pixel(width: str, height: str) -> bool:
    """Whether no side is longer than two pixels, or one is nothing at all."""
    lengths = [int(length) for length in (width, height) if length]
    return bool(lengths) and (max(lengths) <= 2 or min(lengths) == 0)


def is_small(width: str, height: str, limit: int) -> bool:
    return any(limit > int(length) for length in (width, height) if length)
