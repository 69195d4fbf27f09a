"""The news sitemap: what the ledger first released in the last two days and still stands by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.urls import reverse

from syndication import conf
from syndication.digests import digest_of
from syndication.models import LedgerHead, Standing
from syndication.wire import sitemaps
from syndication.wire.sitemaps import NEWS_FOR, Address, News
from syndication.wire.story import Story

__all__ = ["NewsSitemap", "news_sitemap"]

KEPT_FOR = 24 * 60 * 60  # seconds in the cache; it is thrown away before, at the next release


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemap:
    """The sitemap at a moment; with more stories than one may hold it is an index, and its parts follow it."""

    documents: tuple[bytes, ...]
    changes_at: datetime | None  # the next moment at which time alone changes it


def news_sitemap(root: str, now: datetime) -> NewsSitemap:
    """The sitemap of the site at `root` (without a slash at the end); kept until the next release or moment."""
    stamp = LedgerHead.objects.values_list("stamp", flat=True).first()
    key = f"syndication.news.{digest_of([str(stamp), root, conf.publisher()])}"
    kept: tuple[datetime, NewsSitemap] | None = cache.get(key)
    if kept is not None and kept[0] <= now and (kept[1].changes_at is None or now < kept[1].changes_at):
        return kept[1]
    found = look(root, now)
    cache.set(key, (now, found), KEPT_FOR)
    return found


def look(root: str, now: datetime) -> NewsSitemap:
    news = list(recent(now).select_related("release").order_by("-published_at", "-release"))
    addresses = [address_of(row.release.story) for row in news if is_ours(row.release.story, root)]
    return NewsSitemap(documents=written(addresses, root), changes_at=next_change(now))


def recent(now: datetime) -> QuerySet[Standing]:
    """What may be seen of our own site at `now` and was first published in the two days before."""
    in_time = Q(available_until__isnull=True) | Q(available_until__gt=now)
    rows = Standing.objects.filter(in_time, usable=True, available_from__lte=now)
    return rows.filter(published_at__lte=now, published_at__gt=now - NEWS_FOR)


def is_ours(story: Story, root: str) -> bool:
    """Whether its page is on this very site, and the original: of a copy the first publisher's is the one to find."""
    return story.url.startswith(f"{root}/") and not story.canonical_url


def address_of(story: Story) -> Address:
    if story.published_at is None:
        raise ValueError(f"story {story.id} v{story.version} was never stamped by the ledger")
    news = News(title=story.headline, language=story.language, published_at=story.published_at)
    return Address(url=story.url, changed_at=story.updated_at, news=news)


def written(addresses: Sequence[Address], root: str) -> tuple[bytes, ...]:
    """One document, or an index and its parts."""
    # The schema wants one address at least: on a quiet day the front page stands alone, and is no news.
    leaves = sitemaps.leaves(addresses) if addresses else [(Address(url=f"{root}/"),)]
    documents = [sitemaps.urlset(leaf, conf.publisher()) for leaf in leaves]
    if len(documents) == 1:
        return (documents[0],)
    return (sitemaps.index(part(number, leaf, root) for number, leaf in enumerate(leaves, start=1)), *documents)


def part(number: int, leaf: Sequence[Address], root: str) -> Address:
    path = reverse("syndication:news_sitemap_part", args=[number])
    return Address(url=f"{root}{path}", changed_at=max(found.changed_at for found in leaf if found.changed_at))


def next_change(now: datetime) -> datetime | None:
    """When the next story comes out, expires, or is no news any more."""
    standing = Standing.objects.filter(usable=True)
    moments = [
        standing.filter(**{f"{column}__gt": now}).order_by(column).values_list(column, flat=True).first()
        for column in ("available_from", "available_until")
    ]
    oldest = recent(now).order_by("published_at").values_list("published_at", flat=True).first()
    moments.append(oldest and oldest + NEWS_FOR)
    return min((moment for moment in moments if moment), default=None)
