"""What the demo's files say, as frozen data that checks itself: sources, topics, outlets, pictures, stories."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

__all__ = [
    "Demo", "DemoAbout", "DemoContributor", "DemoCredit", "DemoLogo", "DemoNotice", "DemoOutlet", "DemoPicture", "DemoPlace",
    "DemoRule", "DemoSection", "DemoSource", "DemoStory", "DemoTopic", "Earlier", "InvalidDemo", "Shown", "read_demo",
]  # fmt: skip

HERE = Path(__file__).parent
LEAD = "FERRY-ELECTRIC"
STATES = ("published", "corrected", "embargoed", "withdrawn", "expired")
OFFSET = re.compile(r"([+-])(\d+) (minute|hour|day)s?")


class InvalidDemo(ValueError):
    """A file of the demo contradicts itself; the message names the file and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLogo:
    initials: str
    ground: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSource:
    slug: str
    name: str
    credit: str
    url: str
    language: str
    country: str
    kind: str
    licence: str
    copyright: str
    usage_terms: str
    description: str
    reach: str
    logo: DemoLogo
    aliases: tuple[str, ...] = ()
    closing_line: str = ""
    licence_url: str = ""
    required_disclosure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTopic:
    slug: str
    name: str
    code: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoContributor:
    slug: str
    name: str
    job_title: str
    biography: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSection:
    slug: str
    title: str
    language: str
    introduction: str
    receives_wire_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAbout:
    """The page about the paper in one language; the texts are HTML, but for the introduction and who is responsible."""

    slug: str
    title: str
    language: str
    introduction: str
    body: str
    responsible: str
    email: str
    telephone: str
    corrections_policy: str
    sources_policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRule:
    include: bool
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFeed:
    name: str
    slug: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutlet:
    slug: str
    name: str
    description: str
    access: str
    profile: str
    embargo: str = "hold"
    key_in_path: bool = False
    rules: tuple[DemoRule, ...] = ()
    feeds: tuple[DemoFeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPicture:
    """A picture of the library. `name` is its module in `scenes/`."""

    name: str
    title: str
    alt: str
    credit: str
    copyright: str
    licence: str
    reach: str = "partners"
    reach_until: timedelta | None = None  # from the moment of loading; after it the picture stays on our own pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as one story shows it; without `alt` the library's own description stands."""

    name: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCredit:
    """Somebody besides the source: a contributor's slug, or a name."""

    role: str
    contributor: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNotice:
    """What readers are told about a change; `at` is counted from the moment of loading."""

    kind: str
    text: str
    at: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What an earlier version said where it differed; "" is what the story says now."""

    headline: str = ""
    summary: str = ""
    genre: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStory:
    """One story. Moments are counted from the moment of loading. Raises `InvalidDemo`."""

    slugline: str
    headline: str
    summary: str
    section: str
    source: str
    topics: tuple[str, ...]
    genre: str
    urgency: int
    published: timedelta
    body: str
    state: str = "published"
    language: str = "en"
    byline: tuple[str, ...] = ()
    credits: tuple[DemoCredit, ...] = ()
    dateline: str = ""
    place: DemoPlace | None = None
    picture: Shown | None = None
    reach: str = "partners"
    external_id: str = ""
    canonical_url: str = ""
    translation_of: str = ""  # the slugline of the story in its first language
    follows: str = ""  # the slugline of the story that it follows up
    embargoed_until: timedelta | None = None
    expires: timedelta | None = None
    withdrawal: str = ""  # the reason
    notices: tuple[DemoNotice, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def __post_init__(self) -> None:
        self.require("state", self.state in STATES)
        self.require("headline", bool(self.headline.strip()))
        self.require("body", bool(self.body.strip()))
        self.require("published", self.published < timedelta(0))
        self.require("embargoed_until", (self.state == "embargoed") == (self.embargoed_until is not None))
        self.require("withdrawal", (self.state == "withdrawn") == bool(self.withdrawal))
        self.require("expires", self.state != "expired" or (self.expires is not None and self.expires < timedelta(0)))
        self.require("notice", self.state != "corrected" or any(told.kind == "correction" for told in self.notices))

    def require(self, name: str, holds: bool) -> None:
        if not holds:
            raise InvalidDemo(f"{self.slugline}: {name} does not fit a story that is {self.state}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """Everything that the demo newsroom holds; stories from the oldest to the newest."""

    lead: str  # the slugline of the story at the head of the front page
    sources: tuple[DemoSource, ...] = field(default=())
    topics: tuple[DemoTopic, ...] = field(default=())
    contributors: tuple[DemoContributor, ...] = field(default=())
    sections: tuple[DemoSection, ...] = field(default=())
    abouts: tuple[DemoAbout, ...] = field(default=())
    outlets: tuple[DemoOutlet, ...] = field(default=())
    pictures: tuple[DemoPicture, ...] = field(default=())
    stories: tuple[DemoStory, ...] = field(default=())


def read_demo(folder: Path = HERE) -> Demo:
    """Read every file of the demo. Raises `InvalidDemo`."""
    return Demo(
        lead=LEAD,
        sources=tuple(read_source(row) for row in rows(folder, "source")),
        topics=tuple(DemoTopic(**row) for row in rows(folder, "topic")),
        contributors=tuple(DemoContributor(**row) for row in rows(folder, "contributor")),
        sections=tuple(DemoSection(**row) for row in rows(folder, "section")),
        abouts=tuple(DemoAbout(**row) for row in rows(folder, "about")),
        outlets=tuple(read_outlet(row) for row in rows(folder, "outlet")),
        pictures=tuple(read_pictures(folder)),
        stories=tuple(sorted(map(read_story, (folder / "stories").glob("*.md")), key=lambda story: story.published)),
    )


# Any, here and below: a table of TOML, on its way into a dataclass.
def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The tables named `[[kind]]` in the file of that name."""
    found: list[dict[str, Any]] = tomllib.loads((folder / f"{kind}s.toml").read_text("utf-8"))[kind]
    return found


def read_source(row: dict[str, Any]) -> DemoSource:
    return DemoSource(**{**row, "aliases": tuple(row.get("aliases", ())), "logo": DemoLogo(**row["logo"])})


def read_outlet(row: dict[str, Any]) -> DemoOutlet:
    rules = tuple(DemoRule(**line) for line in row.get("rules", ()))
    return DemoOutlet(**row | {"rules": rules, "feeds": tuple(DemoFeed(**feed) for feed in row.get("feeds", ()))})


def read_pictures(folder: Path) -> list[DemoPicture]:
    """The tables of pictures.toml; what stands above them holds for all that do not say otherwise."""
    written = tomllib.loads((folder / "pictures.toml").read_text("utf-8"))
    shared = {key: value for key, value in written.items() if isinstance(value, str)}
    return [read_picture(name, shared | row) for name, row in written.items() if isinstance(row, dict)]


def read_picture(name: str, row: dict[str, Any]) -> DemoPicture:
    until = {"reach_until": offset(row["reach_until"])} if "reach_until" in row else {}
    return DemoPicture(name=name, **(row | until))


def read_story(path: Path) -> DemoStory:
    """Read one story: TOML between two lines of `+++`, then the body."""
    _, front, body = path.read_text("utf-8").split("+++\n", 2)
    row = tomllib.loads(front)
    built: dict[str, Any] = {
        "published": offset(row.pop("published")),
        "topics": tuple(row.pop("topics")),
        "byline": tuple(row.pop("byline", ())),
        "credits": tuple(DemoCredit(**credit) for credit in row.pop("credits", ())),
        "notices": tuple(read_notice(notice) for notice in row.pop("notice", ())),
        "earlier": tuple(read_earlier(version, body, path.name) for version in row.pop("earlier", ())),
        "place": DemoPlace(**row.pop("place")) if "place" in row else None,
        "picture": Shown(**row.pop("picture")) if "picture" in row else None,
        "withdrawal": row.pop("withdrawal", {}).get("reason", ""),
        "body": body,
    }
    built |= {name: offset(row.pop(name)) for name in ("embargoed_until", "expires") if name in row}
    try:
        return DemoStory(**built, **row)
    except TypeError as error:
        raise InvalidDemo(f"{path.name}: {error}") from error


def read_notice(row: dict[str, Any]) -> DemoNotice:
    return DemoNotice(**{**row, "at": offset(row["at"]) if "at" in row else timedelta(0)})


def read_earlier(row: dict[str, Any], body: str, name: str) -> Earlier:
    """An earlier version; `instead` lists what it said where the story now says something else."""
    then = body
    for change in row.pop("instead", ()):
        if change["now"] not in body:
            raise InvalidDemo(f"{name}: the story does not say {change['now']!r}")
        then = then.replace(change["now"], change["then"])
    return Earlier(**{"body": then if then != body else "", **row})


def offset(text: str) -> timedelta:
    """Read `-3 hours` or `+2 days`. Raises `InvalidDemo`."""
    found = OFFSET.fullmatch(text)
    if found is None:
        raise InvalidDemo(f"{text!r} is not a moment such as -3 hours or +2 days")
    sign, count, unit = found.groups()
    return timedelta(**{f"{unit}s": int(f"{sign}{count}")})
