"""How many clicks and keys a new article takes, against the same fields in panels of Wagtail's own."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from benchmarks.desk import plain_panels
from newsroom.models import ArticlePage
from tests.make import make_section, make_source, make_topic


@dataclass(slots=True, kw_only=True)
class Hand:
    """Does what an editor does and counts it; the words themselves are not counted."""

    page: Any  # Playwright's
    clicks: int = 0
    keys: int = 0

    def click(self, selector: str) -> None:
        self.page.locator(selector).locator("visible=true").first.click()
        self.clicks += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def tab_to(self, field: str) -> None:
        for _ in range(12):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.id") == field:
                return
        raise AssertionError(f"{field} was not reached")


def write_article(hand: Hand, section: Any, add_topic: Any) -> tuple[int, int]:
    """From the section's page to a published article with every field of the first tab and a topic."""
    hand.click("a[href*='/add_subpage/']")
    hand.click("a[href*='/add/newsroom/articlepage/']")
    hand.page.wait_for_load_state("networkidle")
    hand.page.wait_for_timeout(2500)
    hand.click("#id_title")
    hand.write("Dam reopens")
    hand.page.wait_for_function("location.pathname.endsWith('/edit/')")
    for field, words in (("slugline", "DAM"), ("summary", "It is open."), ("dateline_place", "PARIS")):
        hand.tab_to(f"id_{field}")
        hand.write(words)
    hand.click("#id_source-chooser button:has-text('Choose')")
    hand.click("a[data-chooser-modal-choice]")
    hand.click("[data-contentpath=body] .c-sf-add-button")
    hand.click("[role=option]:has-text('Paragraph')")
    hand.page.locator("[data-contentpath=body] [contenteditable=true]").first.wait_for()
    hand.write("It reopened on Monday.")
    add_topic(hand)
    hand.click("footer [data-w-dropdown-target=toggle]")
    hand.click("[name=action-publish]")
    hand.page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    return hand.clicks, hand.keys


def tick_topic(hand: Hand) -> None:
    hand.page.select_option("#id_topics", label="World trade")
    hand.clicks += 1


def find_topic(hand: Hand) -> None:
    hand.click("[role=tab]:has-text('Credits and topics')")
    hand.click("#id_topics")
    hand.write("trade")
    hand.page.wait_for_selector(".newsroom-topics__found li")
    hand.press("Enter")


@pytest.fixture
def section(live_site):
    make_source()
    make_topic("World trade")
    return make_section()


def counted(site: Any, section: Any, add_topic: Any) -> tuple[int, int]:
    return write_article(Hand(page=site.open_admin(f"/admin/pages/{section.pk}/")), section, add_topic)


def test_a_new_article_takes_one_click_and_one_key_more_than_in_wagtails_own_panels(live_site, section, monkeypatch):
    clicks, keys = counted(live_site, section, find_topic)
    monkeypatch.setattr(ArticlePage, "edit_handler", plain_panels())
    ArticlePage.get_edit_handler.cache_clear()
    try:
        plain_clicks, plain_keys = counted(live_site, section, tick_topic)
    finally:
        monkeypatch.undo()
        ArticlePage.get_edit_handler.cache_clear()
    assert ArticlePage.objects.filter(live=True).count() == 2
    # The tab and the box instead of one option of a list; Enter takes what was found.
    assert (clicks, keys) == (plain_clicks + 1, plain_keys + 1)
