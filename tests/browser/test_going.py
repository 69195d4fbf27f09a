"""“Where will this go?” in a real browser: the panel follows the draft, an outlet's preview, the history; accessible everywhere."""

import re

import pytest
from playwright.sync_api import expect

from newsroom.models import ArticlePage
from syndication.models import Outlet
from tests.browser.test_outlets import complaints
from tests.make import make_draft, make_outlet, make_section, make_source

LONG = "An outlet whose name is as long as a name may be and then goes on a little more than anybody would expect"

# Wagtail's own edit page has complaints that are not ours to answer; ours are inside these.
OURS = re.compile(r"going|outlet|wire-history")


@pytest.fixture
def desk(live_site):
    """A draft of a good source, and outlets that answer otherwise."""
    source, section = make_source(), make_section()
    make_draft("港口重新开放", under=section, source=source)
    make_outlet("metro", name=LONG)
    make_outlet("sport", name="体育周报", rules=[(True, "text", "cup final")])
    make_outlet("pictures", name="Pictures Only", overrides=[("picture_required", "true")])
    return live_site


def edit_path():
    return f"/admin/pages/{ArticlePage.objects.get().pk}/edit/"


def our_complaints(page):
    return [one for one in complaints(page) if OURS.search(one[1])]


def opened(desk, path, *, width=1280):
    page = desk.open_admin()
    problems = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(desk.url + path)
    page.click("[data-side-panel-toggle=going]")
    return page, problems


def test_the_panel_follows_the_draft_and_leads_to_what_an_outlet_receives(desk):
    page, problems = opened(desk, edit_path())
    said = page.locator("[data-going-said]")
    expect(said).to_have_text("If you publish now: goes to 1, held for 0, not to 2.")
    expect(page.locator("[data-side-panel-toggle=going] [data-side-panel-toggle-counter]")).to_have_text("1")
    page.fill("#id_title", "Cup final tonight")
    expect(said).to_have_text("If you publish now: goes to 2, held for 0, not to 1.")
    page.fill("#going-filter", "体育")
    expect(page.locator(".going__outlet")).to_have_count(1)
    assert our_complaints(page) == []

    page.click("button[aria-label='See as 体育周报 receives it']")
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_text("As 体育周报 receives it")
    expect(frame.locator("article h2").first).to_have_text("Cup final tonight")
    expect(frame.locator("pre").first).to_contain_text("<title>Cup final tonight</title>")
    alone = page.context.new_page()
    alone.goto(next(frame.url for frame in page.frames if "mode=outlet" in frame.url))
    assert complaints(alone) == []
    assert problems == []


def test_a_new_article_is_judged_before_and_after_it_is_first_saved(desk):
    section = ArticlePage.objects.get().get_parent()
    page, problems = opened(desk, f"/admin/pages/add/newsroom/articlepage/{section.pk}/")
    expect(page.locator(".going .help-block")).to_contain_text("credit a source")
    page.fill("#id_title", "Cup final tonight")
    # Wagtail looks for changes from about two seconds after a page was opened.
    page.locator("#id_slugline").press_sequentially("FINAL", delay=800)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"), timeout=20_000)  # saved by itself
    with page.expect_response(lambda answer: "/edit/preview/?going" in answer.url) as judged:
        page.fill("#id_slugline", "CUP-FINAL-TONIGHT")
    assert judged.value.status == 200
    assert problems == []


@pytest.mark.parametrize("width", [1280, 390])
def test_after_publishing_the_panel_and_the_history_say_who_has_it(desk, width):
    ArticlePage.objects.get().get_latest_revision().publish()
    page, _ = opened(desk, edit_path(), width=width)
    expect(page.locator(".going")).to_contain_text("0 of 2 outlets have fetched the newest version.")
    assert our_complaints(page) == []
    assert page.evaluate("document.querySelector('.going').scrollWidth <= document.querySelector('.going').clientWidth")
    page.click(".going >> text=History on the wire")
    expect(page.locator(".wire-history h2")).to_have_text(["New"])
    expect(page.locator(".wire-history")).to_contain_text("Fetched by 0, not yet by 2")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_thousand_outlets_never_block_typing(desk):
    Outlet.objects.bulk_create(Outlet(name=f"Outlet {number:04}", slug=f"many-{number}") for number in range(1000))
    page, _ = opened(desk, edit_path())
    expect(page.locator("[data-going-said]")).to_contain_text("goes to 1001", timeout=30_000)
    page.evaluate(
        "window.longest = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {"
        " window.longest = Math.max(window.longest, entry.duration) })).observe({type: 'longtask'})"
    )
    page.locator("#id_summary").press_sequentially("The cup final tonight. ", delay=30)
    expect(page.locator("[data-going-said]")).to_contain_text("goes to 1002", timeout=30_000)
    assert page.locator(".going li").count() < 200
    assert (
        page.evaluate("window.longest") < 2000
    )  # milliseconds; a machine that does other things besides has paused that long
