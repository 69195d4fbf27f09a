"""Fixtures of the newsroom's tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.signals import post_save


@pytest.fixture
def saved_articles() -> Iterator[list[int]]:
    """The articles that were saved since the list was last cleared."""
    from newsroom.models import ArticlePage  # Django is set up after this file is read

    saved: list[int] = []

    def note(instance: Any, **kwargs: object) -> None:
        saved.append(instance.pk)

    post_save.connect(note, sender=ArticlePage)
    yield saved
    post_save.disconnect(note, sender=ArticlePage)


@pytest.fixture
def plain_templates(settings: Any) -> None:
    """The app's own templates, without what the site lays over them."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": []}]
