"""The paper that the readers' pages are tested on. Models are imported inside, for pytest reads this before Django is set up."""

import pytest

from tests.make import make_outlet


@pytest.fixture
def home(db):
    """The front page, with the pages that list sources and topics and an outlet open to everybody."""
    from wagtail.models import Site

    from newsroom.models import SourceIndexPage, TopicIndexPage

    page = Site.objects.get().root_page.specific
    page.add_child(instance=SourceIndexPage(title="Sources", slug="sources"))
    page.add_child(instance=TopicIndexPage(title="Topics", slug="topics"))
    make_outlet("public", name="All stories", access="open", profile="public")
    return page


@pytest.fixture
def chinese(home):
    """The front page of the Chinese edition."""
    from wagtail.models import Locale

    from home.models import HomePage

    locale = Locale.objects.create(language_code="zh-hans")
    translated = home.copy_for_translation(locale)
    translated.save_revision().publish()
    return HomePage.objects.get(pk=translated.pk)
