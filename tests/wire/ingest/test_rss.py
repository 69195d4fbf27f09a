"""RSS as others write it: what is read, what is mended, what is refused."""

import contextlib
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.wire.ingest import Draft, Reading, UnreadableDocument, recognise, rss
from syndication.wire.story import Credit, CreditRole, MediaRole, Place, PublishingStatus, Topic

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "media": "http://search.yahoo.com/mrss/",
        "mi": "http://schemas.ingestion.microsoft.com/common/",
    }.items()
)
TITLED = "<title>Dam reopens</title>"


def make_rss(*items: str, head: str = "<title>Port Gazette</title><link>https://port.example/</link>") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel>{head}{body}</channel></rss>'.encode()


def read_one(item: str, **head: str) -> Draft:
    reading = rss.read(make_rss(item, **head))
    assert reading.refused == ()
    return reading.drafts[0]


def remarked(draft: Draft) -> set[str]:
    return {remark.field for remark in draft.remarks}


def credits_of(draft: Draft) -> list[tuple[str, CreditRole]]:
    return [(credit.name, credit.role) for credit in draft.story.credits]


# -- Identity ----------------------------------------------------------------------------------------------------------


def test_an_item_without_a_guid_is_known_by_its_address():
    draft = read_one(f"{TITLED}<link>https://port.example/1</link>")
    assert draft.story.id == "https://port.example/1"
    assert "id" in remarked(draft)


def test_an_item_without_guid_and_address_is_known_by_headline_and_date():
    item = f"{TITLED}<pubDate>Mon, 23 Nov 2026 12:00:00 GMT</pubDate>"
    assert read_one(item).story.id == read_one(item + "<description>Later.</description>").story.id
    assert read_one(item).story.id != read_one(item.replace("23 Nov", "24 Nov")).story.id
    assert read_one(item).story.id.startswith("urn:uuid:")


def test_a_guid_with_blanks_in_it_is_still_one_word():
    assert read_one(f"{TITLED}<guid> port 1 </guid>").story.id == "port%201"


def test_a_permalink_stands_in_for_a_missing_link():
    assert read_one(f"{TITLED}<guid>https://port.example/1</guid>").story.url == "https://port.example/1"
    assert read_one(f'{TITLED}<guid isPermaLink="false">https://port.example/1</guid>').story.url == ""


# -- Text --------------------------------------------------------------------------------------------------------------


def test_a_title_in_html_is_read_as_its_text():
    assert read_one("<title>&lt;b&gt;Ships&lt;/b&gt; &amp;amp; barges</title>").story.headline == "Ships & barges"
    assert read_one("<title>Ships &amp; barges: 3 &lt; 5</title>").story.headline == "Ships & barges: 3 < 5"


def test_an_item_without_a_title_gets_its_first_sentence():
    draft = read_one("<description>&lt;p&gt;The dam reopened. Boats passed.&lt;/p&gt;</description>")
    assert draft.story.headline == "The dam reopened."
    assert ("headline", 0.5) in draft.confidence


def test_a_description_with_mark_up_is_the_body_when_there_is_no_other():
    draft = read_one(f"{TITLED}<description>&lt;p&gt;The dam reopened.&lt;/p&gt;</description>")
    assert (draft.story.summary, draft.story.body) == ("", "<p>The dam reopened.</p>")


def test_a_short_description_without_mark_up_is_a_summary():
    draft = read_one(f"{TITLED}<description>Ships &amp;amp; barges pass.</description>")
    assert (draft.story.summary, draft.story.body) == ("Ships & barges pass.", "")


def test_the_beginning_of_the_body_is_no_summary():
    content = "<content:encoded>&lt;p&gt;The dam reopened on Monday.&lt;/p&gt;</content:encoded>"
    assert read_one(f"{TITLED}<description>The dam reopened […]</description>{content}").story.summary == ""
    assert read_one(f"{TITLED}<description>The dam</description>{content}").story.summary == "The dam"


def test_a_body_comes_back_as_it_came():
    body = '<p onclick="x()">One<p>two &nbsp; <script>3</script>'
    draft = read_one(f"{TITLED}<content:encoded><![CDATA[{body}]]></content:encoded>")
    assert draft.story.body == body


def test_mark_up_that_was_not_escaped_is_read_as_html():
    assert read_one(f"{TITLED}<description>A <b>wet</b> day<br/></description>").story.body == "A <b>wet</b> day<br>"


def test_relative_addresses_are_resolved():
    draft = read_one(
        f"{TITLED}<link>/news/1</link><enclosure url='/a.jpg' type='image/jpeg' length='7'/>"
        "<description>&lt;a href='more?x=1&amp;amp;y=2'&gt;x&lt;/a&gt; &lt;img src=\"#top\"&gt;</description>"
    )
    assert draft.story.url == "https://port.example/news/1"
    assert draft.story.media[0].url == "https://port.example/a.jpg"
    assert draft.story.body == "<a href='https://port.example/news/more?x=1&amp;y=2'>x</a> <img src=\"#top\">"


