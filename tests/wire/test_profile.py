"""Profiles check themselves, and every key of theirs has an effect."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from syndication.wire.contradictions import SPOKEN
from syndication.wire.dialect import PLAIN, Dialect, GuidForm, PictureWay, WithdrawalForm
from syndication.wire.formats import FORMATS
from syndication.wire.formats._partners import PARTNERS
from syndication.wire.prepare import prepare
from syndication.wire.profile import NOT_RENDERED, PROFILES, InvalidProfile, Profile, load, profiles
from syndication.wire.story import Reach, Rights
from tests.make import NOON, make_media, make_profile, make_story

DOCS = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")
MINIMAL = 'label = "Partner"\n[allow]\np = []\n'


def write(folder: Path, text: str, name: str = "partner") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_wire_ships_these_profiles():
    assert set(PROFILES) == {
        "atom-archive", "flipboard", "generic", "msn", "newsbreak", "plain", "public", "smartnews", "summary", "wordpress",
    }  # fmt: skip
    assert load("generic") is PROFILES["generic"]


@pytest.mark.parametrize("name", PROFILES)
def test_a_shipped_profile_names_formats_that_there_are(name):
    assert set(PROFILES[name].formats) <= {*FORMATS, "rss", "atom", "json_feed"}


@pytest.mark.parametrize("name", PROFILES)
def test_the_docs_have_a_heading_for_each_profile(name):
    assert f"### {name}\n" in DOCS


@pytest.mark.parametrize("key", [key.name for key in fields(Profile) if key.name != "name"])
def test_the_docs_describe_each_key(key):
    assert f"| `{key}` |" in DOCS


@pytest.mark.parametrize("name", ["smartnews", "msn", "flipboard", "newsbreak", "atom-archive"])
def test_a_profile_of_a_partner_says_where_its_specification_stands_and_when_it_was_read(name):
    assert PROFILES[name].spec_url.startswith("https://")
    assert PROFILES[name].spec_checked_on == date(2026, 11, 25)


def test_public_feeds_ask_for_less_than_partners():
    assert PROFILES["public"].reach is Reach.PUBLIC
    assert PROFILES["generic"].reach is Reach.PARTNERS


def test_a_file_in_a_sites_folder_is_a_profile_by_being_there(tmp_path):
    found = profiles(write(tmp_path, MINIMAL))

    assert found["partner"].label == "Partner"
    assert found["partner"].name == "partner"
    assert set(PROFILES) < set(found)


def test_a_sites_profile_takes_the_place_of_ours(tmp_path):
    assert profiles(write(tmp_path, MINIMAL, "generic"))["generic"].label == "Partner"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InvalidProfile, match="nowhere"):
        profiles(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('lable = "x"\n' + MINIMAL, "lable"),
        ('name = "x"\n' + MINIMAL, "name"),
        ("[allow]\np = []\n", "label"),
        ('max_items = "ten"\n' + MINIMAL, "max_items"),
        ("max_items = true\n" + MINIMAL, "max_items"),
        ("max_items = 0\n" + MINIMAL, "max_items"),
        ("formats = []\n" + MINIMAL, "formats"),
        ('formats = "rss"\n' + MINIMAL, "formats"),
        ('reach = "site"\n' + MINIMAL, "reach"),
        ('text_mode = "half"\n' + MINIMAL, "text_mode"),
        ("paragraphs = 3\n" + MINIMAL, "paragraphs"),
        ('text_mode = "paragraphs"\n' + MINIMAL, "paragraphs"),
        ('text_mode = "summary"\nbody_min_chars = 9\n' + MINIMAL, "body_min_chars"),
        ("title_max = 5\n" + MINIMAL, "title_max"),
        ("title_max = -1\n" + MINIMAL, "title_max"),
        ("summary_max = 5\n" + MINIMAL, "summary_max"),
        ('read_on = "More"\n' + MINIMAL, "read_on"),
        ('embargo_note = "Wait!"\n' + MINIMAL, "embargo_note"),
        ('tables = "keep"\n' + MINIMAL, "tables"),
        ('iframe_hosts = ["e.example"]\n' + MINIMAL, "iframe_hosts"),
        (MINIMAL + 'iframe = ["src"]\n', "iframe_hosts"),
        ('iframe_hosts = ["https://e.example"]\n' + MINIMAL + 'iframe = ["src"]\n', "iframe_hosts"),
        ("top_heading = 7\n" + MINIMAL, "top_heading"),
        ("max_nesting = 1\n" + MINIMAL, "max_nesting"),
        ('pictures = "none"\npicture_min_side = 500\n' + MINIMAL, "picture_min_side"),
        ('pictures = "none"\npicture_required = true\n' + MINIMAL, "picture_required"),
        ('pictures = "none"\npicture_max_count = 3\n' + MINIMAL, "picture_max_count"),
        ('pictures = "none"\npicture_max_bytes = 9\n' + MINIMAL, "picture_max_bytes"),
        ('pictures = "lead"\npicture_as = []\n' + MINIMAL, "picture_as"),
        ('picture_as = "enclosure"\n' + MINIMAL, "picture_as"),
        ('picture_as = ["attachment"]\n' + MINIMAL, "picture_as"),
        ("picture_ratio_min = 1.9\npicture_ratio_max = 0.5\n" + MINIMAL, "picture_ratio_min"),
        ('picture_ratio_max = "wide"\n' + MINIMAL, "picture_ratio_max"),
        ("picture_ratio_max = true\n" + MINIMAL, "picture_ratio_max"),
        ("picture_ratio_max = -0.5\n" + MINIMAL, "picture_ratio_max"),
        ("min_items = 60\n" + MINIMAL, "min_items"),
        ("max_bytes = 900\n" + MINIMAL, "max_bytes"),
        ("max_age_days = -1\n" + MINIMAL, "max_age_days"),
        ("notice_days = 0\n" + MINIMAL, "notice_days"),
        ('language = "English (US)"\n' + MINIMAL, "language"),
        ('one_language = "yes"\n' + MINIMAL, "one_language"),
        ('guid_form = "uuid"\n' + MINIMAL, "guid_form"),
        ('date_policy = "never"\n' + MINIMAL, "date_policy"),
        ('withdrawal = "delete"\n' + MINIMAL, "withdrawal"),
        ('withdrawal = "tombstone"\nformats = ["rss"]\n' + MINIMAL, "withdrawal"),
        ('withdrawal = "status"\nformats = ["json_feed"]\n' + MINIMAL, "withdrawal"),
        ('withdrawal = "expiry"\ndate_policy = "none"\n' + MINIMAL, "withdrawal"),
        ('namespaces = ["itunes"]\n' + MINIMAL, "namespaces"),
        ("feed_description_max = 3\n" + MINIMAL, "feed_description_max"),
        ("ttl = -5\n" + MINIMAL, "ttl"),
        ('logo_url = "/logo.png"\n' + MINIMAL, "logo_url"),
        ('dark_logo_url = "https://e.example/dark.png"\n' + MINIMAL, "dark_logo_url"),
        ("title_min = 160\ntitle_max = 150\n" + MINIMAL, "title_min"),
        ("summary_min = 200\n" + MINIMAL, "summary_min"),
        ("body_min_chars = 900\nbody_max_chars = 500\n" + MINIMAL, "body_min_chars"),
        ('text_mode = "summary"\nbody_max_chars = 9\n' + MINIMAL, "body_max_chars"),
        ('picture_types = ["jpeg"]\n' + MINIMAL, "picture_types"),
        ('link_rel = "nofollow"\n' + MINIMAL, "link_rel"),
        ('own_parameters = "a b"\n' + MINIMAL, "own_parameters"),
        ('spec_checked_on = "today"\n' + MINIMAL, "spec_checked_on"),
        ('label = "x"\n[allow]\nbr = []\n', "allow"),
        (MINIMAL + "script = []\n", "allow.script"),
        (MINIMAL + 'a = ["href", "onclick"]\n', "allow.a"),
        (MINIMAL + 'div = ["style"]\n', "allow.div"),
        (MINIMAL + "a = []\n", "allow.a"),
        (MINIMAL + "ul = []\n", "allow.ul"),
        (MINIMAL + "figcaption = []\n", "allow.figcaption"),
        (MINIMAL + 'img = "src"\n', "allow.img"),
        ('label = "x"\nallow = ["p"]\n', "allow"),
        ("iframe_hosts = 5\n" + MINIMAL, "iframe_hosts"),
        ("picture_ratio_min = nan\n" + MINIMAL, "picture_ratio_min"),
        ("max_items = 99999999999999999999\n" + MINIMAL, "max_items"),
        ("notice_days = 40000\n" + MINIMAL, "notice_days"),
    ],
)
def test_a_key_that_is_unknown_or_contradicts_is_refused_with_file_and_key(tmp_path, text, key):
    with pytest.raises(InvalidProfile) as refusal:
        profiles(write(tmp_path, text))

    assert str(tmp_path / "partner.toml") in str(refusal.value)
    assert re.search(rf"(^|\W){re.escape(key)}(\W|$)", str(refusal.value).split(".toml", 1)[1])


def test_what_is_no_toml_is_refused_with_its_file(tmp_path):
    with pytest.raises(InvalidProfile, match=r"partner\.toml"):
        profiles(write(tmp_path, "= x"))


def test_single_keys_are_overridden_as_a_file_has_them_or_in_their_type():
    profile = PROFILES["generic"]

    assert profile.override(reach="public") == profile.override(reach=Reach.PUBLIC)
    assert profile.override(max_items=5).max_items == 5
    assert profile.override() == profile


def test_an_override_is_checked_as_a_file_is():
    with pytest.raises(InvalidProfile, match=r"generic: max_items"):
        make_profile(max_items=0)
    with pytest.raises(InvalidProfile, match="no_such_key"):
        make_profile(no_such_key=1)


CHANGES = {
    "language": "en", "guid_form": "permalink", "date_policy": "bump", "withdrawal": "expiry", "atom_content": "xhtml", "namespaces": ["nb"],
    "feed_description_max": 30, "ttl": 5, "logo_url": "https://e.example/logo.png", "title_min": 20, "summary_min": 50,
    "body_advised_chars": 450, "body_max_chars": 9000, "picture_as": ["media:content"], "picture_required": True,
    "picture_advised": True, "picture_max_bytes": 14_000_000, "picture_ratio_min": 0.5, "picture_ratio_max": 1.89, "picture_max_count": 4,
    "links_in_row_max": 2, "own_links_after": 3,
    "reach": "public", "text_mode": "headline", "summary_max": 100, "title_max": 80, "body_min_chars": 450,
    "body_form": "text", "top_heading": 3, "max_nesting": 9, "tables": "drop", "pictures": "none", "lead_in_body": False,
    "picture_types": ["image/png"], "picture_min_side": 400, "picture_max_side": 900, "link_to": "original", "strip_tracking": False, "in_page_links": True, "ellipsis": "...", "own_parameters": "a=b",
    "credit_form": "linked", "credit_place": "start", "disclosure_place": "start", "terms_in_body": True,
    "embargo_note": "Until {until}.",
}  # fmt: skip


@pytest.mark.parametrize("key", CHANGES)
def test_profiles_that_render_otherwise_have_another_digest(key):
    assert make_profile(**{key: CHANGES[key]}).digest != PROFILES["generic"].digest


@pytest.mark.parametrize("key", CHANGES)
@pytest.mark.parametrize("format_name", ["rss", "atom", "json_feed"])
def test_no_key_takes_credit_disclosure_or_licence_away(format_name, key):
    profile = make_profile(**{key: CHANGES[key]})
    rights = Rights(disclosure="On behalf of X.", licence="CC BY 4.0")
    story = make_story(rights=rights, media=(make_media(),), body=f"<p>{'The dam is open. ' * 40}</p>")

    written = FORMATS[format_name].entry(prepare(story, profile, NOON), profile.dialect).decode()
    for said in ("SOURCE China Daily", "On behalf of X.", "CC BY 4.0"):
        assert said in written


def test_every_key_that_can_be_seen_is_in_the_digest():
    elsewhere = {
        "allow",
        "dark_logo_url",
        "iframe_hosts",
        "link_rel",
        "paragraphs",
        "read_on",
    }  # they go only together with others
    assert {key.name for key in fields(Profile)} == {*CHANGES, *NOT_RENDERED, *elsewhere}


# What says which stories stand in a feed and where it is served.
ONLY_THE_FEED = {
    "min_items": 1, "max_bytes": 1_000_000, "max_age_days": 30, "notice_days": 60, "key_in_path": False,
    "archive": True, "one_language": True,
}  # fmt: skip


def test_profiles_that_render_alike_share_a_digest():
    other = make_profile(label="Other", spec_url="https://e.example/", formats=["atom"], max_items=5, **ONLY_THE_FEED)

    assert other.digest == PROFILES["generic"].digest
    assert re.fullmatch(r"[0-9a-f]{64}", other.digest)


def test_a_number_with_a_point_may_be_written_without_one():
    assert make_profile(picture_ratio_max=2) == make_profile(picture_ratio_max=2.0)


def test_formats_learn_the_dialect_and_no_more_of_a_profile():
    profile = make_profile(guid_form="permalink", withdrawal="expiry", namespaces=["mi"], picture_as=["enclosure"])

    assert profile.dialect == Dialect(
        guid_form=GuidForm.PERMALINK,
        withdrawal=WithdrawalForm.EXPIRY,
        namespaces=frozenset({"mi"}),
        picture_as=frozenset({PictureWay.ENCLOSURE}),
    )
    assert PROFILES["generic"].dialect == PLAIN


def test_a_profile_speaks_the_vocabularies_that_formats_can_write():
    assert set(PARTNERS) <= SPOKEN
