"""`manage.py check_feed OUTLET`: what the outlet's specification finds wrong with its feed."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication import feeds
from syndication.conformance import Report, report
from syndication.management.asked import active_outlet, moment
from syndication.management.output import write_rows
from syndication.wire.formats import FORMATS
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule

COLUMNS = ("story", "headline", "in_feed", "code", "sentence", "done")


class Command(BaseCommand):
    help = (
        "Say for each story of an outlet's feed which requirement of its profile it fails, and what was done about it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("outlet", help="the outlet's slug")
        parser.add_argument("--feed", metavar="SLUG", default="", help="one of the outlet's named feeds")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), help="default: the first that the outlet's profile offers"
        )
        parser.add_argument("--now", type=moment, metavar="ISO", help="the moment to check it for; default: now")
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(
        self, *, outlet: str, feed: str, format: str | None, now: datetime | None, json: bool,  # noqa: A002 - the option's name
        **options: object,
    ) -> None:  # fmt: skip
        row = active_outlet(outlet)
        try:
            address = feeds.locate_feed(row, format or feeds.feed_formats(row.effective_profile)[0], feed=feed)
            found = report(address, now or timezone.now())
        except (LookupError, InvalidProfile, InvalidRule) as problem:
            raise CommandError(f"{row.name}: {problem}") from problem
        write_rows(self.stdout, COLUMNS, rows_of(found), as_json=json)
        if not json:
            verdict = "nothing to complain of" if found.is_clean else "see above"
            self.stdout.write(f"{row.name}: {found.entries} entries, {found.size:,} bytes; {verdict}")


def rows_of(found: Report) -> Iterator[dict[str, object]]:
    for finding in found.feed:
        yield {
            "story": "", "headline": "(the feed)", "in_feed": True, "code": finding.code, "sentence": finding.sentence,
            "done": finding.done.value,
        }  # fmt: skip
    for story in found.stories:
        for finding in story.findings:
            yield {
                "story": f"urn:uuid:{story.release.story_id}", "headline": story.headline, "in_feed": story.in_feed,
                "code": finding.code, "sentence": finding.sentence, "done": finding.done.value,
            }  # fmt: skip
