"""The admin in a real browser."""

from urllib.parse import urlsplit


def test_the_admin_talks_to_this_site_alone(live_site):
    page = live_site.open_admin()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/account/"):
        page.goto(live_site.url + path, wait_until="networkidle")
    addresses = {urlsplit(url).netloc for url in asked if url.startswith("http")}
    assert addresses == {urlsplit(live_site.url).netloc}
    assert complaints == []
