"""NewsML-G2 as others write it: whole items, items in messages, and what is no story."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.wire.ingest import Draft, Reading, UnreadableDocument, newsml_g2, recognise
from syndication.wire.story import Credit, CreditRole, Dateline, MediaRole, NoticeKind, Place, PublishingStatus, Topic
from tests.wire.formats.schemas import nitf_problems, xml_schema

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "newsml-g2"
NAR = "http://iptc.org/std/nar/2006-10-01/"


def make_item(meta: str = "", content: str = "", contents: str = "", rest: str = "", guid: str = "urn:x:1") -> str:
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}" version="2" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>{meta}'
        f"</itemMeta><contentMeta><headline>Dam</headline>{content}</contentMeta>{rest}"
        f"<contentSet>{contents}</contentSet></newsItem>"
    )


def read_one(document: str) -> Draft:
    reading = newsml_g2.read(document.encode())
    assert reading.refused == ()
    return reading.drafts[0]


def fixture(name: str) -> Reading:
    document = (FIXTURES / name).read_bytes()
    assert recognise(document) == "newsml_g2"
    return newsml_g2.read(document)


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_a_fixture_is_valid(path):
    root, schema = etree.parse(path), xml_schema("newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd")
    schema.validate(root)
    assert [error.message for error in schema.error_log] == []
    inner = root.iterfind(".//{http://iptc.org/std/NITF/2006-10-18/}nitf")
    assert [problem for one in inner for problem in nitf_problems(etree.tostring(one, with_tail=False))] == []


def test_a_text_in_nitf_within_an_item_is_read():
    (draft,) = fixture("text-in-nitf.xml").drafts
    story = draft.story
    assert (story.id, story.version) == ("tag:coastwire.example,2026:tide-wall", 4)
    assert (story.headline, story.slugline) == (
        'Port Hale lifts its wall after the "tide of the century"',
        "Harbour-Wall",
    )
    assert story.credits == (
        Credit(name="Port Hale Authority"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE, url="https://coastwire.example/people/ada-moss"),
    )
    assert story.topics == (Topic(name="natural disaster", code="medtop:20000151"), Topic(name="harbours"))
    assert story.dateline == Dateline(place="Port Hale", day=date(2026, 11, 20))
    assert story.updated_at == datetime(2026, 11, 21, 3, 45, 20, tzinfo=UTC)
    assert " ".join(story.body.split()) == (
        "<p>PORT HALE (Coastwire) - Masons began on Friday to lift the harbour wall by two metres.</p> "
        "<p>The water stood at its foot &amp; over its steps for nine days.</p>"
    )


def test_a_text_in_xhtml_within_an_item_is_read():
    (draft,) = fixture("text-in-xhtml.xml").drafts
    story = draft.story
    assert story.body == (
        "<p>Eleven ferries lie in the <em>roads</em>.</p><ul><li>Lock 3 is shut.</li><li>Lock 4 is dry.</li></ul>"
    )
    assert (story.summary, story.urgency) == ("Eleven ferries lie in the roads.", 4)
    assert story.credits == (
        Credit(name="Coastwire"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE),
        Credit(name="Wang Wei", role=CreditRole.BYLINE),
    )


def test_an_embargo_is_read_and_so_are_the_notes():
    (draft,) = fixture("embargo-before-the-text.xml").drafts
    story = draft.story
    assert (story.embargoed_until, story.body) == (datetime(2026, 12, 1, 5, tzinfo=UTC), "")
    assert story.rights.usage_terms == "No use by broadcasters in Norland"
    assert [(notice.kind, notice.text) for notice in story.notices] == [
        (NoticeKind.EDITORS_NOTE, "Held for the council's vote: the text comes with version 3.")
    ]


def test_a_photo_is_no_story():
    reading = fixture("picture-alone.xml")
    assert reading.drafts == ()
    assert reading.refused[0].reason == "tag:coastwire.example,2026:picture-88 is a picture, and no story"


def test_an_embargo_without_a_moment_withholds_the_story():
    assert read_one(make_item("<embargoed/>")).story.status is PublishingStatus.WITHHELD


def test_an_embargo_of_the_nitf_within_an_item_counts():
    nitf = '<nitf><head><docdata><date.release norm="20261123T120000Z"/></docdata></head><body/></nitf>'
    assert read_one(make_item(contents=f"<inlineXML>{nitf}</inlineXML>")).story.embargoed_until == NOON


@pytest.mark.parametrize(
    "status",
    [
        '<pubStatus qcode="stat:canceled"/>',
        '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>',
        '<pubStatus qcode="stat:cancelled"/>',
    ],
)
def test_a_canceled_item_is_a_canceled_story(status):
    meta = f"<versionCreated>2026-11-23T12:00:00Z</versionCreated>{status}<edNote>It was wrong.</edNote>"
    story = read_one(make_item(meta, contents="<inlineData>Text</inlineData>")).story
    assert (story.status, story.headline, story.body) == (PublishingStatus.CANCELED, "", "")
    assert [(notice.text, notice.at) for notice in story.notices] == [("It was wrong.", NOON)]


@pytest.mark.parametrize(
    ("contents", "body"),
    [
        ('<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><p>A<br/>b</p></body></html></inlineXML>', "<p>A<br>b</p>"),
        ('<inlineXML><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p></div></inlineXML>', "<p>A</p>"),
        ('<inlineData contenttype="text/plain">A &amp; b\n\nC</inlineData>', "<p>A &amp; b</p><p>C</p>"),
        ('<inlineData contenttype="text/html">&lt;p&gt;A&lt;/p&gt;</inlineData>', "<p>A</p>"),
        ('<inlineXML contenttype="application/nitf+xml"><nitf><body><body.content><p>A</p></body.content></body></nitf></inlineXML>', "<p>A</p>"),
        ('<remoteContent href="https://a.example/a.txt"/>', ""),
    ],
)  # fmt: skip
def test_the_text_is_read_whatever_it_is_written_in(contents, body):
    assert read_one(make_item(contents=contents)).story.body == body


def test_a_picture_that_is_linked_to_is_read_by_its_hints():
    link = (
        '<link rel="irel:seeAlso" href="https://a.example/x" contenttype="image/jpeg"><creditline>Jo/AP</creditline>'
        '<remoteContent href="https://a.example/s.jpg" width="10"/><remoteContent href="https://a.example/b.jpg" width="900"/></link>'
    )
    (media,) = read_one(make_item(link)).story.media
    assert (media.url, media.role, media.credit) == ("https://a.example/b.jpg", MediaRole.LEAD, "Jo/AP")


def make_photo(guid: str) -> str:
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}"><rightsInfo><copyrightNotice>© AP</copyrightNotice></rightsInfo><itemMeta>'
        '<itemClass qcode="ninat:picture"/></itemMeta><contentMeta><creator><name>Jo Levy</name></creator>'
        '<description role="drol:caption">A dam</description></contentMeta><contentSet>'
        f'<remoteContent href="https://a.example/{guid}.jpg" contenttype="image/jpeg" width="900"/></contentSet></newsItem>'
    )


def make_message(*items: str) -> bytes:
    return f'<newsMessage xmlns="{NAR}"><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'.encode()


def test_pictures_of_a_message_belong_to_its_only_text():
    (draft,) = newsml_g2.read(make_message(make_item(), make_photo("p1"), make_photo("p2"))).drafts
    assert [media.url for media in draft.story.media] == ["https://a.example/p1.jpg", "https://a.example/p2.jpg"]
    first = draft.story.media[0]
    assert (first.role, first.caption, first.credit, first.copyright) == (MediaRole.LEAD, "A dam", "Jo Levy", "© AP")


def test_pictures_of_a_message_belong_to_the_text_that_links_to_them():
    linking = make_item('<link rel="irel:seeAlso" residref="p2"/>', guid="urn:x:2")
    drafts = newsml_g2.read(make_message(make_item(), linking, make_photo("p1"), make_photo("p2"))).drafts
    assert [[media.url for media in draft.story.media] for draft in drafts] == [[], ["https://a.example/p2.jpg"]]


def test_a_place_is_where_it_is_asserted_to_be():
    subject = '<subject type="cpnat:geoArea" qcode="x:1"><name>Dam</name><broader qcode="iso3166-1a2:CN"/></subject>'
    rest = '<assert qcode="x:1"><geoAreaDetails><position latitude="1.5" longitude="-2"/></geoAreaDetails></assert>'
    assert read_one(make_item(content=subject, rest=rest)).story.place == Place(
        name="Dam", country="CN", latitude=1.5, longitude=-2.0
    )


def test_the_stories_of_a_message_are_read_and_one_bad_item_loses_none():
    picture = make_item(guid="urn:x:2").replace("ninat:text", "ninat:picture")
    bad = make_item(guid="urn:x:3").replace("<headline>Dam</headline>", "")
    message = (
        f'<newsMessage xmlns="{NAR}"><header><sender>Port Agency</sender></header>'
        f"<itemSet>{make_item()}{picture}{bad}{make_item(guid='urn:x:4')}</itemSet></newsMessage>"
    )
    reading = newsml_g2.read(message.encode())
    assert [draft.story.id for draft in reading.drafts] == ["urn:x:1", "urn:x:4"]
    assert [(refused.item, refused.reason) for refused in reading.refused] == [("urn:x:3", "headline is empty")]
    assert reading.drafts[0].story.source == Credit(name="Port Agency")


def test_a_package_says_what_to_send_instead():
    with pytest.raises(UnreadableDocument, match="a packageItem holds no story: send its newsItems"):
        newsml_g2.read(f'<packageItem xmlns="{NAR}" guid="1"/>'.encode())


def test_no_entity_is_expanded_and_nothing_is_fetched():
    doctype = '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert read_one(doctype + make_item(content="<slugline>&x;&b;</slugline>")).story.slugline == "&x;&b;"


@pytest.mark.parametrize("document", [b"", b"text", b"<nitf/>", b"<NewsML><NewsItem/></NewsML>", b"<rss/>"])
def test_what_is_no_newsml_g2_is_refused(document):
    assert not newsml_g2.recognises(document)
    with pytest.raises(UnreadableDocument):
        newsml_g2.read(document)


NAMES = st.sampled_from([
    "itemMeta", "contentMeta", "contentSet", "subject", "name", "link", "remoteContent", "inlineXML", "inlineData", "html",
    "body", "nitf", "body.content", "creator", "infoSource", "broader", "assert", "position", "usageTerms", "altId",
    "description", "edNote", "embargoed", "versionCreated", "pubStatus", "urgency", "genre",
])  # fmt: skip
markup = st.recursive(
    st.text(st.characters(exclude_characters="<&", codec="utf-8"), max_size=6),
    lambda inner: st.builds(
        lambda name, value, parts: f'<{name} qcode="{value}" role="{value}" width="{value}" href="{value}">{"".join(parts)}</{name}>',
        NAMES, st.sampled_from(["", "medtop:04000000", "nwsr:byline", "9", "//[", ":"]), st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(meta=markup, content=markup, contents=markup)
def test_no_item_crashes_the_reader(meta, content, contents):
    assert isinstance(newsml_g2.read(make_item(meta, content, contents).encode()), Reading)
