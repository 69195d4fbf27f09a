"""Builders: a desk with outlets and articles of the plain site."""

from datetime import UTC, datetime, timedelta

import time_machine

from syndication.models import Outlet
from tests.plainsite.models import PlainPage

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_outlet(slug, *, access="key", profile="generic", rules=(), **fields):
    """An outlet; `rules` are (include, field, value)."""
    outlet = Outlet(name=slug.title(), slug=slug, access=access, profile=profile, **fields)
    outlet.save()
    for number, (include, field, value) in enumerate(rules):
        outlet.rules.model.objects.create(outlet=outlet, include=include, field=field, value=value, sort_order=number)
    outlet.refresh_from_db()
    return Outlet.objects.get(pk=outlet.pk)


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
