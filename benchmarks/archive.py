"""A large archive: a feed's first read after a release, with a million stories against ten thousand, on each database."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.on_postgres import on_postgres
from benchmarks.pairs import Measure, compare
from benchmarks.serving import cpu_of
from syndication import feeds
from syndication.models import Membership, Outlet, Release, Selection, Subscription
from syndication.selections import obtain
from syndication.sequence import hold_ledger, take
from syndication.wire.rules import Rule, RuleField, Rules
from syndication.wire.story import Reach, pack
from tests.make import make_story

__all__ = ["measures", "read_after_release"]

SMALL, LARGE, LARGE_QUICK = 10_000, 1_000_000, 20_000  # stories
BATCH = 10_000
READS = 3  # in one sample, with a release before each


def measures(*, quick: bool) -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs; how long PostgreSQL's server works, Linux's /proc says."""
    on_each = [read_after_release, *([on_postgres] if Path("/proc/self/schedstat").exists() else [])]
    return [partial(measured, LARGE_QUICK if quick else LARGE) for measured in on_each]


def read_after_release(stories: int, runs: int) -> Measure:
    """Two outlets with archives of different size in one database; of each read one entry is new."""
    small, large = (archive_of(size) for size in (SMALL, stories))
    return compare(
        f"feed read after a release, {stories:,} stories ({connection.vendor})", lambda: after_release(large),
        f"the same with {SMALL:,}", lambda: after_release(small), target=1.5, runs=runs, most=True,
    )  # fmt: skip


def after_release(address: feeds.FeedAddress) -> float:
    """CPU seconds of one read, those of the database's server among them."""
    spent = 0.0
    for _ in range(READS):
        release_another(address.selection)
        before = cpu_seconds()
        feeds.read(address, timezone.now())
        spent += cpu_seconds() - before
    return spent / READS


def cpu_seconds() -> float:
    server = cpu_of(connection.connection.info.backend_pid) if connection.vendor == "postgresql" else 0.0
    return time.process_time() + server


def archive_of(size: int) -> feeds.FeedAddress:
    """An archive of `size` stories, one a minute; all share one short text, that growth is not lost in the writing of an entry."""
    selection = obtain(
        Rules(rules=(Rule(include=True, field=RuleField.TEXT, value=f"archive {size}"),), reach=Reach.PUBLIC)
    )
    now = timezone.now()
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        add_stories(selection, ((number, now - timedelta(minutes=size - number)) for number in numbers), len(numbers))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return feeds.locate(outlet_of(selection, size), "rss")


def outlet_of(selection: Selection, size: int) -> Outlet:
    name = f"archive-{size}"
    outlet = Outlet.objects.create(name=name, slug=name, access="open", profile="public")
    Subscription.objects.filter(outlet=outlet).delete()
    since = timezone.now() - timedelta(days=9000)
    Subscription.objects.create(outlet=outlet, selection=selection, guid_form="opaque", since=since)
    Outlet.objects.filter(pk=outlet.pk).update(settled=True)
    return Outlet.objects.get(pk=outlet.pk)


def release_another(selection: Selection) -> None:
    position = Membership.objects.filter(selection=selection).latest("position").position + 1
    add_stories(selection, [(position, timezone.now())], 1)


@transaction.atomic
def add_stories(selection: Selection, moments: Iterable[tuple[int, datetime]], count: int) -> None:
    """The rows of so many stories: their positions in the selection and when each was released."""
    releases, members = [], []
    for sequence, (position, at) in zip(take(hold_ledger(), count), moments, strict=True):
        story_id = uuid4()
        releases.append(
            Release(
                sequence=sequence, story_id=story_id, version=1, kind="new", status="usable", digest="",
                packed=TEXT | {"id": story_id.urn}, released_at=at, available_from=at,
            )
        )  # fmt: skip
        members.append(
            Membership(
                selection=selection, story_id=story_id, release_id=sequence, position=position, offered_from=at,
                available_from=at, published_at=at, moved_at=at,
            )
        )  # fmt: skip
    Release.objects.bulk_create(releases)
    Membership.objects.bulk_create(members)


TEXT = pack(make_story())
