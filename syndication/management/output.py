"""How commands write: bytes as they are, rows as JSON lines or as a table."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["stream_of", "write_bytes", "write_rows"]

FILE_WIDTH = 240  # characters of a table that goes to a file or another program


def write_bytes(stdout: OutputWrapper, content: bytes) -> None:
    """Write bytes to standard output without a line ending of our own; to a text stream (a test's) as text."""
    stream = stream_of(stdout)
    if hasattr(stream, "buffer"):
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    else:
        stream.write(content.decode())


def stream_of(stdout: OutputWrapper) -> Any:  # Any: a text stream, with a buffer below it or without
    """The stream below Django's wrapper, which offers no other way to it."""
    return stdout._out


# Any: the values of a row are what JSON can hold.
def write_rows(
    stdout: OutputWrapper, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, as_json: bool
) -> None:
    """Write rows as a JSON array, or as a table for people, of which nothing is cut off."""
    if as_json:
        stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1, default=str))
        return
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if row[column] is None else str(row[column])) for column in columns))
    stream = stream_of(stdout)
    width = None if stream.isatty() else FILE_WIDTH
    Console(file=stream, width=width).print(table)
