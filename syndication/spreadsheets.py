"""CSV that a spreadsheet opens without running any of it."""

import csv
from collections.abc import Iterable, Sequence
from typing import Protocol

__all__ = ["Writable", "safe", "write_csv"]

# A cell that begins so is a formula to Excel, LibreOffice or Google Sheets.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Writable(Protocol):
    """What has room for text."""

    def write(self, text: str, /) -> object:
        """Take `text`."""


def safe(cell: object) -> str:
    """The cell as text; one that would be a formula gets an apostrophe before it, a number stays what it is."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, int | float) or not text.startswith(DANGEROUS):
        return text
    return f"'{text}"


def write_csv(target: Writable, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a heading and rows, each cell made safe."""
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
