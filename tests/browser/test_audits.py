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


# Each by its name in Lighthouse, or by its criterion in WCAG 2.2; what is wrong on the page, or nothing.
AUDITS = {
    # -- Accessibility
    # 2.3.3: nothing moves for who asked for less motion
    "prefers-reduced-motion": """[getComputedStyle(document.documentElement).scrollBehavior, ...document.querySelectorAll('*')]
      .filter((one) => one === 'smooth' || (one.tagName && parseFloat(getComputedStyle(one).animationDuration) > 0))
      .map((one) => one.outerHTML || one)""",
    # 2.5.8: 24 pixels, or a circle of 24 that meets no other; links in a sentence are exempt
    "target-size": """(() => {
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
    })()""",
    # -- Best practices
    # and a reader may zoom
    "doctype, charset and viewport": """[document.doctype?.name === 'html' && document.compatMode === 'CSS1Compat' ? '' : 'doctype',
      document.characterSet === 'UTF-8' ? '' : 'charset',
      /user-scalable|maximum-scale/.test(document.querySelector('meta[name=viewport]').content) ? 'viewport' : ''].filter(Boolean)""",
    "image-aspect-ratio": """Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode().catch(() => null); }))
      .then(() => [...document.images].filter((one) => one.clientWidth && !/\\.svg/.test(one.currentSrc)).filter((one) => {
        const shape = one.naturalWidth / one.naturalHeight, shown = one.clientWidth / one.clientHeight;
        return getComputedStyle(one).objectFit === 'fill' && Math.abs(shape / shown - 1) > 0.05 || !one.naturalWidth;
      }).map((one) => one.outerHTML))""",
    # -- SEO
    "document-title, html-has-lang and meta-description": """[document.title.trim() ? '' : 'title', document.documentElement.lang ? '' : 'lang',
      document.querySelectorAll('meta[name=description]').length === 1 || document.querySelector('meta[content=noindex]') ? '' : 'description'].filter(Boolean)""",
    # An address and a text, no `javascript:`, and no door back from a new window.
    "crawlable-anchors and link-text": """[...document.querySelectorAll('a')].filter((one) => !one.getAttribute('href')
      || /^javascript:/i.test(one.getAttribute('href'))
      || !(one.textContent.trim() || one.getAttribute('aria-label') || one.getAttribute('aria-hidden'))
      || (one.target === '_blank' && !/noopener/.test(one.rel))).map((one) => one.outerHTML)""",
    # no text under 12 pixels
    "font-size": """[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
      && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
      && parseFloat(getComputedStyle(one).fontSize) < 12).map((one) => one.outerHTML)""",
    # -- Performance
    "render-blocking-resources": """(() => { const blocking = [...document.querySelectorAll('head link[rel=stylesheet], script[src]')]
      .filter((one) => one.tagName === 'LINK' || !(one.defer || one.async || one.type === 'module'))
      .map((one) => one.getAttribute('href') || one.getAttribute('src'));
      return blocking.length === 1 ? '' : blocking; })()""",
}


def test_every_audit_by_its_name(paper):
    page, found = window(paper, width=390, reduced_motion="reduce"), {}
    for path in FOUND:
        page.goto(paper.url + path)
        found |= {(name, path): wrong for name, audit in AUDITS.items() if (wrong := page.evaluate(audit))}
    assert found == {}


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
    page, lost = window(paper, width=320, bypass_csp=True), {}  # it forbids the style that is added here
    for path in PAGES:
        page.goto(paper.url + path)
        page.add_style_tag(content=SPACED)
        spill, clipped = page.evaluate("document.documentElement.scrollWidth - innerWidth"), page.evaluate(CLIPPED)
        if spill > 0 or clipped:
            lost[path] = (spill, clipped)
    assert lost == {}


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


# -- SEO ---------------------------------------------------------------------------------------------------------------


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


def test_robots_txt_lets_every_page_be_found_and_names_the_sitemaps(paper):
    browser = window(paper)
    robots = browser.request.get(f"{paper.url}/robots.txt").text()
    closed = re.findall(r"^Disallow: (\S+)", robots, re.MULTILINE)
    assert not [path for path in FOUND if path.startswith(tuple(closed))]
    for address in re.findall(r"^Sitemap: (\S+)", robots, re.MULTILINE):
        assert browser.request.get(address).ok, address


# -- Performance -------------------------------------------------------------------------------------------------------

SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => shift += entry.value))"
    ".observe({type: 'layout-shift', buffered: true});"
    "new PerformanceObserver((list) => { window.largest = list.getEntries().at(-1).element; })"
    ".observe({type: 'largest-contentful-paint', buffered: true});"
)
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # bytes a second


def test_nothing_shifts_on_a_slow_network_and_what_is_largest_comes_first(paper):
    page = window(paper, width=390)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(SHIFT)
    for path in ("/", ARTICLE, LISTING):
        page.goto(paper.url + path, wait_until="networkidle")
        assert page.evaluate("shift") == 0, path
        largest = page.evaluate("['tagName', 'fetchPriority', 'loading'].map((name) => largest[name])")
        assert largest[0] != "IMG" or largest[1:] == ["high", "auto"], path


def test_a_page_is_light(paper):
    """Under 50 KB without its pictures, styles and scripts together under 50 too; compressed HTML under 30."""
    page, weights = window(paper), {}
    page.on("response", lambda response: weigh(response, weights))
    for path in FOUND:
        weights.clear()
        page.goto(paper.url + path, wait_until="networkidle")
        assert weights["document"] < 50_000, path
        assert weights.get("stylesheet", 0) + weights.get("script", 0) < 50_000, path
        answer = page.request.get(paper.url + path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip", path
        assert int(answer.headers["content-length"]) < 30_000, path


def weigh(response, weights):
    kind = response.request.resource_type
    if kind in ("document", "stylesheet", "script") and response.ok:
        weights[kind] = weights.get(kind, 0) + len(response.body())
