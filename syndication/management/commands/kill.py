"""`manage.py kill STORY --reason TEXT`: take a story down everywhere at once."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from syndication.actions import KillAction, NothingToDo
from syndication.pages import find_article


class Command(BaseCommand):
    help = "Take a story down everywhere at once: our page, its pictures, every feed and every outlet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", help="story id, page number, slugline, slug or external id")
        parser.add_argument("--reason", required=True)

    def handle(self, *, story: str, reason: str, **options: object) -> None:
        try:
            row = KillAction(find_article(story), reason=reason).execute()
        except (LookupError, NothingToDo) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"killed: urn:uuid:{row.story_id} version {row.version}, release {row.sequence}")
