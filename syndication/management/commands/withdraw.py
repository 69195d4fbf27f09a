"""`manage.py withdraw STORY --reason TEXT`: call a story back."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from syndication.actions import NothingToDo, WithdrawAction
from syndication.models import Outlet
from syndication.pages import find_article


class Command(BaseCommand):
    help = "Call a story back from everybody, or from the named outlets alone. The reason is told to all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", help="story id, page number, slugline, slug or external id")
        parser.add_argument("--reason", required=True)
        parser.add_argument(
            "--outlet",
            action="append",
            default=[],
            metavar="SLUG",
            help="from this outlet alone; may be given several times",
        )
        parser.add_argument("--keep-page", action="store_true", help="leave the page on our own site as it is")

    def handle(self, *, story: str, reason: str, outlet: list[str], keep_page: bool, **options: object) -> None:
        try:
            outlets = [outlet_named(slug) for slug in outlet]
            rows = WithdrawAction(find_article(story), reason=reason, outlets=outlets, keep_page=keep_page).execute()
        except (LookupError, NothingToDo) as problem:
            raise CommandError(str(problem)) from problem
        for row in rows:
            whom = row.outlet.name if row.outlet else "everybody"
            self.stdout.write(
                f"withdrawn from {whom}: urn:uuid:{row.story_id} version {row.version}, release {row.sequence}"
            )


def outlet_named(slug: str) -> Outlet:
    try:
        return Outlet.objects.get(slug=slug)
    except Outlet.DoesNotExist as missing:
        raise LookupError(f"no outlet has the slug {slug!r}; `manage.py outlets` lists them") from missing
