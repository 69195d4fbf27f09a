"""The screens of syndication in Wagtail's admin, and the menu that leads to them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from syndication.desk.verbs.requests import VerbRequestViewSet
from syndication.viewsets.outlets import OutletViewSet
from syndication.viewsets.pickups import PickupViewSet
from syndication.viewsets.records import IntakeViewSet, ViewOnlyPolicy
from syndication.viewsets.releases import ReleaseViewSet

__all__ = ["SyndicationViewSetGroup", "ViewOnlyPolicy"]


class SyndicationViewSetGroup(ViewSetGroup):
    """The menu entry."""

    menu_label = _("Syndication")
    menu_icon = "site"
    menu_order = 210
    items = (
        OutletViewSet("outlets"),
        ReleaseViewSet("releases"),
        PickupViewSet("pickups"),
        IntakeViewSet("intake"),
        VerbRequestViewSet(),
    )
