"""`manage.py make_pictures`: every form of every picture that released articles show, before a reader asks for it."""

from django.core.management.base import BaseCommand
from rich.progress import track

from home.pictures import make_pictures
from newsroom.models import ArticlePage


class Command(BaseCommand):
    help = (
        "Make the pictures of all released articles in every size and format. What is there already is left as it is."
    )

    def handle(self, **options: object) -> None:
        numbers = list(ArticlePage.objects.released().newest_first().values_list("pk", flat=True))
        for number in track(numbers, description="making pictures", disable=not self.stdout.isatty()):
            make_pictures.call(number)
        self.stdout.write(f"Articles whose pictures are there: {len(numbers):,}")
