"""The one question that every way out of this app asks: what is released now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from newsroom.story import Reach

if TYPE_CHECKING:
    from newsroom.models import Contributor, NewsImage, Source, Topic

__all__ = [
    "ArticleManager", "ArticleQuerySet", "Branches", "below", "branches_for", "closed_branches", "closed_now", "released_for",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """The tree paths at and below which not everybody may look."""

    dead: tuple[str, ...]  # of unpublished pages with others below them: Wagtail leaves those live
    private: tuple[str, ...]  # of pages with a view restriction, and of their aliases, which share it

    def are_closed_at(self, path: str) -> bool:
        """Whether the page at `path` is in one of them."""
        return path.startswith((*self.dead, *self.private))


class ArticleQuerySet(PageQuerySet):
    """Sentences about articles. `now` is an aware moment, the clock's when it is left out."""

    def released(self, now: datetime | None = None, branches: Branches | None = None) -> Self:
        """Articles that anybody may read at `now`. Asks for the closed branches of the tree at once, unless given them."""
        branches = branches or closed_branches()
        return self.showable(now, branches).exclude(below(branches.private))

    def showable(self, now: datetime | None = None, branches: Branches | None = None) -> Self:
        """Articles that may be shown at `now` to whoever may see their branch: due, permitted and below live pages.

        An alias is not there while its original is in a closed branch: who may see that is not asked of it.
        """
        now, branches = now or timezone.now(), branches or closed_branches()
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
            .exclude(below(branches.dead))
            .exclude(below([*branches.dead, *branches.private], "alias_of__path"))
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

    def for_reading(self) -> Self:
        """With what an article's own page shows of it, in a fixed number of queries."""
        rows = self.model._meta.get_field("credits").related_model.objects
        named = Prefetch("credits", rows.select_related("source__logo", "contributor"))
        return self.select_related("source__logo", "lead_image", "locale").prefetch_related(named, "topics", "notices")

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


def released_for(request: HttpRequest | None) -> ArticleQuerySet:
    """The articles that anybody may read now; what is closed is asked once for each request."""
    from newsroom.models import ArticlePage  # its manager is made of this module's queryset

    return ArticlePage.objects.released(branches=branches_for(request) if request is not None else None)


def branches_for(request: HttpRequest) -> Branches:
    kept: Branches | None = getattr(request, "closed_branches", None)
    if kept is None:
        kept = request.closed_branches = closed_branches()  # type: ignore[attr-defined]  # as long as the request itself
    return kept


def closed_now(now: datetime | None = None) -> Q:
    """Live pages of any kind that should not be seen at `now`: expired, not due yet, or below an unpublished page."""
    now = now or timezone.now()
    return Q(expire_at__lte=now) | Q(go_live_at__gt=now) | below(closed_branches().dead)


def closed_branches() -> Branches:
    """Both kinds of branches, in one query."""
    restricted = PageViewRestriction.objects.values("page")
    private = Q(pk__in=restricted) | Q(alias_of__in=restricted)
    dead = Q(live=False, numchild__gt=0, depth__gt=1)
    kinds = {name: ExpressionWrapper(kind, BooleanField()) for name, kind in (("dead", dead), ("private", private))}
    rows = Page.objects.filter(dead | private).annotate(**kinds).values_list("path", *kinds)
    found = list(rows)
    return Branches(
        dead=tuple(path for path, is_dead, _ in found if is_dead),
        private=tuple(path for path, _, is_private in found if is_private),
    )


def below(paths: Iterable[str], column: str = "path") -> Q:
    """Pages at or below one of the tree `paths`, by the path in `column`; none when there are none."""
    question = Q(pk__in=[])
    for path in paths:
        question |= Q(**{f"{column}__startswith": path})
    return question
