"""What the newsroom tells on Wagtail's dashboard, of the articles that the user may edit or publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from newsroom.models import ArticlePage

__all__ = ["TodaySummary", "panels"]

SHOWN = 6  # articles of one panel; the rest is a number
EDITED_SINCE = timedelta(days=30)  # a draft without a source that nobody has touched for longer is no news


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article on the dashboard. `lifts_at` is the end of its embargo, where the panel is about that."""

    article: ArticlePage
    state: str = ""
    lifts_at: datetime | None = None

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.article.pk])


class ArticlesPanel(Component):
    """What the newsroom's panels share: articles, each a link to where it is edited."""

    template_name = "newsroom/admin/board_panel.html"
    name = ""
    heading: Any = ""  # Any, here and below: lazy translations and Wagtail's own querysets
    empty: Any = ""
    icon = "doc-full"
    order = 100

    def __init__(self, articles: Any) -> None:
        self.articles = articles

    @property
    def media(self) -> Media:
        return Media(css={"all": ["newsroom/css/board.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows, count = self.found(timezone.now())
        return {"panel": self, "rows": rows, "others": count - len(rows), "said": self.said(timezone.now())}

    def found(self, now: datetime) -> tuple[Sequence[Row], int]:
        """The first rows, and how many there are."""
        raise NotImplementedError(type(self))

    def said(self, now: datetime) -> str:
        """A sentence above the rows, or ""."""
        return ""


def first_of(rows: Any) -> tuple[list[Any], int]:
    """The first of them for a panel, and how many there are, which is asked only when there are more."""
    first = list(rows.select_related("source")[:SHOWN])
    return first, len(first) if len(first) < SHOWN else rows.count()


class EmbargoPanel(ArticlesPanel):
    """Embargoes that lie ahead, the next to lift first."""

    name = "embargoes"
    heading = _("Embargoes about to lift")
    empty = _("No article is under embargo.")
    icon = "time"
    order = 140

    @property
    def media(self) -> Media:
        return super().media + Media(js=["newsroom/js/countdown.js"])

    def found(self, now: datetime) -> tuple[Sequence[Row], int]:
        ahead = self.articles.filter(embargoed_until__gt=now).order_by("embargoed_until", "pk")
        articles, count = first_of(ahead.annotate_approved_schedule())
        return [
            Row(
                article=article, lifts_at=article.embargoed_until,
                state=str(_("will be published then") if article._approved_schedule else _("nobody has published it yet")),
            )
            for article in articles
        ], count  # fmt: skip


class UncreditedPanel(ArticlesPanel):
    """Articles that credit no source, which keeps them from being published."""

    name = "uncredited"
    heading = _("Stories without a source")
    empty = _("Every article of the last 30 days credits a source.")
    icon = "group"
    order = 170

    def found(self, now: datetime) -> tuple[Sequence[Row], int]:
        edited = self.articles.filter(source=None, latest_revision_created_at__gt=now - EDITED_SINCE)
        articles, count = first_of(edited.order_by("-latest_revision_created_at", "pk"))
        return [Row(article=article) for article in articles], count


class TodayPanel(ArticlesPanel):
    """What was published today, by the user's own clock."""

    name = "today"
    heading = _("Today’s stories")
    empty = _("Nothing was published today.")
    icon = "doc-full-inverse"
    order = 180

    def found(self, now: datetime) -> tuple[Sequence[Row], int]:
        articles, count = first_of(published_today(self.articles, now).order_by("-last_published_at", "pk"))
        return [Row(article=article, state=state_of(article, now)) for article in articles], count

    def said(self, now: datetime) -> str:
        counted = published_today(self.articles, now).order_by().aggregate(
            new=Count("pk", filter=Q(live=True, first_published_at__gte=midnight(now))),
            updated=Count("pk", filter=Q(live=True, first_published_at__lt=midnight(now))),
            gone=Count("pk", filter=Q(live=False)),
        )  # fmt: skip
        if not any(counted.values()):
            return ""
        return str(_("%(new)d new, %(updated)d updated, %(gone)d taken off again.") % counted)


def midnight(now: datetime) -> datetime:
    """The beginning of the day in the user's zone, which Wagtail's admin has made the current one."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def published_today(articles: Any, now: datetime) -> Any:
    return articles.filter(last_published_at__gte=midnight(now), last_published_at__lte=now)


def state_of(article: ArticlePage, now: datetime) -> str:
    if not article.live:
        return str(_("taken off"))
    is_new = article.first_published_at is not None and article.first_published_at >= midnight(now)
    return str(_("new") if is_new else _("updated"))


def own_articles(request: HttpRequest) -> Any:
    """The articles that the user may edit or publish; aliases are their originals' business."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(request.user, {"change", "publish"})
    return ArticlePage.objects.filter(pk__in=pages.values("pk"), alias_of=None)


def may_edit(request: HttpRequest) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(request.user, {"change", "publish"}))


def panels(request: HttpRequest) -> list[Component]:
    """The panels for who edits or publishes anything; for others none."""
    if not may_edit(request):
        return []
    articles = own_articles(request)
    return [kind(articles) for kind in (EmbargoPanel, UncreditedPanel, TodayPanel)]


class TodaySummary(SummaryItem):
    """How many stories were published today."""

    order = 300
    template_name = "newsroom/admin/board_summary.html"

    def is_shown(self) -> bool:
        return may_edit(self.request)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        count = published_today(own_articles(self.request), timezone.now()).count()
        return {
            "count": count,
            "url": f"{reverse('articles:index')}?{urlencode({'ordering': '-latest_revision_created_at'})}",
        }
