"""Preparing a story for one outlet: the version that it may have at a moment, or the reason why it gets none."""

from datetime import datetime

from syndication.wire.conformance import examine
from syndication.wire.findings import Withheld
from syndication.wire.gate import LIMITS, Limits
from syndication.wire.profile import Profile
from syndication.wire.story import Story

__all__ = ["Withheld", "prepare"]


def prepare(
    story: Story, profile: Profile, now: datetime, *, advance: bool = False, limits: Limits = LIMITS
) -> Story | Withheld:
    """What `examine` makes of the story, without the findings."""
    return examine(story, profile, now, advance=advance, limits=limits).outcome
