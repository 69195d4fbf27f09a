"""Preview modes: the unsaved article as each profile would have it, with what was done and why."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from newsroom.previews import profile_modes
from tests.make import make_article, make_image, make_source

pytestmark = pytest.mark.django_db

BODY = [
    ("paragraph", '<p>The dam <a href="https://x.example/?utm_source=a">reopened</a>.</p>'),
    ("table", {"data": [["Dam", "Level"], ["Upper", "84"]], "first_row_is_table_header": True}),
]


def previewed(page, mode):
    """The main part of the preview, as an editor sees it in the panel."""
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return BeautifulSoup(response.rendered_content, "lxml").main


@pytest.mark.parametrize("mode", [mode for mode, _ in profile_modes()])
def test_every_profile_shows_the_unsaved_article(mode):
    page = make_article(
        "Dam reopens after repairs", body=BODY, summary="A summary.", lead_image=make_image(size=(900, 600))
    )
    page.title = "Dam reopens at last, and ships pass"
    seen = previewed(page, mode)
    headline = seen.select_one("article h2")
    assert headline.text == page.title if headline else seen.select_one(".preview-problem").text
    assert "What was done, and why" in seen.text
    assert "utm_source" in seen.select_one("pre").text


def test_what_was_removed_is_told_rule_by_rule():
    rows = previewed(make_article(body=BODY), "profile-plain").select("tbody tr")
    told = {row.th.text.strip(): row.find_all("td")[1].text for row in rows}
    assert told["link.tracking"] == "Its parameters follow the reader."


def test_the_body_is_the_partners_and_keeps_its_credit():
    shown = previewed(make_article(body=BODY), "profile-generic").select_one("article")
    assert "SOURCE China Daily" in shown.text
    assert shown.find("a")["href"] == "https://x.example/"


def test_a_story_that_the_profile_withholds_says_why():
    page = make_article(source=make_source("Local Paper", reach="public"))
    assert "lets its stories reach public" in previewed(page, "profile-msn").select_one(".preview-problem").text


def test_an_embargoed_draft_is_shown_as_an_advance_copy():
    page = make_article(embargoed_until=timezone.now() + timedelta(days=1))
    assert "embargo" in previewed(page, "profile-generic").select_one("article").text.casefold()


def test_no_script_of_a_paste_runs_in_the_preview():
    page = make_article(body=[("paragraph", "<p>Hello</p><script>alert(1)</script><img src=x onerror=alert(2)>")])
    shown = previewed(page, "profile-generic").select_one("article")
    assert not shown.select("script, [onerror]")


def test_our_own_page_comes_first_and_stays_as_it_was():
    page = make_article()
    assert page.preview_modes[0][0] == ""
    assert page.make_preview_request(preview_mode="").status_code == 200
