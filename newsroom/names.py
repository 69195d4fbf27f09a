"""Names as people write them and as addresses hold them."""

import re
from typing import Any

from django.core.validators import URLValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# Django's own takes ftp too, which no partner's document may hold.
WEB_ADDRESS = URLValidator(schemes=["http", "https"], message=_("A web address begins with http:// or https://."))

__all__ = ["WEB_ADDRESS", "free_slug", "match_key", "take_slug"]


def match_key(name: str) -> str:
    """Return `name` without case and white space: what two spellings of one name share."""
    return re.sub(r"\s+", "", name).casefold()


# Any: a model with a slug.
def take_slug(row: Any, name: str) -> None:
    """Give `row` a slug made from `name` when it has none, with a number behind it when that is taken."""
    if row.slug:
        return
    longest = row._meta.get_field("slug").max_length - 6
    wanted = slugify(name, allow_unicode=True)[:longest] or row._meta.model_name
    others = type(row)._default_manager.exclude(pk=row.pk)
    candidate, number = wanted, 1
    while others.filter(slug=candidate).exists():
        number += 1
        candidate = f"{wanted}-{number}"
    row.slug = candidate


def free_slug(wanted: str, parent: Page | None, pk: int | None) -> str:
    """Return `wanted`, with a number behind it when another child of `parent` has it."""
    if parent is None:
        return wanted
    taken = parent.get_children().exclude(pk=pk)
    candidate, number = wanted, 1
    while taken.filter(slug=candidate).exists():
        number += 1
        candidate = f"{wanted[:245]}-{number}"
    return candidate
