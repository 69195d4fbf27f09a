"""What the newest draft changes of what is out, and whether partners must learn of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from syndication.ledger import weighty_differences
from syndication.models import Standing
from syndication.translation import in_words
from syndication.wire.story import InvalidStory

__all__ = ["changes_of", "quiet_problem"]


# Any: an article is of whatever model the site syndicates; what comes back are Wagtail's comparisons.
def changes_of(page: Any, request: HttpRequest) -> list[Any]:
    """The fields in which the newest draft differs from the live page, as Wagtail compares revisions."""
    live, draft = type(page).objects.get(pk=page.pk), page.get_latest_revision_as_object()
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    compared = [compare(live, draft) for compare in panel.get_comparison()]
    return [one for one in compared if one.has_changed()]


def quiet_problem(page: Any, standing: Standing) -> str:
    """Why the newest draft cannot be published without telling partners, in the reader's language; "" when it can."""
    try:
        story = page.get_latest_revision_as_object().as_story()
    except InvalidStory as problem:
        return _("The draft is no story yet: %(why)s.") % {"why": in_words(str(problem))}
    weighty = [str(WORDS[field]) for field in weighty_differences(story, standing.release.story)]
    if not weighty:
        return ""
    said = _("Partners must learn of what this draft changes: %(fields)s. Publish it, or correct the story.")
    return said % {"fields": ", ".join(weighty)}


WORDS = {
    "status": gettext_lazy("status"),
    "rights": gettext_lazy("rights"),
    "notices": gettext_lazy("notices"),
    "credits": gettext_lazy("credits"),
    "language": gettext_lazy("language"),
    "media": gettext_lazy("pictures"),
    "embargoed_until": gettext_lazy("embargo"),
    "expires_at": gettext_lazy("expiry"),
}
