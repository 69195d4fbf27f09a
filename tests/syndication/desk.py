"""Builders: a desk with outlets and articles of the plain site."""

from datetime import UTC, datetime, timedelta

import feedparser
import time_machine

from tests.make import make_outlet
from tests.plainsite.models import PlainPage

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def make_old_outlet(slug, **fields):
    """An outlet that was there long before the stories of a test."""
    with time_machine.travel(NOW - timedelta(days=100), tick=False):
        return make_outlet(slug, **fields)


def make_page(root, title="Harbour reopens", *, publish=True, **fields):
    """An article; as a draft, or published through Wagtail's own action."""
    page = root.add_child(instance=PlainPage(title=title, live=False, **fields))
    revision = page.save_revision()
    if publish:
        revision.publish()
    return PlainPage.objects.get(pk=page.pk)


def edit(page, **changes):
    """Publish a new revision of `page`."""
    draft = page.get_latest_revision_as_object()
    for field, value in changes.items():
        setattr(draft, field, value)
    draft.save_revision().publish()
    return PlainPage.objects.get(pk=page.pk)


def at(moment):
    """Within this it is `moment`, and time stands still."""
    return time_machine.travel(moment, tick=False)


def get(client, path, now=None, **headers):
    """Fetch as of `now`."""
    with at(now or NOW):
        return client.get(path, headers=headers)


def entries(response):
    """What a feed reader sees."""
    return feedparser.parse(response.content).entries


def titles(response):
    return [entry.get("title", "") for entry in entries(response)]
