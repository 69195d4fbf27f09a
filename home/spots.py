"""The places of the site that a sitemap names: pages, what is listed on them, and when each last changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from wagtail.models import Page

from home.masthead import Masthead
from newsroom.models import Source, SourceIndexPage, Topic, TopicIndexPage
from newsroom.models.articles import bcp47
from newsroom.released import ArticleQuerySet
from newsroom.story import Reach

__all__ = ["Spot", "grouped", "spots_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One page of the site; those of one `subject` are translations of one another."""

    subject: tuple[Any, ...]  # compared, and nothing else
    language: str
    url: str
    changed_at: datetime | None

    # Any, here and below: Wagtail's and Django's own description of an address in a sitemap.
    def described(self, translations: "Sequence[Spot]", images: Sequence[str] = ()) -> dict[str, Any]:
        alternates = [{"lang_code": bcp47(spot.language), "location": spot.url} for spot in translations]
        return {
            "location": self.url,
            "lastmod": self.changed_at and self.changed_at.replace(microsecond=0),
            "alternates": alternates if len(alternates) > 1 else [],
            "images": images,
        }


def spots_at(page: Page, top: Masthead) -> list[Spot]:
    """The page itself, and below a list of sources or topics the page of each."""
    url, language = page.get_full_url(top.request), page.locale.language_code
    newest = top.released.descendant_of(page).aggregate(at=Max("last_published_at"))["at"]
    changed_at = max(filter(None, [newest, page.last_published_at]), default=None)
    own = Spot(subject=(page.translation_key,), language=language, url=url, changed_at=changed_at)
    return [
        own,
        *(
            Spot(subject=(page.translation_key, row.slug), language=language, url=url + path, changed_at=at)
            for row, path, at in listed_on(page, top.released)
        ),
    ]


def listed_on(page: Page, released: ArticleQuerySet) -> Iterable[tuple[Source | Topic, str, datetime]]:
    """The sources or topics of released articles, each with its path below `page` and when it last changed."""
    if isinstance(page, SourceIndexPage):
        rows: QuerySet[Any] = Source.objects.exclude(reach=Reach.NOWHERE)
        field, route = "source", "source"
    elif isinstance(page, TopicIndexPage):
        rows, field, route = Topic.objects.all(), "topics", "topic"
    else:
        return
    changed = dict(released.order_by().values_list(field).annotate(Max("last_published_at")))
    for row in rows.filter(pk__in=[key for key in changed if key]).order_by("slug"):
        yield row, page.reverse_subpage(route, args=[row.slug]), changed[row.pk]


def grouped(spots: Iterable[Spot]) -> dict[tuple[Any, ...], list[Spot]]:
    """The spots by their subject, in order of the languages."""
    found = defaultdict(list)
    for spot in sorted(spots, key=lambda spot: spot.language):
        found[spot.subject].append(spot)
    return found
