"""After a story was taken back: which outlets have fetched the notice, and whom to call."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from syndication import ledger
from syndication.actions import KillAction, WithdrawAction
from syndication.desk import approval
from syndication.desk.consequences import Consequence, consequence_of
from syndication.desk.taken import holders
from syndication.desk.verbs.views import article_of
from syndication.models import VerbRequest

__all__ = ["ProgressView"]


# Any, here and below: Wagtail's views have no types.
class ProgressView(WagtailAdminTemplateMixin, TemplateView):
    page_title, header_icon = _("Who has fetched the notice"), "upload"
    template_name = "syndication/admin/verbs/progress.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = article_of(kwargs["page_id"])
        self.standing = ledger.standing_of(self.page)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        takes = any(action.allows(request.user, self.page) for action in (WithdrawAction, KillAction))
        if not (takes or request.user.has_perm(approval.PERMISSION)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        story = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [
            *self.breadcrumbs_items,
            story,
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    @cached_property
    def is_down(self) -> bool:
        return self.standing is not None and not self.standing.usable

    def rows(self) -> list[Consequence]:
        """Every outlet that is concerned: all that were offered it, or those it was called back from alone."""
        now = timezone.now()
        found = holders(self.page.story_id, now)
        concerned = found if self.is_down else [one for one in found if one.recalled]
        return [consequence_of(holder, "withdraw") for holder in concerned]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = sorted(self.rows(), key=lambda row: (not row.must_be_called, row.outlet.name.casefold()))
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "standing": self.standing,
            "is_down": self.is_down,
            "rows": rows,
            "holding": sum(row.holder.has_it for row in rows),
            "fetched": sum(row.holder.has_it and row.is_confirmed for row in rows),
            "to_call": sum(row.must_be_called for row in rows),
            "requests": VerbRequest.objects.filter(story_id=self.page.story_id).select_related(
                "asked_by", "decided_by"
            ),
        }
