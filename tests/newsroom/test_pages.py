"""The pages that readers see: articles, sections, sources and topics, in the app's plain templates."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils import WagtailPageTestCase

from newsroom.models import ArticleCredit, ArticleIndexPage, ArticleNotice, ArticlePage, SourceIndexPage, TopicIndexPage
from tests.make import NOON, make_article, make_draft, make_image, make_section, make_source, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_templates")]


def below_home(page):
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=page)


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_shows_who_supplied_it_what_was_corrected_and_every_block(client):
    image = make_image(credit="Li Na")
    ministry = make_source("Ministry")
    related, hidden = make_article("Port opens", source=ministry), make_draft("Secret plan", source=ministry)
    picture = {"image": image, "caption": "The dam", "alt": "A dam"}
    article = make_article(
        "Dam reopens", source=make_source(required_disclosure="Paid for by the ministry.", closing_line="SOURCE: CD"),
        summary="After two years.", lead_image=image, lead_alt="A lead", lead_caption="Lead caption", dateline_place="BEIJING",
        credits=[ArticleCredit(name="Wang Wei")], notices=[ArticleNotice(kind="correction", text="It was Monday.", at=NOON)],
        body=[
            ("paragraph", "<p>Words.</p>"), ("heading", {"text": "A heading", "level": "3"}), ("image", picture),
            ("gallery", {"title": "Views", "images": [picture]}), ("quote", {"text": "<p>Well.</p>", "attribution": "Minister"}),
            ("list", {"ordered": True, "items": ["<p>First</p>"]}),
            ("table", {"data": [["Year"], ["2026"]], "first_row_is_table_header": True, "table_caption": "Sold"}),
            ("embed", {"url": "https://v.example/1", "title": "A film"}),
            ("audio", {"url": "https://v.example/1.mp3", "title": "A talk", "transcript": "<p>Spoken.</p>"}),
            ("fact_box", {"title": "Facts", "text": "<p>Fact</p>"}),
            ("related", {"title": "", "articles": [related, hidden]}),
        ],
    )  # fmt: skip
    page = html(client, article.url)
    for words in (
        "China Daily", "SOURCE: CD", "Paid for by the ministry.", "Wang Wei", "It was Monday.", "BEIJING", "After two years.",
        'alt="A lead"', "Lead caption", "Li Na", "Words.", "A heading", 'alt="A dam"', "Views", "Well.", "Minister",
        "First", "Sold", "2026", 'href="https://v.example/1"', "A film", "A talk", "Spoken.", "Facts", "Fact", "Port opens",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("<h1") == 1
    assert "Secret plan" not in page
    assert "secret-plan" not in page


def test_a_picture_that_may_not_be_shown_is_not_shown(client):
    image = make_image("secret", reach="nowhere", description="Secret thing")
    article = make_article(lead_image=image, body=[("image", {"image": image, "caption": "Secret", "alt": ""})])
    assert "ecret" not in html(client, article.url)


def test_hostile_words_are_shown_as_words(client):
    words = "]]></title><script>alert(1)</script>"
    source = make_source(words, required_disclosure=words, closing_line=words)
    article = make_article(
        words, source=source, summary=words, lead_caption=words, lead_image=make_image(description=words, credit=words),
        credits=[ArticleCredit(name=words)], notices=[ArticleNotice(kind="update", text=words, at=NOON)],
        body=[("heading", {"text": words, "level": "2"}), ("table", {"data": [[words]], "table_caption": words})],
    )  # fmt: skip
    assert "<script>alert" not in html(client, article.url)
    assert "<script>alert" not in html(client, article.get_parent().url)


def test_a_preview_of_a_draft_is_shown_to_its_editor(rf):
    draft = make_draft("Dam reopens")
    response = draft.make_preview_request()
    assert "Dam reopens" in response.content.decode()


def test_a_section_lists_the_newest_first_a_page_at_a_time(client):
    section = make_section()
    for number in range(23):
        make_article(f"Story {number:02}", under=section)
    first = html(client, section.url)
    assert first.index("Story 22") < first.index("Story 21")
    assert "Story 02" not in first
    assert "Story 02" in html(client, section.url + "?page=2")
    for page in ("0", "99", "x", "-1"):
        assert "Story" in html(client, f"{section.url}?page={page}")


def test_a_section_lists_what_stands_in_its_sections(client):
    news = make_section("News")
    make_article("Dam reopens", under=make_section("Asia", under=news))
    assert "Dam reopens" in html(client, news.url)


def test_sources_are_listed_with_their_stories_and_have_a_page_each(client):
    index = below_home(SourceIndexPage(title="Sources", slug="sources"))
    daily, xinhua = make_source("中国日报"), make_source("Xinhua")
    make_article("Dam reopens", source=daily)
    make_article("Port opens", source=make_source("Ministry"), credits=[ArticleCredit(source=daily)])
    make_draft("Secret plan", source=xinhua)
    listed = html(client, index.url)
    assert "中国日报" in listed
    assert "Xinhua" not in listed
    page = html(client, index.url + index.reverse_subpage("source", args=(daily.slug,)))
    assert "Dam reopens" in page
    assert "Port opens" in page
    for slug in ("xinhua", "nobody"):  # one that only a draft names is nobody yet
        assert client.get(f"{index.url}{slug}/").status_code == 404


def test_a_source_that_allows_nothing_has_no_page(client):
    index = below_home(SourceIndexPage(title="Sources", slug="sources"))
    make_source("Nobody", reach="nowhere")
    assert client.get(f"{index.url}nobody/").status_code == 404


def test_topics_are_listed_with_their_stories_and_have_a_page_each(client):
    index = below_home(TopicIndexPage(title="Topics", slug="topics"))
    trade = make_topic("Trade")
    make_topic("Chess")
    make_article("Dam reopens", topics=[trade])
    make_draft("Secret plan", topics=[trade])
    listed = html(client, index.url)
    assert "Trade" in listed
    assert "(1)" in listed
    assert "Chess" not in listed
    page = html(client, f"{index.url}trade/")
    assert "Dam reopens" in page
    assert "Secret plan" not in page
    for slug in ("chess", "none"):
        assert client.get(f"{index.url}{slug}/").status_code == 404


@pytest.mark.parametrize("path", ["source", "topic"])
def test_lists_ask_as_many_queries_for_twenty_stories_as_for_two(client, path):
    index = below_home(
        SourceIndexPage(title="S", slug="s") if path == "source" else TopicIndexPage(title="T", slug="t")
    )
    source, topic, section = make_source("Source"), make_topic("Topic"), make_section()
    counts = []
    for total in (2, 20):
        for number in range(total - ArticlePage.objects.count()):
            make_article(f"{total} {number}", under=section, source=source, topics=[topic], lead_image=make_image())
        client.get(f"{index.url}{path}/")
        with CaptureQueriesContext(connection) as queries:
            html(client, f"{index.url}{path}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_unreleased_article_is_not_found_even_for_a_reader_who_knows_its_address(client):
    article = make_article()
    ArticlePage.objects.update(expire_at=NOON)
    assert client.get(article.url).status_code == 404


def test_a_private_section_asks_for_its_password(client):
    section = make_section()
    article = make_article(under=section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert "Dam reopens" not in html(client, article.url)


class TestTree(WagtailPageTestCase):
    """Where pages may stand."""

    def test_articles_stand_in_sections_and_hold_nothing(self):
        self.assertAllowedParentPageTypes(ArticlePage, {ArticleIndexPage})
        self.assertAllowedSubpageTypes(ArticlePage, {})
        self.assertAllowedSubpageTypes(ArticleIndexPage, {ArticlePage, ArticleIndexPage})
