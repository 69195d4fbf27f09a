"""The tables of docs/formats.md, from the formats themselves: what of a story each one carries.

`python -m tests.wire.formats.tables` writes them into the docs anew.
"""

from dataclasses import fields
from pathlib import Path

from syndication.wire.formats import FORMATS
from syndication.wire.story import Story

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"
BEGIN = "<!-- {name}: written by python -m tests.wire.formats.tables -->\n"
END = "<!-- end of {name} -->\n"


def table(name: str) -> str:
    """What the format called `name` carries, field by field."""
    written = FORMATS[name]
    lost = [field.name for field in fields(Story) if field.name not in written.CARRIES]
    whole = [
        field.name for field in fields(Story) if field.name in written.CARRIES and field.name not in written.IN_PART
    ]
    return "\n".join([
        "| of a story | |", "|---|---|",
        f"| carried | {', '.join(f'`{name}`' for name in whole)} |",
        *(f"| `{name}` | in part: {written.IN_PART[name]} |" for name in sorted(written.IN_PART)),
        f"| not carried | {', '.join(f'`{name}`' for name in lost) or 'nothing is lost'} |",
        "",
    ])  # fmt: skip


def with_tables(document: str) -> str:
    """The docs with every table as it is now."""
    for name in FORMATS:
        begin, end = BEGIN.format(name=name), END.format(name=name)
        before, _, rest = document.partition(begin)
        _, _, after = rest.partition(end)
        document = f"{before}{begin}{table(name)}{end}{after}"
    return document


if __name__ == "__main__":
    DOCS.write_text(with_tables(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
