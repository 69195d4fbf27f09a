"""NITF as others write it: older versions, without namespace, with a document type, and what is none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.ingest import Draft, Reading, UnreadableDocument, nitf, recognise
from syndication.wire.story import Credit, CreditRole, Dateline, NoticeKind, Place, PublishingStatus, Topic

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

# As agencies send it: DTD-style, with an external document type and an encoding of its own.
AGENCY = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf version="-//IPTC//DTD NITF 3.4//EN" change.date="October 18, 2006" change.time="19:30">
  <head>
    <title>EU--Dam</title>
    <tobject tobject.type="News">
      <tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="Economy"/>
      <tobject.subject tobject.subject.refnum="04016007" tobject.subject.type="Economy" tobject.subject.matter="Tariffs"/>
    </tobject>
    <docdata management-status="usable">
      <doc-id regsrc="AP" id-string="D8ABC"/>
      <urgency ed-urg="5"/>
      <date.issue norm="20261123T120000Z"/>
      <ed-msg info="Eds: Adds photo."/>
      <du-key generation="1" version="2" key="EU--Dam"/>
      <doc.copyright holder="AP" year="2026"/>
      <key-list><keyword key="dams"/></key-list>
      <evloc iso-cc="CHN" city="Yichang"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Dam
         reopens</hl1><hl2>Boats pass at noon</hl2></hedline>
      <note><body.content><p>With photo.</p></body.content></note>
      <byline>By Ada Moss and Jo L\xe9vy<byttl>Associated Press</byttl></byline>
      <distributor>The Associated Press</distributor>
      <dateline><location>YICHANG, China</location><story.date norm="20261123T090000Z">Nov 23</story.date></dateline>
    </body.head>
    <body.content>
      <block id="Main"><p>The <person>dam</person> is open &mdash; at last.</p><hl2>Boats</hl2>
      <bq><block><p>At last.</p></block><credit>A captain</credit></bq></block>
      <media media-type="Photo">
        <media-metadata name="id" value="x"/>
        <media-reference mime-type="image/jpeg" source="https://a.example/small.jpg" width="100"/>
        <media-reference mime-type="image/jpeg" source="https://a.example/big.jpg" width="900"/>
        <media-caption><p>A dam</p></media-caption><media-producer>Jo Levy</media-producer>
      </media>
    </body.content>
  </body>
</nitf>""".encode("iso-8859-1")


def read_one(document: bytes) -> Draft:
    reading = nitf.read(document)
    assert reading.refused == ()
    return reading.drafts[0]


