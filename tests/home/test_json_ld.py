"""What an article's page tells search engines, held to what Google documents.

https://developers.google.com/search/docs/appearance/structured-data/article and .../breadcrumb
"""

import json
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from home.pictures import make_pictures
from newsroom.models import ArticleCredit, ArticleNotice, ArticlePage
from tests.make import make_article, make_contributor, make_image, make_section, make_source, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def dam():
    """A hostile headline with everything that a page can tell."""
    source = make_source("China Daily", url="https://chinadaily.example/", licence="CC BY", copyright="© China Daily")
    return make_article(
        "Dam </script><!-- reopens",
        slug="dam",
        under=make_section("World"),
        source=source,
        summary="After four years.",
        dateline_place="BEIJING",
        lead_image=make_image(size=(1600, 1200), credit="Li Na"),
        lead_caption="The dam.",
        topics=[make_topic("Trade", code="medtop:04000000")],
        credits=[ArticleCredit(role="byline", contributor=make_contributor("Wang Wei"))],
        notices=[ArticleNotice(kind="correction", text="It was 48, not 84.", at=timezone.now())],
    )


def told(client, path="/world/dam/"):
    """The objects in the page's scripts, each by its type."""
    page = BeautifulSoup(client.get(path).content, "lxml")
    found = [json.loads(script.string) for script in page.select("script[type='application/ld+json']")]
    return {one["@type"]: one for one in found}


def is_absolute(address):
    return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)


def test_a_news_article_has_all_that_google_reads(client, dam):
    make_pictures.call(dam.pk)
    article = told(client)["NewsArticle"]
    assert article["headline"] == dam.title
    for name in ("datePublished", "dateModified"):
        assert datetime.fromisoformat(article[name]).tzinfo is not None, name
    assert article["author"] == [{"@type": "Person", "name": "Wang Wei"}]
    assert article["sourceOrganization"][0] == {
        "@type": "Organization", "name": "China Daily", "url": "https://chinadaily.example/",
    }  # fmt: skip
    assert article["publisher"]["name"] == "The News Desk"
    assert is_absolute(article["publisher"]["url"])
    assert is_absolute(article["publisher"]["logo"]["url"])
    assert article["mainEntityOfPage"] == article["url"] == "http://localhost/world/dam/"
    assert article["isAccessibleForFree"] is True
    assert article["articleSection"] == "World"
    assert article["correction"][0]["text"] == "It was 48, not 84."


def test_its_picture_is_offered_square_in_4_to_3_and_in_16_to_9(client, dam):
    make_pictures.call(dam.pk)
    images = told(client)["NewsArticle"]["image"]
    assert [round(one["width"] / one["height"], 2) for one in images] == [1.0, 1.33, 1.78]
    for one in images:
        assert is_absolute(one["url"])
        assert one["width"] * one["height"] >= 50_000
        assert (one["creditText"], one["caption"]) == ("Li Na", "The dam.")
        assert client.get(urlsplit(one["url"]).path).status_code in (200, 404)  # the disk is served by others


def test_no_text_can_end_the_script_or_begin_a_comment(client, dam):
    html = client.get("/world/dam/").content.decode()
    scripts = [part.split("</script>")[0] for part in html.split('<script type="application/ld+json">')[1:]]
    assert len(scripts) == 2
    assert all("<" not in script for script in scripts)
    assert json.loads(scripts[0])["headline"] == "Dam </script><!-- reopens"


def test_breadcrumbs_lead_from_the_front_page_to_the_story(client, dam):
    steps = told(client)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "The News Desk", "http://localhost/"),
        (2, "World", "http://localhost/world/"),
        (3, dam.title, None),
    ]


def test_a_copy_names_its_original_and_a_story_without_a_byline_its_source(client):
    make_article("Copy", slug="copy", canonical_url="https://acme.example/release", source=make_source("Acme"))
    article = told(client, "/news/copy/")["NewsArticle"]
    assert article["isBasedOn"] == "https://acme.example/release"
    assert article["author"] == [{"@type": "Organization", "name": "Acme"}]


def test_a_draft_without_a_headline_is_previewed_without_it(rf):
    page = ArticlePage(title="", locale=make_section().locale)
    request = rf.get("/")
    request.user = AnonymousUser()
    assert "ld+json" not in page.serve_preview(request, page.default_preview_mode).rendered_content


def test_the_page_says_what_the_wire_says(client, dam):
    from syndication.wire.formats.json_ld import news_article

    wire = news_article(dam.as_story())
    own = told(client)["NewsArticle"]
    for name in (
        "@id",
        "headline",
        "description",
        "inLanguage",
        "dateline",
        "author",
        "creditText",
        "keywords",
        "about",
    ):
        assert own[name] == wire[name], name
