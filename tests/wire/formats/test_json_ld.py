"""schema.org as search engines read it. Source: https://developers.google.com/search/docs/appearance/structured-data/article"""

import json

from syndication.wire.formats import json_ld
from syndication.wire.story import Notice, NoticeKind
from tests.make import NOON, make_story
from tests.wire.formats.stories import CORRECTED, EMBARGOED, FULL, WITHDRAWN, written


def test_an_article_says_what_search_engines_ask_for():
    article = json.loads(written("json_ld", FULL))
    assert (article["@context"], article["@type"]) == ("https://schema.org", "NewsArticle")
    assert (article["headline"], article["url"]) == (FULL.headline, FULL.url)
    assert (article["datePublished"], article["dateModified"]) == ("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z")
    assert [author["name"] for author in article["author"]] == ["Wang Wei", "Ada Moss"]
    assert {author["@type"] for author in article["author"]} == {"Person"}
    assert [image["url"] for image in article["image"]] == [media.url for media in FULL.media]
    assert article["publisher"] == {"@type": "NewsMediaOrganization", "name": "Example News"}


def test_an_article_says_whose_it_is_and_on_which_terms():
    article = json.loads(written("json_ld", FULL))
    assert article["sourceOrganization"] == [
        {"@type": "Organization", "name": "China Daily", "url": "https://www.chinadaily.example/"}
    ]
    assert (article["creditText"], article["isBasedOn"]) == ("SOURCE China Daily", FULL.canonical_url)
    assert article["copyrightNotice"] == "© 2026 China Daily"
    assert article["license"] == {
        "@type": "CreativeWork", "name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/",
    }  # fmt: skip
    assert article["image"][0]["creditText"] == "P. Ito / China Daily"


def test_the_source_is_the_author_where_nobody_else_is():
    assert json_ld.news_article(make_story())["author"] == [{"@type": "Organization", "name": "China Daily"}]


def test_a_correction_is_a_comment_and_a_note_to_editors_is_none():
    notes = (Notice(kind=NoticeKind.EDITORS_NOTE, text="Eds: check.", at=NOON),)
    article = json_ld.news_article(make_story(notices=(*CORRECTED.notices, *notes)))
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "An earlier version gave the wrong number of ships.",
            "datePublished": "2026-11-23T13:00:00Z",
        }
    ]


def test_an_embargo_is_a_condition_of_access():
    assert json_ld.news_article(EMBARGOED)["conditionsOfAccess"] == "Embargoed until 2026-11-24T12:00:00Z"


def test_a_withdrawn_article_says_so():
    article = json.loads(written("json_ld", WITHDRAWN))
    assert article["creativeWorkStatus"] == "Withdrawn"
    assert article["correction"][0]["text"] == "The figures were not the port's."
    assert not {"headline", "articleBody", "url", "image", "author", "isBasedOn"} & article.keys()


def test_an_article_for_a_page_can_be_made_by_itself():
    article = json_ld.news_article(FULL) | {"publisher": json_ld.publisher("Example News", "https://news.example.org/")}
    assert "articleBody" not in article
    assert article["publisher"]["url"] == "https://news.example.org/"
