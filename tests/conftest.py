"""Fixtures of every test."""

import pytest

pytest_plugins = ["tests.databases"]


@pytest.fixture(autouse=True)
def django_db_serialized_rollback() -> None:
    """Lets a test with real transactions begin with the rows that migrations made, as every other test does.

    pytest-django only asks whether a test has a fixture of this name.
    """
