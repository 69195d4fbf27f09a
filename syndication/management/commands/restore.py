"""`manage.py restore STORY`: undo a withdrawal or a kill."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from syndication.actions import NothingToDo, RestoreAction
from syndication.pages import find_article


class Command(BaseCommand):
    help = "Undo a withdrawal or a kill: the story goes out again as a new version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", help="story id, page number, slugline, slug or external id")

    def handle(self, *, story: str, **options: object) -> None:
        try:
            row = RestoreAction(find_article(story)).execute()
        except (LookupError, NothingToDo) as problem:
            raise CommandError(str(problem)) from problem
        if row is None:
            raise CommandError("the hold was lifted, but the page gives no story that could be released")
        self.stdout.write(f"restored: urn:uuid:{row.story_id} version {row.version}, release {row.sequence}")
