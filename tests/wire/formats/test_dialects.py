"""A story in the dialects of partners: what it is known by, which date moves, how it is taken back."""

import json
from dataclasses import replace
from itertools import product

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from syndication.wire.dialect import PLAIN, AtomContent, DatePolicy, Dialect, GuidForm, PictureWay, WithdrawalForm
from syndication.wire.formats import FORMATS, write
from syndication.wire.ingest import PARSERS
from syndication.wire.story import Credit, PublishingStatus, Rights
from tests.make import HOUR, NOON, make_story
from tests.wire.formats.rss_rules import OF_PARTNERS, PREFIXES, problems
from tests.wire.formats.stories import ADDRESS, CORRECTED, FULL, STORIES, WITHDRAWN, golden, make_feed
from tests.wire.formats.test_validity import CHECKS

NAMES = ("rss", "atom", "json_feed")
ATOM = {"a": "http://www.w3.org/2005/Atom", **PREFIXES}
PERMALINK = Dialect(guid_form=GuidForm.PERMALINK)
PARTNERS = frozenset({"mi", "nb", "snf"})
ALSO = frozenset({"media:status", *OF_PARTNERS})


def written(format_name: str, *stories, dialect: Dialect = PLAIN, **head) -> bytes:
    return write(FORMATS[format_name], make_feed(*stories, format=format_name, **head), dialect)


def item(story, dialect: Dialect = PLAIN) -> etree._Element:
    return etree.fromstring(written("rss", story, dialect=dialect)).find("channel/item")


def entry(story, dialect: Dialect = PLAIN) -> etree._Element:
    return etree.fromstring(written("atom", story, dialect=dialect)).find("a:entry", ATOM)


def json_item(story, dialect: Dialect = PLAIN) -> dict:
    return json.loads(written("json_feed", story, dialect=dialect))["items"][0]


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("story_name", STORIES)
def test_the_plain_dialect_changes_nothing(format_name, story_name):
    said = written(format_name, STORIES[story_name], dialect=Dialect())
    assert said == golden(format_name, story_name).read_bytes()


# -- Identity ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", [FULL, WITHDRAWN], ids=["usable", "withdrawn"])
def test_a_permalink_is_the_guid_of_the_story_and_of_its_notice(story):
    guid = item(story, PERMALINK).find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (FULL.permalink, "true")
    assert json_item(story, PERMALINK)["id"] == FULL.permalink


def test_a_permalink_is_the_id_of_an_entry_and_the_ref_of_its_tombstone():
    assert entry(FULL, PERMALINK).findtext("a:id", namespaces=ATOM) == FULL.permalink
    feed = etree.fromstring(written("atom", WITHDRAWN, dialect=PERMALINK))
    assert feed.find("{http://purl.org/atompub/tombstones/1.0}deleted-entry").get("ref") == FULL.permalink


def test_a_story_without_a_permalink_is_known_by_its_page_and_one_without_a_page_by_its_id():
    without = replace(FULL, permalink="")
    assert item(without, PERMALINK).findtext("guid") == FULL.url
    guid = item(replace(without, url=""), PERMALINK).find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (FULL.id, "false")


def test_a_guid_whose_page_is_not_there_yet_is_no_permalink():
    guid = item(replace(FULL, url=""), PERMALINK).find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (FULL.permalink, "false")


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("form", WithdrawalForm)
def test_an_outlet_that_knows_stories_by_their_ids_never_sees_a_permalink(format_name, form):
    document = written(format_name, FULL, WITHDRAWN, dialect=Dialect(withdrawal=form)).decode()
    assert FULL.permalink not in document


# -- Dates -------------------------------------------------------------------------------------------------------------

FIRST, CHANGED = "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"


@pytest.mark.parametrize(
    ("policy", "published", "modified"),
    [
        (DatePolicy.MODIFIED, "Mon, 23 Nov 2026 12:00:00 +0000", CHANGED),
        (DatePolicy.BUMP, "Mon, 23 Nov 2026 13:00:00 +0000", CHANGED),
        (DatePolicy.NONE, "Mon, 23 Nov 2026 12:00:00 +0000", None),
    ],
)
def test_an_update_moves_the_date_that_the_partner_looks_at(policy, published, modified):
    updated = item(CORRECTED, Dialect(date_policy=policy))
    assert updated.findtext("pubDate") == published
    assert updated.findtext("dcterms:modified", namespaces=PREFIXES) == modified


