"""Why: every story of one outlet, and every outlet of one story, each with its answer and the rule that decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import django_filters
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, Table, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin

from syndication.models import Outlet, Pickup, Release, Standing
from syndication.pickups import fetched_by
from syndication.translation import in_words, moment
from syndication.viewsets.columns import ReasonColumn
from syndication.viewsets.one_outlet import ANY, OfOneOutlet, may
from syndication.viewsets.releases import headline_of
from syndication.why import Answer, Verdict, why_each
from syndication.wire.profile import InvalidProfile
from syndication.wire.rules import InvalidRule
from syndication.wire.story import Story

__all__ = ["OutletStoriesView", "StoryOutletsView"]

NEWEST = 100  # stories of which an outlet's list tells

ANSWERS = {
    Answer.YES: _("Yes"),
    Answer.NOTICE: _("Notice"),
    Answer.HELD: _("Held"),
    Answer.NO: _("No"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: what is named and where it leads, when it was released, and the answer."""

    name: str
    url: str
    verdict: Verdict
    released_at: datetime | None = None
    fetched_at: datetime | None = None

    @property
    def sentence(self) -> str:
        return in_words(self.verdict.sentence)

    @property
    def code(self) -> str:
        return self.verdict.code


def answers(stories: Sequence[Story], outlet: Outlet, now: datetime) -> list[Verdict]:
    """What `why` says; an outlet whose settings are broken says so of every story."""
    try:
        return why_each(stories, outlet, now)
    except (LookupError, InvalidProfile, InvalidRule) as problem:
        return [Verdict(answer=Answer.NO, code="outlet.broken", sentence=str(problem))] * len(stories)


def verdict_columns(label: Any) -> list[Column]:  # Any: a lazy translation
    return [
        TitleColumn("name", label=label, get_url=lambda line: line.url, width="40%"),
        StatusTagColumn(
            "answer",
            label=_("Gets it"),
            accessor=lambda line: ANSWERS[line.verdict.answer],
            primary=lambda line: line.verdict.answer in (Answer.YES, Answer.NOTICE),
        ),
        ReasonColumn("sentence", label=_("Why")),
    ]


class VerdictFilterSet(WagtailFilterSet):
    answer = django_filters.ChoiceFilter(
        choices=[(answer.value, label) for answer, label in ANSWERS.items()], label=_("Gets it")
    )

    class Meta:
        model = Standing
        fields: list[str] = []

    def filter_queryset(self, queryset: list[Line]) -> list[Line]:
        """Of answers, which are made and not stored, those asked for."""
        asked = self.form.cleaned_data["answer"]
        return [line for line in queryset if not asked or line.verdict.answer == asked]


class OutletStoriesView(OfOneOutlet, BaseListingView):
    """The newest stories, and for each whether the outlet's own feed has it now, and why."""

    page_title = _("Stories")
    screen = "stories"
    paginate_by = 25
    results_template_name = "syndication/admin/wide_results.html"
    filterset_class = VerdictFilterSet
    verbose_name_plural = _("stories")

    # Any, here and below: Wagtail's views have no types.
    def get_queryset(self) -> Any:
        return self.filter_queryset(self.lines())

    def lines(self) -> list[Line]:
        rows = list(Standing.objects.select_related("release").order_by("-release")[:NEWEST])
        made = answers([row.release.story for row in rows], self.outlet, timezone.now())
        return [
            Line(
                name=headline_of(row.release),
                url=reverse("outlets:why", args=[row.story_id]),
                verdict=verdict,
                released_at=row.release.released_at,
            )
            for row, verdict in zip(rows, made, strict=True)
        ]

    @cached_property
    def columns(self) -> list[Column]:
        released = Column("released_at", label=_("Released"), accessor=lambda line: moment(line.released_at))
        return [*verdict_columns(_("Story")), released]

    def get_index_url(self) -> str:
        return reverse("outlets:stories", args=[self.outlet.pk])

    def get_index_results_url(self) -> str:
        return reverse("outlets:stories_results", args=[self.outlet.pk])


class StoryOutletsView(PermissionCheckedMixin, BaseListingView):
    """One story, and for each outlet whether its own feed has it now, and why."""

    model = Outlet
    any_permission_required = ANY
    page_title = _("Who gets it, and why")
    header_icon = "globe"
    paginate_by = 25
    results_template_name = "syndication/admin/wide_results.html"
    verbose_name_plural = _("outlets")
    queryset = Outlet.objects.prefetch_related("rules", "overrides").order_by("name")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.release = newest_release(kwargs["story_id"])

    def get_page_subtitle(self) -> str:
        return headline_of(self.release)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        ledger = {"url": reverse("releases:index"), "label": capfirst(Release._meta.verbose_name_plural)}
        # The way back is for those who may go there.
        return [
            *self.breadcrumbs_items,
            *([ledger] if may(self.request, Release) else []),
            *super().get_breadcrumbs_items()[1:],
        ]

    @cached_property
    def columns(self) -> list[Column]:
        fetched = Column("fetched_at", label=_("Fetched"), accessor=lambda line: moment(line.fetched_at))
        return [*verdict_columns(_("Outlet")), *([fetched] if may(self.request, Pickup) else [])]

    def get_table(self, object_list: Any) -> Table:
        """Answer for the outlets of this page alone."""
        outlets, story, now = list(object_list), self.release.story, timezone.now()
        fetched = fetched_by(outlets, self.release)
        return super().get_table([line_of(outlet, story, fetched.get(outlet.pk), now) for outlet in outlets])

    def get_index_url(self) -> str:
        return reverse("outlets:why", args=[self.release.story_id])


def line_of(outlet: Outlet, story: Story, fetched_at: datetime | None, now: datetime) -> Line:
    """One outlet's answer, and when it fetched what it was given, which is no answer for one that was given nothing."""
    (verdict,) = answers([story], outlet, now)
    was_given = verdict.answer in (Answer.YES, Answer.NOTICE)
    url = reverse("outlets:inspect", args=[outlet.pk])
    return Line(name=str(outlet), url=url, verdict=verdict, fetched_at=fetched_at if was_given else None)


def newest_release(story_id: UUID) -> Release:
    found = Release.objects.filter(story_id=story_id, outlet__isnull=True).order_by("-sequence").first()
    if found is None:
        raise Http404(f"story {story_id} was never released")
    return found
