"""OPML: the list of feeds as feed readers take it in."""

from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from syndication.wire import opml
from syndication.wire.opml import FeedOutline, Group, OutlineOfFeeds
from syndication.wire.story import InvalidStory
from tests.make import NOON

ADDRESS = "https://news.example.org/feeds/public"


def make_feed(text="China Daily", **fields):
    told = {"feed_url": f"{ADDRESS}.rss", "page_url": f"{ADDRESS}/", **fields}
    return FeedOutline(text=text, **told)


def make_outline(*groups):
    return OutlineOfFeeds(
        title="Feeds of the News Desk", owner="The News Desk", owner_url="https://news.example.org/", changed_at=NOON,
        groups=groups,
    )  # fmt: skip


def test_the_list_is_written_as_the_specification_asks():
    source = make_feed(description='A paper & "agency"', language="zh-Hans")
    written = opml.write(
        make_outline(
            Group(text="The News Desk", feeds=(make_feed("All stories"),)), Group(text="By source", feeds=(source,))
        )
    )
    assert (
        written.decode()
        == """\
<?xml version='1.0' encoding='UTF-8'?>
<opml version="2.0">
  <head>
    <title>Feeds of the News Desk</title>
    <dateModified>Mon, 23 Nov 2026 12:00:00 +0000</dateModified>
    <ownerName>The News Desk</ownerName>
    <ownerId>https://news.example.org/</ownerId>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="The News Desk">
      <outline type="rss" text="All stories" title="All stories" xmlUrl="https://news.example.org/feeds/public.rss" htmlUrl="https://news.example.org/feeds/public/"/>
    </outline>
    <outline text="By source">
      <outline type="rss" text="China Daily" title="China Daily" xmlUrl="https://news.example.org/feeds/public.rss" htmlUrl="https://news.example.org/feeds/public/" description="A paper &amp; &quot;agency&quot;" language="zh-Hans"/>
    </outline>
  </body>
</opml>
"""
    )
    head = etree.fromstring(written).find("head")
    assert parsedate_to_datetime(head.findtext("dateModified")) == NOON


def test_a_group_without_feeds_is_no_empty_folder():
    written = etree.fromstring(
        opml.write(make_outline(Group(text="A", feeds=(make_feed(),)), Group(text="B", feeds=())))
    )
    assert [outline.get("text") for outline in written.find("body")] == ["A"]


@pytest.mark.parametrize("text", ["\x00Dam\x08", "]]>", "<b>", "\ud800x", "سد", "大坝", "\u202eevil"])
def test_whatever_a_source_is_called_it_stays_well_formed(text):
    written = opml.write(make_outline(Group(text=text, feeds=(make_feed(text, description=text),))))
    (outline,) = etree.fromstring(written).iterfind("body/outline/outline")
    assert outline.get("text")


def test_a_feed_without_a_name_or_an_address_is_refused():
    with pytest.raises(InvalidStory, match=r"outline\.text is empty"):
        make_feed("\x00 ")
    with pytest.raises(InvalidStory, match=r"outline\.feed_url '/feeds/public\.rss' is not an absolute"):
        make_feed(feed_url="/feeds/public.rss")
