"""What the newest draft changes of what is out, and whether partners must learn of it."""

from typing import Any

from django.http import HttpRequest

from syndication.ledger import is_cosmetic
from syndication.models import Standing
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import InvalidStory

__all__ = ["changes_of", "quiet_problem"]


# Any: an article is of whatever model the site syndicates; what comes back are Wagtail's comparisons.
def changes_of(page: Any, request: HttpRequest) -> list[Any]:
    """The fields in which the newest draft differs from the live page, as Wagtail compares revisions."""
    live, draft = type(page).objects.get(pk=page.pk), page.get_latest_revision_as_object()
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    compared = [compare(live, draft) for compare in panel.get_comparison()]
    return [one for one in compared if one.has_changed()]


def quiet_problem(page: Any, standing: Standing | None) -> str:
    """Why the newest draft cannot be published without telling partners; "" when it can."""
    try:
        story = page.get_latest_revision_as_object().as_story()
    except InvalidStory as problem:
        return gettext_noop("The draft is no story yet: {why}.", why=str(problem))
    if standing is not None and not is_cosmetic(story, standing.release.story):
        return gettext_noop(
            "The edit changes rights, credits, notices, pictures or dates, which partners must learn of. Publish it, or correct it."
        )
    return ""
