"""`manage.py key OUTLET NAME`: make or revoke one of an outlet's keys."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication.management.asked import moment, outlet_called
from syndication.models import Outlet, OutletKey


class Command(BaseCommand):
    help = "Make a key with which an outlet fetches its feeds, and show it this once; or revoke the keys of a name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("outlet", help="the outlet's slug")
        parser.add_argument("name", help="what the key is for, such as the partner's system")
        parser.add_argument(
            "--expires", type=moment, metavar="ISO", help="the moment from which it opens nothing; default: never"
        )
        parser.add_argument(
            "--revoke", action="store_true", help="let the outlet's keys of this name open nothing from now on"
        )

    def handle(self, *, outlet: str, name: str, expires: datetime | None, revoke: bool, **options: object) -> None:
        row = outlet_called(outlet)
        if revoke:
            self.revoke(row, name)
        else:
            self.stdout.write(OutletKey.issue(row, name, expires_at=expires))

    def revoke(self, outlet: Outlet, name: str) -> None:
        revoked = outlet.keys.filter(name=name, revoked_at__isnull=True).update(revoked_at=timezone.now())
        if not revoked:
            raise CommandError(f"{outlet.name} has no key named {name!r} that is still good")
        self.stdout.write(f"revoked {revoked}")
