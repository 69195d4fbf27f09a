"""What a reader gets beside an article's own text, asked for once and together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.feed_links import FeedLink, links_to, travels
from home.masthead import Masthead
from home.reading_time import minutes_to_read
from newsroom.models import ArticlePage, Source, Topic
from newsroom.released import ArticleQuerySet
from syndication.public import public_outlet

if TYPE_CHECKING:
    from newsroom.models import ArticleCredit, ArticleNotice

__all__ = ["Reading", "reading"]

PRESS_RELEASE = "Press Release"
REPORTERS = {Source.Kind.AGENCY, Source.Kind.NEWSPAPER, Source.Kind.BROADCASTER}
RECENT = timedelta(days=14)  # as long a notice stands above the story as well as at its foot
MORE = 4
RELATED = 3
FOLLOW_UPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article's company on its page."""

    label: str  # what stands before the sources' names
    section: Page | None
    sources: Sequence[Source]
    disclosures: Sequence[str]
    people: "Sequence[ArticleCredit]"
    topics: Sequence[Topic]
    notices: "Sequence[ArticleNotice]"  # oldest first
    recent_notices: "Sequence[ArticleNotice]"
    follows: ArticlePage | None  # the earlier story that it follows up, while that is out
    followed_by: Sequence[ArticlePage]  # those that follow it up, the newest first
    more: Sequence[ArticlePage]  # from the same source
    related: Sequence[ArticlePage]  # about the same topics
    feeds: Sequence[FeedLink]
    was_updated: bool
    minutes: int  # to read it


def reading(page: ArticlePage, masthead: Masthead, now: datetime | None = None) -> Reading:
    """Everything round `page`, saved or in a preview."""
    now = now or timezone.now()
    prefetch_related_objects([image for image in page.pictures_shown() if image.pk], "renditions")
    sources, topics = page.sources, list(page.topics.all())
    notices = sorted(page.notices.all(), key=lambda row: row.at)
    found = company(page, topics, masthead.released)
    thread = [article for article in found if is_in_thread(article, page)]
    others = [article for article in found if article not in thread]
    more = [article for article in others if article.source_id == page.source_id][:MORE] if page.source_id else []
    related = [article for article in others if article not in more][:RELATED] if topics else []
    return Reading(
        label=supplied_label(page, sources, masthead.name),
        section=section_of(page, masthead),
        sources=sources,
        disclosures=list(dict.fromkeys(row.required_disclosure for row in sources if row.required_disclosure)),
        people=page.people,
        topics=topics,
        notices=notices,
        recent_notices=[row for row in notices if row.at > now - RECENT],
        follows=next((article for article in thread if article.pk == page.follows_id), None),
        followed_by=[article for article in thread if article.pk != page.follows_id],
        more=more,
        related=related,
        feeds=feeds_of(page, sources, topics, masthead),
        was_updated=was_updated(page),
        minutes=minutes_to_read(page),
    )


def was_updated(page: ArticlePage) -> bool:
    """Whether it was published again; saving and publishing at first are a moment apart."""
    first, last = page.first_published_at, page.last_published_at
    return first is not None and last is not None and last - first > timedelta(minutes=1)


def supplied_label(page: ArticlePage, sources: Sequence[Source], publisher: str) -> str:
    """What a reader must know first: who speaks. Without a genre, an organisation's own text is a press release."""
    if page.genre == PRESS_RELEASE:
        return _("Press release, supplied by")
    if any(source.credited_as == publisher for source in sources):
        return _("Reported by")
    if not page.genre and any(source.kind not in REPORTERS for source in sources):
        return _("Press release, supplied by")
    return _("Supplied by")


def section_of(page: ArticlePage, masthead: Masthead) -> Page | None:
    """The section in the masthead that it stands in, without a query for it."""
    holding = [section for section in masthead.sections if page.path and page.path.startswith(section.path)]
    return max(holding, key=lambda section: section.depth, default=None)


def company(page: ArticlePage, topics: Sequence[Topic], released: ArticleQuerySet) -> list[ArticlePage]:
    """Its thread in any language, and in its own more from its source and others about its topics; in one query."""
    others = outside_the_thread(page, released).filter(locale=page.locale_id).newest_first()
    wanted = Q(pk__in=others.filter(source=page.source_id).values("pk")[:MORE])
    if topics:
        about = ArticlePage.topics.through.objects.filter(topic__in=topics).values("articlepage")
        # As many more as may stand among those of the source already.
        wanted |= Q(pk__in=others.filter(pk__in=about).values("pk")[: RELATED + MORE])
    if page.follows_id:
        wanted |= Q(pk__in=released.filter(pk=page.follows_id).values("pk"))
    if page.pk:
        wanted |= Q(pk__in=released.filter(follows=page.pk).newest_first().values("pk")[:FOLLOW_UPS])
    return list(ArticlePage.objects.filter(wanted).newest_first().for_cards().defer_streamfields())


def outside_the_thread(page: ArticlePage, released: ArticleQuerySet) -> ArticleQuerySet:
    others = released.exclude(pk__in=[pk for pk in (page.pk, page.follows_id) if pk])
    return others.exclude(follows=page.pk) if page.pk else others  # nothing follows up a draft never saved


def is_in_thread(article: ArticlePage, page: ArticlePage) -> bool:
    return article.pk == page.follows_id or (page.pk is not None and article.follows_id == page.pk)


def feeds_of(
    page: ArticlePage, sources: Sequence[Source], topics: Sequence[Topic], masthead: Masthead
) -> list[FeedLink]:
    """The feeds it is in, the most specific first, then the site's."""
    outlet = public_outlet(masthead.request)
    if outlet is None:
        return []
    found: list[FeedLink] = []
    if sources and travels([page.reach, *(source.reach for source in sources)]):
        for source in sources:
            found += links_to(outlet, f"{source.credited_as} · {masthead.name}", "sources", source.slug)
        for topic in topics:
            found += links_to(outlet, f"{topic.name} · {masthead.name}", "topics", topic.slug)
    return found + links_to(outlet, masthead.name)
