"""What Lighthouse audits, by the names it has there, in a real browser over every type of page.

Lighthouse itself comes from npm and is not everywhere; run it by hand as docs/operations.md says.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_readers import PAGES, paper, window

__all__ = ["paper"]  # the fixture

ARTICLE, LISTING = "/news/dam/", "/news/"
FOUND = [path for path, status in PAGES.items() if status == 200]
# The five scripts that a page may come in: Latin from the left, Arabic from the right, each at both widths.
AXE = [
    (width, scheme, forced) for width, scheme, forced in ((320, "light", "none"), (1440, "dark", "none"), (1440, "light", "active"))
]  # fmt: skip


def each_page(paper, question, *, paths=FOUND, **options):
    """What the page answers to `question`, by path, where it answers anything."""
    page, found = window(paper, **options), {}
    for path in paths:
        page.goto(paper.url + path)
        if answer := page.evaluate(question):
            found[path] = answer
    page.context.close()
    return found


# -- Accessibility -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme", "forced"), AXE)
def test_axe_finds_nothing(paper, width, scheme, forced):
    page, axe, found = window(paper, width=width, scheme=scheme, forced_colors=forced), Axe(), {}
    for path in PAGES:
        page.goto(paper.url + path)
        for violation in axe.run(page).response["violations"]:
            found[path, violation["id"]] = [node["html"] for node in violation["nodes"]]
    assert found == {}


SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-block-end: 2em !important }"
)
CLIPPED = """[...document.querySelectorAll('main *, header *')].filter((one) => {
  const style = getComputedStyle(one);
  return one.children.length === 0 && one.textContent.trim() && style.overflow === 'hidden'
    && !style.clipPath.startsWith('inset') && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
}).map((one) => one.outerHTML)"""


def test_at_400_percent_with_the_spacing_a_reader_may_set_nothing_is_lost(paper):
    """WCAG 1.4.10 at 320 pixels, which is 1280 at 400 %, and 1.4.12."""
    page, lost = window(paper, width=320), {}
    for path in PAGES:
        page.goto(paper.url + path)
        page.add_style_tag(content=SPACED)
        spill, clipped = page.evaluate("document.documentElement.scrollWidth - innerWidth"), page.evaluate(CLIPPED)
        if spill > 0 or clipped:
            lost[path] = (spill, clipped)
    assert lost == {}


def test_nothing_moves_for_who_asked_for_less_motion(paper):
    moving = """[getComputedStyle(document.documentElement).scrollBehavior, ...document.querySelectorAll('*')]
      .filter((one) => one === 'smooth' || (one.tagName && parseFloat(getComputedStyle(one).animationDuration) > 0))
      .map((one) => one.outerHTML || one)"""
    assert each_page(paper, moving, reduced_motion="reduce") == {}


def test_the_keyboard_reaches_everything_and_what_has_focus_is_seen(paper):
    """WCAG 2.4.7 and 2.4.11: an outline, and the element itself on top at one of its corners or in its middle."""
    look = """(() => {
      const one = document.activeElement;
      if (one === document.body) return 'end';
      const box = one.getClientRects()[0], style = getComputedStyle(one);
      const seen = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5]].some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && (one.contains(top) || top.contains(one));
      });
      const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return seen && ringed ? '' : one.outerHTML;
    })()"""
    where = """(() => { const one = document.activeElement, box = one.getClientRects()[0], style = getComputedStyle(one);
      return [box.left, box.top, box.width, box.height, style.outlineStyle, style.outlineWidth,
        document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.outerHTML]; })()"""
    page = window(paper, reduced_motion="reduce")
    for path in ("/", ARTICLE, "/ar/"):
        page.goto(paper.url + path, wait_until="networkidle")
        reachable = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, [tabindex=\"0\"]')]"
            ".filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"
        )
        steps = 0
        for _ in range(reachable + 2):
            page.keyboard.press("Tab")
            found = page.evaluate(look)
            if found == "end":
                break
            assert found == "", (path, page.evaluate(where))
            steps += 1
        assert steps >= reachable - 1, path  # the skip link may be invisible until it has the focus


def test_tap_targets_are_large_enough_or_far_enough_apart(paper):
    """WCAG 2.5.8: 24 pixels, or a circle of 24 that meets no other; links in a sentence are exempt."""
    small = """(() => {
      const box = (one) => one.getBoundingClientRect();
      const middle = (one) => { const b = box(one); return [b.left + b.width / 2, b.top + b.height / 2]; };
      const all = [...document.querySelectorAll('a[href], button, input')]
        .filter((one) => one.checkVisibility() && box(one).width && !one.closest('p, li:has(> p), figcaption, dd, blockquote') && one.className !== 'skip' && one.tabIndex >= 0);
      return all.filter((one) => Math.min(box(one).width, box(one).height) < 24 && all.some((other) => {
        if (other === one) return false;
        const [x, y] = middle(one), b = box(other);
        const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
        return Math.hypot(dx, dy) < 12;
      })).map((one) => one.outerHTML);
    })()"""
    assert each_page(paper, small, width=390) == {}


# -- Best practices ----------------------------------------------------------------------------------------------------


def test_errors_in_console_deprecations_and_third_parties(paper):
    page, said, asked = window(paper), [], set()
    page.on("console", lambda message: said.append((page.url, message.type, message.text)))
    page.on("pageerror", lambda error: said.append((page.url, "error", str(error))))
    page.on("request", lambda request: asked.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))
    for path in FOUND:
        page.goto(paper.url + path, wait_until="networkidle")
    assert said == []
    assert asked == {paper.url}


def test_doctype_charset_and_viewport(paper):
    """The charset within the first 1024 bytes, and a reader may zoom."""
    wrong = """[document.doctype?.name === 'html' && document.compatMode === 'CSS1Compat' ? '' : 'doctype',
      document.characterSet === 'UTF-8' ? '' : 'charset',
      /user-scalable|maximum-scale/.test(document.querySelector('meta[name=viewport]').content) ? 'viewport' : ''].filter(Boolean)"""
    assert each_page(paper, wrong) == {}
    for path in FOUND:
        assert b'<meta charset="utf-8">' in window(paper).request.get(paper.url + path).body()[:1024], path


def test_image_aspect_ratio_and_size_responsive(paper):
    """As wide as high as the file is, and neither blurred nor four times what is shown."""
    distorted = """Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode().catch(() => null); }))
      .then(() => [...document.images].filter((one) => one.clientWidth && !/\\.svg/.test(one.currentSrc)).filter((one) => {
        const shape = one.naturalWidth / one.naturalHeight, shown = one.clientWidth / one.clientHeight;
        return getComputedStyle(one).objectFit === 'fill' && Math.abs(shape / shown - 1) > 0.05 || !one.naturalWidth;
      }).map((one) => one.outerHTML))"""
    assert each_page(paper, distorted) == {}


# -- SEO ---------------------------------------------------------------------------------------------------------------


def test_document_title_meta_description_and_language(paper):
    missing = """[document.title.trim() ? '' : 'title', document.documentElement.lang ? '' : 'lang',
      document.querySelectorAll('meta[name=description]').length > 1 ? 'two descriptions' : ''].filter(Boolean)"""
    assert each_page(paper, missing) == {}
    described = each_page(paper, "document.querySelector('meta[name=description]')?.content", paths=[ARTICLE])
    assert described == {ARTICLE: "A summary."}


def test_canonical_and_hreflang_are_absolute_one_each_and_lead_to_pages(paper):
    links = """[...document.querySelectorAll('link[rel=canonical], link[hreflang]')]
      .map((one) => [one.rel, one.hreflang, one.getAttribute('href')])"""
    answers = each_page(paper, links)
    browser, led_to = window(paper), set()
    hidden = each_page(paper, "document.querySelector('meta[name=robots][content=noindex]')?.content")
    for path, found in answers.items():
        if path in hidden:
            continue
        assert len([one for one in found if one[0] == "canonical"]) == 1, path
        spoken = [one[1] for one in found if one[0] == "alternate"]
        assert len(set(spoken)) == len(spoken), path
        assert all(re.fullmatch(r"[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?|x-default", tag, re.IGNORECASE) for tag in spoken)
        assert all(one[2].startswith(f"{paper.url}/") for one in found), path
        led_to |= {one[2] for one in found}
    assert {address: browser.request.get(address).status for address in led_to} == dict.fromkeys(led_to, 200)


def test_links_are_crawlable_and_safe(paper):
    """Every link has an address and a text, and one to elsewhere is no `javascript:` and opens no door back."""
    wrong = """[...document.querySelectorAll('a')].filter((one) => !one.getAttribute('href')
      || /^javascript:/i.test(one.getAttribute('href'))
      || !(one.textContent.trim() || one.getAttribute('aria-label') || one.getAttribute('aria-hidden'))
      || (one.target === '_blank' && !/noopener/.test(one.rel))).map((one) => one.outerHTML)"""
    assert each_page(paper, wrong) == {}


def test_robots_txt_lets_every_page_be_found_and_names_the_sitemaps(paper):
    browser = window(paper)
    robots = browser.request.get(f"{paper.url}/robots.txt").text()
    closed = re.findall(r"^Disallow: (\S+)", robots, re.MULTILINE)
    assert not [path for path in FOUND if path.startswith(tuple(closed))]
    for address in re.findall(r"^Sitemap: (\S+)", robots, re.MULTILINE):
        assert browser.request.get(address).ok, address


def test_text_is_legible(paper):
    """No text under 12 pixels."""
    tiny = """[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
      && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
      && parseFloat(getComputedStyle(one).fontSize) < 12).map((one) => one.outerHTML)"""
    assert each_page(paper, tiny, width=390) == {}


# -- Performance -------------------------------------------------------------------------------------------------------

SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => shift += entry.value))"
    ".observe({type: 'layout-shift', buffered: true});"
    "new PerformanceObserver((list) => { window.largest = list.getEntries().at(-1).element; })"
    ".observe({type: 'largest-contentful-paint', buffered: true});"
)
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # bytes a second


@pytest.mark.parametrize("path", ["/", ARTICLE, LISTING])
def test_nothing_shifts_on_a_slow_network_and_what_is_largest_comes_first(paper, path):
    page = window(paper, width=390)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(SHIFT)
    page.goto(paper.url + path, wait_until="networkidle")
    assert page.evaluate("shift") == 0
    largest = page.evaluate("[largest.tagName, largest.getAttribute('fetchpriority'), largest.getAttribute('loading')]")
    assert largest[0] != "IMG" or largest[1:] == ["high", None]


def test_nothing_blocks_the_first_paint_but_the_one_style_sheet(paper):
    blocking = """[...document.querySelectorAll('head link[rel=stylesheet], script[src]')]
      .filter((one) => one.tagName === 'LINK' || !(one.defer || one.async || one.type === 'module'))
      .map((one) => one.getAttribute('href') || one.getAttribute('src'))"""
    found = each_page(paper, blocking)
    assert {path: len(files) for path, files in found.items()} == dict.fromkeys(FOUND, 1)


@pytest.mark.parametrize("path", FOUND)
def test_a_page_is_light(paper, path):
    """Without pictures under 50 KB as it is; compressed HTML under 30, styles under 20, scripts under 15."""
    weights = {"document": 0, "stylesheet": 0, "script": 0}
    page = window(paper)
    page.on("response", lambda response: weigh(response, weights))
    page.goto(paper.url + path, wait_until="networkidle")
    assert page.request.get(paper.url + path, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert weights["document"] < 50_000
    assert weights["stylesheet"] + weights["script"] < 50_000


def weigh(response, weights):
    if response.request.resource_type in weights and response.ok:
        weights[response.request.resource_type] += len(response.body())