# -- Credits -----------------------------------------------------------------------------------------------------------


def test_the_closing_line_names_the_source_and_leaves_the_body():
    draft = read_one(
        f"{TITLED}<description>&lt;p&gt;The dam reopened.&lt;/p&gt;&lt;p&gt;&lt;b&gt;SOURCE&lt;/b&gt; China Daily&lt;/p&gt;\n</description>"
    )
    assert draft.story.body == "<p>The dam reopened.</p>"
    assert draft.story.closing_line == "SOURCE China Daily"
    assert draft.story.source == Credit(name="China Daily")


def test_a_source_in_the_middle_of_the_text_stays_there():
    body = "&lt;p&gt;SOURCE Code Ltd reopened.&lt;/p&gt;&lt;p&gt;Boats passed.&lt;/p&gt;"
    draft = read_one(f"{TITLED}<description>{body}</description>")
    assert draft.story.body == "<p>SOURCE Code Ltd reopened.</p><p>Boats passed.</p>"
    assert draft.story.closing_line == ""


def test_authors_are_read_in_every_form():
    draft = read_one(
        f"{TITLED}<author>ada@port.example (Ada Moss)</author><dc:creator>By Wang Wei</dc:creator>"
        "<dc:creator>nobody@port.example</dc:creator><dc:source>China Daily</dc:source>"
    )
    assert credits_of(draft) == [
        ("China Daily", CreditRole.SOURCE), ("Wang Wei", CreditRole.BYLINE), ("Ada Moss", CreditRole.BYLINE),
    ]  # fmt: skip


def test_the_feed_is_the_source_of_an_item_that_credits_nobody():
    draft = read_one(TITLED)
    assert draft.story.source == Credit(name="Port Gazette")
    assert ("source", 0.4) in draft.confidence
    assert "source" in remarked(draft)


def test_a_writer_is_not_taken_for_a_source():
    assert credits_of(read_one(f"{TITLED}<dc:creator>Ada Moss</dc:creator>")) == [("Ada Moss", CreditRole.BYLINE)]


def test_a_distributor_is_never_the_source():
    draft = read_one(
        f"{TITLED}<dc:creator>PR Newswire</dc:creator><dc:publisher>PRNewswire</dc:publisher>",
        head="<title>PR Newswire</title>",
    )
    assert draft.distributor == "PR Newswire"
    assert draft.story.credits == ()


# -- Dates -------------------------------------------------------------------------------------------------------------

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 23 Nov 2026 12:00:00 GMT",
        "Mon, 23 Nov 2026 20:00:00 +0800",
        "Tue, 23 Nov 26 07:00 EST",
        "23 Nov 2026 12:00:00 -0000",
        "2026-11-23T12:00:00Z",
        "2026-11-23t13:00:00.123456789+01:00",
        "Nov 23, 2026 12:00 PM UTC",
        "Mon Nov 23 13:00:00 CET 2026",
        "20261123T120000Z",
    ],
)
def test_a_date_is_read_in_any_form(written):
    draft = read_one(f"{TITLED}<pubDate> {written} </pubDate>")
    assert draft.story.published_at == NOON
    assert "published_at" not in remarked(draft)


@pytest.mark.parametrize("written", ["Mon, 23 Nov 2026 12:00:00", "2026-11-23 12:00", "2026-11-23T12:00:00"])
def test_a_date_without_a_zone_is_utc_and_said_so(written):
    draft = read_one(f"{TITLED}<pubDate>{written}</pubDate>")
    assert draft.story.published_at == NOON
    assert "published_at" in remarked(draft)


@pytest.mark.parametrize("written", ["yesterday", "12:00", "Mon, 31 Feb 2026 12:00:00 GMT", "9" * 70, "1 " * 50_000])
def test_a_date_that_is_none_is_left_open_and_said(written):
    draft = read_one(f"{TITLED}<pubDate>{written}</pubDate>")
    assert draft.story.published_at is None
    assert "published_at" in remarked(draft)


def test_expiry_and_embargo_are_read():
    draft = read_one(
        f"{TITLED}<dcterms:available>2026-11-23T12:00:00Z</dcterms:available>"
        "<dcterms:valid>start=2026-01-01; end=2026-11-24T12:00:00Z; scheme=W3C-DTF</dcterms:valid>"
    )
    assert (draft.story.embargoed_until, draft.story.expires_at) == (NOON, NOON + timedelta(days=1))


def test_an_embargo_that_cannot_be_read_withholds_the_story():
    draft = read_one(f"{TITLED}<dcterms:available>when the bell rings</dcterms:available>")
    assert draft.story.status is PublishingStatus.WITHHELD
    assert ("embargoed_until", 0.0) in draft.confidence


