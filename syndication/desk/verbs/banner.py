"""What an editor must see on the edit page of a story that was taken back: what, why, when, and the way back."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import PageLogEntry

from syndication import ledger
from syndication.desk.verbs.views import RestoreView
from syndication.models import Release, Standing, VerbRequest, Withdrawal
from syndication.pages import is_syndicated
from syndication.translation import moment

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
        messages.error(request, taken(page, standing), buttons=ways(request, page))
    elif recalled := recalled_from(page, standing):
        messages.warning(request, recalled, buttons=ways(request, page))
    for row in VerbRequest.objects.filter(story_id=page.story_id, decision=VerbRequest.Decision.WAITING):
        said = _("%(verb)s was asked for and waits for a second person.") % {"verb": row.get_verb_display()}
        url = reverse("verb_requests:decide", args=[row.pk])
        messages.warning(request, said, buttons=[messages.button(url, _("Look at it"))])


# Any: Wagtail's page.
def taken(page: Any, standing: Standing) -> str:
    """What was done to it, when, by whom and why."""
    row = standing.release
    killed = row.cause == Release.Cause.KILLED
    found = {
        "moment": moment(row.released_at),
        "reason": row.note,
        "name": who_did(page, "syndication.kill" if killed else "syndication.withdraw"),
    }
    if killed:
        return _("Killed on %(moment)s by %(name)s: %(reason)s") % found
    return _("Withdrawn on %(moment)s by %(name)s: %(reason)s") % found


def recalled_from(page: Any, standing: Standing) -> str:
    """From which outlets alone it was withdrawn, and why and when it was last; "" when from none."""
    rows = list(
        Withdrawal.objects.filter(story_id=standing.story_id, restored_at__isnull=True)
        .select_related("outlet", "release")
        .defer("release__packed")
        .order_by("at")
    )
    if not rows:
        return ""
    return _("Withdrawn from %(outlets)s on %(moment)s by %(name)s: %(reason)s") % {
        "outlets": ", ".join(sorted(row.outlet.name for row in rows)),
        "moment": moment(rows[-1].at),
        "name": who_did(page, "syndication.withdraw"),
        "reason": rows[-1].release.note,
    }


def who_did(page: Any, action: str) -> str:
    """Who last did it to the page, as its history says."""
    entry = PageLogEntry.objects.filter(page=page.pk, action=action).select_related("user").order_by("-pk").first()
    if entry is None or entry.user_id is None:
        return _("a command")  # or by a token or user that is no more
    return str(entry.user_display_name)


# Any: Wagtail's buttons.
def ways(request: HttpRequest, page: Any) -> list[Any]:
    """To who has fetched the notice, and back, for who may."""
    found = [messages.button(reverse("syndication_verbs:progress", args=[page.pk]), _("Who has fetched the notice"))]
    if RestoreView.allowed(request.user, page):
        found.append(messages.button(reverse("syndication_verbs:restore", args=[page.pk]), _("Restore…")))
    return found
