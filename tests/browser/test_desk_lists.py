"""The desk's lists, bulk actions and received documents in a real browser: accessible, and no wider than the screen."""

import pytest
from django.utils import timezone

from syndication.intake import Order, take_in
from tests.browser.test_outlets import complaints
from tests.make import make_article, make_draft, make_section, make_source, make_topic


@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_is_accessible_and_fits(live_site, width):
    section, source = make_section(), make_source("China Daily", aliases="中国日报")
    make_topic("国际贸易")
    article = make_article("科幻走进文化多样性对话：创意与可持续发展论坛在北京举行", under=section, source=source)
    empty = make_draft("Empty", under=section, source=source, body=[])
    refused = next(iter(take_in(b'{"items": [', Order(origin="坏文件.json", parser="json_feed"), timezone.now())))
    chosen = f"?id={article.pk}&id={empty.pk}&id={section.pk}"
    page = live_site.open_admin()
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        "/admin/articles/?state=draft",
        f"/admin/bulk/wagtailcore/page/add_topic/{chosen}",
        f"/admin/bulk/wagtailcore/page/publish/{chosen}",
        "/admin/snippets/newsroom/source/",
        "/admin/intake/",
        f"/admin/intake/inspect/{refused.pk}/",
    ):
        page.goto(live_site.url + path, wait_until="networkidle")
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
