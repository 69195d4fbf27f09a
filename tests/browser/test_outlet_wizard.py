"""Setting an outlet up in a real browser: from its name to the first fetch of its feed with the key that was shown."""

import urllib.request

import pytest

from syndication.models import Outlet
from tests.browser.test_outlets import complaints, wait
from tests.make import make_article, make_section, make_source, make_topic


@pytest.fixture
def desk(live_site):
    source, section = make_source(), make_section()
    make_article("Dam reopens", under=section, source=source, topics=[make_topic("Trade")])
    make_article("科幻走进文化多样性对话", under=section, source=source, topics=[make_topic("Culture")])
    return live_site


@pytest.mark.parametrize("width", [1280, 390])
def test_an_outlet_is_set_up_to_its_first_fetch(desk, width):
    page = desk.open_admin("/admin/outlets/")
    page.set_viewport_size({"width": width, "height": 900})
    problems = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    looks_right = [complaints, fits(width)]

    page.goto(f"{desk.url}/admin/outlets/set-up/")
    check_all(page, looks_right)
    page.fill("#id_name", "晚报 Evening Post")
    page.fill("#id_slug", "evening-post")
    page.click("text=Save and continue")

    page.wait_for_url("**/what/")
    sample = page.locator("[data-syndication-sample-target=shown]")
    wait(sample, "2 of the 2 stories of the last 7 days would go.")
    page.click("#id_rules-ADD")
    page.select_option("#id_rules-0-field", "topic")
    page.fill("#id_rules-0-value", "trade")
    wait(sample, "1 of the 2 stories of the last 7 days would go.")
    check_all(page, looks_right)
    page.click("text=Save and continue")

    page.wait_for_url("**/how/")
    page.select_option("#id_profile", "summary")
    check_all(page, looks_right)
    page.click("text=Save and continue")

    page.wait_for_url("**/where/")
    check_all(page, looks_right)
    page.click("text=Make a key")
    page.fill("#id_name", "press room")
    page.click("text=Make the key")
    secret = page.input_value("#key-secret")
    page.click("text=Go on")
    page.wait_for_url("**/where/")
    page.click("text=Save and continue")

    page.wait_for_url("**/check/")
    check_all(page, looks_right)
    page.go_back()
    assert page.locator("text=press room").is_visible()
    page.go_forward()
    page.click("button:has-text('Activate')")
    page.wait_for_selector("text=is active: its feed is served")
    assert Outlet.objects.get(slug="evening-post").active
    assert problems == []

    asked = urllib.request.Request(f"{desk.url}/feeds/evening-post.rss", headers={"Authorization": f"Bearer {secret}"})
    with urllib.request.urlopen(asked) as answer:
        document = answer.read().decode()
    assert "Dam reopens" in document
    assert "科幻" not in document


def test_without_a_script_an_outlet_is_set_up_too(desk):
    cookies = desk.open_admin().context.cookies()
    still = desk.browser.new_context(java_script_enabled=False)
    still.add_cookies(cookies)
    page = still.new_page()
    page.goto(f"{desk.url}/admin/outlets/set-up/")
    page.fill("#id_name", "Evening Post")
    page.fill("#id_slug", "evening-post")
    page.click("text=Save and continue")
    page.click("button[name=more]")
    page.select_option("#id_rules-0-field", "topic")
    page.fill("#id_rules-0-value", "trade")
    page.click("text=Save and continue")
    assert page.url.endswith("/how/")
    assert "1 of the 2 stories of the last 7 days would go." in page.content()
    assert str(Outlet.objects.get().rules.get()) == "Include topic trade"


def check_all(page, looks_right):
    page.wait_for_load_state("networkidle")
    for look in looks_right:
        assert not look(page), page.url


def fits(width):
    return lambda page: page.evaluate("document.documentElement.scrollWidth") > width
