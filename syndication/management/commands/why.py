"""`manage.py why STORY`: which outlets get a story, and why or why not."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from syndication.ledger import standing_of
from syndication.management.asked import moment, outlet_called
from syndication.management.output import write_rows
from syndication.models import Outlet
from syndication.pages import find_article
from syndication.why import why
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule
from syndication.wire.story import InvalidStory, Story

COLUMNS = ("outlet", "answer", "code", "sentence", "until")


class Command(BaseCommand):
    help = "Say for every outlet, or for one, whether it has the story in its feed and which rule decides."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", help="story id, page number, slugline, slug or external id")
        parser.add_argument("--outlet", help="the slug of one outlet; default: every outlet")
        parser.add_argument("--now", type=moment, metavar="ISO", help="the moment to answer for; default: now")
        parser.add_argument("--json", action="store_true", help="write a JSON array")

    def handle(self, *, story: str, outlet: str | None, now: datetime | None, json: bool, **options: object) -> None:
        asked = story_called(story)
        outlets = [outlet_called(outlet)] if outlet else list(Outlet.objects.prefetch_related("rules", "overrides"))
        rows = [row_of(asked, one, now or timezone.now()) for one in outlets]
        write_rows(self.stdout, COLUMNS, rows, as_json=json)


def story_called(reference: str) -> Story:
    """The story as it was last released, or as its page would have it. Raises `CommandError`."""
    try:
        page = find_article(reference)
        standing = standing_of(page)
        if standing is not None:
            return standing.release.story
        drafted: Story = page.get_latest_revision_as_object().as_story()
    except (LookupError, InvalidStory) as problem:
        raise CommandError(str(problem)) from problem
    return drafted


def row_of(story: Story, outlet: Outlet, now: datetime) -> dict[str, object]:
    """One outlet's answer; one whose settings are broken says so and stops no other."""
    try:
        verdict = why(story, outlet, now)
    except (InvalidProfile, InvalidRule) as problem:
        return {"outlet": outlet.slug, "answer": "no", "code": "outlet.broken", "sentence": str(problem), "until": ""}
    until = verdict.until.isoformat().replace("+00:00", "Z") if verdict.until else ""
    return {
        "outlet": outlet.slug, "answer": verdict.answer.value, "code": verdict.code, "sentence": verdict.sentence, "until": until,
    }  # fmt: skip
