"""Withdrawing several stories at once, from everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminAutoHeightTextInput

from syndication.actions import NothingToDo, WithdrawAction
from syndication.desk import approval
from syndication.models import Standing, VerbRequest
from syndication.pages import is_syndicated

__all__ = ["WithdrawBulkAction"]


class BulkWithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("Readers see it at each story's address, and every partner gets it."),
        error_messages={"required": _("Say why: readers and partners are told.")},
    )  # fmt: skip


# Any, here and below: Wagtail's bulk actions have no types.
class WithdrawBulkAction(PageBulkAction):
    display_name = _("Withdraw")
    action_type = "withdraw"
    aria_label = _("Withdraw the selected stories from everybody")
    template_name = "syndication/admin/verbs/bulk_withdraw.html"
    action_priority = 60
    classes = {"serious"}
    form_class = BulkWithdrawForm

    def get_queryset(self, model: Any, object_ids: Any) -> list[Any]:
        """The chosen pages as what they are, with where their stories stand, in a few questions for all of them."""
        pages = list(model.objects.filter(pk__in=list(object_ids)).specific())
        stories = [page.story_id for page in pages if is_syndicated(page)]
        self.standings = Standing.objects.select_related("release").defer("release__packed").in_bulk(stories)
        waiting = approval.waiting().filter(story_id__in=stories, verb=VerbRequest.Verb.WITHDRAW)
        self.asked_for = set(waiting.values_list("story_id", flat=True))
        return pages

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """None of a flat listing: Wagtail would take every page of the site, whatever the listing's filters say."""
        return [] if parent_id is None else super().get_all_objects_in_listing_query(parent_id)

    def check_perm(self, page: Any) -> bool:
        return not self.problem(page)

    def problem(self, page: Any) -> str:
        """Why the page is left as it is; "" when its story can be withdrawn."""
        if not is_syndicated(page) or page.alias_of_id is not None:
            return str(_("no story of its own"))
        standing = self.standings.get(page.story_id)
        if standing is None:
            return str(_("never released, so nobody has it"))
        if not standing.usable:
            return str(_("down already (%(cause)s)")) % {"cause": standing.release.get_cause_display()}
        if not WithdrawAction.allows(self.request.user, page):
            return str(_("not yours to withdraw"))
        if page.story_id in self.asked_for and approval.is_needed("withdraw"):
            return str(_("asked for already"))
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        left = [row | {"why": self.problem(row["item"])} for row in found["items_with_no_access"]]
        return found | {
            "asks": approval.is_needed("withdraw"),
            "items_with_no_access": left,
            "action_button_class": "serious",
        }

    def get_execution_context(self) -> dict[str, Any]:
        reason = self.cleaned_form.cleaned_data["reason"]
        return super().get_execution_context() | {"reason": reason, "asks": approval.is_needed("withdraw")}

    @classmethod
    def execute_action(
        cls, objects: Any, reason: str = "", asks: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Withdraw each; one that somebody withdrew meanwhile is done already. Gives how many were."""
        done = 0
        for page in objects:
            article = page.specific
            try:
                if asks:
                    approval.ask(article, "withdraw", user=user, reason=reason, outlets=(), keep_page=False)
                else:
                    WithdrawAction(article, reason=reason, user=user).execute()
            except NothingToDo:
                continue
            done += 1
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if approval.is_needed("withdraw"):
            return ngettext(
                "Asked for %(number)d story. It stays until a second person says yes.",
                "Asked for %(number)d stories. They stay until a second person says yes.",
                num_parent_objects,
            ) % {"number": num_parent_objects}
        return ngettext(
            "%(number)d story was withdrawn.", "%(number)d stories were withdrawn.", num_parent_objects
        ) % {"number": num_parent_objects}  # fmt: skip
