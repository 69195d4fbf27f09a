"""Films elsewhere that a reader may play on our page: whose they are, and the address of a frame that shows one.

Every frame is the one that tells its host least, and it is made only after a click.
YouTube: https://support.google.com/youtube/answer/171780 · Vimeo: https://developer.vimeo.com/player/sdk/embed ·
Dailymotion: https://developers.dailymotion.com/guides/embed-with-iframe/
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["FRAME_ORIGINS", "Player", "player_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One film. Its frame begins to play at once, for a reader has asked for it."""

    provider: str  # as readers know it
    host: str  # what a click contacts
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    name: str
    film: re.Pattern[str]  # all of a film's address behind its scheme; each named group has a place in a frame
    frame: str


def address(pattern: str) -> re.Pattern[str]:
    """Digits and letters are ASCII's; what stands behind the film's number does not matter."""
    return re.compile(rf"(?:www\.|m\.)?{pattern}(?:[?&/#].*)?", re.ASCII | re.DOTALL)


PROVIDERS = (
    Provider(
        name="YouTube",
        film=address(
            r"(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)|youtu\.be/)(?P<film>[\w-]{11})"
        ),
        frame="https://www.youtube-nocookie.com/embed/{film}?autoplay=1&rel=0",
    ),
    # A film that is not listed has a second number, without which it is not shown.
    Provider(
        name="Vimeo",
        film=address(r"vimeo\.com/(?:video/|channels/\w+/)?(?P<film>\d{1,15})/(?P<secret>[0-9a-f]{6,20})"),
        frame="https://player.vimeo.com/video/{film}?h={secret}&dnt=1&autoplay=1",
    ),
    Provider(
        name="Vimeo",
        film=address(r"(?:player\.)?vimeo\.com/(?:video/|channels/\w+/)?(?P<film>\d{1,15})"),
        frame="https://player.vimeo.com/video/{film}?dnt=1&autoplay=1",
    ),
    Provider(
        name="Dailymotion",
        film=address(r"(?:dailymotion\.com/(?:embed/)?video|dai\.ly)/(?P<film>[a-z0-9]{5,20})"),
        frame="https://geo.dailymotion.com/player.html?video={film}",
    ),
    Provider(
        name="Bilibili",
        film=address(r"bilibili\.com/video/(?P<film>BV[a-zA-Z0-9]{10})"),
        frame="https://player.bilibili.com/player.html?bvid={film}&autoplay=1",
    ),
    Provider(
        name="TED",
        film=address(r"(?:embed\.)?ted\.com/talks/(?P<film>[a-z0-9_]{3,150})"),
        frame="https://embed.ted.com/talks/{film}",
    ),
)


def host_of(frame: str) -> str:
    return urlsplit(frame).netloc


# For the site's Content-Security-Policy: what a page of ours may show in a frame, and nothing else.
FRAME_ORIGINS = tuple(dict.fromkeys(f"https://{host_of(provider.frame)}" for provider in PROVIDERS))


def player_of(url: str) -> Player | None:
    """How the film at the address is played; None when it is nobody's whose films we know to play."""
    scheme, _, rest = url.strip().partition("://")
    host, slash, path = rest.partition("/")
    if scheme.lower() not in ("http", "https"):
        return None
    matches = ((provider, provider.film.fullmatch(f"{host.lower()}{slash}{path}")) for provider in PROVIDERS)
    return next((player(provider, found.groupdict()) for provider, found in matches if found), None)


def player(provider: Provider, numbers: dict[str, str]) -> Player:
    frame = provider.frame.format(**numbers)
    return Player(provider=provider.name, host=host_of(frame).removeprefix("www."), frame=frame)
