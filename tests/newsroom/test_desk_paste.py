"""Pasted wire copy: what is recognised, what stays, and the draft that is made of it."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupPagePermission

from newsroom.desk.filling import form_state
from newsroom.desk.making import make_draft
from newsroom.desk.paste import LONGEST, Unreadable, read_paste
from newsroom.models import ArticlePage, Source
from syndication.wire.ingest._text.decoding import decode
from tests.make import NOON, make_section, make_source

pytestmark = pytest.mark.django_db

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures" / "text").glob("*.txt"))

RELEASE = """Rice museum opens in Changsha

By Lin Mei

CHANGSHA, Nov. 23, 2026 /PRNewswire/ -- A museum of rice opens in Changsha on Tuesday, the city said.

It is the largest of its kind.

SOURCE China Daily

View original content: https://www.prnewswire.example/rice.html
"""

WORD = (
    "<p class=MsoNormal>Rice museum opens in Changsha<o:p></o:p></p><p class=MsoNormal>By Lin Mei</p>"
    "<p class=MsoNormal>CHANGSHA, Nov. 23, 2026 (China Daily) -- A <b>museum of rice</b> opens in Changsha on Tuesday, the"
    ' city <a href="https://city.example/?utm_source=mail">said</a>.</p>'
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>"
    "Seeds</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span>"
    "</span>Tools</p><table><tr><td>Rooms</td><td>40</td></tr></table><p>SOURCE China Daily</p>"
)


def fields_of(pasted):
    return {field.name: (field.shown, field.certainty, field.line) for field in pasted.fields}


def test_each_field_says_how_sure_it_is_and_where_it_stood():
    make_source("China Daily")
    pasted = read_paste(RELEASE, "", NOON)
    assert fields_of(pasted) == {
        "headline": ("Rice museum opens in Changsha", "certain", 1),
        "dateline": ("CHANGSHA, 23 November 2026", "certain", 5),
        "source": ("China Daily", "certain", 9),
        "distributor": ("PR Newswire", "certain", 0),
        "byline": ("Lin Mei", "likely", 3),
        "body": ("2 paragraphs", "certain", 0),
    }
    assert pasted.source == Source.objects.get()
    assert pasted.rest == "View original content: https://www.prnewswire.example/rice.html"


def test_a_source_is_found_by_its_other_names():
    source = make_source("China Daily", aliases="中国日报")
    pasted = read_paste("大坝重新开放\n\n新华社北京11月22日电 大坝周一重新开放。\n\n来源：中国日报", "", NOON)
    assert (pasted.source_named, pasted.source) == ("中国日报", source)


def test_what_word_had_bold_linked_listed_or_in_a_table_stays_so_and_the_dateline_leaves_the_text():
    pasted = read_paste("", WORD, NOON)
    assert pasted.story.headline == "Rice museum opens in Changsha"
    assert pasted.story.body == (
        '<p>A <strong>museum of rice</strong> opens in Changsha on Tuesday, the city <a href="https://city.example/">said</a>.</p>'
        "<ul><li>Seeds</li><li>Tools</li></ul><table><tbody><tr><td>Rooms</td><td>40</td></tr></tbody></table>"
    )
    assert pasted.rest == ""


def test_google_docs_text_is_not_bold_throughout():
    html = '<b style="font-weight:normal;" id="docs-internal-guid-1"><p>Dam reopens</p><p>PARIS, Nov. 23, 2026 -- The <span style="font-weight:700">big</span> dam reopened on Monday.</p></b>'
    assert read_paste("", html, NOON).story.body == "<p>The <strong>big</strong> dam reopened on Monday.</p>"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("as_html", [False, True], ids=["text", "html"])
def test_no_word_is_lost(path, as_html):
    text = decode(path.read_bytes()).text
    html = "".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in text.split("\n")) if as_html else ""
    pasted = read_paste(text, html, NOON)
    shown = [part for field in pasted.fields for part in (field.shown, *field.remarks)]
    kept = unescape(re.sub("<[^>]+>", " ", " ".join([pasted.story.body, pasted.rest, *pasted.remarks, *shown])))
    # A day is kept as a day and a distributor under its own name, not as they were spelt.
    kept += "prnewswire globe newswire décembre novembre novembro noviembre" + pasted.story.closing_line
    words = re.findall(r"[a-zà-ÿ]{5,}|[\u4e00-\u9fff]{3,}", text.casefold())
    assert [word for word in words if word not in kept.casefold()] == []


def test_an_ambiguous_zone_offers_each_moment_that_it_may_mean():
    make_source("City of Changsha")
    text = FIXTURES[0].with_name("embargo-in-an-ambiguous-zone.txt").read_text()
    pasted = read_paste(text, "", NOON)
    assert [(zone.until, zone.label[:25]) for zone in pasted.zones] == [
        (datetime(2026, 11, 24, 15, 30, tzinfo=UTC), "US Central Standard Time "),
        (datetime(2026, 11, 24, 1, 30, tzinfo=UTC), "China Standard Time (UTC+"),
    ]
    assert {field.name: field.certainty for field in pasted.fields}["embargoed_until"] == "unsure"


def test_what_is_too_long_or_empty_is_refused_in_a_sentence():
    with pytest.raises(Unreadable, match="longer than 500,000 characters"):
        read_paste("x" * (LONGEST + 1), "", NOON)
    with pytest.raises(Unreadable, match="nothing in the box"):
        read_paste(" \n", "", NOON)
    with pytest.raises(Unreadable, match="formatting cannot be read"):
        read_paste("x", "<div>" * 100_000, NOON)


def test_the_form_is_filled_with_what_its_fields_take():
    source = make_source("China Daily")
    state = form_state(read_paste(RELEASE, "", NOON))
    assert state["words"]["title"] == "Rice museum opens in Changsha"
    assert state["words"]["dateline_date"] == "2026-11-23"
    assert state["source"]["id"] == source.pk
    assert state["writers"] == ["Lin Mei"]
    assert [block["type"] for block in state["body"]] == ["paragraph"]


# -- The screen --------------------------------------------------------------------------------------------------------


def send(client, section, step, text=RELEASE, **fields):
    return client.post(reverse("paste:index"), {"section": section.pk, "text": text, step: "1", **fields})


def test_nothing_is_made_before_it_was_checked(admin_client):
    make_source("China Daily")
    response = send(admin_client, make_section(), "check")
    assert "Rice museum opens in Changsha" in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_a_draft_is_made_of_it_that_belongs_to_who_pasted_it(admin_client, admin_user):
    source, section = make_source("China Daily"), make_section()
    response = send(admin_client, section, "make", source=source.pk)
    draft = ArticlePage.objects.get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (draft.live, draft.title, draft.source, draft.owner) == (
        False,
        "Rice museum opens in Changsha",
        source,
        admin_user,
    )
    assert [str(credit) for credit in draft.credits.all()] == ["Lin Mei"]
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "Left out: View original content" in history


def test_an_unknown_source_is_never_made(admin_client):
    section = make_section()
    shown = send(admin_client, section, "check").content.decode()
    assert "“China Daily” is not on file" in shown
    send(admin_client, section, "make")
    assert ArticlePage.objects.get().source is None
    assert not Source.objects.exists()


def test_the_rest_goes_into_the_body_when_asked(admin_client):
    send(admin_client, make_section(), "make", keep_rest="on")
    assert "View original content" in str(ArticlePage.objects.get().body)


def test_the_zone_that_was_chosen_counts(admin_client):
    text = FIXTURES[0].with_name("embargo-in-an-ambiguous-zone.txt").read_text()
    send(admin_client, make_section(), "make", text=text, zone="1")
    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    assert draft.embargoed_until == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def test_the_same_copy_again_is_said_and_makes_a_second_article_all_the_same(admin_client):
    section = make_section()
    send(admin_client, section, "make")
    assert "The same copy is on file already" in send(admin_client, section, "check").content.decode()
    send(admin_client, section, "make")
    assert len({article.external_id for article in ArticlePage.objects.all()}) == 2


def test_an_error_leaves_the_text_in_the_box(admin_client):
    section = make_section()
    text = f"The very words. {'x' * LONGEST}"
    shown = send(admin_client, section, "check", text=text).content.decode()
    assert "longer than 500,000 characters" in shown
    assert "The very words." in shown


def test_only_who_may_add_in_a_section_makes_a_draft_there(client, django_user_model):
    allowed, forbidden = make_section("Allowed"), make_section("Forbidden")
    reporters = Group.objects.create(name="Local desk")
    reporters.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=reporters, page=allowed, permission=Permission.objects.get(codename="add_page")
    )
    ada = django_user_model.objects.create_user("ada", password="x")
    client.force_login(ada)
    assert client.get(reverse("paste:index")).status_code == 302
    ada.groups.add(reporters)
    shown = client.get(reverse("paste:index")).content.decode()
    assert "Allowed" in shown
    assert "Forbidden" not in shown
    assert send(client, forbidden, "make").status_code == 200
    assert not ArticlePage.objects.exists()
    assert send(client, allowed, "make").status_code == 302
    draft = ArticlePage.objects.get()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200


def test_the_box_on_the_edit_page_answers_with_what_to_check_and_to_fill(admin_client):
    make_source("China Daily")
    answer = admin_client.post(
        reverse("newsroom_read_paste"), {"text": "<script>alert(1)</script>\n\n" + RELEASE}
    ).json()
    assert "<script>" not in answer["html"]
    assert answer["fill"]["source"]["string"] == "China Daily"
    assert admin_client.post(reverse("newsroom_read_paste"), {"text": ""}).json() == {
        "problem": "There is nothing in the box yet."
    }


def test_what_is_remarked_is_said_in_the_language_of_the_editor():
    copy = f"EMBARGOED UNTIL 00:01 CST, Nov. 24\n\n{RELEASE.replace('SOURCE China Daily', '')}"
    with override("zh-hans"):
        read = read_paste(copy, "", NOON)
    remarks = {field.name: field.remarks for field in read.fields}
    assert remarks["source"] == ("文本没有指明来源：请选择。",)
    assert "CST 可指美国中部时间或中国标准时间" in remarks["embargoed_until"][0]
    assert len(read.zones) == 2


def test_what_filing_remarks_is_said_in_the_language_of_the_editor(django_user_model):
    make_source("China Daily", embargo_hours=24)
    read = read_paste(RELEASE, "", NOON)
    user = django_user_model.objects.create_superuser("ada")
    with override("zh-hans"):
        _, remarks = make_draft(read, make_section(), read.source, user, keep_rest=False)
    assert any(remark.startswith("China Daily要求其稿件延后 24 小时发布") for remark in remarks)
