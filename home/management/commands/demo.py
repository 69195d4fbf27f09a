"""`manage.py demo`: the demo newsroom, ready to look at."""

import logging
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from home.demo.access import let_desk_in, let_editor_in, let_partners_in
from home.demo.content import read_demo
from home.demo.loader import steps
from home.demo.summary import summary
from home.demo.visits import addresses, open_page
from newsroom.models import ArticlePage


class Command(BaseCommand):
    help = "Migrate, fill the site with the demo newsroom, and list what there is. Running it twice changes nothing."
    # The database may not be there yet.
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        # They tell of each page and each task, in the middle of the progress bar.
        for name in ("wagtail", "django_tasks"):
            logging.getLogger(name).setLevel(logging.WARNING)
        out: Any = self.stdout._out  # Any: the stream below Django's wrapper, which has no type for it
        console = Console(file=out, soft_wrap=True, highlight=False)
        began = time.monotonic()
        with console.status("Preparing the database…"):
            call_command("migrate", verbosity=0, interactive=False)
        let_editor_in()
        people = let_desk_in()
        fill(console)
        keys = let_partners_in()
        console.print(summary(keys, people, timezone.now()))
        console.print(f"\nReady after {time.monotonic() - began:.0f} seconds.")


def fill(console: Console) -> None:
    """Load everything that is not there yet, with a progress bar."""
    is_new = not ArticlePage.objects.exists()
    # In whole seconds, as editors and the wire have their moments.
    work = steps(read_demo(), timezone.now().replace(microsecond=0))
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(work))
        for step in work:
            progress.update(task, description=step.label)
            step.run()
            progress.advance(task)
        if is_new:
            make_renditions(progress)


def make_renditions(progress: Progress) -> None:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    for path in progress.track(addresses(), description="pictures"):
        open_page(path, host)
