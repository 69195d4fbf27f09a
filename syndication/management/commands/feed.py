"""`manage.py feed OUTLET`: the outlet's feed on stdout, byte for byte what its address serves."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication import feeds
from syndication.management.asked import active_outlet, moment
from syndication.management.output import write_bytes
from syndication.wire.formats import FORMATS
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule


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
        parser.add_argument("--feed", metavar="SLUG", default="", help="one of the outlet's named feeds")
        parser.add_argument("--archive", metavar="N", type=int, help="an archive of the feed, counted from 0")
        parser.add_argument(
            "--now",
            type=moment,
            metavar="ISO",
            help="the moment to write it for, such as 2026-11-24T09:00:00Z; default: now",
        )

    def handle(
        self, *, outlet: str, format: str | None, about: str, feed: str, archive: int | None, now: datetime | None,  # noqa: A002 - the option's name
        **options: object,
    ) -> None:  # fmt: skip
        kind, _, slug = about.partition("/")
        row, at = active_outlet(outlet), now or timezone.now()
        try:
            name = format or feeds.feed_formats(row.effective_profile)[0]
            address = feeds.locate_feed(row, name, feed=feed, kind=kind, slug=slug, archive=archive)
            document = feeds.read(address, at)
        except (LookupError, InvalidProfile, InvalidRule) as problem:
            raise CommandError(f"{row.name}: {problem}") from problem
        write_bytes(self.stdout, document.body)
