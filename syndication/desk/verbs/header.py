"""The verbs in the “…” menu of an article's header, where none of them can become the button that one presses by habit."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from syndication import ledger
from syndication.desk.verbs.views import VERBS, is_recalled
from syndication.models import VerbRequest
from syndication.pages import is_syndicated

__all__ = ["header_buttons"]


# Any: Wagtail's page, user and its own keywords.
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button for each verb that fits the story and that the user may use."""
    if not is_syndicated(page) or page.alias_of_id is not None:
        return
    standing = ledger.standing_of(page)
    if standing is None:
        return
    for number, view in enumerate(VERBS):
        if view.fits(standing) and view.allowed(user, page):
            yield Button(
                f"{view.page_title}…",
                url=reverse(f"syndication_verbs:{view.verb}", args=[page.pk]),
                icon_name=view.header_icon,
                priority=71 + number,
                attrs={"aria-label": f"{view.page_title}: {page.get_admin_display_title()}"},
            )
    if not standing.usable or is_recalled(standing) or VerbRequest.objects.filter(story_id=page.story_id).exists():
        yield Button(
            _("Who has fetched the notice"),
            url=reverse("syndication_verbs:progress", args=[page.pk]),
            icon_name="upload",
            priority=80,
        )
