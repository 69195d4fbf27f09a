"""Clients as people have them get the feed and the page in the coding that they ask for, and read it."""

import requests

from tests.make import make_article, make_outlet


def test_a_browser_and_a_python_script_read_what_they_asked_for(live_site):
    make_outlet("public", access="open", profile="public")
    make_article("The dam", slug="dam")
    plain = requests.get(f"{live_site.url}/feeds/public.json", headers={"Accept-Encoding": "identity"}, timeout=30)
    page = live_site.browser.new_page()
    page.goto(f"{live_site.url}/news/dam/")
    read = page.evaluate(
        "fetch('/feeds/public.json').then(async (r) => [r.headers.get('Content-Encoding'), await r.text()])"
    )
    assert read == ["zstd", plain.text]
    script = requests.get(plain.url, timeout=30)
    assert (script.headers["Content-Encoding"], script.content) == ("zstd", plain.content)
    tag = {"If-None-Match": script.headers["ETag"]}
    assert requests.get(plain.url, headers=tag, timeout=30).status_code == 304
