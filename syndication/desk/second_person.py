"""Wagtail's own unpublish and delete call stories back too: where withdrawing needs a second person, they lead to asking one.

The admin's screens and bulk actions ask by Wagtail's hooks; its APIs by actions that refuse (decision 76).
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.actions.unpublish_page import UnpublishPageAction, UnpublishPagePermissionError
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.unpublish import UnpublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from syndication.conf import page_models
from syndication.desk import approval
from syndication.models import Standing
from syndication.pages import is_syndicated

__all__ = [
    "AskedDeleteAction", "AskedUnpublishAction", "GuardedPages", "lead_several_to_withdrawing", "lead_to_withdrawing",
]  # fmt: skip

NAMED = 3  # stories, in a message


# Any, in this module: pages of whatever models, and Wagtail's actions and views, which have no types.
def out_below(pages: Iterable[Any]) -> list[Any]:
    """The articles at or below `pages` whose stories are out, when taking them away needs a second person; some at most."""
    if not approval.is_needed("withdraw"):
        return []
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    usable = Exists(Standing.objects.filter(story_id=OuterRef("story_id"), usable=True))
    found: list[Any] = []
    for model in page_models():
        found += model.objects.filter(below, usable, alias_of__isnull=True).order_by("path")[: NAMED + 1]
    return found


def lead_to_withdrawing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Before a page is unpublished or deleted: to the screen that asks a second person, while its story is out."""
    out = out_below([page])
    if not out:
        return None
    if not is_syndicated(page):
        return refuse(request, out)
    messages.warning(
        request, _("This story is out, and a second person must approve taking it away. Ask here; then it can go.")
    )
    return redirect("syndication_verbs:withdraw", page.pk)


def lead_several_to_withdrawing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Before several pages are unpublished or deleted: to withdrawing those that are out, which asks a second person."""
    if action_type not in ("unpublish", "delete") or not issubclass(action.model, Page):
        return None
    out = out_below(objects)
    chosen = {page.pk for page in objects}
    if not out:
        return None
    if any(article.pk not in chosen for article in out):
        return refuse(request, out)
    messages.warning(
        request,
        _(
            "Some of these stories are out, and a second person must approve taking them away. Ask here; then they can go."
        ),
    )
    asked = [("id", page.pk) for page in objects] + [("next", action.next_url)]
    return redirect(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'withdraw'])}?{urlencode(asked)}")


def refuse(request: HttpRequest, out: list[Any]) -> HttpResponse:
    """Leave everything as it is and name what stands in the way."""
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in out[:NAMED]) + (
        "…" if len(out) > NAMED else ""
    )
    messages.error(
        request, _("Nothing was changed: %(titles)s is out, and a second person must approve taking it away. Withdraw first.") % {"titles": titles}
    )  # fmt: skip
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


REFUSAL = "A second person must approve taking away stories that are out: ask for a withdrawal in the admin."


class AskedUnpublishAction(UnpublishPageAction):
    """Wagtail's own, which a user may not use on what is out where a second person must say yes."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks=skip_permission_checks)
        if self.user and not skip_permission_checks and out_below([self.object]):
            raise UnpublishPagePermissionError(REFUSAL)


class AskedDeleteAction(DeletePageAction):
    """Wagtail's own, as above."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks=skip_permission_checks)
        if self.user and not skip_permission_checks and out_below([self.page]):
            raise DeletePagePermissionError(REFUSAL)


class AskedUnpublishAPIAction(UnpublishPageAPIAction):
    def _action_from_data(self, instance: Any, data: Any) -> AskedUnpublishAction:
        return AskedUnpublishAction(instance, user=self.request.user, include_descendants=data["recursive"])


class AskedDeleteAPIAction(DeletePageAPIAction):
    def _action_from_data(self, instance: Any, data: Any) -> AskedDeleteAction:
        return AskedDeleteAction(instance, user=self.request.user)


class GuardedPages(PagesAdminAPIViewSet):
    """The API behind the admin's page chooser and explorer, which can unpublish and delete too."""

    actions = {**PagesAdminAPIViewSet.actions, "unpublish": AskedUnpublishAPIAction, "delete": AskedDeleteAPIAction}
