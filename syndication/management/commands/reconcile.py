"""`manage.py reconcile`: bring the ledger up to the database."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from syndication.reconciling import reconcile


class Command(BaseCommand):
    help = "Publish what is due, take off what has expired, and append every release that a lost signal left out. Run it each minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every-page", action="store_true", help="look at each article, not only at those whose state is off"
        )

    def handle(self, *, every_page: bool, **options: object) -> None:
        appended = reconcile(every_page=every_page)
        for row in appended:
            self.stdout.write(f"appended {row}")
        if not appended:
            self.stdout.write("the ledger is up to date")
