"""A real browser finds nothing to run in what is left of attacks, and asks no other host for anything."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from syndication.wire.clean import clean
from syndication.wire.prepare import Withheld, prepare
from tests.make import NOON, make_story
from tests.wire.cases import BASE, CASES, PROFILES_TO_HOLD
from tests.wire.vectors import VECTORS, mutations

OWN_HOST = urlsplit(BASE).hostname
# Scripts tell on themselves: by what they call, and by breaking a policy that is only reported.
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.ran.push(name); };
document.addEventListener("securitypolicyviolation", event => window.ran.push(event.violatedDirective));
"""
POLICY = {
    "Content-Security-Policy-Report-Only": "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
}


@dataclass(slots=True)
class Visit:
    """What a browser did with a page."""

    ran: list[str]
    hosts: set[str] = field(default_factory=set)


def visit(browser, bodies: list[str]) -> Visit:
    """Load the bodies as one page of our site; every request is noted and none leaves the machine."""
    document = "".join(f"<section>{body}</section>" for body in bodies)
    context = browser.new_context()
    page = context.new_page()
    hosts = set()

    def answer(route):
        hosts.add(urlsplit(route.request.url).hostname)
        if route.request.url == BASE:
            route.fulfill(
                content_type="text/html; charset=utf-8",
                body=f"<!DOCTYPE html><title>x</title>{document}",
                headers=POLICY,
            )
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(BASE)
    # Handlers hear of the mouse and the keyboard too.
    page.evaluate(
        "for (const one of document.querySelectorAll('*')) for (const kind of "
        "['mouseover', 'focus', 'click', 'toggle']) one.dispatchEvent(new Event(kind))"
    )
    page.wait_for_timeout(200)
    seen = Visit(page.evaluate("window.ran"), hosts)
    context.close()
    return seen


def test_this_browser_would_tell_of_a_script_and_of_a_foreign_host(browser):
    assert visit(browser, ["<img src=/x onerror=alert(1)>"]).ran
    assert visit(browser, ["<p onclick=alert(1)>x"]).ran
    assert visit(browser, ["<svg onload='1'>"]).ran
    assert "evil.example" in visit(browser, ['<img src="https://evil.example/x.png">']).hosts
    assert visit(browser, list(VECTORS[:60])).ran


@pytest.mark.parametrize("name", sorted(PROFILES_TO_HOLD))
def test_nothing_runs_in_what_a_profile_gets_of_the_vectors(browser, name):
    profile = PROFILES_TO_HOLD[name]
    seen = visit(browser, [clean(vector, profile, BASE) for vector in everything()])
    assert seen.ran == []


@pytest.mark.parametrize("name", sorted(PROFILES_TO_HOLD))
def test_a_prepared_story_asks_no_host_but_ours_and_those_of_allowed_frames(browser, name):
    profile = PROFILES_TO_HOLD[name]
    prepared = [prepare(make_story(body=vector), profile, NOON) for vector in everything()]
    bodies = [story.body for story in prepared if not isinstance(story, Withheld)]

    seen = visit(browser, bodies)

    assert seen.ran == []
    assert {host for host in seen.hosts if host != OWN_HOST and not is_allowed(host, profile.iframe_hosts)} == set()


def is_allowed(host: str, frames: frozenset[str]) -> bool:
    return host in frames or any(frame.startswith("*.") and host.endswith(frame[1:]) for frame in frames)


def everything() -> list[str]:
    return [*VECTORS, *(case.before for case in CASES), *mutations(300)]
