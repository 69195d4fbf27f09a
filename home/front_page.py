"""What a front page shows, all of it released; how many queries it takes does not depend on the archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    newest = list(ours.latest().for_cards()[: LATEST + BESIDE_THE_LEAD + 1])
    lead = lead_story(home, ours, newest)
    beside = [article for article in newest if article.shown_lead and article != lead][:BESIDE_THE_LEAD]
    above = [article.pk for article in [lead, *beside] if article]
    return FrontPage(
        lead=lead,
        beside=beside,
        latest=[article for article in newest if article.pk not in above][:LATEST],
        bands=bands(released, sections, above),
        foreign=list(released.not_descendant_of(home).latest().for_cards()[:FOREIGN]),
        notices=recent_notices(ours, NOTICES),
    )


def lead_story(home: "HomePage", ours: ArticleQuerySet, newest: Sequence[ArticlePage]) -> ArticlePage | None:
    """The editor's choice while it is released, else the newest story with a picture, else the newest."""
    if home.lead_article_id and (chosen := ours.for_cards().filter(pk=home.lead_article_id).first()):
        return chosen
    return next((article for article in newest if article.shown_lead), next(iter(newest), None))


def bands(released: ArticleQuerySet, sections: Sequence[ArticleIndexPage], above: Sequence[int]) -> list[Band]:
    """A band for each section that has something to show."""
    numbers = {
        section: list(
            released.descendant_of(section).exclude(pk__in=above).latest().values_list("pk", flat=True)[:IN_A_BAND]
        )
        for section in sections
    }
    wanted = {number for found in numbers.values() for number in found}
    articles = {article.pk: article for article in ArticlePage.objects.filter(pk__in=wanted).for_cards()}
    return [
        Band(section=section, articles=[articles[number] for number in found if number in articles])
        for section, found in numbers.items()
        if found
    ]
