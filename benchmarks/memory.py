"""Memory: what a web process holds after many feeds were read by many outlets, against what it held after the first."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.pairs import Measure, compare

__all__ = ["measures"]

PROJECT = Path(__file__).resolve().parent.parent
OUTLETS = 1000
READS, READS_QUICK = 100_000, 400


def measures(*, quick: bool) -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs; none where there is no /proc."""
    return [partial(after_reads, READS_QUICK if quick else READS)] if Path("/proc/self/status").exists() else []


def after_reads(reads: int, runs: int) -> Measure:
    """Asked once, of a process of its own; megabytes stand where other measures have milliseconds."""
    from benchmarks.scale import open_outlets

    open_outlets(OUTLETS)
    command = [sys.executable, "-m", "benchmarks.memory", str(reads)]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.split()
    start, end = (float(word) / 1000 for word in said)
    return compare(
        f"memory after {reads:,} reads over {OUTLETS:,} outlets (MB)", lambda: end, "the same process after one read (MB)",
        lambda: start, target=1.5, runs=2, most=True,
    )  # fmt: skip


def main() -> None:
    """Read feeds in this process, and print what it held after the first and after the last, in MB."""
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    from syndication.front import FeedFront

    application, order = FeedFront(WSGIHandler()), Random(1)
    clients = ("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip", "")

    def read(number: int) -> None:
        path = f"/feeds/open-{number}.rss"
        environ = (
            RequestFactory().get(path, SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING=order.choice(clients)).environ
        )
        b"".join(application(dict(environ), lambda status, headers: None))

    read(0)
    start = resident()
    for _ in range(int(sys.argv[1])):
        read(order.randrange(OUTLETS))
    print(start, resident())


def resident() -> float:
    """Megabytes of this process in the machine's memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
