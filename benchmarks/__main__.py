"""`python -m benchmarks [--quick]`: one table of ratios, measured side by side in one run, and var/bench.json."""

import argparse
import gc
import json
import os
import platform
import statistics
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.pairs import Measure, as_row, seconds

WIDTH = 200  # of the table where nobody looks at it in a terminal
PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer runs: under two minutes")
    quick = options.parse_args().quick
    runs = 5 if quick else 25
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        start_site(folder)
        from benchmarks import archive, cleaning, desk, feeds, memory, scale, serving, taking_in

        gc.freeze()  # what a site has loaded is no part of what is measured
        console = Console(stderr=True)
        every = [
            *feeds.measures(), *serving.measures(), *archive.measures(quick=quick), *scale.measures(), *taking_in.measures(quick=quick),
            *memory.measures(quick=quick), *cleaning.measures(), *desk.measures(quick=quick),
        ]  # fmt: skip
        rows = [take(runs) for take in track(every, "Measuring", console=console)]
    show(rows, noise())
    path = PROJECT / "var" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([as_row(row) for row in rows], indent=1))


def start_site(folder: str) -> None:
    """A site of its own in a folder that is thrown away."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "home.settings.test", "NEWSROOM_DATA_DIR": folder}
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def noise() -> str:
    """How evenly the machine does the same work again and again, and how much else it had to do."""
    times = sorted(seconds(lambda: sum(range(10_000))) for _ in range(25))
    low, middle, high = statistics.quantiles(times, n=4)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"the same work again: ± {(high - low) / 2 / middle:.1%}, load {load:.1f}"


def show(rows: list[Measure], machine: str) -> None:
    table = Table(
        "measure",
        "peer",
        "ours",
        "peer's",
        "ratio",
        "target",
        "met",
        "runs",
        "spread",
        title=f"{platform.machine()}, {os.cpu_count()} cores; {machine}",
    )
    for row in rows:
        table.add_row(
            row.name, row.peer, f"{row.ours_ms:.3f} ms", f"{row.peer_ms:.3f} ms", f"{row.ratio:.2f} ×", f"{'≤' if row.most else '≥'} {row.target:g} ×",
            "yes" if row.met else "no", str(row.runs), f"± {row.spread:.0%}",
        )  # fmt: skip
    # In a file or a pipe there is no width to keep to, and a table cut to one cannot be read.
    console = Console()
    (console if console.is_terminal else Console(width=WIDTH)).print(table)


if __name__ == "__main__":
    main()
