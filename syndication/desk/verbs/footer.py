"""Correct and Publish quietly beside Publish, in the menu at the foot of the form: where an editor looks for ways to publish."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.action_menu import ActionMenuItem

from syndication import ledger
from syndication.desk.verbs.views import CorrectView, QuietView, VerbView
from syndication.pages import is_syndicated

__all__ = ["add_ways_to_publish"]

LAST = 1000  # never the first, which is the button that one presses by habit


class WayItem(ActionMenuItem):
    """The way to a verb's screen, which shows what changes and publishes the newest draft."""

    def __init__(self, view: type[VerbView], url: str) -> None:
        super().__init__(order=LAST)
        self.name, self.label, self.icon_name, self.url = (
            f"verb-{view.verb}",
            f"{view.page_title}…",
            view.header_icon,
            url,
        )

    # Any: Wagtail's context.
    def get_url(self, parent_context: Any) -> str:
        return self.url


# Any: Wagtail's menu items and context.
def add_ways_to_publish(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Add them at the end for a story that is out, where there is something before them and nobody has locked the page."""
    page = context.get("page")
    if not items or context["view"] != "edit" or context.get("locked_for_user") or page is None:
        return
    if not is_syndicated(page) or page.alias_of_id is not None:
        return
    standing = ledger.standing_of(page)
    for view in (CorrectView, QuietView):
        if view.fits(standing) and view.allowed(request.user, page):
            items.append(WayItem(view, reverse(f"syndication_verbs:{view.verb}", args=[page.pk])))
