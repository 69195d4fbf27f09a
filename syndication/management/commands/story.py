"""`manage.py story STORY`: one story as a document on stdout."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication import feeds, ledger
from syndication.management.asked import active_outlet
from syndication.management.output import write_bytes
from syndication.pages import find_article
from syndication.story_documents import story_document
from syndication.wire.formats import FORMATS
from syndication.wire.prepare import Withheld
from syndication.wire.story import pack


class Command(BaseCommand):
    help = "Write one story to standard output: as an outlet receives it, or as the ledger keeps it (JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", help="story id, page number, slugline, slug or external id")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), help="default: the first that the outlet's profile offers"
        )
        parser.add_argument(
            "--outlet", help="the outlet's slug; without it and without --format the ledger's own JSON is written"
        )

    def handle(self, *, story: str, format: str | None, outlet: str | None, **options: object) -> None:  # noqa: A002 - the option's name
        try:
            page = find_article(story)
            document = self.offered(page, outlet or "public", format) if outlet or format else self.kept(page)
        except LookupError as problem:
            raise CommandError(str(problem)) from problem
        write_bytes(self.stdout, document)

    # Any, below: a page is of whatever model the site syndicates.
    def kept(self, page: Any) -> bytes:
        standing = ledger.standing_of(page)
        if standing is None:
            raise CommandError(f"{page} was never released")
        return json.dumps(pack(standing.release.story), ensure_ascii=False, indent=1).encode() + b"\n"

    def offered(self, page: Any, slug: str, format_name: str | None) -> bytes:
        outlet, now = active_outlet(slug), timezone.now()
        address = feeds.locate(outlet, format_name or outlet.effective_profile.formats[0])
        found = story_document(address, page.story_id, now)
        if isinstance(found, Withheld):
            raise CommandError(f"{outlet.name} does not get {page}: {found.sentence}")
        return found.body
