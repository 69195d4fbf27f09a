"""`manage.py clean FILE`: HTML as a profile allows it; one body, or a whole archive as lines of JSON."""

import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from syndication.conf import base_url, cleaning_limits
from syndication.management.output import write_bytes
from syndication.profiles import all_profiles
from syndication.wire.batch import BadLine, clean_line
from syndication.wire.clean import RefusedHTML, examine
from syndication.wire.comparison import differences, rule_by_rule
from syndication.wire.profile import Profile


class Command(BaseCommand):
    help = (
        "Clean the HTML of a file, or of standard input (-), as a profile allows it. With --batch the file holds lines of "
        'JSON, {"id", "html", "base"}; each is answered by a line {"id", "html", "removed", "refused"}.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="path of the file, - for standard input")
        parser.add_argument("--profile", required=True, choices=sorted(all_profiles()))
        parser.add_argument("--base", default="", help="address against which links are resolved; default: this site's")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--diff", action="store_true", help="show what changed, and rule by rule what went and why")
        form.add_argument("--batch", action="store_true", help="read and write a body on each line")

    def handle(self, *, file: str, profile: str, base: str, diff: bool, batch: bool, **options: object) -> None:
        chosen, base = all_profiles()[profile], base or f"{base_url()}/"
        if not base.startswith(("http://", "https://")):
            raise CommandError(f"base is {base!r}, not an absolute web address; name one with --base")
        with opened(file) as stream:
            if batch:
                self.clean_lines(stream, file, chosen, base)
            else:
                self.clean_one(stream.read().decode(errors="replace"), file, chosen, base, diff=diff)

    def clean_one(self, html: str, file: str, profile: Profile, base: str, *, diff: bool) -> None:
        try:
            cleaned = examine(html, profile, base, limits=cleaning_limits())
        except RefusedHTML as refused:
            raise CommandError(f"{file}: {refused.reason}: {refused}") from refused
        if not diff:
            write_bytes(self.stdout, cleaned.html.encode() + b"\n")
            return
        changed = differences(html, cleaned.html, name=file, new_name=f"{file} for {profile.name}")
        lines = [changed or "Nothing changed.", "", *rule_by_rule(cleaned.removed)]
        write_bytes(self.stdout, "\n".join(lines).strip().encode() + b"\n")

    def clean_lines(self, stream: BinaryIO, file: str, profile: Profile, base: str) -> None:
        """Answer each line at once, so that an archive of any size needs the memory of its longest line."""
        limits, bad = cleaning_limits(), 0
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                write_bytes(self.stdout, clean_line(line, profile, base, limits=limits) + b"\n")
            except BadLine as problem:
                bad += 1
                self.stderr.write(f"{file}, line {number}: {problem}")
        if bad:
            raise CommandError(f"{file}: {bad} of its lines could not be read; all others were answered")


def opened(file: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file or of standard input. Raises `CommandError` naming the file."""
    try:
        return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")
    except OSError as problem:
        raise CommandError(f"cannot read {file}: {problem.strerror}") from problem
