"""What may be seen and when: SECURITY's table, line by line, asked of every way out of the app."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published

from newsroom.models import ArticleCredit, ArticleIndexPage, ArticlePage, Source
from newsroom.search import search_released
from tests.make import HOUR, MINUTE, make_article, make_draft, make_image, make_section, make_source

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now().replace(microsecond=0)


def fresh(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def is_out(article: ArticlePage) -> dict[str, bool]:
    """Every way out of this app, and whether the article is on it."""
    client = Client()
    site = Site.objects.get(is_default_site=True)
    address = "/" + article.url_path.removeprefix(site.root_page.url_path)
    pages = client.get("/api/v3/pages/").json()["items"]
    articles = client.get("/api/v3/articles/").json()["items"]
    return {
        "released": article in ArticlePage.objects.released(),
        "page": client.get(address).status_code == 200,
        "section": article.title.encode() in client.get(article.get_parent().url).content,
        "sitemap": article.slug.encode() in client.get("/sitemap-articles.xml").content,
        "articles": any(item["id"] == article.pk for item in articles),
        "article": client.get(f"/api/v3/articles/{article.pk}/").status_code == 200,
        "pages": any(item["id"] == article.pk for item in pages),
        "page detail": client.get(f"/api/v3/pages/{article.pk}/").status_code == 200,
        "search": article.pk in search_released(article.title),
    }


def assert_out(article: ArticlePage) -> None:
    assert is_out(article) == dict.fromkeys(is_out(article), True)


def assert_hidden(article: ArticlePage) -> None:
    assert is_out(article) == dict.fromkeys(is_out(article), False)


def test_a_published_article_is_on_every_way_out():
    assert_out(make_article())


def test_a_draft_is_on_none():
    assert_hidden(make_draft())


# The embargo


@pytest.mark.parametrize("field", ["embargoed_until", "go_live_at"])
def test_what_code_saves_as_live_too_early_is_scheduled_for_its_hour(field):
    moment = now() + HOUR
    article = make_article(live=True, **{field: moment})

    assert not fresh(article).live
    assert fresh(article).scheduled_revision.approved_go_live_at == moment
    assert_hidden(article)


def test_an_embargoed_article_appears_with_its_second_and_not_before():
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        article = make_article(embargoed_until=start + HOUR)
        clock.move_to(start + HOUR - timedelta(seconds=1))
        call_command("publish_scheduled")
        assert_hidden(article)
        clock.move_to(start + HOUR + timedelta(seconds=1))
        call_command("publish_scheduled")
        assert_out(fresh(article))
        assert fresh(article).first_published_at == start + HOUR + timedelta(seconds=1)


def test_publishing_an_embargoed_draft_schedules_it():
    moment = now() + HOUR
    draft = make_draft(embargoed_until=moment)
    heard = []
    page_published.connect(lambda instance, **kwargs: heard.append(instance.live), weak=False)

    draft.latest_revision.publish()

    assert heard == [False]
    assert not fresh(draft).live
    assert fresh(draft).scheduled_revision.approved_go_live_at == moment
    assert_hidden(draft)


def test_the_later_of_embargo_and_go_live_counts():
    draft = make_draft(embargoed_until=now() + HOUR, go_live_at=now() + 2 * HOUR)
    draft.latest_revision.publish()
    assert fresh(draft).scheduled_revision.approved_go_live_at == draft.go_live_at


def test_an_embargoed_edit_leaves_the_live_version_alone():
    article = make_article("Dam reopens")
    article.title = "Dam bursts"
    article.embargoed_until = now() + HOUR

    article.save_revision().publish()

    assert fresh(article).title == "Dam reopens"
    assert fresh(article).scheduled_revision is not None
    assert_out(fresh(article))


def test_an_edit_made_before_the_page_was_published_leaves_the_live_version_alone_too():
    draft = make_draft("Dam reopens")
    first = draft.latest_revision
    draft.title, draft.embargoed_until = "Dam bursts", now() + HOUR
    second = draft.save_revision()
    first.publish()

    second.refresh_from_db()
    second.publish()

    assert fresh(draft).live
    assert fresh(draft).title == "Dam reopens"


def test_an_embargo_laid_on_a_live_article_takes_it_down():
    article = make_article()
    article.embargoed_until = now() + HOUR
    article.save()
    assert_hidden(fresh(article))
    assert fresh(article).scheduled_revision is not None


def test_a_live_flag_alone_cannot_lift_an_embargo():
    article = make_article(embargoed_until=now() + HOUR)
    article.live = True
    article.save(update_fields=["live"])
    assert_hidden(fresh(article))


def test_saving_without_the_live_flag_does_not_touch_it():
    article = make_article()
    ArticlePage.objects.filter(pk=article.pk).update(embargoed_until=now() + HOUR)
    article.refresh_from_db()
    article.save(update_fields=["slugline"])
    assert fresh(article).live


def test_an_embargo_that_a_query_has_laid_hides_a_live_page():
    article = make_article()
    ArticlePage.objects.filter(pk=article.pk).update(embargoed_until=now() + HOUR)
    assert_hidden(article)


def test_no_moment_passes_between_creating_and_holding_back(django_capture_on_commit_callbacks):
    section = make_section()
    source = make_source()
    body = [("paragraph", "<p>x</p>")]
    with transaction.atomic():
        article = section.add_child(
            instance=ArticlePage(title="Dam reopens", source=source, body=body, go_live_at=now() + HOUR, live=True)
        )
        assert not ArticlePage.objects.get(pk=article.pk).live


def test_an_embargo_in_the_past_holds_nothing():
    assert_out(make_article(embargoed_until=now() - MINUTE))


# Expiry


def test_an_expired_article_is_hidden_before_anybody_unpublishes_it():
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        article = make_article(expire_at=start + HOUR)
        assert_out(article)
        clock.move_to(start + HOUR)
        # The site's middleware unpublishes it with the first request; this app hides it without.
        assert article not in ArticlePage.objects.released()
        assert_hidden(article)


def test_an_article_published_with_its_expiry_in_the_past_is_hidden():
    assert_hidden(make_article(expire_at=now() - HOUR))


# Tree and privacy


def test_a_child_of_an_unpublished_section_is_hidden():
    section = make_section()
    article = make_article(under=section)
    section.unpublish()
    ways = is_out(article)
    ways.pop("section")
    assert not any(ways.values())


@pytest.mark.parametrize("on_section", [False, True])
def test_a_private_article_is_hidden(on_section):
    section = make_section()
    article = make_article(under=section)
    page = section if on_section else article
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    ways = is_out(article)
    ways.pop("section")
    assert not any(ways.values())


def test_a_reader_who_may_see_a_private_article_sees_it(admin_client):
    article = make_article()
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert admin_client.get(article.url).status_code == 200


# Rights


def test_a_source_that_allows_nothing_keeps_an_article_from_being_published():
    with pytest.raises(ValidationError, match="does not allow"):
        make_article(source=make_source(reach="nowhere"))


def test_code_that_skips_validation_cannot_publish_it_either():
    draft = make_draft(source=make_source(reach="nowhere"))
    draft.live = True
    draft.save(clean=False)
    assert not fresh(draft).live


def test_a_further_source_that_allows_nothing_keeps_it_down_too():
    draft = make_draft()
    draft.credits.add(ArticleCredit(source=make_source("Ministry", reach="nowhere")))
    with pytest.raises(ValidationError, match="does not allow"):
        draft.save_revision().publish()


def test_a_source_that_loses_its_right_takes_its_articles_off():
    source = make_source()
    first, second = make_article(source=source), make_article("Port opens", source=make_source("Xinhua"))
    second.credits.add(ArticleCredit(source=source))
    second.save()

    source.reach = "nowhere"
    source.save()

    assert_hidden(fresh(first))
    assert_hidden(fresh(second))


def test_a_source_that_loses_its_right_stops_what_is_scheduled():
    source = make_source()
    article = make_article(source=source, embargoed_until=now() + HOUR)
    source.reach = "nowhere"
    source.save()
    assert fresh(article).scheduled_revision is None


def test_a_right_lost_by_query_hides_its_articles_at_once():
    article = make_article()
    Source.objects.update(reach="nowhere")
    assert article not in ArticlePage.objects.released()
    assert Client().get(article.url).status_code == 404


def test_a_right_that_ends_unpublishes_an_article_that_a_scheduled_edit_has_locked():
    article = make_article()
    article.go_live_at = now() + HOUR
    article.save_revision().publish()
    assert fresh(article).get_lock() is not None
    source = article.source
    source.reach = "nowhere"
    source.save()
    assert not fresh(article).live


def test_an_article_limited_to_nowhere_is_not_published():
    with pytest.raises(ValidationError, match="nowhere"):
        make_article(reach="nowhere")


def test_an_article_without_a_source_is_not_published():
    draft = make_draft()
    draft.source = None
    with pytest.raises(ValidationError) as refused:
        draft.save_revision().publish()
    assert refused.value.message_dict == {"source": ["Credit a source before publishing."]}


# Aliases, copies, translations


def test_an_alias_of_an_embargoed_draft_is_not_published_with_its_schedule():
    draft = make_draft(embargoed_until=now() + HOUR)
    alias = draft.create_alias(update_slug="copy")
    draft.latest_revision.publish()
    assert not fresh(alias).live
    assert_hidden(fresh(alias))


def test_an_alias_of_a_scheduled_draft_is_not_published_with_its_schedule():
    draft = make_draft(go_live_at=now() + HOUR)
    alias = draft.create_alias(update_slug="copy")
    draft.latest_revision.publish()
    assert_hidden(fresh(alias))


def test_an_alias_appears_with_its_original():
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        draft = make_draft(embargoed_until=start + HOUR)
        alias = draft.create_alias(update_slug="copy")
        draft.latest_revision.publish()
        clock.move_to(start + HOUR + MINUTE)
        call_command("publish_scheduled")
        assert fresh(alias).live
        assert fresh(draft).live


def test_an_alias_goes_with_its_original():
    article = make_article()
    alias = article.create_alias(update_slug="copy")
    assert alias in ArticlePage.objects.released()
    article.unpublish()
    assert not fresh(alias).live


def test_an_alias_of_a_private_article_is_hidden():
    article = make_article()
    alias = article.create_alias(parent=make_section("Other"), update_slug="copy")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert alias not in ArticlePage.objects.released()


@pytest.mark.parametrize("close", ["private", "dead"])
def test_an_alias_is_hidden_while_its_original_is_in_a_closed_section(close):
    closed = make_section("Closed")
    alias = make_article(under=closed).create_alias(parent=make_section("Open"), update_slug="copy")
    assert_out(alias)
    if close == "private":
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    else:
        closed.unpublish()
    assert_hidden(alias)


def test_an_alias_and_a_copy_are_stories_of_their_own():
    article = make_article(external_id="urn:x:1")
    alias = article.create_alias(update_slug="alias")
    copy = article.copy(update_attrs={"slug": "copy"}, keep_live=True)
    translation = translated(article)
    assert len({article.story_id, alias.story_id, copy.story_id, translation.story_id}) == 4
    assert (copy.external_id, translation.external_id) == ("", "")


def test_the_revisions_of_a_copy_have_the_number_of_the_copy():
    article = make_draft()
    copy = article.copy(update_attrs={"slug": "copy"})
    assert {revision.as_object().story_id for revision in copy.revisions.all()} == {copy.story_id}
    assert {revision.content["story_id"] for revision in copy.revisions.all()} == {str(copy.story_id)}


def test_an_alias_keeps_its_number_when_its_original_is_published_again():
    article = make_article()
    alias = article.create_alias(update_slug="alias")
    article.title = "Dam closes"
    article.save_revision().publish()
    assert fresh(alias).title == "Dam closes"
    assert fresh(alias).story_id == alias.story_id


def test_a_live_alias_as_translation_of_an_embargoed_draft_is_hidden():
    draft = make_draft(embargoed_until=now() + HOUR)
    alias = translated(draft, alias=True)
    draft.latest_revision.publish()
    assert not fresh(alias).live


def translated(article: ArticlePage, **kwargs: bool) -> ArticlePage:
    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    return article.copy_for_translation(locale, copy_parents=True, **kwargs)


# What code does without publishing


def test_an_article_that_is_born_live_has_the_revision_that_shows_it():
    article = make_article()
    assert fresh(article).live_revision == fresh(article).latest_revision
    assert fresh(article).first_published_at is not None


def test_the_number_of_a_story_never_changes():
    article = make_article()
    number = article.story_id
    article.title = "Dam closes"
    revision = article.save_revision()
    revision.content["story_id"] = "0" * 32
    revision.save()
    revision.publish()
    assert fresh(article).story_id == number


def test_serving_an_article_asks_no_more_than_twenty_one_queries(
    django_assert_max_num_queries, client, plain_templates
):
    article = make_article(lead_image=make_image(), body=[("paragraph", "<p>x</p>")])
    client.get(article.url)
    with django_assert_max_num_queries(21):
        client.get(article.url)


def test_a_section_asks_as_many_queries_for_twenty_articles_as_for_two(client, plain_templates):
    section = make_section()
    source = make_source()
    for number in range(2):
        make_article(f"Story {number}", under=section, source=source, lead_image=make_image())
    client.get(section.url)
    with CountedQueries() as few:
        client.get(section.url)
    for number in range(2, 20):
        make_article(f"Story {number}", under=section, source=source, lead_image=make_image())
    client.get(section.url)
    with CountedQueries() as many:
        client.get(section.url)
    assert len(many) == len(few)


def CountedQueries():  # noqa: N802  # reads like a class where it is used
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_the_first_section_that_receives_wire_copy_takes_it():
    make_section("News")
    wire = make_section("Wire", receives_wire_copy=True)
    assert ArticlePage.intake_parent() == wire


def test_without_such_a_section_one_is_told_so():
    ArticleIndexPage.objects.update(receives_wire_copy=False)
    with pytest.raises(LookupError, match="no section receives wire copy"):
        ArticlePage.intake_parent()
