"""Our own lists in the sitemap: archive, corrections, people and feeds, in every edition that has something in them.

Years, months and days of the archive are left out: they hold what the articles' own sitemap names.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from home.corrections import newest_correction
from home.masthead import Masthead
from home.models import HomePage
from home.spots import Spot
from newsroom.models import Contributor
from newsroom.released import ArticleQuerySet
from syndication.public import public_outlet

__all__ = ["own_lists"]


def own_lists(top: Masthead) -> list[Spot]:
    """Each with the moment of the newest thing in it."""
    people = people_in(top.released)
    has_feeds = public_outlet(top.request) is not None
    return [spot for home in top.homes for spot in lists_of(home, top, people, has_feeds=has_feeds)]


def lists_of(home: HomePage, top: Masthead, people: dict[str, datetime], *, has_feeds: bool) -> Iterator[Spot]:
    if newest := top.released.descendant_of(home).aggregate(at=Max("first_published_at"))["at"]:
        yield spot(home, top, newest, "archive")
    if newest := newest_correction(top, home):
        yield spot(home, top, newest, "corrections")
    if people:
        yield spot(home, top, max(people.values()), "people")
    for slug, newest in people.items():
        yield spot(home, top, newest, "person", slug)
    if has_feeds:
        yield spot(home, top, None, "feeds")  # nobody keeps when a feed was added


def people_in(released: ArticleQuerySet) -> dict[str, datetime]:
    """The slugs of those whom released stories name, and when the newest of these last changed."""
    rows = released.order_by().filter(credits__contributor__isnull=False).values_list("credits__contributor")
    changed = dict(rows.annotate(Max("last_published_at")))
    found = Contributor.objects.filter(pk__in=changed).order_by("slug").values_list("slug", "pk")
    return {slug: changed[pk] for slug, pk in found}


def spot(home: HomePage, top: Masthead, changed_at: datetime | None, name: str, *below: str) -> Spot:
    """The list called `name` in the edition of `home`."""
    language = home.locale.language_code
    with override(language):
        path = reverse(name, args=below)
    return Spot(subject=(name, *below), language=language, url=top.absolute(path), changed_at=changed_at)
