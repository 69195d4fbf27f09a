"""Codings: who is sent which, and that whoever asks for one can read it, confirm it and never mistakes it for another."""

import gzip

import brotli
import pytest

from syndication.encodings import Coding, coding_for, encoded, zstd
from tests.syndication.desk import HOUR, NOW, at, get, make_page

READERS = {"zstd": zstd.decompress, "br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
CODED = list(READERS)[:3]


@pytest.mark.parametrize(("client", "accept", "coding"), [
    ("Chromium 156, as Firefox from 126", "gzip, deflate, br, zstd", "zstd"),
    ("Safari before 26", "gzip, deflate, br", "br"),
    ("curl --compressed", "deflate, gzip, br, zstd", "zstd"),
    ("feedparser, requests, Node's fetch", "gzip, deflate", "gzip"),
    ("Go", "gzip", "gzip"),
    ("one that says nothing", "", "identity"),
])  # fmt: skip
def test_clients_as_they_are_get_what_suits_them(client, accept, coding):
    assert coding_for(accept) == coding


@pytest.mark.parametrize(("accept", "coding"), [
    ("zstd;q=0.5, br;q=0.8, gzip", "gzip"),
    ("zstd;q=0.8, br;q=0.8, gzip;q=0.8", "zstd"),
    ("gzip;q=0.5, identity", "identity"),
    ("gzip;q=0.001", "gzip"),
    ("gzip;q=0", "identity"),
    ("identity;q=0, br", "br"),
    ("identity;q=0", "gzip"),
    ("identity;q=0, gzip;q=0", "identity"),
    ("*", "gzip"),
    ("*;q=0", "identity"),
    ("gzip;q=0, *", "identity"),
    ("*;q=0.1, br", "br"),
    ("GZIP ; Q=0.7 , ZSTD;q=0.700", "zstd"),
    ("x-gzip", "gzip"),
    ("compress, deflate", "identity"),
    ("gzip;q=1.2.3, br;q=x, ;,, zstd;level=3", "identity"),
    ("gzip;q=1.5", "gzip"),
    ("br" * 9000, "identity"),
])  # fmt: skip
def test_wishes_are_weighed(accept, coding):
    assert coding_for(accept) == coding


@pytest.mark.parametrize(
    "document", [b"", b"short", "港口星期一重新开放。".encode() * 5000], ids=["none", "short", "long"]
)
@pytest.mark.parametrize("name", CODED)
def test_a_decoder_gets_the_document_and_each_time_it_was_the_same_bytes(name, document):
    assert READERS[name](encoded(document, Coding(name))) == document
    assert encoded(document, Coding(name)) == encoded(document, Coding(name))


def test_zstd_needs_no_more_memory_than_http_allows():
    """A window of 8 MiB at most: RFC 9659 section 3."""
    frame = encoded(bytes(20 * 1024 * 1024), Coding.ZSTD)
    unpacker = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
    assert len(unpacker.decompress(frame)) == 20 * 1024 * 1024


@pytest.fixture
def news(root, public):
    with at(NOW):
        for number in range(3):
            make_page(root, title=f"Ship {number}", text="<p>It left the harbour at noon.</p>" * 20)
    return "/feeds/public.rss"


@pytest.mark.django_db
@pytest.mark.parametrize("name", CODED)
class TestFeeds:
    def test_the_feed_is_the_feed(self, client, news, name):
        plain = get(client, news, NOW + HOUR)
        coded = get(client, news, NOW + HOUR, accept_encoding=name)
        assert (coded["Content-Encoding"], READERS[name](coded.content)) == (name, plain.content)
        assert "Accept-Encoding" in plain["Vary"]
        assert coded["Vary"] == plain["Vary"]

    def test_it_is_confirmed_to_who_holds_it_in_this_coding_alone(self, client, news, name):
        tags = {other: get(client, news, NOW + HOUR, accept_encoding=other)["ETag"] for other in READERS}
        assert len(set(tags.values())) == len(READERS)
        for other, tag in tags.items():
            answer = get(client, news, NOW + HOUR, accept_encoding=name, if_none_match=tag)
            assert answer.status_code == (304 if other == name else 200)
            assert answer["ETag"] == tags[name]

    def test_head_tells_the_same_and_a_range_is_not_cut(self, client, news, name):
        with at(NOW + HOUR):
            whole, head = (
                client.get(news, headers={"accept-encoding": name}),
                client.head(news, headers={"accept-encoding": name}),
            )
            part = client.get(news, headers={"accept-encoding": name, "range": "bytes=0-9"})
        assert (head.content, dict(head.headers)) == (b"", dict(whole.headers))
        assert (part.status_code, part.content) == (200, whole.content)
