"""What came and went in the demo: a fortnight of polls and a document that was refused, for dashboard and reports.

Each partner has its rhythm. One has gone quiet, and one came last just before a correction and a withdrawal, which it
therefore lacks. The same on every run.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from syndication.intake import Order, take_in
from syndication.models import Intake, Outlet, Pickup, Release

__all__ = ["receive_broken", "record_pickups"]

DAYS = 14
DAY = timedelta(days=1)
CLIENT = "Demo"

BROKEN = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Releases</title><item><title></title></item></channel></rss>"
BROKEN_ORIGIN = "https://port.example.org/releases.rss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often an outlet comes, when it came last, and whether that was before the first notice."""

    every: timedelta
    format: str = "rss"
    last: timedelta = timedelta(0)  # before now
    lacks_notices: bool = False


RHYTHMS = {
    "public": Rhythm(every=timedelta(minutes=2), format="json_feed"),
    "metro": Rhythm(every=timedelta(minutes=20)),
    "plainline": Rhythm(every=timedelta(hours=1)),
    "digest": Rhythm(every=timedelta(minutes=30), lacks_notices=True),
    "smartnews": Rhythm(every=timedelta(minutes=5)),
    "msn": Rhythm(every=timedelta(minutes=10)),
    "flipboard": Rhythm(every=timedelta(minutes=15)),
    "newsbreak": Rhythm(every=timedelta(minutes=10)),
    "harbourpost": Rhythm(every=timedelta(minutes=20), last=timedelta(days=3)),
    "archive": Rhythm(every=timedelta(hours=6), format="atom"),
}


def record_pickups(now: datetime) -> None:
    """Write the polls of the last fortnight, unless somebody has fetched something here already."""
    if Pickup.objects.exists():
        return
    notices = Release.objects.filter(kind__in=[Release.Kind.CORRECTION, Release.Kind.WITHDRAWAL])
    newest, notice = Release.objects.order_by("sequence").last(), notices.order_by("sequence").first()
    for outlet in Outlet.objects.filter(slug__in=RHYTHMS):
        rhythm = RHYTHMS[outlet.slug]
        reached = notice and Release.objects.filter(sequence__lt=notice.sequence).order_by("sequence").last()
        seen = reached if rhythm.lacks_notices and reached is not None else newest
        Pickup.objects.bulk_create(
            poll(outlet, rhythm, now - DAY * back, seen if back == 0 else None)
            for back in range(DAYS)
            if DAY * back >= rhythm.last
        )


def poll(outlet: Outlet, rhythm: Rhythm, at: datetime, seen: Release | None) -> Pickup:
    """One day's polls; on a day before the demo was loaded there was nothing in the ledger yet."""
    polls = max(DAY // rhythm.every, 1)
    sent = max(polls // 9 + (at.toordinal() * 7 + len(outlet.slug)) % 5, 1)
    return Pickup(
        outlet=outlet, format=rhythm.format, day=at.date(), client=CLIENT, sent=min(sent, polls),
        unchanged=max(polls - sent, 0), up_to=seen.sequence if seen else 0,
        up_to_at=max(at, seen.available_from) if seen else at, last_at=max(at, seen.available_from) if seen else at,
    )  # fmt: skip


def receive_broken(now: datetime) -> None:
    """Take in a feed whose only item is empty, once."""
    if not Intake.objects.filter(origin=BROKEN_ORIGIN).exists():
        list(take_in(BROKEN, Order(origin=BROKEN_ORIGIN), now))
