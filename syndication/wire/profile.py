"""Profiles: what one kind of partner may have, as data that checks itself.

A TOML file in `profiles/` is a profile by being there, and its name is the file's. Every key is described in
docs/profiles.md; a key that is not known here, or that contradicts another, is refused with file and key named.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from syndication.wire.choices import BodyForm, CreditForm, End, LinkTo, Pictures, Tables, TextMode
from syndication.wire.contradictions import problems
from syndication.wire.dialect import AtomContent, DatePolicy, Dialect, GuidForm, PictureWay, WithdrawalForm
from syndication.wire.profile_keys import Allowed, InvalidProfile, convert
from syndication.wire.story import Reach

__all__ = [
    "PROFILES", "BodyForm", "CreditForm", "End", "InvalidProfile", "Pictures", "Profile", "Tables", "TextMode", "load",
    "profiles",
]  # fmt: skip

FOLDER = Path(__file__).with_name("profiles")

# Raised whenever cleaning or preparing would give other bytes for the same story and profile.
WRITER = 3

# What no entry and no head shows: labels, and what only decides which stories stand in a feed and where it is served.
# How old a story is changes by itself, so who keeps entries asks for `max_age_days` before, and not of what was kept.
NOT_RENDERED = frozenset({
    "name", "label", "spec_url", "spec_checked_on", "formats", "max_items", "min_items", "max_bytes", "max_age_days",
    "notice_days", "key_in_path", "archive", "one_language",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One partner's specification. Raises `InvalidProfile`, naming the key, when it contradicts itself.

    No key can take the source's credit away: only its form and place are the partner's to choose.
    """

    name: str
    label: str
    spec_url: str = ""
    spec_checked_on: date | None = None
    formats: tuple[str, ...] = ("rss", "atom", "json_feed")

    # Which stories, and how many of them
    reach: Reach = Reach.PARTNERS  # what a story or picture must allow before this outlet may have it
    language: str = ""  # BCP 47; stories in no other; `zh` covers `zh-Hans`
    one_language: bool = False  # the outlet's own language stands in `language`
    max_items: int = 50
    min_items: int = 0
    max_bytes: int = 0  # of one document; 0 is no limit, here and below
    max_age_days: int = 0  # since a story's publication
    notice_days: int = 30  # for which the notice of a withdrawal is kept in the feed
    archive: bool = False  # RFC 5005 archives are offered
    key_in_path: bool = True  # a secret address may be a way in

    # How the feed speaks
    guid_form: GuidForm = GuidForm.OPAQUE
    date_policy: DatePolicy = DatePolicy.MODIFIED
    withdrawal: WithdrawalForm = WithdrawalForm.CANCELED
    atom_content: AtomContent = AtomContent.HTML
    namespaces: frozenset[str] = frozenset()
    feed_description_max: int = 0  # characters, as all that follow
    ttl: int = 0  # minutes
    logo_url: str = ""
    dark_logo_url: str = ""

    # Text
    title_min: int = 0
    title_max: int = 0
    text_mode: TextMode = TextMode.FULL
    paragraphs: int = 0  # how many, in text mode `paragraphs`
    summary_min: int = 0
    summary_max: int = 300  # for a summary that is made from the body
    body_min_chars: int = 0
    body_advised_chars: int = 0
    body_max_chars: int = 0
    body_form: BodyForm = BodyForm.HTML
    allow: Allowed = field(default=frozenset({("p", frozenset())}))  # tag and its attributes
    top_heading: int = 2  # the highest level in a body; the headline is the h1 above it
    max_nesting: int = 20
    tables: Tables = Tables.FLATTEN
    iframe_hosts: frozenset[str] = frozenset()

    # Pictures
    pictures: Pictures = Pictures.ALL
    picture_as: frozenset[PictureWay] = frozenset({PictureWay.ENCLOSURE, PictureWay.CONTENT})
    lead_in_body: bool = True  # whether the body may show the lead picture again
    picture_required: bool = False
    picture_advised: bool = False
    picture_types: frozenset[str] = frozenset()  # media types; none named is any
    picture_min_side: int = 0  # pixels
    picture_max_side: int = 0  # of several renditions, the largest within
    picture_ratio_min: float = 0.0  # width by height
    picture_ratio_max: float = 0.0
    picture_max_bytes: int = 0
    picture_max_count: int = 0

    # Links
    link_to: LinkTo = LinkTo.PAGE
    strip_tracking: bool = True
    in_page_links: bool = False  # whether links to a place on our page stay, and lead there
    link_rel: str = ""
    own_parameters: str = ""  # on links to our own site, the entry's too: utm_source=partner&utm_medium=feed
    links_in_row_max: int = 0
    own_links_after: int = 0  # paragraphs that should not lead to our own site
    read_on: str = ""  # the words of the link to the whole story where the text is cut
    ellipsis: str = "…"  # closes a text that is cut within a sentence

    # What must be said with a story
    credit_form: CreditForm = CreditForm.LINE
    credit_place: End = End.END
    disclosure_place: End = End.END
    terms_in_body: bool = False  # licence and usage terms as closing paragraphs
    embargo_note: str = ""  # opens an advance copy: "Embargoed until {until}."

    def __post_init__(self) -> None:
        for problem in problems(self):
            raise InvalidProfile(f"profile {self.name}: {problem}")

    @property
    def allowed(self) -> dict[str, frozenset[str]]:
        """The HTML allow-list by tag."""
        return dict(self.allow)

    @property
    def dialect(self) -> Dialect:
        """What a format needs to know of the partner."""
        return Dialect(**{key.name: getattr(self, key.name) for key in fields(Dialect)})

    def override(self, **keys: Any) -> "Profile":  # Any: each key has its own type, checked as a file's keys are
        """This profile with single keys changed, given as TOML has them or in the type of the key."""
        return build({given.name: getattr(self, given.name) for given in fields(self)} | keys, f"profile {self.name}")

    @property
    def digest(self) -> str:
        """A SHA-256 (hex) that two profiles share when they turn every story into the same bytes."""
        return digest_of(self)


