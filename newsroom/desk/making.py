"""Pasted copy becomes a draft; no source is made on the way."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from newsroom.desk.paste import Pasted, rest_as_html
from newsroom.desk.words import in_words
from newsroom.models import ArticleIndexPage, ArticlePage, Source
from newsroom.story import CreditRole, Story

__all__ = ["make_draft"]


# Any: a user of whatever model the site has.
@transaction.atomic
def make_draft(
    pasted: Pasted, section: ArticleIndexPage, source: Source | None, user: Any, *, keep_rest: bool
) -> tuple[ArticlePage, list[str]]:
    """File `pasted` under `section`, credited to `source`; also what a person should look at, in sentences."""
    story = pasted.story if source else without_sources(pasted.story)
    if keep_rest:
        story = replace(story, body=story.body + rest_as_html(pasted.rest))
    if pasted.twin is not None:
        story = replace(story, id=f"{story.id}:{pasted.twin.story_id}")  # a supplier's number is one article's
    draft, remarks = ArticlePage.from_story(story, section, source=source.slug if source else "")
    draft.owner = user
    ArticlePage.objects.filter(pk=draft.pk).update(owner=user)
    # What found no place is kept in the article's history.
    log(instance=draft, action="newsroom.paste", user=user, data={"left_out": pasted.rest})
    return draft, [in_words(remark.message) for remark in remarks]


def without_sources(story: Story) -> Story:
    """The story without the names that are not on file: filing would make sources of them."""
    return replace(story, credits=tuple(credit for credit in story.credits if credit.role is not CreditRole.SOURCE))
