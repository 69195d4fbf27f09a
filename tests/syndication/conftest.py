"""A site whose pages are `PlainPage`. Models are imported in the fixtures: this file is read before Django is set up."""

import pytest


@pytest.fixture(autouse=True)
def plain_site(settings):
    from importlib import import_module

    from wagtail.actions.registry import action_registry

    from syndication.wagtail_hooks import register_verbs

    # Wagtail gathers the admin's screens once a process, and must know of the articles of the whole site by then.
    import_module("wagtail.admin.urls")
    # Wagtail asks for the verbs once a process: whichever site's test comes first, both sites get theirs.
    register_verbs(action_registry)
    settings.SYNDICATION_PAGE_MODELS = ["plainsite.PlainPage"]
    settings.SYNDICATION_BASE_URL = "https://news.test"
    settings.SYNDICATION_PUBLISHER = "The News Desk"
    register_verbs(action_registry)


@pytest.fixture
def root(db):
    """The page under which articles stand, at the root of the default site."""
    from wagtail.models import Page, Site

    page = Page.objects.get(depth=1).add_child(instance=Page(title="Desk", slug="desk"))
    Site.objects.update(root_page=page, hostname="news.test")
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def public(db):
    from tests.syndication.desk import make_old_outlet

    return make_old_outlet("public", access="open")


@pytest.fixture
def metro(db):
    from tests.syndication.desk import make_old_outlet

    return make_old_outlet("metro")