@pytest.mark.parametrize(
    ("policy", "dates"),
    [
        (DatePolicy.MODIFIED, (FIRST, CHANGED)),
        (DatePolicy.BUMP, (CHANGED, CHANGED)),
        (DatePolicy.NONE, (FIRST, None)),
    ],
)
def test_json_feed_moves_the_same_dates(policy, dates):
    said = json_item(CORRECTED, Dialect(date_policy=policy))
    assert (said.get("date_published"), said.get("date_modified")) == dates


def test_atom_must_say_updated_and_says_the_first_release_where_no_date_may_move():
    for policy, updated in ((DatePolicy.BUMP, CHANGED), (DatePolicy.MODIFIED, CHANGED), (DatePolicy.NONE, FIRST)):
        said = entry(CORRECTED, Dialect(date_policy=policy))
        assert said.findtext("a:updated", namespaces=ATOM) == updated
        assert said.findtext("a:published", namespaces=ATOM) == FIRST


# -- Atom's text and threads --------------------------------------------------------------------------------------------

XHTML = Dialect(atom_content=AtomContent.XHTML)


@pytest.mark.parametrize("story_name", STORIES)
def test_xhtml_is_valid_and_holds_the_same_text(story_name):
    document = written("atom", STORIES[story_name], dialect=XHTML)
    CHECKS["atom"](document)
    (escaped,), (elements,) = (
        PARSERS["atom"].read(one).drafts for one in (written("atom", STORIES[story_name]), document)
    )
    assert words(elements.story.body) == words(escaped.story.body)


def test_xhtml_stands_in_one_div_that_says_its_direction():
    content = entry(replace(FULL, language="ar"), XHTML).find("a:content", ATOM)
    (div,) = content
    assert (content.get("type"), div.tag, div.get("dir")) == ("xhtml", "{http://www.w3.org/1999/xhtml}div", "rtl")
    assert [child.tag.rpartition("}")[2] for child in div] == ["p", "h2", "ul"]


def words(html: str) -> list[str]:
    return BeautifulSoup(f"<body>{html}", "lxml").get_text(" ").split()


def test_a_thread_leads_to_an_id_that_the_outlet_knows():
    thread = "{http://purl.org/syndication/thread/1.0}in-reply-to"
    assert entry(FULL).find(thread).get("ref") == FULL.follows
    assert entry(FULL, PERMALINK).find(thread) is None
    assert entry(replace(FULL, follows="")).find(thread) is None


def test_a_story_from_elsewhere_names_where_it_is_from():
    source = entry(FULL).find("a:source", ATOM)
    assert [child.text or child.get("href") for child in source] == [
        "https://www.chinadaily.example/", "China Daily", FIRST, "https://www.chinadaily.example/"
    ]  # fmt: skip
    assert entry(replace(FULL, canonical_url="")).find("a:source", ATOM) is None
    assert entry(replace(FULL, credits=(Credit(name="Port"),))).findtext("a:source/a:id", namespaces=ATOM) == (
        "https://www.chinadaily.example/"
    )


# -- Withdrawals -------------------------------------------------------------------------------------------------------


def test_status_keeps_the_item_says_deleted_and_moves_the_date_of_publication():
    notice = item(WITHDRAWN, Dialect(withdrawal=WithdrawalForm.STATUS))
    assert notice.find("media:status", PREFIXES).get("state") == "deleted"
    assert notice.findtext("guid") == WITHDRAWN.id
    assert notice.findtext("pubDate") == "Mon, 23 Nov 2026 14:00:00 +0000"


def test_status_says_active_of_all_other_stories_so_that_a_restored_one_comes_back():
    assert item(FULL, Dialect(withdrawal=WithdrawalForm.STATUS)).find("media:status", PREFIXES).get("state") == "active"
    assert item(FULL).find("media:status", PREFIXES) is None


