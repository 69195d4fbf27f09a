"""A draft as the ledger would have it if it were published now."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from syndication import ledger
from syndication.models import Release, Standing
from syndication.rendering import earlier_releases
from syndication.sameness import content_digest, says
from syndication.sight import Hidden, look_at_live, whole_second_after
from syndication.wire.story import Story

__all__ = ["NOT_YET", "Draft", "draft_of"]

NOT_YET = 2**62  # the number of a release that is in no ledger: higher than any


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The release that publishing would append, in no database, and its terms.

    `since` is when the world may see it; `released_at` when the ledger gets it. They differ under an embargo, for a
    finished story is released at once and waits, while one that is only scheduled is the desk's until its hour.
    """

    row: Release
    story: Story
    since: datetime
    released_at: datetime
    standing: Standing | None

    @property
    def is_unchanged(self) -> bool:
        """Whether it says what the newest release says, so that publishing it releases nothing."""
        return self.standing is not None and self.standing.usable and says(self.standing.release, self.story)

    @property
    def waits(self) -> bool:
        return self.since > self.row.released_at

    @cached_property
    def earlier(self) -> list[Release]:
        """The releases of it that partners were given, the newest first."""
        return list(earlier_releases(self.row))


# Any: a page is of whatever model the site syndicates, held to `pages.SyndicatedPage`.
def draft_of(page: Any, now: datetime) -> Draft | Hidden:
    """What would be released of `page`, which nobody has saved, if it were published at `now`.

    It goes the way of Wagtail's publishing, through a revision's content. Raises `InvalidStory` when it is no story.
    """
    standing = ledger.standing_of(page)
    if standing is not None and standing.hold:
        return Hidden(cause=Release.Cause(standing.release.cause))
    published = page.with_content_json(page.serializable_data())
    opens_at = published.go_live_at if published.go_live_at and published.go_live_at > now else None
    seen = look_at_live(published, whole_second_after(opens_at) if opens_at else now)
    if isinstance(seen, Hidden):
        return seen
    story = ledger.stamped(page.story_id, standing, seen, now)
    row = ledger.usable_row(
        page, story, NOT_YET, kind=ledger.kind_of(story, standing), digest=content_digest(seen.story), since=seen.since,
        revision_id=None, now=now,
    )  # fmt: skip
    is_announced = story.embargoed_until is not None and not is_out(page, standing, now)
    released_at = now if is_announced or seen.since <= now else seen.since
    return Draft(row=row, story=story, since=seen.since, released_at=released_at, standing=standing)


def is_out(page: Any, standing: Standing | None, now: datetime) -> bool:
    """Whether readers or partners have an earlier version, which stays until the new one's hour."""
    return (page.pk is not None and page.live) or (standing is not None and standing.published_at <= now)
