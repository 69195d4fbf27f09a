"""What a front page shows, all of it released; how many queries it takes does not depend on the archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from home.corrections import recent_notices
from newsroom.models import ArticleIndexPage, ArticleNotice, ArticlePage
from newsroom.released import ArticleQuerySet

if TYPE_CHECKING:
    from home.models import HomePage

__all__ = ["Band", "FrontPage", "front_page"]

BESIDE_THE_LEAD = 2
LATEST = 9
IN_A_BAND = 4
NOTICES = 3
FOREIGN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A section and its newest stories, those at the top of the page left out."""

    section: ArticleIndexPage
    articles: Sequence[ArticlePage]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    lead: ArticlePage | None
    beside: Sequence[ArticlePage]
    latest: Sequence[ArticlePage]
    bands: Sequence[Band]
    foreign: Sequence[ArticlePage]  # from the editions in other languages
    notices: Sequence[ArticleNotice]


def front_page(home: "HomePage", released: ArticleQuerySet, sections: Sequence[ArticleIndexPage]) -> FrontPage:
    """The front page of one edition, out of all released articles."""
    ours = released.descendant_of(home)
    found = candidates(home, released, sections)
    own = [article for article in found if article.path.startswith(home.path)]
    newest = own[: LATEST + BESIDE_THE_LEAD + 1]
    lead = lead_story(home, own, newest)
    beside = [article for article in newest if article.shown_lead and article != lead][:BESIDE_THE_LEAD]
    above = [article for article in [lead, *beside] if article]
    return FrontPage(
        lead=lead,
        beside=beside,
        latest=[article for article in newest if article not in above][:LATEST],
        bands=bands(sections, [article for article in own if article not in above]),
        foreign=[article for article in found if article not in own][:FOREIGN],
        notices=recent_notices(ours, NOTICES),
    )


def candidates(home: "HomePage", released: ArticleQuerySet, sections: Sequence[ArticleIndexPage]) -> list[ArticlePage]:
    """Every article that the page may need, the newest first, in one query however many sections there are."""
    ours = released.descendant_of(home)
    wanted = Q(pk__in=some(ours, LATEST + BESIDE_THE_LEAD + 1)) | Q(
        pk__in=some(released.not_descendant_of(home), FOREIGN)
    )
    if home.lead_article_id:
        wanted |= Q(pk__in=some(ours.filter(pk=home.lead_article_id), 1))
    for section in sections:
        # As many more as may stand above.
        wanted |= Q(pk__in=some(released.descendant_of(section), IN_A_BAND + BESIDE_THE_LEAD + 1))
    return list(ArticlePage.objects.filter(wanted).newest_first().for_cards().defer_streamfields())


def some(articles: ArticleQuerySet, most: int) -> ArticleQuerySet:
    return articles.newest_first().values("pk")[:most]


def lead_story(home: "HomePage", own: Sequence[ArticlePage], newest: Sequence[ArticlePage]) -> ArticlePage | None:
    """The editor's choice while it is released, else the newest story with a picture, else the newest."""
    chosen = next((article for article in own if article.pk == home.lead_article_id), None)
    return chosen or next((article for article in newest if article.shown_lead), next(iter(newest), None))


def bands(sections: Sequence[ArticleIndexPage], articles: Sequence[ArticlePage]) -> list[Band]:
    """A band for each section that has something to show."""
    found = [
        Band(section=section, articles=[one for one in articles if one.path.startswith(section.path)][:IN_A_BAND])
        for section in sections
    ]
    return [band for band in found if band.articles]
