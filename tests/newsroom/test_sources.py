"""Sources, people and topics."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from newsroom.models import ArticleCredit, ArticlePage, Source, Topic
from newsroom.story import Reach
from tests.make import make_article, make_contributor, make_draft, make_source, make_topic

pytestmark = pytest.mark.django_db


def test_a_source_reaches_our_own_pages_until_somebody_says_more():
    assert Source(name="x").reach == Reach.SITE


@pytest.mark.parametrize(
    "text", ["China Daily", "china  daily", "CHINADAILY", "中国日报", "中国 日报", "The Daily", " China Daily\n"]
)
def test_a_source_is_found_by_name_credit_and_alias_whatever_case_and_spaces(text):
    make_source("Xinhua", aliases="新华社")
    source = make_source("China Daily", aliases="中国日报\nCD", credit="The Daily")
    assert Source.objects.named(text) == source


@pytest.mark.parametrize("text", ["China", "Daily", "", "   ", "China Daily Asia", "%", "中国"])
def test_a_part_of_a_name_finds_nobody(text):
    make_source("China Daily", aliases="中国日报")
    assert Source.objects.named(text) is None


def test_credit_and_closing_line_fall_back_to_the_name():
    plain, named = (
        Source(name="China Daily"),
        Source(name="China Daily", credit="CD", closing_line="SOURCE: CD, Beijing"),
    )
    assert (plain.credited_as, plain.closes_with) == ("China Daily", "SOURCE China Daily")
    assert (named.credited_as, named.closes_with) == ("CD", "SOURCE: CD, Beijing")


@pytest.mark.parametrize(
    ("name", "slug"), [("China Daily", "china-daily"), ("中国日报", "中国日报"), ("!!!", "source")]
)
def test_a_slug_is_made_from_any_name(name, slug):
    assert make_source(name).slug == slug


def test_names_that_make_the_same_slug_get_numbers():
    assert [make_source(name).slug for name in ("A B", "A-B", "A_ B")] == ["a-b", "a-b-2", "a_-b"]


def test_a_source_in_use_cannot_be_deleted():
    article = make_article()
    with pytest.raises(ProtectedError):
        article.source.delete()


def test_a_draft_opens_after_a_source_that_only_it_named_is_gone():
    draft = make_draft(source=make_source("Xinhua"))
    other = make_source("Gone")
    draft.source = other
    draft.credits.add(ArticleCredit(source=other), ArticleCredit(name="Li"))
    revision = draft.save_revision()
    other.delete()
    opened = revision.as_object()
    assert opened.source is None
    assert [str(row) for row in opened.credits.all()] == ["Li"]


@pytest.mark.parametrize(
    "field", ["credit", "closing_line", "required_disclosure", "licence", "url", "name", "usage_terms"]
)
def test_live_articles_are_saved_anew_when_what_they_quote_of_their_source_changes(field, saved_articles):
    source = make_source()
    article = make_article(source=source)
    make_draft("Draft", source=source)
    make_article("Port opens", source=make_source("Xinhua"))
    saved_articles.clear()
    setattr(source, field, "https://new.example/")
    source.save()
    assert saved_articles == [article.pk]


def test_they_are_left_alone_when_nothing_of_it_changes(saved_articles):
    source = make_source()
    make_article(source=source)
    saved_articles.clear()
    source.description = "A newspaper."
    source.save()
    assert saved_articles == []


def test_saving_anew_does_not_undo_what_an_editor_has_just_published():
    source = make_source()
    article = make_article("Dam reopens", source=source)
    stale = ArticlePage.objects.get(pk=article.pk)
    article.title = "Dam closes"
    article.save_revision().publish()
    assert stale.title == "Dam reopens"
    source.credit = "CD"
    source.save()
    assert ArticlePage.objects.get(pk=article.pk).title == "Dam closes"


def test_a_new_credit_is_in_the_story_at_once():
    source = make_source()
    article = make_article(source=source)
    source.credit = "CD"
    source.save()
    assert ArticlePage.objects.get(pk=article.pk).as_story().source.name == "CD"


def test_articles_are_saved_anew_when_a_topic_or_a_person_is_renamed(saved_articles):
    topic, person = make_topic(), make_contributor()
    article = make_article(topics=[topic], credits=[ArticleCredit(contributor=person)])
    for row in (topic, person):
        saved_articles.clear()
        row.name = "New name"
        row.save()
        assert saved_articles == [article.pk]


@pytest.mark.parametrize("address", ["ftp://x.example/", "javascript:alert(1)", "x.example"])
def test_a_web_address_is_one_that_partners_may_have(address):
    with pytest.raises(ValidationError) as refused:
        Source(name="x", slug="x", url=address).full_clean()
    assert "url" in refused.value.message_dict


@pytest.mark.parametrize("code", ["medtop:04000000", ""])
def test_a_topic_may_have_an_iptc_code(code):
    Topic(name="Trade", slug="trade", code=code).full_clean()


@pytest.mark.parametrize("code", ["04000000", "medtop:4", "medtop:04000000 "])
def test_another_code_is_refused(code):
    with pytest.raises(ValidationError, match="medtop:04000000"):
        Topic(name="Trade", slug="trade", code=code).full_clean()


def test_a_credit_is_one_of_person_source_and_name():
    with pytest.raises(ValidationError, match="not two of them"):
        ArticleCredit(name="Li", source=make_source()).clean()
