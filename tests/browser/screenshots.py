"""Pictures of the pages and admin screens of the demo, in var/screenshots/: `python -m tests.browser.screenshots`.

The demo is loaded into a folder of its own and served on a free port; nothing of the developer's own site is touched.
With `--readme` only the picture of the README is taken, into docs/images/.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright
from rich.progress import track

from tests.browser.chromium import ARGUMENTS, find_chromium

PROJECT = Path(__file__).resolve().parent.parent.parent
TARGET = PROJECT / "var" / "screenshots"
README_PICTURE = PROJECT / "docs" / "images" / "newsroom.png"
WIDTHS = (320, 768, 1440, 1920)
SCHEMES = ("light", "dark")
HEIGHT = 900
ADMIN_HEIGHT = 2000  # the admin scrolls inside its window, so that a picture shows no more than the window

READERS = {
    "home": "/",
    "section": "/world/",
    "sources": "/sources/",
    "source": "/sources/china-daily/",
    "topics": "/topics/",
    "topic": "/topics/culture/",
    "search": "/search/?q=harbour",
    "search-narrowed": "/search/?topic=culture&when=week",
    "search-without-hits": "/search/?q=zebra",
    "archive": "/archive/",
    "people": "/people/",
    "person": "/people/ines-carvalho/",
    "corrections": "/corrections/",
    "about": "/about/",
    "about-zh": "/zh-hans/about/",
    "about-ar": "/ar/about/",
    "offline": "/offline/",
    "not-found": "/nothing/",
    "broken": "/broken/",
    "style-guide": "/style-guide/",
    "feeds": "/feeds/",
    "feed": "/feeds/public/",
    "feed-rss": "/feeds/public.rss",
    "feed-atom": "/feeds/public.atom",
    "home-zh": "/zh-hans/",
    "home-ar": "/ar/",
}
REPORTS = {f"admin-report-{name}": f"/admin/reports/{name}/" for name in ("taken", "times", "notices", "rights")}
VERBS_OF_A_STORY = ("correct", "quiet", "withdraw", "kill")
ADMIN = {"admin-home": "/admin/", "admin-pages": "/admin/pages/", "admin-pictures": "/admin/images/", **REPORTS}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--readme", action="store_true", help="take only the picture of the README")
    readme = arguments.parse_args().readme
    with tempfile.TemporaryDirectory(prefix="desk-") as folder, demo_site(Path(folder)) as url:
        # Playwright's loop runs in this thread once it has begun: Django is asked before.
        readers, admin = READERS | stories(), ADMIN | screens()
        failed = failures()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            if readme:
                take_readme_picture(browser, url)
            else:
                take_all(browser, url, readers, admin, failed)


def take_all(
    browser: Browser, url: str, readers: dict[str, str], admin: dict[str, str], failures: dict[str, str]
) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    shots = list(product(SCHEMES, WIDTHS, ((readers, HEIGHT), (admin, ADMIN_HEIGHT))))
    for scheme, width, (paths, height) in track(shots, description="taking pictures"):
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        if paths is admin:
            sign_in(page, url)
        for path, html in failures.items():
            page.route(url + path, partial(show, html))
        for name, path in paths.items():
            take(page, url + path, TARGET / f"{name}-{width}-{scheme}.png")
        page.close()
    print(f"{len(SCHEMES) * len(WIDTHS) * len(readers | admin)} pictures in {TARGET.relative_to(PROJECT)}/")


def show(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """The demo, filled and served; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    os.environ |= {
        "NEWSROOM_DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'newsroom.sqlite3'}",
        "BASE_URL": url,
        "DEBUG": "1",  # the demo lets an editor in only then
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "home.settings.local",
    }
    manage = [sys.executable, str(PROJECT / "manage.py")]
    subprocess.run([*manage, "demo"], check=True)
    server = subprocess.Popen(
        [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{url}/feeds/", timeout=30).close()
            return
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def stories() -> dict[str, str]:
    """Articles worth a look, by what there is to see: a name for the picture and the path."""
    import django

    django.setup()
    from newsroom.models import ArticlePage
    from syndication.models import Standing

    released = ArticlePage.objects.released().latest()
    found = {
        "article": released.filter(source__slug="china-daily", locale__language_code="en", lead_image__isnull=False),
        "article-corrected": released.filter(notices__kind="correction"),
        "article-with-film": released.filter(slugline="LIBRARY-NIGHTS"),
        "article-that-follows": released.filter(follows__isnull=False),
        "article-without-picture": released.filter(lead_image__isnull=True),
        "article-zh": released.filter(locale__language_code="zh-hans"),
        "article-ar": released.filter(locale__language_code="ar"),
    }
    paths = {name: articles.first().get_url() for name, articles in found.items()}
    newest = released.first().first_published_at
    paths |= {"archive-month": f"/archive/{newest:%Y/%m}/", "archive-day": f"/archive/{newest:%Y/%m/%d}/"}
    return paths | {"gone": Standing.objects.filter(usable=False, hold="everywhere").latest("published_at").path}


def failures() -> dict[str, str]:
    """By path, the HTML that readers get where nothing is and where something broke: in DEBUG the site shows its code."""
    from django.test import Client, RequestFactory, override_settings
    from django.views.defaults import server_error

    with override_settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
        pages = {
            READERS["not-found"]: Client().get(READERS["not-found"]),
            READERS["broken"]: server_error(RequestFactory().get("/")),
        }
    return {path: page.content.decode() for path, page in pages.items()}


def screens() -> dict[str, str]:
    """The admin's screens of this project: a name for the picture and the path."""
    from django.urls import reverse

    from newsroom.models import ArticlePage, Source
    from syndication.models import Outlet, Standing

    corrected = ArticlePage.objects.released().filter(notices__kind="correction").first()
    killed = ArticlePage.objects.get(story_id=Standing.objects.filter(usable=False).latest("published_at").story_id)
    source, outlet = Source.objects.get(slug="china-daily"), Outlet.objects.get(slug="plainline")
    return {
        "admin-article": reverse("wagtailadmin_pages:edit", args=[corrected.pk]),
        "admin-articles": reverse("articles:index"),
        "admin-paste": reverse("paste:index"),
        "admin-wire-history": reverse("wire_history", args=[corrected.story_id]),
        **{f"admin-{verb}": reverse(f"syndication_verbs:{verb}", args=[corrected.pk]) for verb in VERBS_OF_A_STORY},
        "admin-progress": reverse("syndication_verbs:progress", args=[killed.pk]),
        "admin-requests": reverse("verb_requests:index"),
        "admin-received": reverse("intake:index"),
        "admin-sources": reverse("wagtailsnippets_newsroom_source:list"),
        "admin-source": reverse("wagtailsnippets_newsroom_source:edit", args=[source.pk]),
        "admin-outlets": reverse("outlets:index"),
        "admin-outlet-wizard": reverse("outlets:set_up"),
        "admin-outlet": reverse("outlets:edit", args=[outlet.pk]),
        "admin-outlet-overview": reverse("outlets:inspect", args=[outlet.pk]),
        "admin-outlet-stories": reverse("outlets:stories", args=[outlet.pk]),
        "admin-outlet-conformance": reverse("outlets:conformance", args=[outlet.pk]),
        "admin-outlet-keys": reverse("outlets:keys", args=[outlet.pk]),
        "admin-story-outlets": reverse("outlets:why", args=[corrected.story_id]),
        "admin-pickups": reverse("pickups:index"),
        "admin-releases": reverse("releases:index"),
    }


def sign_in(page: Page, url: str) -> None:
    from home.demo.access import EDITOR, PASSWORD

    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", EDITOR)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{url}/admin/")


def take(page: Page, address: str, target: Path) -> None:
    """A picture of the whole page, with every image on it loaded; of a feed's first screen, for it may be endless."""
    page.goto(address, wait_until="networkidle")
    load_images(page)
    page.screenshot(path=target, full_page=not address.endswith((".rss", ".atom")))


def load_images(page: Page) -> None:
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => null)))")


def take_readme_picture(browser: Browser, url: str) -> None:
    """The front page as a PNG of 256 colours, which is enough for drawn pictures and a third of the bytes."""
    page = browser.new_page(viewport={"width": 1280, "height": 1060})
    page.goto(url, wait_until="networkidle")
    load_images(page)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(256, method=Image.Quantize.MEDIANCUT).save(README_PICTURE, optimize=True)
    print(f"{README_PICTURE.relative_to(PROJECT)}: {README_PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
