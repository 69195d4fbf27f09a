"""Records that machines write and people only look at: received documents, and what all such records share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from syndication.models import Intake

__all__ = ["IntakeViewSet", "ReadOnlyViewSet", "ViewOnlyPolicy"]


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may look; nobody adds, changes or deletes by hand what machines wrote."""

    # Any: Wagtail passes users of the site's own model.
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class ReadOnlyViewSet(ModelViewSet):
    """Records that machines write and people only look at."""

    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: list[str] = []


class IntakeViewSet(ReadOnlyViewSet):
    """Received documents, what became of them and why."""

    model = Intake
    icon = "download"
    menu_label = _("Received documents")
    list_display = ["item", "outcome", "origin", "reason", DateColumn("received_at", label=_("Received"))]
    list_filter = ["outcome", "parser"]
    inspect_view_fields = [
        "received_at",
        "origin",
        "parser",
        "item",
        "external_id",
        "outcome",
        "published",
        "reason",
        "remarks",
        "left_out",
        "page_id",
    ]
