"""`manage.py outlets`: who gets what, and where."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from syndication import feeds
from syndication.management.output import write_rows
from syndication.models import Outlet

COLUMNS = ("outlet", "access", "profile", "active", "stories", "feeds")


class Command(BaseCommand):
    help = "List the outlets with their profile, the stories in their feed now, and their feeds' addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(self, *, json: bool, **options: object) -> None:
        rows = [row_of(outlet, as_json=json) for outlet in Outlet.objects.prefetch_related("rules")]
        write_rows(self.stdout, COLUMNS, rows, as_json=json)


def row_of(outlet: Outlet, *, as_json: bool) -> dict[str, object]:
    urls, stories = served(outlet)
    return {
        "outlet": outlet.slug,
        "access": outlet.access,
        "profile": outlet.profile,
        "active": outlet.active,
        "stories": stories,
        "feeds": urls if as_json else " ".join(urls),
    }


def served(outlet: Outlet) -> tuple[list[str], int]:
    """The addresses of an outlet's feeds, and how many entries its own feed has now; an inactive one has none."""
    if not outlet.active:
        return [], 0
    now, formats = timezone.now(), feeds.feed_formats(outlet.effective_profile)
    names = ["", *(feed.slug for feed in outlet.feeds.all())]
    addresses = [feeds.locate(outlet, name, feed=feed) for feed in names for name in formats]
    entries = feeds.read(addresses[0], now).entries if addresses else 0
    return [address.url for address in addresses], entries