# -- Pictures, topics, places ------------------------------------------------------------------------------------------


def test_a_group_of_renditions_is_one_picture_with_what_is_said_round_it():
    draft = read_one(
        f"{TITLED}<media:credit>P. Ito</media:credit><media:group><media:title>A gate</media:title>"
        '<media:content url="https://port.example/s.jpg" width="100" medium="image"/>'
        '<media:content url="https://port.example/l.jpg" width="900" medium="image"/></media:group>'
    )
    (picture,) = draft.story.media
    assert (picture.url, picture.width, picture.alt, picture.credit) == (
        "https://port.example/l.jpg",
        900,
        "A gate",
        "P. Ito",
    )
    assert (picture.role, picture.mime_type) == (MediaRole.LEAD, "image/jpeg")


def test_an_address_that_is_none_is_said_and_left_out():
    draft = read_one(
        f'{TITLED}<link>javascript:alert(1)</link><enclosure url="ftp://x/a.jpg" type="image/jpeg" length="x"/>'
    )
    assert (draft.story.url, draft.story.media) == ("", ())
    assert {"url", "media"} <= remarked(draft)


def test_media_topics_are_known_by_their_scheme():
    draft = read_one(
        f'{TITLED}<category>Rivers</category><category domain="http://cv.iptc.org/newscodes/mediatopic/04000000">Economy</category>'
        "<category>Rivers</category><dc:subject>Ports</dc:subject>"
    )
    assert draft.story.topics == (
        Topic(name="Rivers"),
        Topic(name="Economy", code="medtop:04000000"),
        Topic(name="Ports"),
    )


def test_a_point_without_a_name_is_a_place():
    item = f'{TITLED}<georss:point xmlns:georss="http://www.georss.org/georss">30.5, 111</georss:point>'
    assert read_one(item).story.place == Place(name="", latitude=30.5, longitude=111.0)


def test_a_language_is_the_items_else_the_feeds_else_as_told():
    assert read_one(f"{TITLED}<dc:language>pt_BR</dc:language>").story.language == "pt-BR"
    assert read_one(TITLED, head="<language>de</language>").story.language == "de"
    assert rss.read(make_rss(TITLED), language="fr").drafts[0].story.language == "fr"
    assert "language" in remarked(read_one(TITLED))


# -- Withdrawal, refusal -----------------------------------------------------------------------------------------------


def test_a_deleted_item_is_a_canceled_story():
    draft = read_one(
        '<title>Withdrawn</title><guid>1</guid><description>It was wrong.</description><media:status state="deleted"/>'
        "<dcterms:modified>2026-11-23T12:00:00Z</dcterms:modified><link>https://port.example/secret-slug</link>"
    )
    assert draft.story.status is PublishingStatus.CANCELED
    assert (draft.story.notices[0].text, draft.story.notices[0].at) == ("It was wrong.", NOON)
    assert "source" not in remarked(draft)


@pytest.mark.parametrize(
    "expiry",
    [
        "<dcterms:valid>end=2026-11-23T12:00:00Z; scheme=W3C-DTF</dcterms:valid>",
        "<mi:expirationDate>2026-11-23T11:00:00Z</mi:expirationDate>",
    ],
)
def test_an_item_that_had_expired_when_it_was_changed_is_a_canceled_story(expiry):
    changed = "<dcterms:modified>2026-11-23T12:00:00Z</dcterms:modified><guid>1</guid>"
    assert read_one(f"{TITLED}{changed}{expiry}").story.status is PublishingStatus.CANCELED
    later = expiry.replace("-23T", "-24T")
    assert read_one(f"{TITLED}{changed}{later}").story.status is PublishingStatus.USABLE


def test_one_bad_item_never_loses_the_others():
    reading = rss.read(make_rss("<guid>empty</guid>", TITLED, f"{TITLED}<link>http://[::1</link>"))
    assert [(refused.item, refused.reason) for refused in reading.refused] == [("empty", "headline is empty")]
    assert len(reading.drafts) == 2


# -- Documents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "iso-8859-1", "windows-1252"]
)
def test_a_document_is_read_in_its_encoding(encoding):
    name = encoding.removesuffix("-sig").removesuffix("-le")
    document = (
        f'<?xml version="1.0" encoding="{name}"?>' + make_rss("<title>Café “à”</title>".replace("“à”", "à")).decode()
    )
    assert recognise(document.encode(encoding)) == "rss"
    assert rss.read(document.encode(encoding)).drafts[0].story.headline == "Café à"


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("windows-1252", "utf-8", "“Café” – 5 €"),
        ("windows-1252", "iso-8859-1", "“Café” – 5 €"),
        ("utf-8", "iso-8859-1", "“Café” – 5 €"),
        ("gb18030", "gb2312", "三峡船闸恢复通航"),
        ("gb18030", "utf-8", "三峡船闸恢复通航，船只通过大坝"),
        ("shift_jis", "Shift_JIS", "ダムが再開"),
        ("euc-kr", "euc-kr", "댐이 다시 열렸다"),
    ],
)
def test_an_encoding_that_lies_is_read_as_a_browser_would(encoding, declared, text):
    document = f'<?xml version="1.0" encoding="{declared}"?>' + make_rss(f"<title>{text}</title>").decode()
    assert rss.read(document.encode(encoding)).drafts[0].story.headline == text


