"""A screen for each verb: what it will do, what it needs to know, and the yes."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages as admin_messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from syndication import ledger
from syndication.actions import (
    CorrectAction,
    KillAction,
    NothingToDo,
    QuietAction,
    RestoreAction,
    VerbAction,
    WithdrawAction,
    draft_problem,
)
from syndication.conf import page_models
from syndication.desk import approval
from syndication.desk.consequences import Consequence, consequences
from syndication.desk.verbs.changes import changes_of, quiet_problem
from syndication.desk.verbs.forms import (
    EVERYBODY,
    SHORT_KINDS,
    CorrectForm,
    DraftForm,
    KillForm,
    VerbForm,
    WithdrawForm,
)
from syndication.models import Outlet, Standing, Withdrawal
from syndication.translation import in_words
from syndication.wire.story import NoticeKind

__all__ = [
    "VERBS",
    "CorrectView",
    "KillView",
    "QuietView",
    "RestoreView",
    "VerbView",
    "WithdrawView",
    "article_of",
    "is_recalled",
]


# Any, here and below: an article is of whatever model the site syndicates, and Wagtail's views have no types.
def article_of(page_id: int) -> Any:
    """The syndicated page of this number. Raises `Http404`."""
    for model in page_models():
        # By `id`, of which Django knows how large it may be; `pk` leads to another table, and SQLite would refuse to look.
        page = model.objects.filter(id=page_id, alias_of__isnull=True).first()
        if page is not None:
            return page
    raise Http404(f"no article has the number {page_id}")


class VerbView(WagtailAdminTemplateMixin, FormView, ABC):
    """Asks before it acts; a verb that does not fit the story says why and offers nothing."""

    verb = ""
    action: type[VerbAction]
    form_class: type[VerbForm] = VerbForm
    template_name = "syndication/admin/verbs/verb.html"
    lead: Any = ""  # what the verb does, in a sentence
    page_will: Any = ""  # what becomes of our page
    yes: Any = ""  # the words on the button
    controller = ""  # the Stimulus controller of its form
    is_serious = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = article_of(kwargs["page_id"])
        self.standing = ledger.standing_of(self.page)
        self.user: Any = request.user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.allowed(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def allowed(cls, user: Any, page: Any) -> bool:
        return cls.action.allows(user, page)

    @classmethod
    def fits(cls, standing: Standing | None) -> bool:
        """Whether the verb is offered for a story that stands so."""
        return standing is not None and standing.usable

    @cached_property
    def told(self) -> list[Consequence]:
        return consequences(self.page, self.verb, timezone.now())

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        story = {"url": self.edit_url, "label": self.get_page_subtitle()}
        return [
            *self.breadcrumbs_items,
            story,
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"holding": [one.outlet for one in self.told]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "standing": self.standing,
            "told": self.told,
            "by_hand": sum(one.by_hand for one in self.told),
            "has_it": sum(one.holder.has_it for one in self.told),
            "fits": self.fits(self.standing),
            "problem": self.problem(),
            "asks": approval.is_needed(self.verb),
            "edit_url": self.edit_url,
        }

    def problem(self) -> str:
        """Why the verb cannot be used now; "" when it can."""
        if self.fits(self.standing):
            return ""
        if self.standing is None:
            return str(_("The story was never released, so nobody has it."))
        return str(_("The story is down (%(cause)s).")) % {"cause": self.standing.release.get_cause_display()}

    def form_valid(self, form: VerbForm) -> HttpResponse:
        if self.problem():  # the screen says it, and offers nothing to press
            return self.form_invalid(form)
        try:
            said = self.carry_out(form)
        except NothingToDo as problem:
            form.add_error(None, in_words(problem.sentence))
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.afterwards())

    def carry_out(self, form: VerbForm) -> str:
        """Do what was asked for, and say what was done. Raises `NothingToDo`."""
        return self.act(form)

    @abstractmethod
    def act(self, form: VerbForm) -> str:
        """Do it, and say what was done. Raises `NothingToDo`."""

    def afterwards(self) -> str:
        """Where the editor goes from here."""
        return self.edit_url


class TakingView(VerbView):
    """What takes a story away from those who hold it."""

    is_serious = True

    def asked_outlets(self, form: VerbForm) -> Sequence[Outlet]:
        return ()

    def carry_out(self, form: VerbForm) -> str:
        return self.ask(form) if approval.is_needed(self.verb) else self.act(form)

    def ask(self, form: VerbForm) -> str:
        """Ask a second person."""
        approval.ask(
            self.page, self.verb, user=self.user, reason=form.cleaned_data["reason"],
            outlets=self.asked_outlets(form), keep_page=form.cleaned_data.get("keep_page", False),
        )  # fmt: skip
        return str(_("Asked. The story stays as it is until a second person says yes."))

    def afterwards(self) -> str:
        if approval.is_needed(self.verb):
            return self.edit_url
        return reverse("syndication_verbs:progress", args=[self.page.pk])


class WithdrawView(TakingView):
    verb, action, form_class = "withdraw", WithdrawAction, WithdrawForm
    page_title, header_icon = _("Withdraw"), "no-view"
    lead = _("Calls the story back from everybody, or from some outlets alone. It stays so until it is restored.")
    page_will = _(
        "When it is withdrawn from everybody, our page answers 410 with the reason and the date, and shows no text."
    )
    yes = _("Yes, withdraw it")
    controller = "syndication-whom"

    def asked_outlets(self, form: VerbForm) -> Sequence[Outlet]:
        return () if form.cleaned_data["whom"] == EVERYBODY else list(form.cleaned_data["outlets"])

    def act(self, form: VerbForm) -> str:
        WithdrawAction(
            self.page, reason=form.cleaned_data["reason"], outlets=self.asked_outlets(form),
            keep_page=form.cleaned_data["keep_page"], user=self.user,
        ).execute()  # fmt: skip
        return str(_("Withdrawn. Below is who has fetched the notice."))


class KillView(TakingView):
    verb, action, form_class = "kill", KillAction, KillForm
    page_title, header_icon = _("Kill everywhere"), "warning"
    lead = _("Takes the story and its pictures down everywhere at once. For what must not be seen a minute longer.")
    page_will = _("Our page answers 410 with the reason, and its pictures move to addresses that nobody knows.")
    yes = _("Yes, kill it everywhere")

    @classmethod
    def fits(cls, standing: Standing | None) -> bool:
        """What is withdrawn already may still be killed: partners hear it again, and louder."""
        return standing is not None and standing.release.cause != standing.release.Cause.KILLED

    def act(self, form: VerbForm) -> str:
        KillAction(self.page, reason=form.cleaned_data["reason"], user=self.user).execute()
        return str(_("Killed everywhere. Below is who has fetched the notice, and whom to call."))


class RestoreView(VerbView):
    verb, action = "restore", RestoreAction
    page_title, header_icon = _("Restore"), "rotate"
    lead = _(
        "Undoes the withdrawal: the story goes out again as a new version, to our page and to everybody whose rules it fits."
    )
    page_will = _("Our page shows the story again as it was last released.")
    yes = _("Yes, restore it")

    @classmethod
    def fits(cls, standing: Standing | None) -> bool:
        return standing is not None and (bool(standing.hold) or is_recalled(standing))

    def problem(self) -> str:
        return "" if self.fits(self.standing) else str(_("The story is neither withdrawn nor killed."))

    def act(self, form: VerbForm) -> str:
        RestoreAction(self.page, user=self.user).execute()
        return published(self.page, _("Restored: the story is out again as a new version."))


class DraftView(VerbView):
    """What publishes the newest draft: it shows what changes, and publishes that and nothing newer."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "seen": self.page.latest_revision_id,
            "changes": changes_of(self.page, self.request),
            "shows_changes": True,
        }

    def problem(self) -> str:
        return super().problem() or in_words(draft_problem(self.page, self.user))


