"""One received document: as it came, what was understood of it, and for a refused one the ways out: again, or dismissed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.generic import InspectView
from wagtail.log_actions import log

from syndication.intake import Order, take_in
from syndication.models import Intake
from syndication.translation import in_words
from syndication.wire.ingest import PARSERS, UnreadableDocument, recognise

__all__ = ["ReceivedView", "again", "dismiss"]

SHOWN = 100_000  # characters of a document on the screen
READ_AGAIN = 2_000_000  # bytes of a document that is read again to show what is understood of it


def parser_choices() -> list[tuple[str, Any]]:
    return [("", _("What it looks like")), *((name, parser.LABEL) for name, parser in sorted(PARSERS.items()))]


class AgainForm(forms.Form):
    """How to read the document this time."""

    parser = forms.ChoiceField(choices=parser_choices, required=False, label=gettext_lazy("Read it as"))
    source = forms.SlugField(
        required=False,
        allow_unicode=True,
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The slug of the source to credit, whatever the text says."),
    )


class DismissForm(forms.Form):
    """Why nothing has to become of it."""

    reason = forms.CharField(label=gettext_lazy("Why nothing has to become of it"), max_length=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a parser makes of the document now: headlines, what it said of each, and the items that it could not read."""

    parser: str
    stories: tuple[tuple[str, tuple[str, ...]], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    problem: str = ""


class ReceivedView(InspectView):
    """What became of one item, and what somebody with the permission to change it may do about it."""

    template_name = "syndication/admin/received.html"
    object: Intake

    # Any, here and below: Wagtail's views have no types.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = bytes(self.object.document)
        may_act = self.object.is_open and bool(document) and may_settle(self.request)
        return {
            "again_form": AgainForm(initial={"parser": self.object.parser}, prefix="again") if may_act else None,
            "dismiss_form": DismissForm(prefix="dismiss") if may_act else None,
            **super().get_context_data(**kwargs),
            "received": self.object,
            "text": document.decode(errors="replace")[:SHOWN],
            "understood": understood(document, self.object.parser) if 0 < len(document) <= READ_AGAIN else None,
            "page_url": page_url(self.object),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_settle(request):
            raise PermissionDenied
        if not self.object.is_open:
            messages.warning(request, _("Somebody has dealt with it already."))
            return redirect("intake:inspect", self.object.pk)
        return self.take_again(request) if "again" in request.POST else self.dismiss(request)

    def take_again(self, request: HttpRequest) -> HttpResponse:
        form = AgainForm(request.POST, prefix="again")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(again_form=form))
        parser, source = form.cleaned_data["parser"], form.cleaned_data["source"]
        rows = again(self.object, Order(origin=self.object.origin, parser=parser, source=source), timezone.now())
        log(self.object, "syndication.intake.again", user=request.user)
        refused = [row for row in rows if row.outcome == Intake.Outcome.REFUSED]
        filed = len(rows) - len(refused)
        if filed:
            said = ngettext("%(number)d item was taken in.", "%(number)d items were taken in.", filed)
            messages.success(request, said % {"number": filed})
        for row in refused:
            messages.error(request, _("Refused again: %(reason)s") % {"reason": row.reason})
        return redirect("intake:inspect", (refused or rows)[0].pk)

    def dismiss(self, request: HttpRequest) -> HttpResponse:
        form = DismissForm(request.POST, prefix="dismiss")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(dismiss_form=form))
        dismiss(self.object, form.cleaned_data["reason"], timezone.now())
        log(self.object, "syndication.intake.dismiss", user=request.user, data={"reason": form.cleaned_data["reason"]})
        messages.success(request, _("Dismissed. The document is kept."))
        return redirect("intake:index")


def may_settle(request: HttpRequest) -> bool:
    # Asked of Django itself: by their policy nobody changes these rows by hand, and this is no changing of what came.
    return bool(getattr(request.user, "has_perm", lambda _name: False)("syndication.change_intake"))


@transaction.atomic
def again(row: Intake, order: Order, now: datetime) -> list[Intake]:
    """Take the row's document in again; new rows tell what became of it, and hold the document where it is refused."""
    rows = list(take_in(bytes(row.document), order, now))
    # What else was refused of the same document at the same time was taken in again with it.
    Intake.objects.filter(
        origin=row.origin, received_at=row.received_at, outcome=Intake.Outcome.REFUSED, settled_at__isnull=True
    ).update(settled_at=now)
    return rows


def dismiss(row: Intake, reason: str, now: datetime) -> None:
    """Say that nothing has to become of a refused item; it stays, and its document with it."""
    Intake.objects.filter(pk=row.pk).update(settled_at=now, settlement=reason)


def understood(document: bytes, parser: str) -> Understood:
    try:
        name = parser if parser in PARSERS else recognise(document)
        reading = PARSERS[name].read(document)
    except UnreadableDocument as problem:
        return Understood(parser=parser, problem=str(problem))
    return Understood(
        parser=PARSERS[name].LABEL,
        stories=tuple(
            (draft.story.headline, tuple(f"{remark.field}: {in_words(remark.message)}" for remark in draft.remarks))
            for draft in reading.drafts
        ),
        refused=tuple((item.item, item.reason) for item in reading.refused),
    )


def page_url(row: Intake) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else ""
