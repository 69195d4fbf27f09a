"""What is told of a story and of a feed that an outlet's requirements do not fit, and what was done about it."""

import pytest

from syndication.wire.conformance import Done, Examined, Finding, examine, examine_feed
from syndication.wire.prepare import Withheld, prepare
from syndication.wire.profile import PROFILES
from syndication.wire.story import MediaRole, Notice, NoticeKind, PublishingStatus, Reach, Rights, withdrawn
from tests.make import HOUR, NOON, make_media, make_profile, make_story

LINK = '<a href="https://{0}/">{0}</a>'
OWN = LINK.format("news.example.org")


def findings(story, **keys) -> list[tuple[str, str, Done]]:
    examined = examine(story, make_profile(label="The Partner", **keys), NOON)
    return [(one.code, one.sentence, one.done) for one in examined.findings]


def codes(story, **keys) -> list[str]:
    return [code for code, _, _ in findings(story, **keys)]


def test_a_story_that_fits_has_no_findings():
    assert examine(make_story(), PROFILES["generic"], NOON).findings == ()


def test_prepare_gives_what_examine_found():
    for story in (make_story(), make_story(embargoed_until=NOON + HOUR), make_story(body="<div>" * 5000)):
        assert prepare(story, PROFILES["generic"], NOON) == examine(story, PROFILES["generic"], NOON).outcome


