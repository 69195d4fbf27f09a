"""What must be saved anew when something changes that articles quote: a source, a person, a topic, a picture.

An article is saved in the transaction of that change, so whoever listens to `post_save` sees both or neither.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction

if TYPE_CHECKING:
    from newsroom.models import ArticlePage

# What to ask the articles for each kind of row that they quote.
QUESTIONS = {"Source": "crediting", "Contributor": "naming", "Topic": "about", "NewsImage": "showing"}

__all__ = ["articles_quoting", "save_articles_anew", "touch"]


def save_articles_anew(row: models.Model, quoted: Iterable[str], save: Callable[[], None]) -> bool:
    """Call `save()`, then touch every live article that quotes `row` when one of the `quoted` fields has changed.

    Returns whether one has.
    """
    with transaction.atomic():
        before = type(row)._default_manager.filter(pk=row.pk).values(*quoted).first() if row.pk else None
        save()
        changed = before is not None and any(before[name] != getattr(row, name) for name in quoted)
        if changed:
            touch(articles_quoting(row))
    return changed


def touch(articles: "Iterable[ArticlePage]") -> None:
    """Save each article as it stands, so that whoever listens looks at it again."""
    for article in articles:
        # The one column that never changes: a whole row would overwrite what another process publishes just now.
        article.save(update_fields=["story_id"], clean=False, log_action=None)


def articles_quoting(row: models.Model) -> "Iterable[ArticlePage]":
    """Every live article that names `row`, in a field, a credit, its topics or its body."""
    from newsroom.models import ArticlePage  # the models import this module

    live = ArticlePage.objects.live().filter(alias_of__isnull=True)
    return getattr(live, QUESTIONS[type(row).__name__])(row).iterator(chunk_size=200)
