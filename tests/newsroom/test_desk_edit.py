"""The edit page of an article: its tabs, what it says of embargo, source and notices, and what it costs."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.test.utils.form_data import inline_formset

from newsroom.models import ArticleNotice, ArticlePage
from tests.make import HOUR, NOON, make_article, make_draft, make_outlet, make_section, make_source, make_topic
from tests.newsroom.test_admin import edit, entered, in_form

pytestmark = pytest.mark.django_db


def opened(client, article):
    return client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()


def fields_in(panel):
    if isinstance(panel, FieldPanel):
        return [panel.field_name]
    return [name for child in getattr(panel, "children", []) for name in fields_in(child)]


def test_at_most_five_tabs_in_the_order_of_the_work():
    tabs = ArticlePage.get_edit_handler().children
    assert [str(tab.heading) for tab in tabs] == [
        "Story", "Credits and topics", "Rights and embargo", "Notices", "Web address",
    ]  # fmt: skip
    assert fields_in(tabs[0]) == [
        "title", "slugline", "summary", "dateline_place", "dateline_date", "source", "body", "lead_image",
        "lead_caption", "lead_alt",
    ]  # fmt: skip


def test_every_field_that_an_editor_may_write_stands_on_a_tab():
    given = {name for tab in ArticlePage.get_edit_handler().children for name in fields_in(tab)}
    own = {field.name for field in ArticlePage._meta.local_fields if field.editable} | {"topics"}
    assert own - given == {"page_ptr"}


def test_an_embargo_ahead_stands_above_the_tabs_and_on_the_button(admin_client):
    until = (timezone.now() + 3 * HOUR).replace(second=0, microsecond=0)
    shown = opened(admin_client, make_draft(embargoed_until=until))
    moment = timezone.localtime(until)
    assert f"Embargoed until {moment:%-d %b %Y %H:%M} UTC" in shown
    assert f"Publish (embargoed until {moment:%-d %b %Y %H:%M} UTC)" in shown


def test_an_embargo_that_is_over_is_not_spoken_of(admin_client):
    shown = opened(admin_client, make_draft(embargoed_until=timezone.now() - HOUR))
    assert "Publish (embargoed until 2" not in shown
    assert "Embargoed until 2" not in shown


def test_the_page_holds_the_chosen_topics_and_no_other(admin_client):
    chosen = make_topic("Trade")
    make_topic("Culture")
    shown = opened(admin_client, make_article(topics=[chosen]))
    assert f'<option value="{chosen.pk}" selected>Trade</option>' in shown
    assert "Culture" not in shown


def test_topics_are_found_by_a_part_of_their_name_the_beginning_first(admin_client):
    for name in ("World trade", "Trade", "Culture", "Trade fairs"):
        make_topic(name)
    answer = admin_client.get(reverse("newsroom_find_topics"), {"q": "trade"}).json()
    assert [topic["name"] for topic in answer["topics"]] == ["Trade", "Trade fairs", "World trade"]


def test_at_most_twenty_topics_are_answered(admin_client):
    for number in range(25):
        make_topic(f"Topic {number}")
    assert len(admin_client.get(reverse("newsroom_find_topics"), {"q": ""}).json()["topics"]) == 20


def test_the_rules_of_a_source_are_shown_in_words(admin_client):
    source = make_source(
        required_disclosure="Paid for by <China Daily>.", licence="CC BY", reach="nowhere", confirmed=False
    )
    shown = admin_client.get(reverse("newsroom_source_rules", args=[source.pk])).content.decode()
    for words in (
        "SOURCE China Daily",
        "Paid for by &lt;China Daily&gt;.",
        "CC BY",
        "does not allow us",
        "Nobody has confirmed",
    ):
        assert words in shown


@pytest.mark.parametrize("address", ["newsroom_find_topics", "newsroom_source_rules"])
def test_who_writes_nothing_is_told_nothing(client, django_user_model, address):
    ada = django_user_model.objects.create_user("ada", password="x")
    ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(ada)
    arguments = [make_source().pk] if address == "newsroom_source_rules" else []
    assert client.get(reverse(address, args=arguments)).status_code == 302


# -- Notices -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def corrected():
    article = make_article(notices=[ArticleNotice(text="It was forty ships.", at=NOON)])
    article.save_revision().publish()
    return ArticlePage.objects.get()


def sent(article, rows, initial):
    return {"source": article.source_id, "notices": inline_formset(rows, initial=initial)}


def row_of(article, **changed):
    [notice] = article.notices.all()
    return {"id": notice.pk, "kind": notice.kind, "text": notice.text, "at": in_form(notice.at), **changed}


@pytest.mark.parametrize("changed", [{"text": "Never mind."}, {"DELETE": "1"}, {"kind": "update"}])
def test_a_published_notice_can_be_neither_changed_nor_deleted(admin_client, corrected, changed):
    row = row_of(corrected, **changed)
    assert edit(admin_client, corrected, publish=True, **sent(corrected, [row], 1)).status_code == 302
    [notice] = ArticlePage.objects.get().notices.all()
    assert (notice.kind, notice.text) == ("correction", "It was forty ships.")


def test_another_notice_can_be_added_below_it(admin_client, corrected):
    new = {"id": "", "kind": "update", "text": "All have sailed.", "at": in_form(NOON + HOUR)}
    assert (
        edit(admin_client, corrected, publish=True, **sent(corrected, [row_of(corrected), new], 1)).status_code == 302
    )
    assert [notice.text for notice in ArticlePage.objects.get().notices.all()] == [
        "It was forty ships.",
        "All have sailed.",
    ]


def test_a_notice_that_nobody_has_seen_can_be_taken_away(admin_client):
    draft = make_draft(notices=[ArticleNotice(text="Too early.", at=NOON)])
    row = row_of(draft, DELETE="1")
    assert edit(admin_client, draft, **sent(draft, [row], 1)).status_code == 302
    assert list(ArticlePage.objects.get().get_latest_revision_as_object().notices.all()) == []


# -- What it costs -----------------------------------------------------------------------------------------------------


def cost(client, address):
    client.get(address)  # Wagtail and Django keep what they ask once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_opening_asks_as_much_whatever_the_size_of_the_site(admin_client):
    article = make_article(topics=[make_topic()])
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", article.get_parent().pk]),
    ]
    before = [cost(admin_client, address) for address in addresses]
    for number in range(8):
        make_article(f"Story {number}", source=make_source(f"Source {number}"), topics=[make_topic(f"Topic {number}")])
        make_outlet(f"outlet-{number}")
    assert [cost(admin_client, address) for address in addresses] == before


def test_an_article_asks_little_more_than_a_plain_page(admin_client):
    section = make_section()
    article = make_article(under=section, topics=[make_topic()])
    plain = cost(admin_client, reverse("wagtailadmin_pages:edit", args=[section.pk]))
    ours = cost(admin_client, reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert ours <= 2 * plain


def test_autosave_takes_a_story_whose_headline_a_neighbour_has(admin_client):
    make_article("Dam reopens")
    draft = make_draft("Dam opens")
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = admin_client.post(
        address, entered(title="Dam reopens", slug="dam-reopens"), headers={"Accept": "application/json"}
    )
    assert answer.json()["success"] is True


def test_a_new_article_can_be_made_without_leaving_the_first_tab():
    """The headline alone makes a draft; what publishing asks for besides stands on the same tab."""
    first = fields_in(ArticlePage.get_edit_handler().children[0])
    asked = set(ArticlePage(reach="nowhere").publish_problems([])) - {"reach"}  # which is set already
    assert asked <= set(first)
