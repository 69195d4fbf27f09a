"""`manage.py releases`: the ledger, in order."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from syndication.ledger import releases_since
from syndication.management.output import write_rows
from syndication.models import Release

COLUMNS = (
    "sequence",
    "story",
    "version",
    "kind",
    "cause",
    "status",
    "released_at",
    "available_from",
    "available_until",
    "note",
)


class Command(BaseCommand):
    help = "List the releases of the ledger after a cursor; the last sequence number is the next cursor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since", type=int, default=0, metavar="CURSOR", help="a sequence number; default: from the beginning"
        )
        parser.add_argument("--limit", type=int, default=50)
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(self, *, since: int, limit: int, json: bool, **options: object) -> None:
        write_rows(self.stdout, COLUMNS, [row_of(release) for release in releases_since(since, limit)], as_json=json)


def row_of(release: Release) -> dict[str, object]:
    until = release.available_until
    return {
        "sequence": release.sequence,
        "story": f"urn:uuid:{release.story_id}",
        "version": release.version,
        "kind": release.kind,
        "cause": release.cause,
        "status": release.status,
        "released_at": release.released_at.isoformat(timespec="seconds"),
        "available_from": release.available_from.isoformat(timespec="seconds"),
        "available_until": until.isoformat(timespec="seconds") if until else "",
        "note": release.note,
    }
