"""Editing: a draft needs a headline, publishing what a reader needs; and the desk's screens."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from newsroom.models import ArticleCredit, ArticleNotice, ArticlePage, Source
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


def entered(*, body="It reopened.", credits=(), notices=(), **fields):  # noqa: A002  # the form's own name
    """What a browser sends for an article."""
    given = {
        "title": "Dam reopens", "slug": "dam-reopens", "slugline": "", "genre": "", "urgency": 0, "summary": "",
        "dateline_place": "", "dateline_date": "", "source": "", "lead_image": "", "lead_caption": "", "lead_alt": "",
        "topics": [], "reach": "partners", "embargoed_until": "", "canonical_url": "", "external_id": "", "language": "",
        "place_name": "", "place_country": "", "latitude": "", "longitude": "",
        "body": streamfield([("paragraph", rich_text(f"<p>{body}</p>"))] if body else []),
        "credits": credits if isinstance(credits, dict) else inline_formset(credits), "notices": notices if isinstance(notices, dict) else inline_formset(notices),
        "comments": inline_formset([]),
    }  # fmt: skip
    given.update(fields)
    topics = given.pop("topics")
    return {**nested_form_data(given), "topics": topics}


def create(client, section, *, publish=False, autosave=False, **fields):
    data = entered(**fields)
    if publish:
        data["action-publish"] = "1"
    address = reverse("wagtailadmin_pages:add", args=("newsroom", "articlepage", section.pk))
    return client.post(address, data, headers={"Accept": "application/json"} if autosave else None)


def edit(client, article, *, publish=False, **fields):
    data = entered(**fields)
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=(article.pk,)), data)


def errors_of(response):
    form = response.context["form"]
    return {field: [str(error) for error in errors] for field, errors in form.errors.items()}


def in_form(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def later(hours):
    return (timezone.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def test_the_editor_opens(admin_client):
    article = make_article(lead_image=make_image(), topics=[make_topic()], credits=[ArticleCredit(name="Wang Wei")])
    section = article.get_parent()
    for address in (
        reverse("wagtailadmin_pages:add", args=("newsroom", "articlepage", section.pk)),
        reverse("wagtailadmin_pages:edit", args=(article.pk,)),
        reverse("wagtailadmin_pages:history", args=(article.pk,)),
    ):
        assert admin_client.get(address).status_code == 200


def test_a_draft_needs_a_headline_only(admin_client):
    response = create(admin_client, make_section(), title="Dam", slug="", body="")
    assert response.status_code == 302, errors_of(response)
    article = ArticlePage.objects.get()
    assert (article.live, article.slug) == (False, "dam")


def test_autosave_never_stops_over_a_headline_that_is_taken(admin_client):
    section = make_section()
    make_article("Dam reopens", under=section)
    response = create(admin_client, section, autosave=True, body="")
    assert json.loads(response.content)["success"] is True
    draft = ArticlePage.objects.order_by("pk").last()
    assert draft.slug == "dam-reopens-2"
    again = edit(admin_client, draft, body="", slug="dam-reopens")
    assert again.status_code == 302
    assert ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object().slug == "dam-reopens-2"


def test_publishing_names_each_field_that_is_missing(admin_client):
    response = create(admin_client, make_section(), publish=True, body="")
    assert errors_of(response) == {
        "body": ["Write a body before publishing."],
        "source": ["Credit a source before publishing."],
    }
    assert not ArticlePage.objects.exists()


def test_publishing_a_complete_article_makes_it_live(admin_client):
    response = create(
        admin_client, make_section(), publish=True, source=make_source().pk, topics=[make_topic().pk],
        credits=[{"role": "byline", "name": "Wang Wei", "contributor": "", "source": ""}],
    )  # fmt: skip
    assert response.status_code == 302
    article = ArticlePage.objects.get()
    assert article.live
    assert article.is_released()
    assert [str(credit) for credit in article.credits.all()] == ["Wang Wei"]
    assert [topic.name for topic in article.topics.all()] == ["Trade"]


def test_publishing_one_whose_source_allows_nothing_is_refused(admin_client):
    section, nobody = make_section(), make_source("Nobody", reach="nowhere")
    said = ["One of its sources does not allow us to show its stories."]
    assert errors_of(create(admin_client, section, publish=True, source=nobody.pk)) == {"source": said}
    further = [{"role": "source", "name": "", "contributor": "", "source": nobody.pk}]
    response = create(admin_client, section, publish=True, source=make_source().pk, credits=further)
    assert errors_of(response) == {"source": said}
    assert not ArticlePage.objects.exists()


def test_taking_the_forbidden_source_out_lets_it_be_published(admin_client):
    draft = make_draft()
    draft.credits.add(ArticleCredit(source=make_source("Nobody", reach="nowhere")))
    draft.save()
    [row] = draft.credits.all()
    gone = [{"id": row.pk, "role": "source", "name": "", "contributor": "", "source": row.source_id, "DELETE": True}]
    data = {"credits": inline_formset(gone, initial=1)}
    assert edit(admin_client, draft, publish=True, source=draft.source_id, **data).status_code == 302
    assert ArticlePage.objects.get().live


@pytest.mark.parametrize("field", ["embargoed_until", "go_live_at"])
def test_an_article_published_for_later_is_never_live_before(admin_client, field, monkeypatch):
    states = []
    save = ArticlePage.save

    def noting(page, *args, **kwargs):
        result = save(page, *args, **kwargs)
        states.append(ArticlePage.objects.get(pk=page.pk).live)
        return result

    monkeypatch.setattr(ArticlePage, "save", noting)
    moment = later(2)
    create(admin_client, make_section(), publish=True, source=make_source().pk, **{field: in_form(moment)})
    article = ArticlePage.objects.get()
    assert states
    assert not any(states)
    assert article.scheduled_revision.approved_go_live_at == moment
    assert article.revisions.filter(approved_go_live_at__isnull=False).count() == 1


def test_an_embargo_on_a_live_article_waits_with_the_edit(admin_client):
    article = make_article("Dam reopens")
    edit(
        admin_client,
        article,
        publish=True,
        title="Dam bursts",
        source=article.source_id,
        embargoed_until=in_form(later(2)),
    )
    article = ArticlePage.objects.get()
    assert (article.live, article.title) == (True, "Dam reopens")
    assert article.scheduled_revision.as_object().title == "Dam bursts"


def test_an_embargo_after_the_expiry_is_refused(admin_client):
    response = create(
        admin_client,
        make_section(),
        source=make_source().pk,
        embargoed_until=in_form(later(5)),
        expire_at=in_form(later(2)),
    )
    assert "nobody would ever see it" in str(errors_of(response))


@pytest.mark.parametrize(("to", "expected"), [("", None), (3, 3)])
def test_the_schedule_follows_the_embargo_when_an_editor_moves_it(admin_client, to, expected):
    first = later(2)
    draft = make_draft(embargoed_until=first)
    opened = draft.latest_revision.as_object()
    assert opened.go_live_at == first
    response = edit(
        admin_client,
        draft,
        source=draft.source_id,
        go_live_at=in_form(first),
        embargoed_until=in_form(later(to)) if to else "",
    )
    assert response.status_code == 302
    saved = ArticlePage.objects.get().latest_revision.as_object()
    assert saved.go_live_at == (later(expected) if expected else None)


def test_a_published_notice_comes_back_whatever_an_older_version_says():
    article = make_article()
    before = article.save_revision()
    article.notices.add(ArticleNotice(kind="correction", text="It was Monday.", at=NOON))
    with_notice = article.save_revision()
    with_notice.publish()
    before.publish()
    assert [notice.text for notice in ArticlePage.objects.get().notices.all()] == ["It was Monday."]
    with_notice.publish()
    assert [notice.text for notice in ArticlePage.objects.get().notices.all()] == ["It was Monday."]


def test_a_notice_of_a_draft_may_go_again():
    draft = make_draft()
    bare = draft.latest_revision
    draft.notices.add(ArticleNotice(kind="update", text="x", at=NOON))
    draft.save_revision()
    bare.publish()
    assert not ArticlePage.objects.get().notices.exists()


def publish_several(client, *pages, **fields):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    return client.post(address + "?" + urlencode([("id", page.pk) for page in pages]), fields, follow=True)


def test_several_articles_are_published_at_once(admin_client):
    drafts = [make_draft("Dam reopens"), make_draft("Port opens")]
    publish_several(admin_client, *drafts)
    assert ArticlePage.objects.released().count() == 2


def test_of_a_section_nothing_is_published_while_one_draft_in_it_is_not_complete_and_it_is_named(admin_client):
    section = make_section()
    make_draft("Dam reopens", under=section)
    bare = make_draft("Port opens", under=section)
    bare.source = None
    bare.save_revision()
    response = publish_several(admin_client, section, include_descendants="on")
    said = [str(message) for message in response.context["messages"]]
    assert said == ["Nothing was published. “Port opens”: Credit a source before publishing."]
    assert not ArticlePage.objects.live().exists()


def test_a_section_can_be_published_with_others(admin_client):
    section = make_section(live=False)
    publish_several(admin_client, section)
    section.refresh_from_db()
    assert section.live


# The desk's screens


@pytest.mark.parametrize("model", ["source", "topic", "contributor"])
def test_sources_topics_and_people_are_listed_searched_and_edited(admin_client, model):
    row = {"source": make_source, "topic": make_topic, "contributor": make_contributor}[model]()
    name = f"wagtailsnippets_newsroom_{model}"
    assert row.name in admin_client.get(reverse(f"{name}:list")).content.decode()
    assert row.name in admin_client.get(reverse(f"{name}:list"), {"q": row.name}).content.decode()
    for address in (reverse(f"{name}:edit", args=(row.pk,)), reverse(f"{name}:add")):
        assert admin_client.get(address).status_code == 200


def test_sources_are_filtered_by_how_far_they_may_go(admin_client):
    make_source("Xinhua", reach="site")
    make_source("China Daily")
    page = admin_client.get(reverse("wagtailsnippets_newsroom_source:list"), {"reach": "site"}).content.decode()
    assert "Xinhua" in page
    assert "China Daily" not in page


def test_a_source_in_use_says_so_when_it_is_to_be_deleted(admin_client):
    source = make_article().source
    address = reverse("wagtailsnippets_newsroom_source:delete", args=(source.pk,))
    admin_client.post(address)
    assert Source.objects.filter(pk=source.pk).exists()


def test_all_articles_are_listed_with_source_and_embargo(admin_client, django_assert_max_num_queries):
    make_article("Dam reopens")
    make_article("Port opens", embargoed_until=later(2))
    page = admin_client.get(reverse("articles:index")).content.decode()
    assert "Dam reopens" in page
    assert "China Daily" in page
    assert timezone.localtime(later(2)).strftime("%H:%M") in page
    found = admin_client.get(reverse("articles:index"), {"state": "live"}).content.decode()
    assert "Port opens" not in found


def test_the_menu_has_one_news_desk(admin_client):
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert page.count('"News desk"') == 1


# Wagtail's API


def test_the_api_publishes_no_article_without_a_source(client, admin_user):
    token = APIToken.generate_token()
    APIToken.objects.create(user=admin_user, name="desk", key_hash=APIToken.hash_token(token))
    section = make_section()

    def post(**meta):
        payload = {
            "title": "Dam reopens",
            "meta": {"type": "newsroom.ArticlePage", "parent_id": section.pk, **meta},
        }
        return client.post(
            "/api/v3/pages/",
            json.dumps(payload),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    assert post(action="publish").status_code == 422
    assert not ArticlePage.objects.exists()
    assert post().status_code == 201
    assert not ArticlePage.objects.get().live