def test_utf_7_is_not_spoken_here():
    document = b'<?xml version="1.0" encoding="utf-7"?>' + make_rss("<title>+ADw-b+AD4-</title>")
    assert rss.read(document).drafts[0].story.headline == "+ADw-b+AD4-"


def test_a_document_that_is_not_well_formed_is_read_as_far_as_that_goes():
    document = b"\n\n" + make_rss(
        f"{TITLED}<description>A & B &nbsp; &copy; &x; \x0b<itunes:summary>x</itunes:summary>"
    )
    (draft,) = rss.read(document).drafts
    assert draft.story.headline == "Dam reopens"
    assert any("not well-formed" in remark.message for remark in draft.remarks)


def test_entities_of_a_document_type_stay_as_they_are_written():
    dtd = '<!DOCTYPE rss [<!ENTITY who "China Daily"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (draft,) = rss.read(dtd.encode() + make_rss("<title>By &who; &x; &eacute;</title>")).drafts
    assert draft.story.headline == "By &who; &x; é"
    assert any("declares words" in remark.message for remark in draft.remarks)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
    return f'<!DOCTYPE rss [<!ENTITY a "lol">{entities}]>'.encode() + make_rss("<title>&j;</title>")


HUGE = 100_000
REFUSED = {
    "billion laughs": billion_laughs(),
    "depth": b"<rss><channel>" + b"<a>" * HUGE,
    "attributes": b"<rss " + b" ".join(b'a%d="1"' % number for number in range(HUGE)) + b"/>",
    "a text of 11 MB": make_rss("x" * 11_000_000),
    "a document type without an end": b"<!DOCTYPE rss [" + b"<!--" * HUGE,
    "a comment without an end": b"<!--" * HUGE,
    "nothing": b"",
    "zeros": b"\0" * HUGE,
    "brackets": b"<" * HUGE,
    "another root": b"<html><body/></html>",
    "text": b"Dam reopens",
}


@pytest.mark.parametrize("shape", REFUSED)
def test_what_is_no_feed_is_refused_at_once(shape):
    began = time.monotonic()
    with pytest.raises(UnreadableDocument):
        rss.read(REFUSED[shape])
    assert time.monotonic() - began < 5


LINEAR = {
    "an author of dots": "<author>{}</author>".format("a." * HUGE),
    "an author of signs": "<author>{}</author>".format("x@y (" * HUGE),
    "a title of brackets": "<title>{}</title>".format("&lt;a" * HUGE),
    "comments that never end": "<description>{}</description>".format("&lt;!--" * HUGE),
    "figures that never end": "<description>s</description><content:encoded>{}</content:encoded>".format(
        "&lt;figure " * HUGE
    ),
    "paragraphs that never end": "<content:encoded>{}</content:encoded>".format("&lt;p&gt;SOURCE " * HUGE),
    "closing lines without end": "<dc:rights>x</dc:rights><description>s{}</description><content:encoded>{}</content:encoded>".format(
        " x" * HUGE, "&lt;p&gt;x&lt;/p&gt;" * HUGE
    ),
    "a language of dashes": "<dc:language>{}</dc:language>".format("a-" * HUGE),
    "CDATA that never ends": "<![CDATA[" * HUGE,
    "ampersands": "<description>{}</description>".format("& " * HUGE),
}


@pytest.mark.parametrize("shape", LINEAR)
def test_no_item_holds_the_reader_up(shape):
    began = time.monotonic()
    assert len(rss.read(make_rss(f"{TITLED}{LINEAR[shape]}")).drafts) == 1
    assert time.monotonic() - began < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: make_rss(text + "x")))
def test_no_document_crashes_the_reader(document):
    with contextlib.suppress(UnreadableDocument):
        assert isinstance(rss.read(document), Reading)


def test_rss_1_0_is_read():
    document = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Gazette</title></channel>'
        b'<item rdf:about="https://port.example/1"><title>Dam</title><dc:date>2026-11-23T12:00Z</dc:date></item></rdf:RDF>'
    )
    assert recognise(document) == "rss"
    (draft,) = rss.read(document).drafts
    assert (draft.story.id, draft.story.published_at) == ("https://port.example/1", NOON)
