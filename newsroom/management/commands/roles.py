"""`manage.py roles`: the groups of a news desk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom.desk.roles import ROLES, lacking, make_role


class Command(BaseCommand):
    help = "Make the groups of a news desk that are not there yet; those that are stay as the site has them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--complete", action="store_true", help="give groups that are there what they lack")

    def handle(self, *, complete: bool, **options: Any) -> None:  # Any: Django's own options
        for role in ROLES:
            is_new = make_role(role, complete=complete)
            lacks = lacking(role)
            self.stdout.write(f"{role.name}: {'made' if is_new else 'there already'}")
            if lacks:
                self.stdout.write(f"  lacks {', '.join(lacks)}")
