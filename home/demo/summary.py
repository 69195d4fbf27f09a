"""What the demo has made, as tables: stories by state, outlets, feeds, and how to get into the admin."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from wagtail.models import Locale

from home.demo.access import EDITOR, PASSWORD
from newsroom.models import ArticlePage
from syndication import conf, feeds
from syndication.models import Outlet, Release, Standing

__all__ = ["summary"]


def summary(keys: dict[str, str], people: dict[str, str], now: datetime) -> RenderableType:
    """All tables; `keys` are the outlets' secrets that may be shown, by slug, `people` the group of each user."""
    return Group(stories_table(), outlets_table(keys), feeds_table(now), ways_in(keys, people))


def stories_table() -> Table:
    table = Table("Stories", "", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for label, count in counts().items():
        table.add_row(label, str(count))
    return table


def counts() -> dict[str, int]:
    """How many stories are in each state, as the database says."""
    standings = Standing.objects.filter(story_id__in=ArticlePage.objects.values("story_id"))
    down = standings.filter(usable=False)
    corrected = Release.objects.filter(kind=Release.Kind.CORRECTION).values("story_id").distinct().count()
    released = ArticlePage.objects.released()
    return {
        "released": released.count(),
        **{
            f"  in {locale.get_display_name()}": released.filter(locale=locale).count()
            for locale in Locale.objects.all()
        },
        "  corrected": corrected,
        "  not for partners": released.exclude(reach="partners", source__reach="partners").count(),
        "under embargo": ArticlePage.scheduled_revisions().count(),
        "withdrawn": down.filter(release__cause=Release.Cause.WITHDRAWN).count(),
        "expired": down.filter(release__cause=Release.Cause.EXPIRED).count(),
        "all": ArticlePage.objects.count(),
    }


def outlets_table(keys: dict[str, str]) -> Table:
    table = Table("Outlet", "Name", "Profile", "Rules", "Key", box=None, padding=(0, 2, 0, 0))
    for outlet in Outlet.objects.order_by("pk"):
        key = "open to anybody" if outlet.is_open else keys.get(outlet.slug, "shown when it was made")
        table.add_row(outlet.slug, outlet.name, outlet.profile, str(outlet.rules.count()), key)
    return table


def feeds_table(now: datetime) -> Table:
    table = Table("Feed", "Entries", "Bytes", box=None, padding=(0, 2, 0, 0))
    for outlet in Outlet.objects.filter(active=True).order_by("pk"):
        for name in feeds.feed_formats(outlet.effective_profile):
            address = feeds.locate(outlet, name)
            document = feeds.read(address, now)
            table.add_row(Text(address.url, no_wrap=True), str(document.entries), f"{len(document.body):,}")
    return table


def ways_in(keys: dict[str, str], people: dict[str, str]) -> Text:
    base = conf.base_url()
    lines = [f"\nSite   {base}/", f"Admin  {base}{reverse('wagtailadmin_home')}"]
    if settings.DEBUG:
        lines[-1] += f"  user {EDITOR}, password {PASSWORD}"
        lines.append(f"       of the same password: {', '.join(f'{name} ({group})' for name, group in people.items())}")
    for slug, key in list(keys.items())[:1]:
        lines.append(f"Try    curl -u {slug}:{key} {base}/feeds/{slug}.rss")
    return Text("\n".join(lines), no_wrap=True)
