"""`manage.py ingest PATH…`: documents become articles."""

import os
import stat
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from syndication.intake import Order
from syndication.management.output import write_rows
from syndication.models import Intake
from syndication.together import take_in_together
from syndication.wire.ingest import PARSERS

LARGEST = 64 * 1024 * 1024  # bytes of one document
COLUMNS = ("outcome", "published", "item", "page", "origin", "reason", "remarks")


class Command(BaseCommand):
    help = (
        "Take documents in: files, folders, or - for standard input. Without --publish they become drafts. "
        "The exit status is 1 when anything was refused; the rest is filed all the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder (read with its subfolders), or -"
        )
        parser.add_argument(
            "--parser", choices=sorted(PARSERS), default="", help="default: what each document looks like"
        )
        parser.add_argument("--source", default="", metavar="SLUG", help="credit this source whatever the text says")
        parser.add_argument("--publish", action="store_true", help="publish at once; an embargo in the text is kept")
        parser.add_argument("--language", default="", metavar="xx", help="BCP 47 tag for texts that name no language")
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(self, *, paths: list[str], json: bool, **options: object) -> None:
        problems: list[str] = []
        found = list(self.files(paths, problems))
        shown_as = track(
            found, "Taking in", console=Console(stderr=True), disable=len(found) < 2 or not sys.stderr.isatty()
        )
        order = Order(
            origin="", parser=str(options["parser"]), source=str(options["source"]), language=str(options["language"]),
            publish=bool(options["publish"]),
        )  # fmt: skip
        rows = list(take_in_together(documents(shown_as, order, problems), timezone.now))
        write_rows(self.stdout, COLUMNS, [shown(row, as_json=json) for row in rows], as_json=json)
        problems += [f"{row.origin}: {row.item or 'document'}: {row.reason}" for row in rows if is_trouble(row)]
        if problems:
            raise CommandError("\n".join(problems))

    def files(self, paths: list[str], problems: list[str]) -> Iterator[str]:
        """Every document below `paths`, in order; links are not followed, for they lead out of the folder."""
        for path in paths:
            if path == "-":
                yield path
            elif not os.path.lexists(path):
                problems.append(f"{path}: no such file or folder")
            elif not Path(path).is_dir():
                yield path
            else:
                yield from files_below(Path(path))


def files_below(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and stat.S_ISREG(path.lstat().st_mode):
                yield str(path)


def documents(origins: Iterable[str], order: Order, problems: list[str]) -> Iterator[tuple[bytes, Order]]:
    """Each document and how to take it in; what cannot be opened is added to `problems`."""
    for origin in origins:
        try:
            yield read(origin), replace(order, origin=origin)
        except OSError as problem:
            problems.append(f"{origin}: {problem.strerror or problem}")


def read(origin: str) -> bytes:
    """The bytes of a document. Raises `OSError` for what is no regular file or is too large."""
    if origin == "-":
        document = sys.stdin.buffer.read(LARGEST + 1)
    else:
        if not stat.S_ISREG(Path(origin).stat().st_mode):
            raise OSError("not a regular file")
        with Path(origin).open("rb") as stream:
            document = stream.read(LARGEST + 1)
    if len(document) > LARGEST:
        raise OSError(f"larger than {LARGEST // 1024 // 1024} MB")
    return document


def is_trouble(row: Intake) -> bool:
    """Whether a person has to look: refused, or kept as a draft although it was to be published."""
    return row.outcome == Intake.Outcome.REFUSED or (row.outcome != Intake.Outcome.UNCHANGED and bool(row.reason))


def shown(row: Intake, *, as_json: bool) -> dict[str, object]:
    remarks = [f"{remark['field']}: {remark['message']}" for remark in row.remarks]
    return {
        "outcome": row.outcome,
        "published": row.published,
        "item": row.item,
        "page": row.page_id,
        "origin": row.origin,
        "reason": row.reason,
        "remarks": remarks if as_json else " ".join(remarks),
    }
