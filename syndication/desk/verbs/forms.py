"""What an editor is asked for each verb."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from syndication.models import Outlet
from syndication.wire.story import NoticeKind

__all__ = ["SHORT_KINDS", "CorrectForm", "DraftForm", "KillForm", "RefuseForm", "VerbForm", "WithdrawForm"]

KINDS = [
    (NoticeKind.CORRECTION.value, _("Correction: something was wrong")),
    (NoticeKind.CLARIFICATION.value, _("Clarification: something could be misunderstood")),
    (NoticeKind.UPDATE.value, _("Update: something was added")),
    (NoticeKind.EDITORS_NOTE.value, _("Editor’s note")),
]
# How a notice is headed where readers see it.
SHORT_KINDS = {
    NoticeKind.CORRECTION.value: _("Correction"),
    NoticeKind.CLARIFICATION.value: _("Clarification"),
    NoticeKind.UPDATE.value: _("Update"),
    NoticeKind.EDITORS_NOTE.value: _("Editor’s note"),
}
EVERYBODY, SOME = "everybody", "some"


class VerbForm(forms.Form):
    """Nothing but the yes."""

    # Any, here and below: Django's own arguments.
    def __init__(self, *args: Any, holding: list[Outlet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding


class KillForm(VerbForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_(
            "Readers see it at the story's address, and every partner gets it. Write nothing that may not be told."
        ),
        error_messages={"required": _("Say why: readers and partners are told.")},
    )


class WithdrawForm(KillForm):
    class Media:
        js = ("syndication/js/verb-forms.js",)

    whom = forms.ChoiceField(
        label=_("From whom"),
        choices=[(EVERYBODY, _("From everybody")), (SOME, _("From these outlets alone"))],
        widget=forms.RadioSelect,
        initial=EVERYBODY,
    )
    outlets = forms.ModelMultipleChoiceField(
        queryset=Outlet.objects.none(), label=_("Outlets"), required=False, widget=forms.CheckboxSelectMultiple
    )
    keep_page = forms.BooleanField(
        label=_("Our own page stays"), required=False, help_text=_("When it is withdrawn from everybody else.")
    )
    field_order = ("whom", "outlets", "keep_page", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["outlets"]  # a field of models has rows to choose from
        choice.queryset = Outlet.objects.filter(pk__in=[outlet.pk for outlet in self.holding])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("whom") == SOME and not cleaned.get("outlets"):
            self.add_error("outlets", _("Choose the outlets from which it is withdrawn."))
        return cleaned


class DraftForm(VerbForm):
    """The yes to a draft, with the number of the revision that was shown: a newer one is not published unseen."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the template writes it


class CorrectForm(DraftForm):
    class Media:
        js = ("syndication/js/verb-forms.js",)

    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, widget=forms.RadioSelect, initial=NoticeKind.CORRECTION.value
    )
    note = forms.CharField(
        label=_("What readers are told"),
        max_length=2000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_(
            "Say what was wrong and what is right. It stands with the story from now on and cannot be taken away."
        ),
        error_messages={"required": _("Say what was wrong: a correction without a word is none.")},
    )


class RefuseForm(forms.Form):
    why = forms.CharField(
        label=_("Why not"), required=False, max_length=1000, widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("Needed when you refuse. Whoever asked sees it."),
    )  # fmt: skip