def test_expiry_ends_in_the_past_and_moves_the_date_of_modification_alone():
    notice = item(WITHDRAWN, Dialect(withdrawal=WithdrawalForm.EXPIRY, namespaces=frozenset({"mi"})))
    assert notice.findtext("dcterms:valid", namespaces=PREFIXES) == "end=2026-11-23T14:00:00Z; scheme=W3C-DTF"
    assert notice.findtext("mi:expirationDate", namespaces=PREFIXES) == "2026-11-23T14:00:00Z"
    assert notice.findtext("dcterms:modified", namespaces=PREFIXES) == "2026-11-23T14:00:00Z"
    assert notice.findtext("pubDate") == "Mon, 23 Nov 2026 12:00:00 +0000"


@pytest.mark.parametrize("form", [WithdrawalForm.STATUS, WithdrawalForm.EXPIRY])
def test_atom_has_an_entry_where_a_partner_looks_for_one(form):
    feed = etree.fromstring(written("atom", WITHDRAWN, dialect=Dialect(withdrawal=form)))
    assert feed.find("{http://purl.org/atompub/tombstones/1.0}deleted-entry") is None
    notice = feed.find("a:entry", ATOM)
    assert notice.findtext("a:id", namespaces=ATOM) == WITHDRAWN.id
    assert notice.findtext("a:updated", namespaces=ATOM) == "2026-11-23T14:00:00Z"


@pytest.mark.parametrize("format_name", NAMES)
def test_what_is_dropped_leaves_nothing(format_name):
    dialect = Dialect(withdrawal=WithdrawalForm.DROP)
    assert FORMATS[format_name].entry(WITHDRAWN, dialect) == b""
    assert written(format_name, WITHDRAWN, dialect=dialect) == written(format_name, dialect=dialect)


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("form", [form for form in WithdrawalForm if form is not WithdrawalForm.DROP])
def test_a_notice_is_read_back_as_a_withdrawal_in_every_form(format_name, form):
    (draft,) = PARSERS[format_name].read(written(format_name, WITHDRAWN, dialect=Dialect(withdrawal=form))).drafts
    assert (draft.story.status, draft.story.id) == (PublishingStatus.CANCELED, WITHDRAWN.id)
    assert draft.story.notices[0].text == WITHDRAWN.notices[0].text
    assert draft.story.updated_at == WITHDRAWN.updated_at


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize("form", WithdrawalForm)
def test_a_withdrawal_tells_nothing_of_the_story_in_any_form(format_name, form):
    dialect = Dialect(withdrawal=form, namespaces=PARTNERS, picture_as=frozenset(PictureWay))
    document = written(format_name, WITHDRAWN, dialect=dialect).decode()
    for secret in (FULL.headline[:5], "locks", FULL.url, FULL.slugline, "Wang Wei", FULL.media[0].url):
        assert secret not in document


# -- Pictures and vocabularies -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", PictureWay)
def test_a_picture_travels_in_the_way_that_the_partner_looks_for(way):
    said = item(FULL, Dialect(picture_as=frozenset({way})))
    ways = {
        PictureWay.ENCLOSURE: "enclosure",
        PictureWay.CONTENT: "media:content",
        PictureWay.THUMBNAIL: "media:thumbnail",
    }
    found = [one for one, name in ways.items() if said.find(name, PREFIXES) is not None]
    assert found == [way]


def test_a_thumbnail_alone_still_names_who_took_the_picture():
    said = item(FULL, Dialect(picture_as=frozenset({PictureWay.THUMBNAIL})))
    assert dict(said.find("media:thumbnail", PREFIXES).attrib) == {
        "url": FULL.lead.url, "width": "1200", "height": "750",
    }  # fmt: skip
    assert said.findtext("media:credit", namespaces=PREFIXES) == FULL.lead.credit


def test_the_disclosure_stands_where_newsbreak_looks_for_it():
    story = make_story(rights=Rights(disclosure="Distributed on behalf of X."))
    said = item(story, Dialect(namespaces=frozenset({"nb"})))
    assert said.findtext("nb:disclosure", namespaces=PREFIXES) == "Distributed on behalf of X."
    assert said.findtext("dcterms:provenance", namespaces=PREFIXES) == "Distributed on behalf of X."


