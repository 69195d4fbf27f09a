"""A measure on PostgreSQL, in a process of its own: Django speaks to the database that it was started with."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.pairs import Measure

__all__ = ["on_postgres"]

PROJECT = Path(__file__).resolve().parent.parent


def on_postgres(stories: int, runs: int) -> Measure:
    """`archive.read_after_release` on a server that is started for it and thrown away."""
    from tests.databases import start_postgres

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        server = start_postgres(Path(folder) / "pg")
        url = f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"
        command = [sys.executable, "-m", "benchmarks.on_postgres", str(stories), str(runs)]
        surroundings = os.environ | {"NEWSROOM_DATA_DIR": folder, "DATABASE_URL": url}
        try:
            said = subprocess.run(command, cwd=PROJECT, env=surroundings, check=True, stdout=subprocess.PIPE).stdout
        finally:
            server.cleanup()
    return Measure(**json.loads(said))


def main() -> None:
    """Measure on the database of the environment, which is empty, and print the measure as JSON."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from benchmarks.archive import read_after_release

    stories, runs = map(int, sys.argv[1:])
    print(json.dumps(asdict(read_after_release(stories, runs))))


if __name__ == "__main__":
    main()
