"""What one cleaning is for: the profile, the page that the HTML stands on, and which pictures may be shown."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from syndication.wire.profile import Profile
from syndication.wire.removals import Removals
from syndication.wire.story import Media

__all__ = ["Errand", "PictureRights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRights:
    """Which pictures may be shown, by each of their addresses: only those `granted`, in the form that stands there.

    Nothing may even link to one that is `denied`.
    """

    granted: Mapping[str, Media]
    denied: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Errand:
    """What every part of a cleaning needs to know, and where each tells what it removed."""

    profile: Profile
    base: str  # absolute
    removals: Removals = field(default_factory=Removals)
    rights: PictureRights | None = None  # None: every picture may be shown
    allowed: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowed", self.profile.allowed)

    def remove(self, rule: str, what: str, why: str) -> None:
        self.removals.add(rule, what, why)
