"""`python -m benchmarks [--quick]`: one table of ratios, measured side by side in one run, and var/bench.json."""

import argparse
import gc
import json
import os
import platform
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.pairs import Measure, as_row

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer runs: under two minutes")
    runs = 7 if options.parse_args().quick else 25
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        start_site(folder)
        from benchmarks import cleaning, feeds, scale, serving

        gc.freeze()  # what a site has loaded is no part of what is measured
        console = Console(stderr=True)
        every = [
            *feeds.measures(), *serving.measures(), *scale.measures(quick=options.parse_args().quick), *cleaning.measures()
        ]  # fmt: skip
        rows = [take(runs) for take in track(every, "Measuring", console=console)]
    show(rows)
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


def show(rows: list[Measure]) -> None:
    table = Table(
        "measure",
        "peer",
        "ours",
        "peer's",
        "ratio",
        "target",
        "met",
        "spread",
        title=f"{platform.machine()}, {os.cpu_count()} cores",
    )
    for row in rows:
        table.add_row(
            row.name, row.peer, f"{row.ours_ms:.3f} ms", f"{row.peer_ms:.3f} ms", f"{row.ratio:.2f} ×", f"{'≤' if row.most else '≥'} {row.target:g} ×",
            "yes" if row.met else "no", f"± {row.spread:.0%}",
        )  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
