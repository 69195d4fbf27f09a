"""The story: one version of one press article as it may cross the wire.

Every moment is an aware UTC datetime in whole seconds, every language a BCP 47 tag, every address absolute.
"""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

__all__ = [
    "Credit", "CreditRole", "Dateline", "InvalidStory", "Media", "MediaRole", "Notice", "NoticeKind", "Place",
    "PublishingStatus", "Reach", "Rendition", "Rights", "Story", "Topic", "pack", "unpack", "withdrawn",
]  # fmt: skip

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"})
URN_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class InvalidStory(ValueError):
    """A story, or a part of one, contradicts itself; the message names the field."""


class PublishingStatus(StrEnum):
    """IPTC publishing status, IPTC's spelling. Source: http://cv.iptc.org/newscodes/pubstatusg2/"""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Reach(StrEnum):
    """How far something may travel, from nowhere to everywhere; each level holds the ones before it."""

    NOWHERE = "nowhere"
    SITE = "site"
    PUBLIC = "public"
    PARTNERS = "partners"

    def covers(self, other: "Reach") -> bool:
        """Whether what has this reach may go where `other` is asked for."""
        levels = list(Reach)
        return levels.index(self) >= levels.index(other)


class CreditRole(StrEnum):
    SOURCE = "source"
    BYLINE = "byline"
    PHOTOGRAPHER = "photographer"
    TRANSLATOR = "translator"
    CONTRIBUTOR = "contributor"


class NoticeKind(StrEnum):
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITORS_NOTE = "editors-note"
    WITHDRAWAL = "withdrawal"


