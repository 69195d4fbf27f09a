"""The pictures that the admin's own API tells of: Wagtail's tells everybody in the admin of all, with the original's address."""

from typing import Any

from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

from newsroom.models import NewsImage

__all__ = ["OwnPictures"]

MAY_SEE = ["choose", "add", "change", "delete"]


class OwnPictures(ImagesAdminAPIViewSet):
    """Those that the user may choose or change."""

    # Any: Wagtail's views have no types.
    def get_queryset(self) -> Any:
        policy = policy_registry.get_by_type(NewsImage)
        mine = policy.instances_user_has_any_permission_for(self.request.user, MAY_SEE)
        return super().get_queryset().filter(pk__in=mine.values("pk"))
