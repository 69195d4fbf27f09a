"""The one question that every way out of this app asks: what is released now."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from newsroom.story import Reach

if TYPE_CHECKING:
    from newsroom.models import Contributor, NewsImage, Source, Topic

__all__ = ["ArticleManager", "ArticleQuerySet", "below", "closed_now", "private_branches"]


class ArticleQuerySet(PageQuerySet):
    """Sentences about articles. `now` is an aware moment, the clock's when it is left out."""

    def released(self, now: datetime | None = None) -> Self:
        """Articles that anybody may read at `now`. Asks two small queries at once, for the closed branches of the tree."""
        return self.showable(now).exclude(below(private_branches()))

    def showable(self, now: datetime | None = None) -> Self:
        """Articles that may be shown at `now` to whoever may see their branch: due, permitted and below live pages."""
        now = now or timezone.now()
        return (
            self.live()
            .filter(
                Q(alias_of__isnull=True) | Q(alias_of__live=True),
                Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now),
                Q(go_live_at__isnull=True) | Q(go_live_at__lte=now),
                Q(expire_at__isnull=True) | Q(expire_at__gt=now),
                source__isnull=False,
            )
            .exclude(reach=Reach.NOWHERE)
            .exclude(source__reach=Reach.NOWHERE)
            .exclude(credits__source__reach=Reach.NOWHERE)
            .exclude(below(dead_branches()))
        )

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    # Any: Django's own answer is a single article.
    def latest(self, *fields: str) -> Any:
        """The newest first, or Django's `latest` when fields are named. Use `newest_first`."""
        return super().latest(*fields) if fields else self.newest_first()

    def for_cards(self) -> Self:
        """With what a list of articles shows of each, in a fixed number of queries."""
        return self.select_related("source", "lead_image", "locale").prefetch_related("lead_image__renditions")

    def for_api(self) -> Self:
        """With what the API tells of each, in a fixed number of queries."""
        return self.for_cards().prefetch_related("topics", "credits__source", "credits__contributor")

    def in_language(self, tag: str) -> Self:
        """Articles in the language `tag`, or in a regional form of it; that of their section when they name none."""
        named = Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")
        section = Q(locale__language_code__iexact=tag) | Q(locale__language_code__istartswith=f"{tag}-")
        return self.filter(named | Q(language="") & section)

    def crediting(self, source: "Source") -> Self:
        """Articles that name `source` as where they come from, or as a further one."""
        return self.filter(Q(source=source) | Q(pk__in=self.model.objects.filter(credits__source=source).values("pk")))

    def naming(self, contributor: "Contributor") -> Self:
        return self.filter(pk__in=self.model.objects.filter(credits__contributor=contributor).values("pk"))

    def about(self, topic: "Topic") -> Self:
        return self.filter(topics=topic)

    def showing(self, image: "NewsImage") -> Self:
        """Articles with `image` at their head or in their body."""
        return self.filter(pictures__image=image)


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


def closed_now(now: datetime | None = None) -> Q:
    """Live pages of any kind that should not be seen at `now`: expired, not due yet, or below an unpublished page."""
    now = now or timezone.now()
    return Q(expire_at__lte=now) | Q(go_live_at__gt=now) | below(dead_branches())


def private_branches() -> list[str]:
    """The tree paths of pages with a view restriction, and of their aliases, which share it."""
    restricted = PageViewRestriction.objects.values("page")
    return list(Page.objects.filter(Q(pk__in=restricted) | Q(alias_of__in=restricted)).values_list("path", flat=True))


def dead_branches() -> list[str]:
    """The tree paths of unpublished pages with others below them: Wagtail leaves those live."""
    return list(Page.objects.filter(live=False, numchild__gt=0, depth__gt=1).values_list("path", flat=True))


def below(paths: Iterable[str]) -> Q:
    """Pages at or below one of the tree `paths`; none when there are none."""
    question = Q(pk__in=[])
    for path in paths:
        question |= Q(path__startswith=path)
    return question