@lru_cache(maxsize=256)
def digest_of(profile: Profile) -> str:
    shown = {given.name: getattr(profile, given.name) for given in fields(profile) if given.name not in NOT_RENDERED}
    return hashlib.sha256(json.dumps([WRITER, shown], default=plain, sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:  # Any: what json cannot write, which is a set here
    """Give a set an order."""
    return sorted(value, key=lambda member: json.dumps(member, default=plain))


def load(name: str) -> Profile:
    """The wire's own profile of this name. Raises `KeyError` when there is none."""
    return PROFILES[name]


def profiles(*folders: Path) -> dict[str, Profile]:
    """The wire's own profiles and those in `folders`; a later folder's takes the place of an earlier one's.

    Raises `InvalidProfile`, naming file and key.
    """
    found = {}
    for folder in (FOLDER, *folders):
        if not folder.is_dir():
            raise InvalidProfile(f"{folder}: there is no such folder of profiles")
        for path in sorted(folder.glob("*.toml")):
            found[path.stem] = read(path)
    return found


def read(path: Path) -> Profile:
    """Read one file."""
    try:
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidProfile(f"{path}: {error}") from error
    if "name" in keys:
        raise InvalidProfile(f"{path}: name is the file's own name and not a key in it")
    return build(keys | {"name": path.stem}, str(path))


def build(keys: Mapping[str, Any], where: str) -> Profile:  # Any: what TOML holds
    """Make a profile of `keys`, each as TOML or Python has it."""
    hints = get_type_hints(Profile)
    for key in keys:
        if key not in hints:
            raise InvalidProfile(f"{where}: {key} is not a key of a profile")
    if "label" not in keys:
        raise InvalidProfile(f"{where}: label is missing")
    made = {key: convert(hints[key], value, f"{where}: {key}") for key, value in keys.items()}
    try:
        return Profile(**made)
    except InvalidProfile as problem:
        raise InvalidProfile(str(problem).replace(f"profile {made['name']}", where, 1)) from None


PROFILES: dict[str, Profile] = profiles()
