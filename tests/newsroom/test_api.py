"""The API: what it tells, what it keeps to itself, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import APIToken, PageViewRestriction

from newsroom.models import ArticleCredit, ArticleNotice, ArticlePage
from tests.make import (
    NOON,
    make_article,
    make_contributor,
    make_draft,
    make_image,
    make_section,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

API = "/api/v3"


def answer(client, path, status=200):
    response = client.get(API + path)
    assert response.status_code == status, response.content
    return response.json()


def headlines(client, query=""):
    return {item["headline"] for item in answer(client, f"/articles/{query}")["items"]}


def test_an_article_in_a_list_tells_its_source_and_topics_as_objects_and_pictures_by_address(client):
    image = make_image(credit="Li")
    article = make_article(
        source=make_source("China Daily", aliases="中国日报"), topics=[make_topic("Trade", code="medtop:04000000")],
        lead_image=image, lead_alt="A dam", lead_caption="The dam", summary="After two years.",
        credits=[ArticleCredit(contributor=make_contributor("Wang Wei"))],
    )  # fmt: skip
    [item] = answer(client, "/articles/")["items"]
    rendition = image.renditions.get()
    assert item["story_id"] == str(article.story_id)
    assert (item["headline"], item["summary"], item["url"]) == (
        "Dam reopens",
        "After two years.",
        "http://localhost/news/dam-reopens/",
    )
    assert (item["language"], item["direction"], item["section"]["title"]) == ("en", "ltr", "News")
    assert (item["source"]["slug"], item["source"]["credit"], item["source"]["closing_line"]) == (
        "china-daily", "China Daily", "SOURCE China Daily",
    )  # fmt: skip
    assert [(topic["slug"], topic["code"]) for topic in item["topics"]] == [("trade", "medtop:04000000")]
    assert item["credits"] == [{"role": "byline", "name": "Wang Wei", "url": ""}]
    assert item["lead_image"] == {
        "id": image.pk, "url": f"http://localhost{rendition.url}", "width": 40, "height": 30, "mime_type": "image/jpeg",
        "alt": "A dam", "caption": "The dam", "credit": "Li", "copyright": "", "licence": "",
    }  # fmt: skip


def test_one_article_tells_everything(client):
    image = make_image()
    article = make_article(
        body=[("paragraph", '<p><a href="/x">x</a></p>'), ("image", {"image": image, "caption": "C", "alt": ""})],
        source=make_source(required_disclosure="Paid."), place_name="Beijing",
        notices=[ArticleNotice(kind="correction", text="Monday.", at=NOON)],
    )  # fmt: skip
    item = answer(client, f"/articles/{article.pk}/")
    assert item["body"].startswith(
        '<p><a href="http://localhost/x">x</a></p>\n<figure><img src="http://localhost/media/'
    )
    assert [picture["id"] for picture in item["pictures"]] == [image.pk]
    assert item["notices"] == [{"kind": "correction", "text": "Monday.", "at": "2026-11-23T12:00:00Z"}]
    assert (item["disclosure"], item["closing_line"], item["place"]["name"]) == (
        "Paid.",
        "SOURCE China Daily",
        "Beijing",
    )


def test_what_may_only_be_on_our_own_pages_is_in_our_own_api(client):
    make_article(reach="site")
    assert headlines(client) == {"Dam reopens"}


def test_lists_are_filtered_by_source_topic_language_and_section(client):
    trade = make_topic("Trade")
    xinhua, daily = make_source("Xinhua"), make_source("China Daily")
    make_section("News")
    sport = make_section("Sport")
    make_article("A", source=daily, topics=[trade])
    make_article("B", source=xinhua, language="zh-Hans")
    make_article("C", source=xinhua, under=sport, credits=[ArticleCredit(source=daily)])
    assert headlines(client) == {"A", "B", "C"}
    assert headlines(client, "?source=xinhua") == {"B", "C"}
    assert headlines(client, "?source=china-daily") == {"A", "C"}
    assert headlines(client, "?topic=trade") == {"A"}
    assert headlines(client, "?language=zh") == headlines(client, "?language=zh-hans") == {"B"}
    assert headlines(client, "?language=en") == {"A", "C"}
    assert headlines(client, f"?section={sport.pk}") == {"C"}
    assert headlines(client, "?section=999") == set()
    assert headlines(client, "?limit=1&offset=1") == {"B"}


@pytest.mark.parametrize(
    "path",
    ["/articles/?nope=1", "/articles/?source=nobody", "/articles/?topic=none", "/articles/?section=x", "/articles/?limit=0", "/sources/?q=1",
     "/topics/?x=", *(f"/{name}/?offset={9 ** 30}" for name in ("articles", "sources", "topics"))],
)  # fmt: skip
def test_what_is_asked_wrongly_is_refused(client, path):
    make_article()
    answer(client, path, 422)


def test_no_number_is_too_large_to_be_looked_for(client):
    make_article()
    answer(client, f"/articles/{9**30}/", 404)
    assert answer(client, f"/articles/?section={9**30}")["items"] == []


def test_detail_pages_refuse_unknown_parameters_too(client):
    answer(client, f"/articles/{make_article().pk}/?fields=x", 422)


@pytest.mark.parametrize(
    "fields",
    [{"embargoed_until": timezone.now() + timedelta(days=1)}, {"go_live_at": timezone.now() + timedelta(days=1)}],
)
def test_nothing_of_an_unreleased_article_is_in_the_api(client, fields):
    image = make_image("secret-name")
    released = make_article("Released", source=make_source("China Daily"))
    article = make_article(
        "Secret plan", source=make_source("Secret source"), lead_image=image, topics=[make_topic("Trade")], **fields
    )
    released.body = [
        ("related", {"title": "", "articles": [article]}),
        ("paragraph", f'<p><a linktype="page" id="{article.pk}">x</a></p>'),
    ]
    released.save()
    image.for_wire()
    for path in (
        "/articles/",
        "/sources/",
        "/images/",
        "/pages/",
        f"/pages/{released.pk}/",
        f"/articles/{released.pk}/",
        "/topics/",
    ):
        assert "ecret" not in str(answer(client, path)), path
    for path in (
        f"/articles/{article.pk}/",
        f"/pages/{article.pk}/",
        f"/images/{image.pk}/",
        "/sources/secret-source/",
    ):
        answer(client, path, 404)


def test_private_articles_and_their_pictures_are_not_in_it(client):
    image = make_image()
    article = make_article(lead_image=image)
    assert [item["id"] for item in answer(client, "/images/")["items"]] == [image.pk]
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert answer(client, "/images/")["items"] == answer(client, "/articles/")["items"] == []


def test_a_picture_is_told_with_what_travels_its_credit_and_its_description(client):
    image = make_image(credit="Li", copyright="© Li", licence="CC0")
    make_article(body=[("image", {"image": image, "caption": "", "alt": ""})])
    [item] = answer(client, "/images/")["items"]
    assert item == answer(client, f"/images/{image.pk}/")
    assert (item["credit"], item["copyright"], item["licence"], item["alt"]) == ("Li", "© Li", "CC0", "The dam at dawn")
    assert item["rendition"]["url"] == f"http://localhost{image.renditions.get().url}"
    assert item["rendition"]["mime_type"] == "image/jpeg"


def test_an_editor_with_a_token_sees_every_picture_and_page(client, admin_user):
    token = APIToken.generate_token()
    APIToken.objects.create(user=admin_user, name="desk", key_hash=APIToken.hash_token(token))
    image, draft = make_image(), make_draft()
    token = {"Authorization": f"Bearer {token}"}
    assert [item["id"] for item in client.get(f"{API}/images/", headers=token).json()["items"]] == [image.pk]
    assert client.get(f"{API}/pages/{draft.pk}/", headers=token).status_code == 200


def test_documents_and_snippets_are_for_editors(client):
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    get_document_model().objects.create(title="Secret plan", file=ContentFile(b"x", name="plan.txt"))
    make_source("Secret")
    assert answer(client, "/documents/")["items"] == []
    answer(client, "/snippets/newsroom.Source/", 401)


def test_wagtails_own_pages_leave_out_what_is_below_an_unpublished_section_and_can_be_searched(client):
    section = make_section("Wire")
    hidden, shown = make_article("Dam reopens", under=section), make_article("Dam closes", under=make_section("News"))
    section.unpublish()
    for query in ("", "?search=dam", "?type=newsroom.ArticlePage", "?search=dam&type=newsroom.ArticlePage"):
        found = {item["id"] for item in answer(client, f"/pages/{query}")["items"]}
        assert shown.pk in found
        assert hidden.pk not in found
    answer(client, f"/pages/{hidden.pk}/", 404)


def test_a_picture_that_may_not_be_shown_is_not_in_it(client):
    image = make_image(reach="nowhere")
    article = make_article(lead_image=image, body=[("image", {"image": image, "caption": "C", "alt": "A"})])
    assert answer(client, "/images/")["items"] == []
    assert answer(client, f"/articles/{article.pk}/")["lead_image"] is None
    page = answer(client, f"/pages/{article.pk}/")
    assert page["lead_image"] is None
    assert page["body"][0]["value"] == {"image": None, "caption": "", "alt": ""}


def test_a_source_that_only_a_draft_names_is_not_in_it(client):
    make_article(source=make_source("China Daily"))
    make_draft("Plan", source=make_source("Secret"))
    assert [item["name"] for item in answer(client, "/sources/")["items"]] == ["China Daily"]
    assert answer(client, "/sources/china-daily/")["name"] == "China Daily"


def test_topics_are_told_with_their_codes(client):
    make_article(topics=[make_topic("Trade", code="medtop:04000000")])
    assert (
        answer(client, "/topics/")["items"][0]["code"] == answer(client, "/topics/trade/")["code"] == "medtop:04000000"
    )
    answer(client, "/topics/none/", 404)


def test_a_topic_that_only_a_draft_names_is_not_in_it_and_nothing_tells_that_there_is_one(client):
    make_article(topics=[make_topic("Trade")])
    make_draft("Plan", topics=[make_topic("Secret")], source=make_source("Hidden"))
    assert [item["name"] for item in answer(client, "/topics/")["items"]] == ["Trade"]
    answer(client, "/topics/secret/", 404)
    answer(client, "/articles/?topic=secret", 422)
    answer(client, "/articles/?source=hidden", 422)


def test_wagtails_own_page_tells_source_topics_pictures_credits_and_notices_as_objects(client):
    image = make_image()
    article = make_article(
        topics=[make_topic("Trade")], lead_image=image, credits=[ArticleCredit(name="Wang Wei")],
        body=[("image", {"image": image, "caption": "C", "alt": "A"})],
        notices=[ArticleNotice(kind="correction", text="Monday.", at=NOON)],
    )  # fmt: skip
    page = answer(client, f"/pages/{article.pk}/")
    rendition = image.renditions.get()
    assert page["source"]["name"] == "China Daily"
    assert [topic["name"] for topic in page["topics"]] == ["Trade"]
    assert page["credits"] == [{"role": "byline", "name": "Wang Wei", "url": ""}]
    assert page["notices"][0]["text"] == "Monday."
    assert page["lead_image"]["url"] == page["body"][0]["value"]["image"]["url"] == f"http://localhost{rendition.url}"


def test_a_list_asks_no_more_than_twelve_queries_however_long_it_is(client):
    source, section = make_source(), make_section()
    for number in range(20):
        make_article(
            f"Story {number}", under=section, source=source, lead_image=make_image(), topics=[make_topic(f"T{number}")],
            credits=[ArticleCredit(contributor=make_contributor(f"P{number}")), ArticleCredit(source=source)],
        )  # fmt: skip
    counts = []
    for limit in (2, 20):
        client.get(f"{API}/articles/?limit={limit}")
        with CaptureQueriesContext(connection) as queries:
            assert len(answer(client, f"/articles/?limit={limit}")["items"]) == limit
        counts.append(len(queries))
    # Two of them are the site's middleware, which looks for what has become due.
    assert counts[0] == counts[1] <= 12 + 2


def test_articles_in_chinese_are_told_in_chinese(client):
    article = make_article("大坝重新开放", language="zh-Hans", summary="两年之后")
    assert ArticlePage.objects.get().slug == "大坝重新开放"
    assert answer(client, f"/articles/{article.pk}/")["headline"] == "大坝重新开放"
