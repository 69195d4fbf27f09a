"""Reading without a connection, in a real browser: nothing unless asked for, and nothing of what was taken back."""

import pytest

from syndication.actions import KillAction
from tests.make import make_article, make_section

KEPT = "caches.open('stories').then((c) => c.keys()).then((all) => all.map((r) => new URL(r.url).pathname))"

# The site's policy forbids the `eval` by which Playwright's own waiting asks.
CONTROLLED = (
    "new Promise((done) => { const worker = navigator.serviceWorker; if (worker.controller) done();"
    " worker.addEventListener('controllerchange', () => done()) })"
)


@pytest.fixture
def reader(live_site):
    """A reader of a paper with three stories."""
    section = make_section()
    for slug in ("dam", "cup", "fair"):
        make_article(f"The {slug}", slug=slug, under=section)
    context = live_site.browser.new_context(base_url=live_site.url)
    return context.new_page()


def ask_for_it(reader):
    reader.goto("/offline/")
    reader.click("#keep")
    reader.evaluate(CONTROLLED)


def read(reader, slug):
    reader.goto(f"/news/{slug}/")
    wait_until(reader, f"all.includes('/news/{slug}/')")


def wait_until(reader, condition):
    """Until the condition holds for `all` that is kept; Playwright's own waiting does not await promises."""
    reader.evaluate(
        f"async () => {{ for (;;) {{ const all = await {KEPT}; if ({condition}) return;"
        " await new Promise((next) => setTimeout(next, 20)) } }"
    )


def test_nothing_is_kept_unless_a_reader_asks(reader):
    reader.goto("/news/dam/")
    reader.goto("/offline/")
    assert reader.evaluate("navigator.serviceWorker.getRegistrations()") == []
    assert reader.evaluate("caches.keys()") == []


def test_what_was_read_is_there_without_a_connection_and_nothing_else(reader):
    ask_for_it(reader)
    read(reader, "dam")
    read(reader, "cup")
    reader.context.set_offline(True)
    reader.goto("/news/dam/")
    assert reader.inner_text("h1") == "The dam"
    reader.goto("/news/fair/")
    assert reader.inner_text("h1") == "Reading without a connection"
    reader.wait_for_selector(".kept li")
    assert reader.locator(".kept a").all_inner_texts() == ["The cup", "The dam"]
    assert reader.locator("#unconnected").is_visible()
    reader.goto("/zh-hans/")
    assert reader.evaluate("document.documentElement.lang") == "zh-Hans"
    reader.context.set_offline(False)


def test_a_story_that_is_killed_is_removed_as_soon_as_there_is_a_connection(reader):
    from newsroom.models import ArticlePage

    ask_for_it(reader)
    read(reader, "dam")
    read(reader, "cup")
    reader.context.set_offline(True)
    KillAction(ArticlePage.objects.get(slug="dam"), reason="Wrong.").execute(skip_permission_checks=True)
    reader.context.set_offline(False)
    wait_until(reader, "!all.includes('/news/dam/')")
    assert reader.evaluate(KEPT) == ["/news/cup/"]
    assert reader.goto("/news/dam/").status == 410


def test_what_was_not_looked_up_for_a_week_is_not_shown(reader):
    ask_for_it(reader)
    read(reader, "dam")
    reader.evaluate(
        "caches.open('stories').then(async (c) => { const [r] = await c.keys(); const a = await c.match(r);"
        "const h = new Headers(a.headers); h.set('X-Looked-At', Date.now() - 8 * 24 * 3600 * 1000);"
        "await c.put(r, new Response(await a.text(), { headers: h })) })"
    )
    reader.context.set_offline(True)
    reader.goto("/news/dam/")
    assert reader.inner_text("h1") == "Reading without a connection"
    reader.context.set_offline(False)


def test_a_reader_stops_it_and_all_of_it_is_gone(reader):
    ask_for_it(reader)
    read(reader, "dam")
    reader.goto("/offline/")
    reader.click("#stop")
    reader.wait_for_selector("#keep:visible")
    assert reader.evaluate("caches.keys()") == []
    assert reader.evaluate("navigator.serviceWorker.getRegistrations()") == []