class CorrectView(DraftView):
    verb, action, form_class = "correct", CorrectAction, CorrectForm
    page_title, header_icon = _("Correct"), "edit"
    lead = _(
        "Publishes the newest draft together with a public notice of what was wrong, as a new version for everybody who has the story."
    )
    page_will = _("Our page shows the new version with the notice; readers see when it was corrected.")
    yes = _("Publish the correction")
    controller = "syndication-notice"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(**kwargs) | {
            "kinds_json": json.dumps({kind: str(word) for kind, word in SHORT_KINDS.items()}),
            "notice_kind": SHORT_KINDS.get(form["kind"].value(), ""),
            "notice_text": form["note"].value() or "",
            "now": timezone.now(),
        }

    def act(self, form: VerbForm) -> str:
        asked = form.cleaned_data
        kind = NoticeKind(asked["kind"])
        CorrectAction(self.page, note=asked["note"], kind=kind, seen=asked["seen"], user=self.user).execute()
        return published(self.page, _("The correction is out."))


class QuietView(DraftView):
    verb, action, form_class = "quiet", QuietAction, DraftForm
    page_title, header_icon = _("Publish quietly"), "view"
    lead = _("Publishes the newest draft on our page without telling partners: for commas, not for facts.")
    page_will = _("Our page shows the new text; its date of change stays as it is.")
    yes = _("Publish quietly")

    @cached_property
    def told(self) -> list[Consequence]:
        return []

    def problem(self) -> str:
        found = super().problem()
        return found if found or self.standing is None else quiet_problem(self.page, self.standing)

    def act(self, form: VerbForm) -> str:
        row = QuietAction(self.page, seen=form.cleaned_data["seen"], user=self.user).execute()
        return published(self.page, _("Published without telling partners.")) if row else str(_("Nothing had changed."))


def published(page: Any, sentence: Any) -> str:
    """What was done, with a way to see it."""
    buttons = [admin_messages.button(page.full_url, _("View live"))] if page.full_url else []
    return str(admin_messages.render(sentence, buttons))


def is_recalled(standing: Standing) -> bool:
    return Withdrawal.objects.filter(story_id=standing.story_id, restored_at__isnull=True).exists()


VERBS: tuple[type[VerbView], ...] = (CorrectView, QuietView, WithdrawView, KillView, RestoreView)