def make_nitf(head: str = "", body_head: str = "", content: str = "<p>Open.</p>") -> bytes:
    return (
        f"<nitf><head>{head}</head><body><body.head><hedline><hl1>Dam</hl1></hedline>{body_head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def test_an_agency_s_document_of_version_3_4_is_read():
    assert recognise(AGENCY) == "nitf"
    story = read_one(AGENCY).story
    assert (story.id, story.version, story.urgency, story.slugline) == ("D8ABC", 2, 5, "EU--Dam")
    assert (story.headline, story.summary) == ("Dam reopens", "Boats pass at noon")
    assert story.credits == (
        Credit(name="The Associated Press"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE),
        Credit(name="Jo Lévy", role=CreditRole.BYLINE),
    )
    assert story.dateline == Dateline(place="YICHANG, China", day=date(2026, 11, 23))
    assert (story.published_at, story.rights.copyright) == (NOON, "© 2026 AP")
    assert story.topics == (Topic(name="dams"), Topic(name="Economy", code="medtop:04000000"), Topic(name="Tariffs"))
    assert story.place == Place(name="Yichang")
    assert [(media.url, media.caption, media.credit) for media in story.media] == [
        ("https://a.example/big.jpg", "A dam", "Jo Levy")
    ]
    assert [(one.kind, one.text, one.at) for one in story.notices] == [
        (NoticeKind.EDITORS_NOTE, "Eds: Adds photo.", NOON),
        (NoticeKind.EDITORS_NOTE, "With photo.", NOON),
    ]


def test_its_text_becomes_html():
    body = " ".join(read_one(AGENCY).story.body.split())
    assert body == (
        "<p>The dam is open — at last.</p><h2>Boats</h2> <blockquote><p>At last.</p><p>A captain</p></blockquote>"
    )


def test_a_correction_without_a_message_is_a_notice():
    head = '<docdata><date.issue norm="20261123T120000Z"/><correction info="It was forty."/></docdata>'
    (notice,) = read_one(make_nitf(head)).story.notices
    assert (notice.kind, notice.text) == (NoticeKind.CORRECTION, "It was forty.")


@pytest.mark.parametrize("status", ["canceled", "Cancelled"])
def test_a_canceled_document_is_a_canceled_story(status):
    head = f'<docdata management-status="{status}"><doc-id id-string="1"/><date.issue norm="20261123T120000Z"/><ed-msg info="Wrong."/></docdata>'
    story = read_one(make_nitf(head)).story
    assert (story.status, story.headline, story.body) == (PublishingStatus.CANCELED, "", "")
    assert [notice.text for notice in story.notices] == ["Wrong."]


def test_an_embargo_that_cannot_be_read_withholds_the_story():
    assert (
        read_one(make_nitf('<docdata><date.release norm="20261123T120000Z"/></docdata>')).story.embargoed_until == NOON
    )
    story = read_one(make_nitf('<docdata><date.release norm="noon"/></docdata>')).story
    assert story.status is PublishingStatus.WITHHELD


def test_a_dateline_without_a_location_is_its_text():
    story = read_one(make_nitf(body_head="<dateline>NEW YORK</dateline>")).story
    assert story.dateline.place == "NEW YORK"


def test_a_distributor_of_press_releases_is_no_source():
    draft = read_one(make_nitf(body_head="<distributor>PR Newswire</distributor>", content="<p>Open.</p><p>SOURCE Lake Ferries</p>"))  # fmt: skip
    assert (draft.distributor, draft.story.source) == ("PR Newswire", Credit(name="Lake Ferries"))


def test_the_namespace_of_a_version_makes_no_difference():
    document = make_nitf().replace(b"<nitf>", b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')
    assert read_one(document).story.body == "<p>Open.</p>"


def test_a_document_without_headline_and_text_is_refused():
    (refused,) = nitf.read(b"<nitf><body/></nitf>").refused
    assert (refused.item, refused.reason) == ("item 1", "headline is empty")


def test_no_entity_is_expanded_and_nothing_is_fetched():
    doctype = b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    draft = read_one(doctype + make_nitf(content="<p>&x;&b;</p>"))
    assert draft.story.body == "<p>&amp;x;&amp;b;</p>"
    assert "words of its own" in draft.remarks[0].message


def test_mark_up_that_is_too_deep_is_refused():
    with pytest.raises(UnreadableDocument, match="too deep"):
        nitf.read(make_nitf(content="<block>" * 400 + "</block>" * 400))


def test_the_deepest_mark_up_that_is_read_crashes_nothing():
    assert read_one(make_nitf(content="<bq>" * 200 + "<p>A</p>" + "</bq>" * 200)).story.body.count("<p>A</p>") == 1


@pytest.mark.parametrize("document", [b"", b"plain text", b"<rss/>", b"<newsItem/>", b'{"uri": 1}'])
def test_what_is_no_nitf_is_refused(document):
    assert not nitf.recognises(document)
    with pytest.raises(UnreadableDocument):
        nitf.read(document)


NAMES = st.sampled_from([
    "p", "media", "media-reference", "media-caption", "bq", "block", "table", "note", "byline", "person", "byttl",
    "distributor", "org", "dateline", "location", "story.date", "hedline", "hl1", "hl2", "abstract", "body.head",
    "body.content", "docdata", "du-key", "doc-id", "ed-msg", "keyword", "em", "figure", "img",
])  # fmt: skip
markup = st.recursive(
    st.text(st.characters(exclude_characters="<&", codec="utf-8"), max_size=6),
    lambda inner: st.builds(
        lambda name, value, parts: f'<{name} class="{value}" norm="{value}" source="{value}">{"".join(parts)}</{name}>',
        NAMES, st.sampled_from(["", "inline", "20261123", "noon", "lead", "//["]), st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(head=markup, body_head=markup, content=markup)
def test_no_document_crashes_the_reader(head, body_head, content):
    assert isinstance(nitf.read(make_nitf(head, body_head, content)), Reading)
