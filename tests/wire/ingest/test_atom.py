"""Atom as others write it: text constructs, bases, persons, tombstones."""

import base64
from datetime import UTC, datetime

import pytest

from syndication.wire.ingest import Draft, UnreadableDocument, atom, recognise
from syndication.wire.story import Credit, CreditRole, MediaRole, Notice, NoticeKind, PublishingStatus, Story, Topic

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TITLED = "<id>urn:x:1</id><title>Dam reopens</title><updated>2026-11-23T12:00:00Z</updated>"


def make_atom(*entries: str, head: str = "<title>Port Gazette</title>", attributes: str = "") -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{head}{body}</feed>'.encode()


def read_one(entry: str, **parts: str) -> Draft:
    reading = atom.read(make_atom(TITLED + entry, **parts))
    assert reading.refused == ()
    return reading.drafts[0]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ('<content type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</content>', "<p>A &amp; B</p>"),
        ('<content type="text/html">&lt;p&gt;A&lt;/p&gt;</content>', "<p>A</p>"),
        ("<content>A &amp; B &lt;b&gt;\n\nC</content>", "<p>A &amp; B &lt;b&gt;</p><p>C</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; B<br/></p><h:i xmlns:h="http://www.w3.org/1999/xhtml">C</h:i></div></content>',
            "<p>A &amp; B<br></p><i>C</i>",
        ),
        (f'<content type="text/x-html" mode="base64">{base64.b64encode(b"<p>A</p>").decode()}</content>', "<p>A</p>"),
        (f'<content type="image/png">{base64.b64encode(bytes(range(200))).decode()}</content>', ""),
    ],
)
def test_content_of_every_type_is_html(content, body):
    assert read_one(content).story.body == body


def test_a_title_in_html_and_one_in_text_are_told_apart():
    document = make_atom(
        TITLED.replace("<title>Dam reopens", '<title type="html">&lt;b&gt;Ships&lt;/b&gt; &amp;amp; barges'),
        TITLED.replace("Dam reopens", "&lt;b&gt; is bold &amp;amp; old"),
    )
    assert [draft.story.headline for draft in atom.read(document).drafts] == ["Ships & barges", "<b> is bold &amp; old"]


def test_addresses_are_resolved_against_the_nearest_base():
    draft = read_one(
        '<link href="1.html"/><link rel="enclosure" href="a.jpg" type="image/jpeg" length="7"/>'
        '<content type="html" xml:base="deep/">&lt;img src="b.jpg"&gt;</content>',
        attributes='xml:base="https://port.example/news/"',
    )
    assert draft.story.url == "https://port.example/news/1.html"
    assert draft.story.media[0].url == "https://port.example/news/a.jpg"
    assert draft.story.body == '<img src="https://port.example/news/deep/b.jpg">'


def test_persons_are_the_byline_and_a_copied_feed_the_source():
    draft = read_one(
        "<author><name>Ada Moss</name><uri>https://port.example/ada</uri></author>"
        "<contributor><name>Max Orr</name></contributor>"
        "<source><id>urn:x:f</id><title>China Daily</title></source>"
    )
    assert draft.story.credits == (
        Credit(name="China Daily"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE, url="https://port.example/ada"),
        Credit(name="Max Orr", role=CreditRole.CONTRIBUTOR),
    )


def test_the_feeds_author_is_the_source_of_an_entry_that_credits_nobody():
    draft = read_one("", head="<title>News</title><author><name>Port Gazette</name></author>")
    assert draft.story.source == Credit(name="Port Gazette")
    assert ("source", 0.4) in draft.confidence


def test_categories_have_labels_and_media_topics_codes():
    draft = read_one(
        '<category term="rivers" label="Rivers"/>'
        '<category term="04000000" scheme="http://cv.iptc.org/newscodes/mediatopic/" label="Economy"/>'
    )
    assert draft.story.topics == (Topic(name="Rivers"), Topic(name="Economy", code="medtop:04000000"))


def test_languages_are_inherited():
    assert read_one("", attributes='xml:lang="zh-Hans"').story.language == "zh-Hans"


def test_the_first_enclosure_that_is_a_picture_leads():
    draft = read_one('<link rel="enclosure" href="https://port.example/a.png"/>')
    assert [(media.mime_type, media.role) for media in draft.story.media] == [("image/png", MediaRole.LEAD)]


TOMBSTONE = (
    '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:1" when="2026-11-23T12:00:00Z">'
    '<at:comment xml:lang="de">Die Zahlen waren falsch.</at:comment></at:deleted-entry>'
)


def test_a_tombstone_is_a_canceled_story():
    (draft,) = atom.read(make_atom(head=TOMBSTONE)).drafts
    assert draft.story == Story(
        id="urn:x:1",
        status=PublishingStatus.CANCELED,
        language="de",
        notices=(Notice(kind=NoticeKind.WITHDRAWAL, text="Die Zahlen waren falsch.", at=NOON),),
        published_at=NOON,
        updated_at=NOON,
    )


def test_a_document_of_one_entry_or_one_tombstone_is_read():
    entry = f'<entry xmlns="http://www.w3.org/2005/Atom">{TITLED}</entry>'.encode()
    for document in (entry, TOMBSTONE.encode()):
        assert recognise(document) == "atom"
        assert len(atom.read(document).drafts) == 1


def test_atom_0_3_is_read():
    document = (
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>urn:x:1</id>'
        b'<title mode="escaped">A &amp;amp; B</title><issued>2026-11-23T12:00:00Z</issued>'
        b'<modified>2026-11-23T12:00:00Z</modified><content type="text/html" mode="escaped">&lt;p&gt;C&lt;/p&gt;</content></entry></feed>'
    )
    assert recognise(document) == "atom"
    (draft,) = atom.read(document).drafts
    assert (draft.story.headline, draft.story.body, draft.story.published_at) == ("A & B", "<p>C</p>", NOON)


@pytest.mark.parametrize("document", [b"<opml/>", b"<rss/>", b"{}", b""])
def test_another_document_is_refused(document):
    assert not atom.recognises(document)
    with pytest.raises(UnreadableDocument):
        atom.read(document)
