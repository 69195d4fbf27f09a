"""The verbs in a real browser: correct; withdraw with a second person's yes; kill on a locked page."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from newsroom.models import ArticlePage
from syndication.models import Release, Standing
from tests.make import make_article, make_outlet, make_section, make_source


@pytest.fixture
def desk(live_site, settings):
    """A story that is out, and outlets of three kinds."""
    for slug, profile in (("metro", "generic"), ("msn", "msn"), ("flip", "flipboard")):
        make_outlet(
            slug, name=f"{slug.title()} 晚报", profile=profile, contact_name="Li Na", contact_phone="+86 10 1234"
        )
    article = make_article("Dam reopens", under=make_section(), source=make_source(), summary="After two years.")
    article.save_revision().publish()
    return live_site


def complaints(page):
    """Everything that axe finds, but in Wagtail's own messages, which fade in."""
    found = Axe().run(page, context={"exclude": [[".messages"]]}).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def press(page, words):
    """A verb in the “…” menu of the article's header."""
    page.locator(".w-slim-header button[aria-label='Actions']").first.click()
    page.get_by_role("link", name=words).first.click()
    page.wait_for_url("**/admin/stories/**")


def story():
    return ArticlePage.objects.get()


@pytest.mark.parametrize("width", [1280, 390])
def test_correct(desk, width):
    draft = story()
    draft.title = "Dam reopens in May"
    draft.save_revision()
    page = desk.open_admin(f"/admin/pages/{draft.pk}/edit/")
    page.set_viewport_size({"width": width, "height": 900})
    press(page, "Correct")
    assert "in May" in page.inner_text("main table")
    assert (complaints(page), fits(page)) == ([], True)
    notice = page.locator("[data-syndication-notice-target=preview]")
    assert not notice.is_visible()
    page.fill("[name=note]", "It reopened in May. 水坝五月重开。")
    page.check("[name=kind][value=clarification]")
    assert "Clarification" in notice.inner_text()
    assert "It reopened in May. 水坝五月重开。" in notice.inner_text()
    assert (complaints(page), fits(page)) == ([], True)
    page.check("[name=kind][value=correction]")
    page.click("text=Publish the correction")
    page.wait_for_selector("text=The correction is out.")
    assert (Release.objects.last().kind, story().title) == ("correction", "Dam reopens in May")


def test_withdraw_when_a_second_person_says_yes(desk, settings):
    settings.SYNDICATION_APPROVED_VERBS = ["withdraw"]
    reporter = desk.open_admin(f"/admin/pages/{story().pk}/edit/")
    press(reporter, "Withdraw")
    assert "ask them yourself" in reporter.inner_text("main")
    assert (complaints(reporter), fits(reporter)) == ([], True)
    assert not reporter.locator("[name=outlets]").first.is_visible()
    reporter.check("[name=whom][value=some]")
    assert reporter.locator("[name=outlets]").first.is_visible()
    assert not reporter.locator("[name=keep_page]").is_visible()
    reporter.check("[name=whom][value=everybody]")
    assert not reporter.locator("[name=outlets]").first.is_visible()
    reporter.fill("[name=reason]", "The study was retracted.")
    reporter.click("text=Ask for it")
    reporter.wait_for_selector("text=waits for a second person")
    assert Standing.objects.get().usable

    chief = desk.open_admin("/admin/verb_requests/", username="chief")
    assert complaints(chief) == []
    chief.click("text=Dam reopens")
    chief.wait_for_selector("text=Yes, do it")
    assert (complaints(chief), fits(chief)) == ([], True)
    chief.click("text=Yes, do it")
    chief.wait_for_selector("text=No outlet had fetched it")
    assert (complaints(chief), fits(chief)) == ([], True)
    assert not Standing.objects.get().usable
    assert not story().live


def locked():
    ArticlePage.objects.update(locked=True)


def scheduled():
    """An edit that waits for its hour locks the live page for everybody."""
    draft = story().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    draft.save_revision().publish()
    assert (story().live, type(story().get_lock()).__name__) == (True, "ScheduledForPublishLock")


@pytest.mark.parametrize(("lock", "width"), [(locked, 1280), (scheduled, 390)])
def test_kill_on_a_locked_page(desk, lock, width):
    lock()
    page = desk.open_admin(f"/admin/pages/{story().pk}/edit/")
    page.set_viewport_size({"width": width, "height": 900})
    assert "Kill" not in page.inner_text("footer")
    press(page, "Kill everywhere")
    assert (complaints(page), fits(page)) == ([], True)
    page.click("text=Yes, kill it everywhere")
    page.wait_for_selector("text=Say why")
    page.fill("[name=reason]", "Court order.")
    page.click("text=Yes, kill it everywhere")
    page.wait_for_selector("text=No outlet had fetched it")
    assert (complaints(page), fits(page)) == ([], True)
    assert Standing.objects.get().release.cause == "killed"
    page.goto(f"{desk.url}/admin/pages/{story().pk}/edit/")
    assert "Court order." in page.inner_text(".messages")
