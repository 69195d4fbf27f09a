"""Taking in: stories written together against Wagtail's own `add_child` and `publish`, and the same in a full archive."""

import time
from collections.abc import Callable
from functools import partial
from itertools import count
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.bodies import body_of
from benchmarks.pairs import Measure, compare
from newsroom.models import ArticleIndexPage, ArticlePage, Source
from syndication import ledger
from syndication.intake import Order
from syndication.planting import plant
from syndication.together import AT_ONCE, take_in_together
from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS, write
from syndication.wire.story import Credit
from tests.make import make_section, make_source, make_story

__all__ = ["measures"]

FULL, FULL_QUICK = 100_000, 1000  # stories in the archive
MANY = 100  # stories in one sample of ours
BY_WAGTAIL = 10  # pages in one sample of Wagtail's own way
numbers = count()


def measures(*, quick: bool) -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    return [against_wagtail, partial(in_full_archive, FULL_QUICK if quick else FULL)]


def against_wagtail(runs: int) -> Measure:
    section()
    return compare(
        "taking a story in, many together", together, "Wagtail's add_child and publish", by_wagtail, target=8,
        runs=few(runs),
    )  # fmt: skip


def in_full_archive(size: int, runs: int) -> Measure:
    """The same work below an empty archive and below a full one, one after the other, for a site has one."""
    before = [together() for _run in range(few(runs) + 1)]
    fill(size)
    after = [together() for _run in range(few(runs) + 1)]
    ours, theirs = iter(after), iter(before)
    return compare(
        f"taking a story in, {size:,} in the archive ({connection.vendor})", lambda: next(ours), "the same in an empty one",
        lambda: next(theirs), target=1.3, runs=few(runs), most=True,
    )  # fmt: skip


def few(runs: int) -> int:
    return max(3, runs // 3)


def section() -> ArticleIndexPage:
    found = ArticleIndexPage.objects.filter(receives_wire_copy=True).first()
    return found or make_section("Wire", receives_wire_copy=True)


def together() -> float:
    """CPU seconds for one story of a wire document of many."""
    section()
    document = wire_document(MANY)
    order = Order(origin="bench", publish=True)
    start = time.process_time()
    rows = list(take_in_together([(document, order)], timezone.now))
    spent = time.process_time() - start
    assert all(row.published for row in rows)
    return spent / len(rows)


def wire_document(size: int) -> bytes:
    now = timezone.now()
    stories = tuple(
        make_story(
            id=f"tag:port.test,2026:{number}", headline=f"Ship {number} leaves the harbour", body=body_of(number % 1000),
            url=f"https://port.test/{number}", credits=(Credit(name="Port Hale"),), published_at=now, updated_at=now,
        )
        for number in (next(numbers) for _ in range(size))
    )  # fmt: skip
    head = Feed(
        id="urn:x", title="T", description="D", url="https://a.test/", feed_url="https://a.test/f", language="en", updated=now,
        publisher="P", stories=stories,
    )  # fmt: skip
    return write(FORMATS["atom"], head)


def by_wagtail() -> float:
    """CPU seconds for one page with the same body, its release included, which the ledger appends as it is saved."""
    parent, source, bodies = section(), a_source(), [body_of(number) for number in range(BY_WAGTAIL)]
    start = time.process_time()
    for body in bodies:
        page = ArticlePage(title=f"Page {uuid4().hex}", source=source, body=[("paragraph", body)], live=False)
        parent.add_child(instance=page)
        page.save_revision().publish()
    return (time.process_time() - start) / len(bodies)


def a_source() -> Source:
    return Source.objects.filter(name="Port Hale").first() or make_source("Port Hale")


def fill(size: int) -> None:
    """An archive of short stories, each with page, revision, release and index."""
    parent, source = section(), a_source()
    for start in range(0, size, AT_ONCE):
        now = timezone.now()
        with transaction.atomic():
            pages = [archived(source, number) for number in range(start, min(start + AT_ONCE, size))]
            plant(parent, pages, now)
            ledger.append_first(pages, now)


def archived(source: Source, number: int) -> ArticlePage:
    title = f"Archived {number}"
    return ArticlePage(
        title=title,
        slug=f"archived-{number}",
        source=source,
        body=[("paragraph", f"<p>{title}.</p>")],
        external_id=f"archive:{number}",
    )
