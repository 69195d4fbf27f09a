"""`manage.py clean FILE`: HTML as a profile allows it."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from syndication.conf import base_url
from syndication.management.output import write_bytes
from syndication.profiles import all_profiles
from syndication.wire.clean import RefusedHTML, clean


class Command(BaseCommand):
    help = "Clean the HTML of a file, or of standard input (-), as a profile allows it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="path of the file, - for standard input")
        parser.add_argument("--profile", required=True, choices=sorted(all_profiles()))
        parser.add_argument("--base", default="", help="address against which links are resolved; default: this site's")

    def handle(self, *, file: str, profile: str, base: str, **options: object) -> None:
        try:
            html = (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode(errors="replace")
            cleaned = clean(html, all_profiles()[profile], base or f"{base_url()}/")
        except OSError as problem:
            raise CommandError(f"cannot read {file}: {problem.strerror}") from problem
        except RefusedHTML as refused:
            raise CommandError(f"{file}: {refused}") from refused
        write_bytes(self.stdout, cleaned.encode() + b"\n")