@pytest.mark.parametrize(
    ("story", "keys", "finding"),
    [
        (
            make_story(headline=f"{'A b ' * 40}cd"), {"title_max": 150},
            ("title.too-long", "The title has 162 characters, and The Partner allows 150.", Done.CUT),
        ),
        (
            make_story(headline="Dam reopens"), {"title_min": 21},
            ("title.too-short", "The title has 11 characters, and The Partner wants 21.", Done.WARNED),
        ),
        (
            make_story(body="<p>1234567890</p>"), {"body_min_chars": 450},
            ("limit.too-short", "The body has 10 characters, and The Partner wants 450.", Done.WITHHELD),
        ),
        (
            make_story(body="<p>1234567890</p>"), {"body_advised_chars": 450},
            ("body.short", "The body has 10 characters, and The Partner thinks less of fewer than 450.", Done.WARNED),
        ),
        (
            make_story(body="<p>1234567890</p><p>abc</p>"), {"body_max_chars": 12},
            ("body.too-long", "The body has 14 characters, and The Partner allows 12.", Done.CUT),
        ),
        (
            make_story(body="<p>1234567890</p>"), {"body_max_chars": 5},
            ("body.too-long", "The body has 10 characters, and The Partner allows 5.", Done.WITHHELD),
        ),
        (
            make_story(summary="Open.", body="<p>The dam is open again.</p>"), {"summary_min": 20},
            (
                "summary.too-short",
                "The summary has 5 characters, and The Partner wants 20; one was made from the body.",
                Done.REPLACED,
            ),
        ),
        (
            make_story(summary="Open.", body="<p>No.</p>"), {"summary_min": 20},
            ("summary.too-short", "The summary has 5 characters, and The Partner wants 20.", Done.WARNED),
        ),
        (
            make_story(), {"picture_required": True},
            ("picture.required", "It has no picture that may go, and The Partner takes no story without.", Done.WITHHELD),
        ),
        (
            make_story(), {"picture_advised": True},
            ("picture.advised", "It has no picture that may go, and The Partner prefers stories with one.", Done.WARNED),
        ),
        (
            make_story(language="ar"), {"language": "en"},
            ("language.other", "The story is in ar, and this outlet takes en.", Done.WITHHELD),
        ),
        (
            make_story(published_at=NOON - 240 * HOUR), {"max_age_days": 3},
            ("limit.too-old", "The story was published 10 days ago, and The Partner takes none older than 3.", Done.WITHHELD),
        ),
        (
            make_story(body=f"<ul>{''.join(f'<li>{LINK.format(host)}</li>' for host in ('a.example', 'b.example', 'c.example'))}</ul>"),
            {"links_in_row_max": 2},
            ("links.in-row", "3 links follow one another, and The Partner allows 2.", Done.WARNED),
        ),
        (
            make_story(body=f"<p>One.</p><p>Two.</p><p>See {OWN}.</p>"), {"own_links_after": 3},
            (
                "links.own-site",
                "A link leads to our own site, which The Partner does not want in the first 3 paragraphs.",
                Done.WARNED,
            ),
        ),
    ],
    ids=lambda value: value[0] + "-" + value[2] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_a_requirement_that_a_story_fails_is_told_with_what_was_done(story, keys, finding):
    assert findings(story, **keys) == [finding]


@pytest.mark.parametrize(
    ("media", "keys", "finding"),
    [
        (
            make_media(reach=Reach.SITE), {},
            ("picture.rights", "Picture 1 may not go to this outlet.", Done.LEFT_OUT),
        ),
        (
            make_media(reach_until=NOON), {},
            ("picture.rights", "Picture 1 may not go to this outlet.", Done.LEFT_OUT),
        ),
        (
            make_media(), {"pictures": "none", "tables": "flatten"},
            ("picture.not-taken", "Picture 1 stays here, for The Partner takes none.", Done.LEFT_OUT),
        ),
        (
            make_media(), {"pictures": "lead"},
            ("picture.not-taken", "Picture 1 stays here, for The Partner takes the lead picture alone.", Done.LEFT_OUT),
        ),
        (
            make_media(mime_type="image/webp"), {"picture_types": ["image/png", "image/jpeg"]},
            ("picture.type", "Picture 1 is image/webp, and The Partner takes image/jpeg, image/png.", Done.LEFT_OUT),
        ),
        (
            make_media(width=800, height=300), {"picture_min_side": 500},
            ("picture.too-small", "Picture 1 has a side of 300 pixels, and The Partner wants 500.", Done.LEFT_OUT),
        ),
        (
            make_media(length=15_000_000), {"picture_max_bytes": 14_000_000},
            ("picture.too-heavy", "Picture 1 has 15000000 bytes, and The Partner allows 14000000.", Done.LEFT_OUT),
        ),
        (
            make_media(width=800, height=300), {"picture_ratio_max": 1.89},
            ("picture.ratio", "Picture 1 has a ratio of 2.67, and The Partner allows 1.89.", Done.LEFT_OUT),
        ),
        (
            make_media(width=300, height=800), {"picture_ratio_min": 0.5},
            ("picture.ratio", "Picture 1 has a ratio of 0.38, and The Partner wants 0.5.", Done.LEFT_OUT),
        ),
    ],
)  # fmt: skip
def test_each_picture_that_is_left_out_says_why(media, keys, finding):
    assert findings(make_story(media=(media,)), **keys) == [finding]


def test_pictures_beyond_the_number_that_is_taken_are_told():
    media = (make_media("lead", role=MediaRole.LEAD), make_media("dam"), make_media("gate"))
    assert findings(make_story(media=media), picture_max_count=2) == [
        ("picture.too-many", "Picture 3 is beyond the 2 of The Partner.", Done.LEFT_OUT)
    ]


def test_removed_html_is_told_by_rule_and_not_by_what_it_was():
    body = '<p>Text.</p><p><a href="#top">Up</a> <a href="#end">down</a></p><script>secret()</script>'
    told = findings(make_story(body=body))
    assert ("html.link.in-page", "2 links in the body were changed or left out. It leads to a place on our page; its text stays.", Done.LEFT_OUT) in told  # fmt: skip
    assert "secret" not in str(told)


def test_words_between_links_and_words_within_one_make_no_row():
    assert codes(make_story(body=f"<p>{LINK.format('a.example')} and {LINK.format('b.example')}</p>"), links_in_row_max=1) == []  # fmt: skip
    bold = '<p><a href="https://a.example/">one <b>bold</b> link</a></p>'
    assert codes(make_story(body=bold), links_in_row_max=1) == []


def test_a_link_to_our_site_further_down_is_nothing_to_tell():
    body = f"<p>One.</p><p>Two.</p><p>Three.</p><p>See {OWN}.</p>"
    assert codes(make_story(body=body), own_links_after=3) == []


def test_all_reasons_are_told_and_the_first_one_decides():
    story = make_story(language="ar", rights=Rights(reach=Reach.SITE), expires_at=NOON, embargoed_until=NOON + HOUR)
    examined = examine(story, make_profile(language="en"), NOON)
    assert [one.code for one in examined.findings] == ["rights.story", "embargo.hold", "expired", "language.other"]
    assert isinstance(examined.outcome, Withheld)
    assert examined.outcome.code == "rights.story"


def test_a_story_that_is_withheld_for_its_length_is_told_all_the_rest_too():
    story = make_story(body="<p>x</p>", headline="Dam")
    assert codes(story, body_min_chars=99, title_min=21, picture_advised=True) == [
        "picture.advised", "title.too-short", "limit.too-short",
    ]  # fmt: skip


def test_no_sentence_about_a_story_under_embargo_holds_any_of_its_text():
    story = make_story(
        headline="Secretive merger " * 20, body='<p>Secretive <a href="#x">merger</a></p>', embargoed_until=NOON + HOUR,
        media=(make_media("secretive", reach=Reach.SITE),), url="https://news.example.org/secretive/",
    )  # fmt: skip
    for advance in (False, True):
        examined = examine(story, PROFILES["msn"], NOON, advance=advance)
        assert examined.findings
        assert all("ecretive" not in one.sentence and "merger" not in one.sentence for one in examined.findings)


def test_a_notice_has_no_findings_whatever_the_outlet_wants():
    notice = withdrawn(make_story(), Notice(kind=NoticeKind.WITHDRAWAL, text="No.", at=NOON), 2)
    strict = make_profile(language="fr", max_age_days=1, picture_required=True, title_min=90)
    assert examine(notice, strict, NOON + 99 * HOUR) == Examined(outcome=notice)
    assert notice.status is PublishingStatus.CANCELED


@pytest.mark.parametrize("name", PROFILES)
def test_a_withdrawal_that_a_partner_has_no_word_for_is_told_so_that_somebody_asks(name):
    notice = withdrawn(make_story(), Notice(kind=NoticeKind.WITHDRAWAL, text="No.", at=NOON), 2)
    told = [(one.code, one.sentence) for one in examine(notice, PROFILES[name], NOON).findings]
    sentence = "{} has no word for a withdrawal: the story leaves the feed, and a person has to ask for it."
    label = {"flipboard": "Flipboard", "newsbreak": "NewsBreak"}.get(name)
    assert told == ([("withdrawal.dropped", sentence.format(label))] if label else [])


# -- Feeds -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "size", "finding"),
    [
        (29, 900, Finding(code="feed.too-few", sentence="The feed has 29 stories, and P wants 30.", done=Done.WARNED)),
        (51, 900, Finding(code="feed.too-many", sentence="The feed has 51 stories, and P allows 50.", done=Done.WARNED)),
        (
            30, 1_000_001,
            Finding(code="feed.too-large", sentence="The feed has 1000001 bytes, and P allows 1000000.", done=Done.WARNED),
        ),
    ],
)  # fmt: skip
def test_a_feed_that_does_not_fit_is_told(entries, size, finding):
    profile = make_profile(label="P", min_items=30, max_items=50, max_bytes=1_000_000)
    assert examine_feed(profile, entries, size) == (finding,)
    assert examine_feed(profile, 30, 1_000_000) == ()
