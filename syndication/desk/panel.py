"""“Where will this go?” beside the form of an article: the panel, and what it shows once it is asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel, PreviewSidePanel

from syndication.desk.going import Going, Group
from syndication.desk.modes import outlet_modes
from syndication.desk.taken import holders
from syndication.desk.verbs.views import CorrectView, QuietView
from syndication.models import Outlet, Standing
from syndication.translation import in_words
from syndication.why import Answer

__all__ = ["DeskPreviewPanel", "GoingSidePanel", "shown"]

LISTED = 20  # outlets of one answer that are named; the rest are counted, and found by name


class GoingSidePanel(BaseSidePanel):
    """Empty until it is opened: nothing of it is asked with the page."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle where this will go")
        icon_name = "globe"
        counter_classname = "w-bg-critical-200"

    class Media:
        js = ("syndication/js/going.js",)
        css = {"all": ("syndication/css/going.css",)}  # Django's own shape

    name = "going"
    title = _("Where will this go?")
    template_name = "syndication/admin/going_panel.html"
    order = 150

    # Any, here and below: Wagtail's panels have no types.
    def __init__(self, page: Any, request: HttpRequest, *, preview_url: str) -> None:
        super().__init__(page, request)
        self.preview_url = preview_url

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"going_url": f"{self.preview_url}?going"}


class DeskPreviewPanel(PreviewSidePanel):
    """Wagtail's preview, whose modes are those of the page and then those of outlets."""

    template_name = "syndication/admin/preview_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        modes = outlet_modes()
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["has_multiple_modes"] = context["has_multiple_modes"] or bool(modes)
        return context | {"outlet_modes": modes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One answer as it is shown: a label, the reason in the reader's language, and the outlets that are named."""

    answer: Answer
    label: Any  # a lazy translation
    sentence: str
    code: str
    until: datetime | None
    count: int
    named: tuple[Outlet, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.named)


LABELS = {
    Answer.YES: _("Goes to"),
    Answer.NOTICE: _("Is told that it must go"),
    Answer.HELD: _("Held"),
    Answer.NO: _("Does not go"),
}


def shown(page: Any, found: Going | None, request: HttpRequest) -> dict[str, Any]:
    """What the template says; `found` is None while the form cannot be read. `q` in the query asks for outlets by name."""
    asked = request.GET.get("q", "").strip().casefold()
    context: dict[str, Any] = {"going": found, "asked": asked}
    if found is not None:
        context |= {
            "counts": {answer.name.lower(): found.count(answer) for answer in Answer},
            "groups": [one for one in (named(group, asked) for group in found.groups) if one.count],
            "problems": sum(len(group.outlets) for group in found.groups if is_problem(group)),
            "problem": in_words(found.problem),
        }
    standing = Standing.objects.filter(story_id=page.story_id).first()
    if standing is not None:
        context |= after(page.story_id, standing.usable, asked)
        context["ways"] = [
            (f"{view.page_title}…", reverse(f"syndication_verbs:{view.verb}", args=[page.pk]))
            for view in (CorrectView, QuietView)
            if view.fits(standing) and view.allowed(request.user, page)
        ]
    return context


def named(group: Group, asked: str) -> Shown:
    """The group with those of its outlets that are asked for."""
    outlets = [outlet for outlet in group.outlets if asked in outlet.name.casefold()]
    return Shown(
        answer=group.verdict.answer, label=LABELS[group.verdict.answer], sentence=capfirst(in_words(group.verdict.sentence)),
        code=group.verdict.code, until=group.verdict.until, count=len(outlets), named=tuple(outlets[:LISTED]),
    )  # fmt: skip


INTENDED = ("rule.", "rights.", "language.", "outlet.inactive", "withdrawn.")


def is_problem(group: Group) -> bool:
    """Whether outlets would get the story if something were mended: neither rules, rights, its language nor a person keep it from them."""
    return group.verdict.answer is Answer.NO and not group.verdict.code.startswith(INTENDED)


def after(story_id: UUID, is_out: bool, asked: str) -> dict[str, Any]:
    """Who was offered the story and what each has fetched, those who lack the newest version or its notice first."""
    found = holders(story_id, timezone.now())
    lines = [one for one in found if asked in one.outlet.name.casefold()]
    lines.sort(key=lambda one: (one.told_at is not None, one.outlet.name.casefold()))
    return {
        "history_url": reverse("wire_history", args=[story_id]),
        "is_out": is_out,
        "offered": len(found),
        "told": sum(one.told_at is not None for one in found),
        "holders": lines[:LISTED],
        "unlisted": max(0, len(lines) - LISTED),
    }
