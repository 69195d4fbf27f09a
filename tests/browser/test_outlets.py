"""The admin's screens about outlets in a real browser: the live count, keys shown once, and accessible at every width."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from syndication.models import Outlet, OutletKey
from tests.make import make_article, make_outlet, make_section, make_source, make_topic

LONG = "An outlet whose name is as long as a name may be and then goes on a little more than anybody would expect"


@pytest.fixture
def desk(live_site):
    """Two stories, an outlet with everything, and one whose feed nobody fetched."""
    source, section = make_source(), make_section()
    make_article("Dam reopens", under=section, source=source, topics=[make_topic("Trade")])
    make_article(
        "科幻走进文化多样性对话：创意与可持续发展论坛在北京举行",
        under=section,
        source=source,
        topics=[make_topic("Culture")],
    )
    outlet = make_outlet(
        "metro",
        name=LONG,
        profile="msn",
        rules=[(False, "topic", "sport")],
        overrides=[("max_items", "20")],
        feeds=[{"name": "中文报道", "slug": "zh", "field": "language", "value": "zh"}],
    )
    OutletKey.issue(outlet, "The system of the press room of the partner")
    return live_site


def screens():
    outlet, story = Outlet.objects.get(slug="metro"), Outlet.objects.get().selection.memberships.first().story_id
    own = [f"/admin/outlets/{name}/{outlet.pk}/" for name in ("edit", "inspect", "stories", "conformance", "keys")]
    return [
        *own,
        f"/admin/outlets/keys/{outlet.pk}/new/",
        f"/admin/outlets/why/{story}/",
        "/admin/outlets/",
        "/admin/pickups/",
    ]


def complaints(page):
    """Everything that axe finds, by all its rules."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_is_accessible_and_fits(desk, width):
    page = desk.open_admin()
    page.set_viewport_size({"width": width, "height": 900})
    for path in screens():
        page.goto(desk.url + path, wait_until="networkidle")
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_count_follows_the_lines_while_they_are_written(desk):
    page = desk.open_admin("/admin/outlets/new/")
    problems = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    count = page.locator("[data-syndication-match-count-target=sentence]")
    wait(count, "2 of the 2 newest stories match.")

    page.locator("#id_name").press_sequentially("Evening Post")
    expect(page.locator("#id_slug")).to_have_value("evening-post")

    page.click("#id_rules-ADD")
    page.select_option("#id_rules-0-field", "topic")
    page.fill("#id_rules-0-value", "trade")
    wait(count, "1 of the 2 newest stories match.")
    page.select_option("#id_rules-0-include", "False")
    wait(page.locator("[data-syndication-match-count-target=examples]"), "科幻")
    page.select_option("#id_rules-0-field", "urgency")
    wait(page.locator("[data-syndication-match-count-target=problems]"), "Line 1: urgency is 'trade'")
    page.click("#id_rules-0-DELETE-button")
    wait(count, "2 of the 2 newest stories match.")

    page.select_option("#id_profile", "msn")
    assert page.locator("[data-name=msn]").is_visible()
    assert not page.locator("[data-name=generic]").is_visible()
    page.click("button[type=submit]:has-text('Create')")
    page.wait_for_url(f"{desk.url}/admin/outlets/")
    assert Outlet.objects.get(slug="evening-post").profile == "msn"
    assert problems == []


def test_a_renamed_outlet_keeps_its_address(desk):
    page = desk.open_admin(f"/admin/outlets/edit/{Outlet.objects.get().pk}/")
    page.fill("#id_name", "Renamed")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)  # a new outlet's slug would have followed by now
    assert page.input_value("#id_slug") == "metro"


def test_a_key_is_shown_once_and_can_be_copied(desk):
    outlet = Outlet.objects.get()
    page = desk.open_admin(f"/admin/outlets/keys/{outlet.pk}/new/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.fill("#id_name", "press system")
    page.click("text=Make the key")
    secret = page.input_value("#key-secret")
    assert re.fullmatch(r"nk_[\w-]{43}", secret)
    assert complaints(page) == []
    page.click("text=Copy the secret")
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == secret
    page.click("text=Back to the keys")
    page.wait_for_url(f"{desk.url}/admin/outlets/keys/{outlet.pk}/")
    assert secret not in page.content()
    page.click("[aria-label^='Revoke press system']")
    page.click("text=Yes, revoke it")
    page.wait_for_selector("text=opens nothing any more")


def test_without_a_script_the_form_says_what_is_saved(desk):
    page = desk.open_admin()
    cookies = page.context.cookies()
    still = desk.browser.new_context(java_script_enabled=False)
    still.add_cookies(cookies)
    page = still.new_page()
    page.goto(f"{desk.url}/admin/outlets/edit/{Outlet.objects.get().pk}/")
    assert "2 of the 2 newest stories match." in page.content()


def wait(locator, text):
    """Until it says so: the count comes a moment after the last key."""
    locator.filter(has_text=text).wait_for(timeout=10_000)
