"""What we corrected and what we withdrew: the notices of released stories, and the reasons for those that are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import BigIntegerField, F, Max, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from home.masthead import Masthead
from home.models import HomePage
from newsroom.models import ArticleNotice, ArticlePage
from newsroom.released import ArticleQuerySet, below
from newsroom.story import NoticeKind
from syndication.models import Release, Standing

__all__ = ["MENDED", "Correction", "corrections_on", "newest_correction", "recent_notices"]

# What readers should know of a story that they may have read; an update is no mistake of ours.
MENDED = [NoticeKind.CORRECTION.value, NoticeKind.CLARIFICATION.value, NoticeKind.EDITORS_NOTE.value]
ON_A_LEAF = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice of a story, or why one is gone: then nothing is told of what it said, nor where it was."""

    at: datetime
    text: str
    notice: ArticleNotice | None = None  # with its page


def recent_notices(stories: ArticleQuerySet, most: int) -> list[ArticleNotice]:
    """The newest corrections of the stories, each with its article."""
    return list(notices_of(stories).select_related("page__locale").order_by("-at", "-pk")[:most])


def corrections_on(masthead: Masthead, number: str | None) -> Leaf:
    """One leaf of the corrections and withdrawals of this edition, the newest first; `number` as in `?page=`."""
    home = masthead.home
    stories = masthead.released.descendant_of(home) if home else masthead.released
    notices = numbered(notices_of(stories).order_by(), "at", "pk", is_gone=False)
    gone = numbered(gone_from(masthead, home), "release__released_at", "release_id", is_gone=True)
    both = notices.union(gone, all=True)
    leaf = Paginator(both.order_by("-moment", "-number"), ON_A_LEAF).get_page(number)
    leaf.object_list = told([(number, bool(is_gone)) for _moment, number, is_gone in leaf.object_list])
    return leaf


def newest_correction(masthead: Masthead, home: HomePage) -> datetime | None:
    """When that edition last told of a correction or a withdrawal."""
    mended = notices_of(masthead.released.descendant_of(home)).aggregate(at=Max("at"))["at"]
    gone = gone_from(masthead, home).aggregate(at=Max("release__released_at"))["at"]
    return max(filter(None, [mended, gone]), default=None)


# Any: notices or standings.
def numbered(rows: QuerySet[Any], moment: str, number: str, *, is_gone: bool) -> QuerySet[Any]:
    """Both kinds in rows of one form, so that the database sorts and cuts them together."""
    named = rows.annotate(moment=F(moment), number=Cast(F(number), BigIntegerField()), is_gone=Value(int(is_gone)))
    return named.values_list("moment", "number", "is_gone")


def notices_of(stories: ArticleQuerySet) -> QuerySet[ArticleNotice]:
    return ArticleNotice.objects.filter(kind__in=MENDED, page__in=stories.order_by().values("pk"))


def gone_from(masthead: Masthead, home: HomePage | None) -> QuerySet[Standing]:
    """Stories that were out and that an editor took down, but for those of other editions and of closed branches."""
    elsewhere = below(masthead.branches.private)
    if home:
        elsewhere |= ~Q(path__startswith=home.path)
    down = Standing.objects.filter(hold=Standing.Hold.EVERYWHERE, usable=False, published_at__lte=timezone.now())
    # A story that was taken back under its embargo has no path any more.
    return down.exclude(path="").exclude(page_id__in=ArticlePage.objects.filter(elsewhere).values("pk"))


def told(rows: Sequence[tuple[int, bool]]) -> list[Correction]:
    """The numbers of notices and of releases as what they say, in the same order."""
    notices = ArticleNotice.objects.select_related("page__locale").in_bulk(
        [number for number, is_gone in rows if not is_gone]
    )
    releases = Release.objects.defer("packed").in_bulk([number for number, is_gone in rows if is_gone])
    return [
        Correction(at=releases[number].released_at, text=releases[number].note)
        if is_gone
        else Correction(at=notices[number].at, text=notices[number].text, notice=notices[number])
        for number, is_gone in rows
    ]
