"""Compression by splicing: any gzip reader gets the document, and how it came about leaves no trace in its bytes."""

import gzip

import pytest

from syndication import feeds
from syndication.encodings import Coding
from syndication.models import RenderedEntry
from syndication.splicing import deflated, spliced
from tests.make import make_outlet
from tests.syndication.desk import HOUR, NOW, at, edit, get, make_page

ENTRIES = [f"<item>{number}: {'ships left the harbour ' * 40}</item>".encode() for number in range(5)]


def pairs(*entries):
    return [(entry, deflated(entry)) for entry in entries]


@pytest.mark.parametrize("between", [b"", b"\n", b",\n  ", b"<x>" * 100])
def test_what_is_spliced_is_read_as_the_document(between):
    document = b"<head>" + between.join(ENTRIES) + b"<tail>"
    assert gzip.decompress(spliced(document, pairs(*ENTRIES))) == document


def test_entries_that_do_not_stand_in_the_document_as_they_are_do_no_harm():
    document = b"\n".join(ENTRIES)
    changed = [*pairs(ENTRIES[0], b"<item>other</item>" * 10), *pairs(*ENTRIES[3:]), (ENTRIES[4], b"")]
    assert gzip.decompress(spliced(document, changed)) == document


@pytest.mark.parametrize("document", [b"", b"short", b"long " * 50_000])
def test_a_document_without_entries_is_compressed_too(document):
    assert gzip.decompress(spliced(document, [])) == document


def test_a_piece_is_the_same_whatever_came_before():
    assert spliced(b"".join(ENTRIES), pairs(*ENTRIES)).count(deflated(ENTRIES[3])) == 1


def test_what_is_spliced_is_as_short_as_its_parts():
    assert len(spliced(b"\n".join(ENTRIES), pairs(*ENTRIES))) < len(b"".join(ENTRIES)) / 5


@pytest.mark.django_db
class TestFeeds:
    @pytest.mark.parametrize("extension", ["rss", "atom", "json"])
    def test_the_compressed_feed_is_the_feed(self, client, root, public, extension):
        with at(NOW):
            for number in range(3):
                make_page(root, title=f"Ship {number}", text="<p>It left the harbour at noon.</p>" * 20)
        plain = get(client, f"/feeds/public.{extension}")
        zipped = get(client, f"/feeds/public.{extension}", accept_encoding="gzip")
        assert zipped["Content-Encoding"] == "gzip"
        assert gzip.decompress(zipped.content) == plain.content

    def test_the_same_state_gives_the_same_compressed_bytes_however_it_came_about(self, client, root, public):
        with at(NOW):
            pages = [make_page(root, title=f"Ship {number}") for number in range(3)]
            read_zipped(public)
            edit(pages[1], text="<p>Other.</p>")
        grown = read_zipped(public)  # two entries are kept, one is new
        RenderedEntry.objects.all().delete()
        assert read_zipped(public) == grown
        RenderedEntry.objects.filter(pk__gt=RenderedEntry.objects.earliest("pk").pk).delete()
        assert read_zipped(public) == grown

    def test_entries_kept_before_there_was_compression_are_served(self, client, root, public):
        with at(NOW):
            make_page(root, title="Ship")
        before = read_zipped(public)
        RenderedEntry.objects.update(deflated=b"")
        assert gzip.decompress(read_zipped(public)) == gzip.decompress(before)

    def test_a_feed_looks_no_further_than_its_places(self, root, django_assert_num_queries):
        outlet = make_outlet("short", access="open", overrides=[("max_items", "2")])
        with at(NOW):
            for number in range(6):
                make_page(root, title=f"Ship {number}")
        address = feeds.locate(outlet, "rss")
        assert feeds.read(address, NOW + HOUR).entries == 2
        assert RenderedEntry.objects.count() == 2

    @pytest.mark.parametrize("stories", [3, 30])
    def test_a_feed_that_is_kept_takes_three_questions(self, root, public, django_assert_num_queries, stories):
        with at(NOW):
            for number in range(stories):
                make_page(root, title=f"Ship {number}")
        address = feeds.locate(public, "rss")
        feeds.read(address, NOW + HOUR)
        with django_assert_num_queries(3):
            feeds.read(address, NOW + HOUR)


def read_zipped(outlet):
    return feeds.read(feeds.locate(outlet, "rss"), NOW + HOUR).encoded(Coding.GZIP)
