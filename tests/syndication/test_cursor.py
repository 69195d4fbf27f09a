"""Law 9: reading the ledger in pages while others append sees each release exactly once."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from syndication import ledger
from syndication.models import Release
from tests.syndication.desk import make_page

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 4, 12


def append_one(hold=lambda: None):
    """Append a bare release, holding the transaction open for as long as `hold` takes."""
    now = timezone.now()
    with transaction.atomic():
        sequence = ledger.next_sequence()
        Release.objects.create(
            sequence=sequence, story_id=uuid.uuid4(), version=1, kind="new", status="usable", packed={}, digest="",
            released_at=now, available_from=now,
        )  # fmt: skip
        hold()
    return sequence


def in_thread(work):
    """Run `work` in a thread of its own, with a database connection of its own."""
    failures = []

    def run():
        try:
            work()
        except Exception as problem:  # handed to the test, which fails with it
            failures.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.failures = failures
    thread.start()
    return thread


def finish(*threads):
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
        assert thread.failures == []


def test_a_reader_sees_each_release_exactly_once_while_others_append():
    seen, done = [], threading.Event()

    def write():
        for _number in range(EACH):
            append_one()

    def read():
        while True:
            was_done = done.is_set()
            page = ledger.releases_since(seen[-1] if seen else 0, limit=5)
            seen.extend(release.sequence for release in page)
            if was_done and not page:
                return

    writers = [in_thread(write) for _writer in range(WRITERS)]
    reader = in_thread(read)
    finish(*writers)
    done.set()
    finish(reader)
    assert seen == list(range(1, WRITERS * EACH + 1))


def test_a_number_is_never_visible_before_a_lower_one():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: a second transaction cannot begin while the first is open")
    is_held, may_end = threading.Event(), threading.Event()

    def slow():
        append_one(hold=lambda: (is_held.set(), may_end.wait(30)))

    first = in_thread(slow)
    assert is_held.wait(30)
    second = in_thread(append_one)
    second.join(timeout=0.5)
    assert second.is_alive(), "the second writer waits for the first"
    assert ledger.releases_since(0, 10) == []
    may_end.set()
    finish(first, second)
    assert [release.sequence for release in ledger.releases_since(0, 10)] == [1, 2]


def test_two_publishers_of_one_page_make_one_release(root):
    page = make_page(root, publish=False)
    revision = page.get_latest_revision()

    def publish():
        type(revision).objects.get(pk=revision.pk).publish()

    finish(*[in_thread(publish) for _publisher in range(4)])
    assert [release.version for release in Release.objects.all()] == [1]
