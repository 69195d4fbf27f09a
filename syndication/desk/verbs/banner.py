"""What an editor must see on the edit page of a story that was taken back: what, why, when, and the way back."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from syndication import ledger
from syndication.desk.verbs.views import RestoreView
from syndication.models import Release, Standing, VerbRequest, Withdrawal
from syndication.pages import is_syndicated
from syndication.viewsets.columns import moment

__all__ = ["say_what_became_of_it"]


# Any: Wagtail's page.
def say_what_became_of_it(request: HttpRequest, page: Any) -> None:
    """Above the story, when its edit page is opened; autosave and the form itself ask for other methods."""
    if request.method != "GET" or not is_syndicated(page):
        return
    standing = ledger.standing_of(page)
    if standing is None:
        return
    if standing.hold:
        messages.error(request, taken(standing), buttons=ways(request, page))
    elif recalled := recalled_from(standing):
        messages.warning(request, _("Withdrawn from %(outlets)s.") % {"outlets": recalled}, buttons=ways(request, page))
    for row in VerbRequest.objects.filter(story_id=page.story_id, decision=VerbRequest.Decision.WAITING):
        said = _("%(verb)s was asked for and waits for a second person.") % {"verb": row.get_verb_display()}
        url = reverse("verb_requests:decide", args=[row.pk])
        messages.warning(request, said, buttons=[messages.button(url, _("Look at it"))])


def taken(standing: Standing) -> str:
    row = standing.release
    verb = _("Killed") if row.cause == Release.Cause.KILLED else _("Withdrawn")
    return _("%(verb)s on %(moment)s: %(reason)s") % {
        "verb": verb, "moment": moment(row.released_at), "reason": row.note
    }  # fmt: skip


def recalled_from(standing: Standing) -> str:
    rows = Withdrawal.objects.filter(story_id=standing.story_id, restored_at__isnull=True).select_related("outlet")
    return ", ".join(sorted(row.outlet.name for row in rows))


# Any: Wagtail's buttons.
def ways(request: HttpRequest, page: Any) -> list[Any]:
    """To who has fetched the notice, and back, for who may."""
    found = [messages.button(reverse("syndication_verbs:progress", args=[page.pk]), _("Who has fetched the notice"))]
    if RestoreView.allowed(request.user, page):
        found.append(messages.button(reverse("syndication_verbs:restore", args=[page.pk]), _("Restore…")))
    return found
