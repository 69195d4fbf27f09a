"""The publish button of a story under embargo says until when."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import PublishMenuItem

from newsroom.desk.words import moment

__all__ = ["EmbargoedPublishMenuItem"]


class EmbargoedPublishMenuItem(PublishMenuItem):
    """Wagtail's own button under another name; pressing it schedules the story for the end of its embargo."""

    # Any: what Wagtail gives its templates.
    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        embargo = context["page"].embargoed_until
        context["is_scheduled"] = context["is_revision"] = False
        context["label"] = _("Publish (embargoed until %(moment)s)") % {"moment": moment(embargo)}
        return context


# Any: Wagtail's menu items and context.
def name_embargo(items: list[Any], context: dict[str, Any]) -> None:
    """Put the button in place of Wagtail's where the page is under embargo."""
    embargo = getattr(context.get("page"), "embargoed_until", None)
    if embargo is None or embargo <= timezone.now():
        return
    for place, item in enumerate(items):
        if type(item) is PublishMenuItem:
            items[place] = EmbargoedPublishMenuItem(order=item.order)
