"""Who is behind the paper: a page that editors keep, in each language, and that every page leads to."""

import pytest

from home.models import AboutPage
from tests.home.paper import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    """The page about the paper, with everything on it."""
    page = AboutPage(
        title="About us",
        slug="about",
        introduction="A paper.",
        body="<h2>Us</h2><p>Six people.</p>",
        responsible="Ana Editor\n4 Harbour Street",
        email="desk@news.example",
        telephone="+47 55 01",
        corrections_policy="<p>We correct.</p>",
        sources_policy="<p>We name.</p>",
    )
    return home.add_child(instance=page)


def test_it_says_who_is_responsible_and_by_which_rules(client, about):
    page = read(client, "/about/")
    assert texts(page, "main h1, main h2") == [
        "About us", "Us", "Who is responsible", "How we correct mistakes", "How we name our sources",
    ]  # fmt: skip
    assert texts(page, "address") == ["Ana Editor4 Harbour Street"]  # a line each
    assert [link["href"] for link in page.select(".facts a, .about__more a")] == [
        "mailto:desk@news.example",
        "tel:+475501",
        "/corrections/",
        "/sources/",
    ]


def test_every_page_leads_to_it_and_the_corrections_repeat_its_rule(client, about):
    for path in ("/", "/search/", "/corrections/", "/feeds/"):
        assert read(client, path).select_one(".colophon nav a")["href"] == "/about/"
    assert texts(read(client, "/corrections/"), ".list-head__about") == ["We correct."]


def test_an_empty_one_shows_no_empty_parts(client, home):
    home.add_child(instance=AboutPage(title="Imprint", slug="imprint"))
    assert texts(read(client, "/imprint/"), "main h1, main h2") == ["Imprint"]


def test_an_edition_has_its_own_or_else_the_first_ones(client, about, chinese):
    assert texts(read(client, "/zh-hans/"), ".colophon nav a")[0] == "About us"
    translated = about.copy_for_translation(chinese.locale)
    translated.title = "关于我们"
    translated.save_revision().publish()
    assert texts(read(client, "/zh-hans/"), ".colophon nav a")[0] == "关于我们"
    assert texts(read(client, "/"), ".colophon nav a")[0] == "About us"
    assert read(client, "/about/").select_one("link[hreflang=zh-hans]")