class MediaRole(StrEnum):
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who supplied, wrote or pictured the story and must be named beside it."""

    name: str
    role: CreditRole = CreditRole.SOURCE
    key: str = ""  # the source's slug on our site, "" when it is not on file
    url: str = ""
    country: str = ""  # ISO 3166-1 alpha-2

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "credit.name", "is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and on which day the story was filed: `BEIJING, Nov. 23, 2026`."""

    place: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What the story is about. `code` is an IPTC media topic such as `medtop:04000000`, or ""."""

    name: str
    key: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the story plays; latitude and longitude in degrees, WGS 84."""

    name: str
    country: str = ""  # ISO 3166-1 alpha-2
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One form in which a picture is offered. `length` is in bytes, `width` and `height` in pixels, 0 when unknown."""

    url: str
    mime_type: str
    width: int = 0
    height: int = 0
    length: int = 0

    def __post_init__(self) -> None:
        require_url("rendition.url", self.url)
        require("/" in self.mime_type, "rendition.mime_type", f"{self.mime_type!r} is not a media type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture that travels with the story. `length` is in bytes, `width` and `height` in pixels, 0 when unknown.

    `renditions` are all the forms that it is offered in, the one of `url` among them; none when that is the only one.
    """

    url: str
    mime_type: str
    role: MediaRole = MediaRole.BODY
    width: int = 0
    height: int = 0
    length: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    reach: Reach = Reach.SITE  # third parties get a picture only when somebody said so
    reach_until: datetime | None = None
    renditions: tuple[Rendition, ...] = ()

    def __post_init__(self) -> None:
        require_url("media.url", self.url)
        require("/" in self.mime_type, "media.mime_type", f"{self.mime_type!r} is not a media type")
        require_moments(self, "reach_until")

    @property
    def addresses(self) -> frozenset[str]:
        """Every address under which the picture lies."""
        return frozenset({self.url, *(rendition.url for rendition in self.renditions)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What readers and editors are told about a change: plain text and its moment."""

    kind: NoticeKind
    text: str
    at: datetime

    def __post_init__(self) -> None:
        require_moments(self, "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """On which terms the story may be used, and what must be said with it."""

    licence: str = ""
    licence_url: str = ""
    copyright: str = ""
    usage_terms: str = ""
    disclosure: str = ""  # must be shown wherever the story is, whatever is cut
    reach: Reach = Reach.PARTNERS
    source_reach: Reach = Reach.PARTNERS  # what the source allows; `reach` is never wider


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One version of one press article. Raises `InvalidStory`, naming the field, when it contradicts itself.

    `body` is HTML, `headline` and `summary` are plain text. `published_at` is the first release and
    `updated_at` the last material change. A canceled story has no headline, summary, body, slugline, address or
    media: it is a notice that the story of this id must be taken down. Its permalink stays, for outlets that know
    the story by nothing else; no other may be shown it.
    """

    id: str  # urn:uuid:…, made once; from a partner's document whatever it calls the story
    version: int = 1
    status: PublishingStatus = PublishingStatus.USABLE
    headline: str = ""
    summary: str = ""
    slugline: str = ""
    body: str = ""
    url: str = ""  # the page on our site
    permalink: str = (
        ""  # where it was first released: its identity for outlets whose guids are addresses, never changed
    )
    canonical_url: str = ""  # the original's address when it is not ours
    external_id: str = ""  # what the supplier calls it
    follows: str = ""  # the id of the story that this one follows up
    language: str = "en"
    dateline: Dateline = Dateline()
    credits: tuple[Credit, ...] = ()
    closing_line: str = ""  # such as "SOURCE China Daily"
    topics: tuple[Topic, ...] = ()
    section: str = ""
    genre: str = ""  # IPTC genre such as "Press Release"
    urgency: int = 0  # IPTC 1 (most urgent) to 9, 0 when not said
    place: Place | None = None
    media: tuple[Media, ...] = ()  # the lead picture first
    notices: tuple[Notice, ...] = ()  # oldest first
    rights: Rights = Rights()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    embargoed_until: datetime | None = None
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        require(bool(self.id) and not re.search(r"\s", self.id), "id", f"{self.id!r} is empty or holds white space")
        require(not re.search(r"\s", self.follows), "follows", f"{self.follows!r} holds white space")
        require(self.version >= 1, "version", f"{self.version} is less than 1")
        require(0 <= self.urgency <= 9, "urgency", f"{self.urgency} is not between 0 and 9")
        require(bool(LANGUAGE_TAG.fullmatch(self.language)), "language", f"{self.language!r} is not a BCP 47 tag")
        for name in ("url", "permalink", "canonical_url"):
            require_url(name, getattr(self, name), empty=True)
        require_moments(self, "published_at", "updated_at", "embargoed_until", "expires_at")
        if self.status is PublishingStatus.CANCELED:
            for name in ("headline", "summary", "slugline", "body", "media", "url", "canonical_url"):
                require(not getattr(self, name), name, "must be empty in a canceled story")
        else:
            require(bool(self.headline.strip()), "headline", "is empty")

    @property
    def source(self) -> Credit | None:
        """The organisation that supplied the story."""
        return next((credit for credit in self.credits if credit.role is CreditRole.SOURCE), None)

    @property
    def byline(self) -> str:
        """The writers' names, comma separated, or ""."""
        return ", ".join(credit.name for credit in self.credits if credit.role is CreditRole.BYLINE)

    @property
    def lead(self) -> Media | None:
        """The lead picture."""
        return next((media for media in self.media if media.role is MediaRole.LEAD), None)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from the language."""
        return "rtl" if self.language.lower().split("-")[0] in RTL_LANGUAGES else "ltr"


def withdrawn(story: Story, notice: Notice, version: int) -> Story:
    """Return the notice that `story` must be taken down: identity, dates and source, and none of its text.

    Its address goes too, for the slug in it tells the headline; `permalink` is for those alone who hold it as a guid.
    """
    return Story(
        id=story.id,
        permalink=story.permalink,
        version=version,
        status=PublishingStatus.CANCELED,
        language=story.language,
        credits=tuple(credit for credit in story.credits if credit.role is CreditRole.SOURCE),
        notices=(notice,),
        rights=Rights(reach=story.rights.reach),
        published_at=story.published_at,
        updated_at=notice.at,
    )


def require(holds: bool, field: str, problem: str) -> None:
    if not holds:
        raise InvalidStory(f"{field} {problem}")


def require_url(field: str, address: str, *, empty: bool = False) -> None:
    require(
        (empty and not address) or bool(re.match(r"https?://[^\s/]+", address)),
        field,
        f"{address!r} is not an absolute http(s) address",
    )


def require_moments(value: Any, *names: str) -> None:
    """Hold the named moments to UTC in whole seconds; a naive one is refused, for its zone cannot be guessed."""
    for name in names:
        moment = getattr(value, name)
        if moment is not None:
            require(moment.tzinfo is not None, name, f"{moment} has no time zone")
            object.__setattr__(value, name, moment.astimezone(UTC).replace(microsecond=0))


def pack(story: Story) -> dict[str, Any]:
    """Turn a story into what JSON can hold; `unpack` gives it back, equal."""
    packed: dict[str, Any] = json.loads(json.dumps(asdict(story), default=lambda moment: moment.isoformat()))
    return packed


def unpack(packed: dict[str, Any]) -> Story:
    """Turn `pack`'s result back into the story; keys of a later release of this code are left aside."""
    story: Story = build(Story, packed)
    return story


def build(kind: Any, value: Any) -> Any:
    """Build a value of type `kind` out of JSON."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return build(next(part for part in get_args(kind) if part is not type(None)), value)
    if origin is tuple:
        return tuple(build(get_args(kind)[0], item) for item in value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if hasattr(kind, "__dataclass_fields__"):
        hints = hints_of(kind)
        return kind(
            **{field.name: build(hints[field.name], value[field.name]) for field in fields(kind) if field.name in value}
        )
    return kind(value)


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields, read once: reading them takes longer than to build what they describe."""
    return get_type_hints(kind)
