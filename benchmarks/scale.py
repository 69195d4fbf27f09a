"""Growth: a feed's read as the archive grows, and a publish as the outlets grow; each against itself when small."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.pairs import Measure, compare, seconds
from newsroom.models import ArticlePage
from syndication import feeds
from syndication.models import LedgerHead, Membership, Outlet, Release, Standing, Subscription
from syndication.selections import obtain
from syndication.wire.rules import Rule, RuleField, Rules
from syndication.wire.story import Reach
from tests.make import make_section, make_source

__all__ = ["measures"]

SMALL, LARGE, LARGE_QUICK = 10_000, 1_000_000, 50_000  # stories
FEW, MANY = 10, 10_000  # outlets
BATCH = 10_000


def measures(*, quick: bool) -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    large = LARGE_QUICK if quick else LARGE
    return [
        partial(read_after_release, large),
        partial(publish_to_outlets),
    ]


def read_after_release(large: int, runs: int) -> Measure:
    """Two outlets with archives of different size in one database; each read finds nothing in the cache."""
    small_feed, large_feed = (archive_of(f"archive-{size}", size) for size in (SMALL, large))
    return compare(
        f"feed read after a release, {large:,} stories ({connection.vendor})", lambda: seconds(lambda: read(large_feed)),
        f"the same with {SMALL:,}", lambda: seconds(lambda: read(small_feed)), target=1.5, runs=runs, most=True,
    )  # fmt: skip


def read(address: feeds.FeedAddress) -> bytes:
    cache.clear()
    return feeds.read(address, timezone.now()).body


def archive_of(name: str, size: int) -> feeds.FeedAddress:
    """An outlet that was offered `size` stories, one a minute; all share the text of one, which no query reads."""
    now = timezone.now()
    model = Release.objects.filter(status="usable").order_by("-sequence")[0]
    rules = Rules(rules=(Rule(include=True, field=RuleField.TEXT, value=name),), reach=Reach.PUBLIC)
    outlet = Outlet.objects.create(name=name, slug=name, access="open", profile="public")
    selection = obtain(rules)
    Subscription.objects.filter(outlet=outlet).delete()
    Subscription.objects.create(
        outlet=outlet, selection=selection, guid_form="opaque", since=now - timedelta(days=9000)
    )
    Outlet.objects.filter(pk=outlet.pk).update(settled=True)
    first = LedgerHead.objects.get(pk=1).sequence + 1
    for start in range(0, size, BATCH):
        add_stories(model, selection.pk, first, range(start, min(start + BATCH, size)), now - timedelta(minutes=size))
    LedgerHead.objects.filter(pk=1).update(sequence=first + size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return feeds.locate(Outlet.objects.get(pk=outlet.pk), "rss")


def add_stories(model: Release, selection: int, first: int, numbers: range, since: object) -> None:
    releases, members = [], []
    for number in numbers:
        story_id, at = UUID(int=uuid4().int), since + timedelta(minutes=number)
        releases.append(
            Release(
                sequence=first + number,
                story_id=story_id,
                version=1,
                kind="new",
                status="usable",
                packed=model.packed | {"id": story_id.urn},
                digest=model.digest,
                released_at=at,
                available_from=at,
            )
        )
        members.append(
            Membership(
                selection_id=selection,
                story_id=story_id,
                release_id=first + number,
                position=number,
                offered_from=at,
                available_from=at,
                published_at=at,
                moved_at=at,
            )
        )
    with transaction.atomic():
        Release.objects.bulk_create(releases)
        Membership.objects.bulk_create(members)


def publish_to_outlets(runs: int) -> Measure:
    """The same article published again and again, with few outlets and then with many that share profiles and rules."""
    article = an_article()
    few = outlets(0, FEW)
    small = [seconds_of_publish(article) for _run in range(runs)]
    many = outlets(FEW, MANY)
    large = [seconds_of_publish(article) for _run in range(runs)]
    Outlet.objects.filter(pk__in=[*few, *many]).delete()
    ours, theirs = iter([large[0], *large]), iter([small[0], *small])
    return compare(
        f"publish with {MANY:,} outlets", lambda: next(ours), f"the same with {FEW}", lambda: next(theirs), target=2.0,
        runs=runs, most=True,
    )  # fmt: skip


def an_article() -> ArticlePage:
    article = ArticlePage(title="Scale", source=make_source("Scale"), body=[("paragraph", "<p>One.</p>")], live=False)
    make_section("Scale").add_child(instance=article)
    article.save_revision().publish()
    return article


def seconds_of_publish(article: ArticlePage) -> float:
    def publish() -> None:
        draft = article.get_latest_revision_as_object()
        draft.summary = uuid4().hex
        draft.save_revision().publish()

    return seconds(publish)


def outlets(start: int, end: int) -> list[int]:
    """Outlets of three profiles that take everything, subscribed as `settle` would do it one by one."""
    selection = obtain(Rules())
    rows = Outlet.objects.bulk_create(
        Outlet(
            name=f"Scale {number}",
            slug=f"scale-{number}",
            profile=("generic", "msn", "smartnews")[number % 3],
            settled=True,
        )
        for number in range(start, end)
    )
    Subscription.objects.bulk_create(
        Subscription(outlet=row, selection=selection, guid_form="opaque", since=timezone.now()) for row in rows
    )
    assert Standing.objects.exists()
    return [row.pk for row in rows]