def test_an_expiry_stands_where_msn_looks_for_it():
    said = item(make_story(expires_at=NOON + HOUR), Dialect(namespaces=frozenset({"mi"})))
    assert said.findtext("mi:expirationDate", namespaces=PREFIXES) == CHANGED


def test_smartnews_finds_its_words_in_the_head():
    dialect = Dialect(
        namespaces=frozenset({"snf"}), feed_description_max=30, ttl=5, logo_url="https://news.example.org/700.png",
        dark_logo_url="https://news.example.org/700-dark.png",
    )  # fmt: skip
    channel = etree.fromstring(
        written("rss", FULL, dialect=dialect, description="All the stories of Example News")
    ).find("channel")
    assert channel.findtext("description") == "All the stories of Example…"
    assert channel.findtext("ttl") == "5"
    assert channel.findtext("pubDate") == channel.findtext("lastBuildDate")
    assert channel.findtext("snf:logo/url", namespaces=PREFIXES) == "https://news.example.org/700.png"
    assert channel.findtext("snf:darkModeLogo/url", namespaces=PREFIXES) == "https://news.example.org/700-dark.png"


def test_a_partners_logo_takes_the_place_of_ours():
    dialect = Dialect(logo_url="https://news.example.org/square.png")
    assert json.loads(written("json_feed", dialect=dialect))["icon"] == "https://news.example.org/square.png"
    assert etree.fromstring(written("rss", dialect=dialect)).findtext("channel/image/url") == dialect.logo_url


# -- RFC 5005 ----------------------------------------------------------------------------------------------------------

LINKS = (
    ("next", "https://news.example.org/feeds/all/feed?page=2"),
    ("prev-archive", "https://news.example.org/feeds/all/archive/7"),
    ("current", "https://news.example.org/feeds/all/feed"),
)


def links_of(root: etree._Element, path: str) -> list[tuple[str, str]]:
    links = [(link.get("rel"), link.get("href")) for link in root.findall(path, ATOM)]
    return [link for link in links if link[0] not in ("self", "alternate")]


def test_a_feed_says_where_its_other_pages_are():
    assert links_of(etree.fromstring(written("rss", links=LINKS)).find("channel"), "atom:link") == list(LINKS)
    assert links_of(etree.fromstring(written("atom", links=LINKS)), "a:link") == list(LINKS)
    assert json.loads(written("json_feed", links=LINKS))["next_url"] == LINKS[0][1]
    assert "next_url" not in json.loads(written("json_feed", links=LINKS[1:]))


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_an_archive_says_that_it_is_one_and_no_other_feed_does(format_name):
    assert b"<fh:archive/>" in written(format_name, FULL, is_archive=True)
    assert b"fh" not in written(format_name)


# -- Validity ----------------------------------------------------------------------------------------------------------

DIALECTS = [
    Dialect(
        guid_form=guid_form, date_policy=policy, withdrawal=form, picture_as=frozenset(PictureWay), namespaces=PARTNERS,
        ttl=5, feed_description_max=30, logo_url="https://news.example.org/logo.png",
    )
    for guid_form, policy, form in product(GuidForm, DatePolicy, WithdrawalForm)
]  # fmt: skip


@pytest.mark.parametrize("format_name", NAMES)
@pytest.mark.parametrize(
    "dialect", DIALECTS, ids=lambda dialect: f"{dialect.guid_form}-{dialect.date_policy}-{dialect.withdrawal}"
)
def test_every_dialect_is_valid_for_every_story(format_name, dialect):
    stories = [replace(story, permalink=f"https://news.example.org/{name}/") for name, story in STORIES.items()]
    document = written(format_name, *stories, dialect=dialect, links=LINKS, is_archive=True)
    if format_name == "rss":
        assert problems(document, f"{ADDRESS}feed.rss", ALSO) == []
    else:
        CHECKS[format_name](document)
    assert b"ns0:" not in document
