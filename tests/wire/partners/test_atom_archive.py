"""Whoever keeps a whole copy: RFC 5005 archives and RFC 6721 tombstones."""

from datetime import timedelta

from lxml import etree

from syndication.wire.formats import atom, write
from syndication.wire.profile import PROFILES
from tests.wire.formats.stories import make_feed
from tests.wire.partners.cases import NEW, NOW, WITHDRAWN, document

ARCHIVE = PROFILES["atom-archive"]
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


def test_archives_are_offered_in_atom_alone():
    assert ARCHIVE.archive
    assert ARCHIVE.formats == ("atom",)


def test_an_archive_says_so_and_leads_to_the_feed_that_is_current_and_to_older_ones():
    links = (
        ("current", "https://news.example.org/feeds/all/feed.atom"),
        ("prev-archive", "https://news.example.org/feeds/all/archive/6.atom"),
    )
    feed = etree.fromstring(write(atom, make_feed(NEW, format="atom", links=links, is_archive=True), ARCHIVE.dialect))
    found = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert {relation: found[relation] for relation, _ in links} == dict(links)
    assert feed.find("{http://purl.org/syndication/history/1.0}archive") is not None


def test_a_tombstone_has_the_id_of_the_entry_and_is_newer():
    tombstone = etree.fromstring(document(ARCHIVE, WITHDRAWN)).find("at:deleted-entry", ATOM)
    entry = etree.fromstring(document(ARCHIVE, NEW)).find("a:entry", ATOM)
    assert tombstone.get("ref") == entry.findtext("a:id", namespaces=ATOM)
    assert tombstone.get("when") > entry.findtext("a:updated", namespaces=ATOM)
    assert tombstone.get("when") <= f"{NOW + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"
