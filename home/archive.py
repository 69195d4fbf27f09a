"""The archive of one edition: which years, months and days have stories, how many, and the stories of one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate, TruncMonth, TruncYear
from django.urls import reverse
from django.utils import timezone

from home.masthead import Masthead
from newsroom.released import ArticleQuerySet

__all__ = ["Archive", "Span", "archive_of"]

SIZES = ("archive", "year", "month", "day")
TRUNCATED = {"year": TruncYear, "month": TruncMonth, "day": TruncDate}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A year, a month or a day in the site's time zone that has stories."""

    size: str
    begins: date
    url: str
    total: int = 0  # of its stories; not asked of the spans before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """All of it, one year, one month or one day."""

    size: str
    begins: date | None
    parts: Sequence[Span]  # the years of all, the months of a year, the days of a month, the newest first
    before: Span | None  # the nearest of its own size that has stories
    after: Span | None
    stories: ArticleQuerySet  # in it

    @property
    def above(self) -> Sequence[Span]:
        """The month and year round it, the largest first."""
        return [span(size, self.begins) for size in SIZES[1 : SIZES.index(self.size)] if self.begins]


def archive_of(masthead: Masthead, *when: int) -> Archive | None:
    """What there is at year, month and day, as many as are given; None where no released story is.

    Raises `ValueError` or `OverflowError` for a date that is in no calendar.
    """
    ours, size = stories_of(masthead), SIZES[len(when)]
    if not when:
        return Archive(size=size, begins=None, parts=spans("year", ours), before=None, after=None, stories=ours)
    begins = date(*(*when, 1, 1)[:3])
    start, end = midnight(begins), midnight(end_of(size, begins))
    inside = ours.filter(first_published_at__gte=start, first_published_at__lt=end)
    parts = () if size == "day" else spans(SIZES[len(when) + 1], inside)
    if not parts and not (size == "day" and inside.exists()):
        return None
    return Archive(
        size=size,
        begins=begins,
        parts=parts,
        before=nearest(size, ours.filter(first_published_at__lt=start).order_by("-first_published_at")),
        after=nearest(size, ours.filter(first_published_at__gte=end).order_by("first_published_at")),
        stories=inside,
    )


def stories_of(masthead: Masthead) -> ArticleQuerySet:
    """The released stories of this edition that have a day."""
    dated = masthead.released.filter(first_published_at__isnull=False)
    return dated.descendant_of(masthead.home) if masthead.home else dated


def end_of(size: str, begins: date) -> date:
    """The first day that is no longer in it."""
    if size == "day":
        return begins + timedelta(days=1)
    if size == "year":
        return begins.replace(year=begins.year + 1)
    return (begins + timedelta(days=31)).replace(day=1)


def midnight(day: date) -> datetime:
    """Moments are compared, and not days: those an index finds."""
    return timezone.make_aware(datetime.combine(day, time.min))


def spans(size: str, stories: ArticleQuerySet) -> list[Span]:
    """The spans of that size that the stories fall into, the newest first."""
    rows = stories.order_by().annotate(begins=TRUNCATED[size]("first_published_at")).values("begins")
    return [span(size, row["begins"], row["total"]) for row in rows.annotate(total=Count("pk")).order_by("-begins")]


def nearest(size: str, stories: ArticleQuerySet) -> Span | None:
    """The span that the first of the stories falls into."""
    found = stories.values_list("first_published_at", flat=True).first()
    return span(size, timezone.localtime(found)) if found else None


def span(size: str, moment: date, total: int = 0) -> Span:
    numbers = [moment.year, moment.month, moment.day][: SIZES.index(size)]
    return Span(size=size, begins=date(*(*numbers, 1, 1)[:3]), url=reverse("archive", args=numbers), total=total)
