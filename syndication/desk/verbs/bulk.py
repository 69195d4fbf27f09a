"""Withdrawing several stories at once, from everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminAutoHeightTextInput

from syndication import ledger
from syndication.actions import NothingToDo, WithdrawAction
from syndication.desk import approval
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

    def check_perm(self, page: Any) -> bool:
        """Only what is out, and what the user may take back; the screen names the rest."""
        page = page.specific
        if not is_syndicated(page) or page.alias_of_id is not None:
            return False
        standing = ledger.standing_of(page)
        return standing is not None and standing.usable and WithdrawAction.allows(self.request.user, page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"asks": approval.is_needed("withdraw")}

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
