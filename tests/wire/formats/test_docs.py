"""docs/formats.md says of every format what it carries, as the format itself says it."""

import pytest

from syndication.wire.formats import FORMATS
from tests.wire.formats.tables import BEGIN, DOCS, table, with_tables


@pytest.mark.parametrize("name", FORMATS)
def test_the_docs_have_a_table_of_each_format(name):
    document = DOCS.read_text(encoding="utf-8")
    assert f"{BEGIN.format(name=name)}{table(name)}" in document


def test_the_docs_are_as_the_formats_say():
    document = DOCS.read_text(encoding="utf-8")
    assert with_tables(document) == document, "run python -m tests.wire.formats.tables"
