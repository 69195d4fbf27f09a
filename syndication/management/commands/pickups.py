"""`manage.py pickups [OUTLET]`: who fetched which feed, day by day."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from syndication.management.asked import outlet_called
from syndication.management.output import stream_of, write_rows
from syndication.models import Pickup
from syndication.pickups import write_gathered
from syndication.spreadsheets import write_csv

COLUMNS = ("day", "outlet", "feed", "format", "client", "sent", "unchanged", "subscribers", "up_to", "last_at")


class Command(BaseCommand):
    help = "List who fetched which feed: documents sent, polls answered 304, subscribers as aggregators tell them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("outlet", nargs="?", help="the slug of one outlet; default: every outlet")
        parser.add_argument("--days", type=int, default=30, metavar="N", help="how many days back; default: 30")
        parser.add_argument("--csv", action="store_true", help="write CSV that is safe to open in a spreadsheet")
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(self, *, outlet: str | None, days: int, csv: bool, json: bool, **options: object) -> None:
        write_gathered()
        rows = Pickup.objects.filter(day__gt=timezone.now().date() - timedelta(days=days)).select_related("outlet")
        if outlet:
            rows = rows.filter(outlet=outlet_called(outlet))
        found = [row_of(row) for row in rows]
        if csv:
            write_csv(stream_of(self.stdout), COLUMNS, [list(row.values()) for row in found])
        else:
            write_rows(self.stdout, COLUMNS, found, as_json=json)


def row_of(row: Pickup) -> dict[str, object]:
    return {column: getattr(row, column) for column in COLUMNS} | {
        "day": row.day.isoformat(),
        "outlet": row.outlet.slug,
        "last_at": row.last_at.isoformat(timespec="seconds"),
    }
