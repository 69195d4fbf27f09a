"""The readers' pages in a real browser: accessible, fitting, still, and silent towards other hosts."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from wagtail.models import Locale, Site

from home.models import AboutPage
from newsroom.models import ArticleCredit, ArticleNotice, SourceIndexPage, TopicIndexPage
from syndication.actions import KillAction
from tests.make import make_article, make_contributor, make_image, make_outlet, make_section, make_source, make_topic

BODY = [
    ("paragraph", '<p>The dam reopened. <a href="https://acme.example/">Its owner</a> was glad.</p>'),
    ("heading", {"text": "What happened", "level": "2"}),
    ("list", {"ordered": True, "items": ["First this", "then that"]}),
    ("quote", {"text": "I am glad.", "attribution": "The owner"}),
    ("fact_box", {"title": "In figures", "text": "<ul><li>48 metres</li></ul>"}),
    ("table", {"data": [["Dam", "Level"], ["Upper", "84"]], "first_row_is_table_header": True}),
    ("embed", {"url": "https://posts.example/1", "title": "A post about it"}),
    ("embed", {"url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ", "title": "A film of it"}),
    ("audio", {"url": "https://audio.example/1.mp3", "title": "The owner speaks", "transcript": "<p>I am glad.</p>"}),
]
TEXTS = {
    "zh-hans": ("大坝四年后重新开放", "大坝于周一重新开放。"),
    "ar": ("السد يفتح أبوابه من جديد", "افتُتح السد يوم الاثنين."),
}
PAGES = {
    "/": 200, "/news/": 200, "/news/dam/": 200, "/sources/": 200, "/sources/china-daily/": 200, "/topics/": 200,
    "/topics/trade/": 200, "/search/?q=dam": 200, "/search/?q=zebra": 200, "/feeds/": 200, "/nothing/": 404,
    "/feeds/public/": 200, "/feeds/public/sources/china-daily/": 200, "/ar/feeds/public/": 200,
    "/archive/": 200, "/archive/2025/3/": 200, "/archive/2025/3/9/": 200, "/people/": 200, "/people/ana/": 200,
    "/corrections/": 200, "/about/": 200, "/offline/": 200, "/search/?q=dam&topic=trade": 200, "/ar/corrections/": 200,
    "/news/gone/": 410, "/zh-hans/news/dam/": 200, "/ar/news/dam/": 200, "/ar/": 200,
}  # fmt: skip


@pytest.fixture
def paper(live_site):
    """The paper in three languages, with one article that holds every kind of block and one that was killed."""
    home = Site.objects.get().root_page.specific
    home.add_child(instance=SourceIndexPage(title="Sources", slug="sources"))
    home.add_child(instance=TopicIndexPage(title="Topics", slug="topics"))
    make_outlet("public", name="All stories", access="open", profile="public")
    source = make_source("China Daily", required_disclosure="Distributed on behalf of it.", logo=make_image("logo"))
    section = make_section("News")
    picture = make_image(size=(1600, 1000), credit="Li Na")
    now = timezone.now()
    article = make_article(
        "Dam reopens after four years",
        slug="dam",
        under=section,
        source=source,
        summary="A summary.",
        genre="Press Release",
        dateline_place="BEIJING",
        lead_image=picture,
        lead_caption="The dam.",
        body=[*BODY, ("gallery", {"title": "Two views", "images": [{"image": picture, "caption": "One", "alt": ""}]})],
        topics=[make_topic("Trade")],
        credits=[ArticleCredit(role="byline", contributor=make_contributor("Ana", biography="Writes."))],
        notices=[ArticleNotice(kind="correction", text="It was 48.", at=now)],
    )
    about = AboutPage(
        title="About us", slug="about", responsible="Ana", email="a@b.example", body="<h2>Us</h2><p>Six.</p>"
    )
    about.corrections_policy = about.sources_policy = "<p>We tell.</p>"
    home.add_child(instance=about)
    make_article(
        "Of long ago", under=section, source=source, first_published_at=datetime(2025, 3, 9, 23, 30, tzinfo=UTC)
    )
    make_article("Another about the dam", under=section, source=source, topics=list(article.topics.all()))
    gone = make_article("Wrong", slug="gone", under=section, source=source)
    KillAction(gone, reason="The figures were wrong.").execute(skip_permission_checks=True)
    for code, (headline, words) in TEXTS.items():
        edition = home.copy_for_translation(Locale.objects.create(language_code=code))
        edition.save_revision().publish()
        make_article(
            headline,
            slug="dam",
            under=make_section("News", under=edition, slug="news"),
            source=source,
            lead_image=picture,
            body=[("paragraph", f"<p>{words}</p>"), *BODY[1:]],
            first_published_at=now - timedelta(hours=2),
        )
    return live_site


def window(paper, *, width=1280, scheme="light", **options):
    context = paper.browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    return context.new_page()


# Colours are the same at every width, and the layout in every scheme.
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_axe_finds_nothing_on_any_page(paper, width, scheme):
    page, axe, found = window(paper, width=width, scheme=scheme), Axe(), {}
    for path, status in PAGES.items():
        assert page.goto(paper.url + path).status == status, path
        for violation in axe.run(page).response["violations"]:
            found[path, violation["id"]] = [node["html"] for node in violation["nodes"]]
    assert found == {}


def test_every_page_fits_the_narrowest_screen_and_wide_text(paper):
    page, too_wide = window(paper, width=320, bypass_csp=True), {}  # it forbids the style that is added here
    for path in PAGES:
        page.goto(paper.url + path)
        # WCAG 1.4.12: the spacing that a reader may set.
        page.add_style_tag(content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }")
        if (spill := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            too_wide[path] = spill
    assert too_wide == {}


def test_a_page_asks_no_other_host_and_does_not_move_while_it_loads(paper):
    page, asked = window(paper, timezone_id="America/St_Johns"), set()  # where every time is written anew
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for path in PAGES:
        page.goto(paper.url + path, wait_until="networkidle")
        assert page.evaluate("shift") == 0, path
    assert asked == {paper.url}


def test_a_reader_without_javascript_searches_and_reads(paper):
    page = window(paper, java_script_enabled=False)
    page.goto(paper.url)
    page.fill("#search-foot", "dam")
    page.click(".colophon button")
    page.click(".rows h2 a >> text=Dam reopens")
    assert page.inner_text("h1") == "Dam reopens after four years"


def test_times_stand_in_the_readers_own_zone(paper):
    for zone, path, shown in (
        ("UTC", "/archive/2025/3/9/", "9 March, 23:30 UTC"),
        ("America/New_York", "/archive/2025/3/9/", "9 March, 19:30 GMT-4"),
        ("Asia/Shanghai", "/archive/2025/3/9/", "10 March, 07:30 GMT+8"),
        ("Asia/Shanghai", "/zh-hans/search/?q=long", "3月10日 07:30 GMT+8"),
        ("Asia/Shanghai", "/ar/search/?q=long", "10 مارس، 07:30 GMT+8"),
    ):
        page = window(paper, timezone_id=zone)
        page.goto(paper.url + path)
        time = page.locator(".card__by time")
        assert time.inner_text().replace("EDT", "GMT-4") == shown
        assert zone == "UTC" or "23:30 UTC" in time.get_attribute("title")


def test_a_story_is_shared_by_its_address_and_by_mail(paper):
    context = paper.browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{paper.url}/news/dam/?utm_source=elsewhere")
    page.click("[data-shares=copy]")
    assert page.inner_text("#shared:not(:empty)") == "The address is copied."
    assert page.evaluate("navigator.clipboard.readText()") == f"{paper.url}/news/dam/"
    assert page.get_attribute(".share a", "href").endswith("%2Fnews%2Fdam%2F")


def test_a_film_is_asked_for_by_a_click_and_framed_as_the_policy_allows(paper):
    page, asked, said = window(paper), [], []
    page.route("https://**/*", lambda route: route.fulfill(content_type="text/html", body="<p>The film.</p>"))
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{paper.url}/news/dam/", wait_until="networkidle")
    assert all(address.startswith(paper.url) for address in asked)
    page.keyboard.press("Tab")
    page.focus(".player__start")
    page.keyboard.press("Enter")
    film = page.frame_locator("iframe[title='A film of it']")
    assert film.locator("p").inner_text() == "The film."
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert [address for address in asked if not address.startswith(paper.url)] == [
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"
    ]
    page.evaluate("document.querySelector('iframe').src = 'https://evil.example/'")
    page.wait_for_timeout(300)
    assert "https://evil.example/" not in asked
    assert ["frame-src" in text for text in said] == [True]


def test_a_film_is_a_titled_link_where_no_script_may_run(paper):
    page = window(paper, java_script_enabled=False)
    page.goto(f"{paper.url}/news/dam/")
    assert page.is_hidden(".player button")
    assert page.get_attribute(".player a >> text=A film of it", "href") == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def test_an_address_of_a_feed_is_copied_by_its_button(paper):
    context = paper.browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{paper.url}/feeds/public/")
    page.click("button >> nth=1")
    assert page.evaluate("navigator.clipboard.readText()") == f"{paper.url}/feeds/public.atom"
    assert page.inner_text("[role=status]") == "Copied"


def test_without_javascript_one_click_selects_an_address(paper):
    page = window(paper, java_script_enabled=False)
    page.goto(f"{paper.url}/feeds/public/")
    assert page.is_hidden(".addresses button")
    page.click(".addresses code >> nth=0")
    page.keyboard.press("Control+C")
    page.goto(f"{paper.url}/search/")
    page.click("#search-main")
    page.keyboard.press("Control+V")
    assert page.input_value("#search-main") == f"{paper.url}/feeds/public.rss"


@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_an_open_feed_is_a_page_to_look_at(paper, extension):
    page = window(paper, width=320)
    page.goto(f"{paper.url}/feeds/public.{extension}")
    title = page.locator(":is(item, entry) > title").first
    assert title.is_visible()
    assert "700" in title.evaluate("element => getComputedStyle(element).fontWeight")
    assert page.locator("encoded, content").first.is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_reaches_the_content_first(paper):
    page = window(paper)
    page.goto(paper.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_arabic_reads_from_the_right(paper):
    page = window(paper)
    page.goto(f"{paper.url}/ar/news/dam/")
    left, right = page.evaluate(
        "(() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('h1'));"
        "const box = range.getBoundingClientRect(); return [box.left, innerWidth - box.right] })()"
    )
    assert right < left
