"""A site whose pages are `PlainPage`, and the outlets that the tests of `syndication` ask."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import clear_url_caches
from wagtail.models import Page, Site

from syndication.models import Outlet
from tests.plainsite.models import PlainPage

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def plain_site(settings):
    settings.SYNDICATION_PAGE_MODELS = ["plainsite.PlainPage"]
    settings.SYNDICATION_BASE_URL = "https://news.test"
    settings.SYNDICATION_PUBLISHER = "The News Desk"
    clear_url_caches()


@pytest.fixture
def root(db):
    """The page under which articles stand, at the root of the default site."""
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Desk", slug="desk"))
    Site.objects.update(root_page=page, hostname="news.test")
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def public(db):
    return make_outlet("public", access="open")


@pytest.fixture
def metro(db):
    return make_outlet("metro")


def make_outlet(slug, *, access="key", profile="generic", rules=(), **fields):
    """An outlet; `rules` are (include, field, value)."""
    outlet = Outlet(name=slug.title(), slug=slug, access=access, profile=profile, **fields)
    outlet.save()
    for number, (include, field, value) in enumerate(rules):
        outlet.rules.model.objects.create(outlet=outlet, include=include, field=field, value=value, sort_order=number)
    outlet.refresh_from_db()
    return Outlet.objects.get(pk=outlet.pk)


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
