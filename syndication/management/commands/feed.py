"""`manage.py feed OUTLET`: the outlet's feed on stdout, byte for byte what its address serves."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication import feeds
from syndication.management.output import write_bytes
from syndication.models import Outlet
from syndication.wire.formats import FORMATS


class Command(BaseCommand):
    help = "Write an outlet's feed to standard output, byte for byte what its address serves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("outlet", help="the outlet's slug")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), help="default: the first that the outlet's profile offers"
        )
        parser.add_argument(
            "--about",
            metavar="KIND/SLUG",
            default="",
            help="the feed about one source or topic, such as sources/china-daily",
        )
        parser.add_argument(
            "--now",
            type=moment,
            metavar="ISO",
            help="the moment to write it for, such as 2026-11-24T09:00:00Z; default: now",
        )

    def handle(self, *, outlet: str, format: str | None, about: str, now: datetime | None, **options: object) -> None:  # noqa: A002 - the option's name
        kind, _, slug = about.partition("/")
        try:
            row = Outlet.objects.get(slug=outlet, active=True)
            address = feeds.locate(row, format or row.effective_profile.formats[0], kind, slug)
            document = feeds.read(address, now or timezone.now())
        except Outlet.DoesNotExist as missing:
            raise CommandError(f"no active outlet has the slug {outlet!r}; `manage.py outlets` lists them") from missing
        except LookupError as problem:
            raise CommandError(str(problem)) from problem
        write_bytes(self.stdout, document.body)


def moment(text: str) -> datetime:
    """An ISO 8601 moment; without a zone it is taken as UTC."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
