"""Law 10 and 7 over the wire: whatever an editor or an import can save, every feed stays valid and keeps the other stories."""

import json
from datetime import timedelta

import pytest
import time_machine
from lxml import etree

from tests.syndication.desk import HOUR, NOW, make_page

pytestmark = pytest.mark.django_db

BODIES = {
    "control characters": "<p>a\x0b\x01b</p>",
    "the end of a CDATA section": "<p>a ]]> b</p>]]>",
    "a megabyte": "<p>" + "word " * 210_000 + "</p>",
    "5,000 deep": "<div>" * 5000 + "deep" + "</div>" * 5000,
    "a script": "<script>alert(1)</script><p onclick='x()'>text</p>",
    "right to left override": "<p>\u202eabc</p>",
    "no mark-up closed": "<p><b><i><table><tr><td>x",
}
HEADLINE = "]]></title><script>x()</script>\u202e&amp;<b>"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_feed_stays_valid_and_keeps_the_other_stories(client, root, public, body):
    with time_machine.travel(NOW, tick=False):
        make_page(root, title="Good")
        make_page(root, title=HEADLINE, slug="hostile", text=body)
    with time_machine.travel(NOW + HOUR + timedelta(seconds=1), tick=False):
        for extension in ("rss", "atom"):
            content = client.get(f"/feeds/public.{extension}").content
            document = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
            assert "Good" in [title.text for title in document.iter("{*}title")]
            assert not list(document.iter("{*}script"))
        items = json.loads(client.get("/feeds/public.json").content)["items"]
    assert "Good" in [item["title"] for item in items]
    assert not [item for item in items if "<script" in item["content_html"] or "onclick" in item["content_html"]]
