"""The story checks itself, travels through JSON unchanged, and its withdrawal tells nothing of it."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from syndication.wire.story import (
    Credit,
    CreditRole,
    Dateline,
    InvalidStory,
    Media,
    MediaRole,
    Notice,
    NoticeKind,
    Place,
    PublishingStatus,
    Reach,
    Rights,
    Story,
    Topic,
    pack,
    unpack,
    withdrawn,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

FULL = Story(
    id="urn:uuid:7b1f0a52-1c36-4e0f-9d3c-3a3c1f8a9d10",
    version=3,
    headline="Harbour reopens after storm",
    summary="Ships leave again.",
    slugline="HARBOUR-REOPEN",
    body="<p>Ships left the harbour on Monday.</p>",
    url="https://news.test/harbour/",
    permalink="https://news.test/harbour-first/",
    canonical_url="https://port.test/1",
    external_id="port-1",
    follows="urn:uuid:7b1f0a52-1c36-4e0f-9d3c-3a3c1f8a9d11",
    language="en-GB",
    dateline=Dateline(place="PORT HALE", day=date(2026, 11, 23)),
    credits=(
        Credit(name="Port Hale Authority", key="port-hale", url="https://port.test/", country="GB"),
        Credit(name="Ada Moss", role=CreditRole.BYLINE),
    ),
    closing_line="SOURCE Port Hale Authority",
    topics=(Topic(name="Economy", key="economy", code="medtop:04000000"),),
    section="Business",
    genre="Press Release",
    urgency=4,
    place=Place(name="Port Hale", country="GB", latitude=53.5, longitude=-1.25),
    media=(
        Media(
            url="https://news.test/media/harbour.jpg", mime_type="image/jpeg", role=MediaRole.LEAD, width=1200, height=750, length=90000,
            alt="Cranes", caption="The quay", credit="P. Ito", copyright="Port", licence="CC BY 4.0", reach=Reach.PARTNERS, reach_until=NOON,
        ),
    ),
    notices=(Notice(kind=NoticeKind.CORRECTION, text="The year was wrong.", at=NOON),),
    rights=Rights(
        licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/", copyright="© Port", usage_terms="With credit",
        disclosure="Distributed by A on behalf of B.", reach=Reach.PARTNERS,
    ),
    published_at=NOON,
    updated_at=NOON + timedelta(hours=1),
    embargoed_until=NOON,
    expires_at=NOON + timedelta(days=30),
)  # fmt: skip


def test_the_full_story_leaves_no_field_empty():
    assert [field.name for field in fields(FULL) if not getattr(FULL, field.name)] == []


def test_a_story_travels_through_json_unchanged():
    assert unpack(pack(FULL)) == FULL


def test_a_bare_story_travels_through_json_unchanged():
    bare = Story(id="a", headline="b")
    assert unpack(pack(bare)) == bare


def test_keys_of_a_later_release_are_left_aside():
    assert unpack({**pack(FULL), "mood": "calm"}) == FULL


def test_moments_are_held_in_utc_and_whole_seconds():
    east = datetime(2026, 11, 23, 20, 0, 0, 999, tzinfo=timezone(timedelta(hours=8)))
    assert replace(FULL, published_at=east).published_at == NOON


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", "a b"),
        ("version", 0),
        ("urgency", 10),
        ("language", "english!"),
        ("headline", "  "),
        ("url", "/harbour/"),
        ("canonical_url", "javascript:alert(1)"),
        ("published_at", datetime(2026, 11, 23)),  # noqa: DTZ001 - a naive moment is the point
    ],
)
def test_a_story_that_contradicts_itself_is_refused_by_name(field, value):
    with pytest.raises(InvalidStory, match=field):
        replace(FULL, **{field: value})


@pytest.mark.parametrize("field", ["headline", "summary", "slugline", "body", "media", "url", "canonical_url"])
def test_a_canceled_story_with_any_content_is_refused(field):
    notice = withdrawn(FULL, FULL.notices[0], 4)
    with pytest.raises(InvalidStory, match=field):
        replace(notice, **{field: getattr(FULL, field)})


def test_a_withdrawal_keeps_identity_and_source_and_tells_nothing():
    notice = Notice(kind=NoticeKind.WITHDRAWAL, text="Withdrawn.", at=NOON + timedelta(hours=2))
    assert withdrawn(FULL, notice, 4) == Story(
        id=FULL.id,
        permalink=FULL.permalink,
        version=4,
        status=PublishingStatus.CANCELED,
        language="en-GB",
        credits=(FULL.credits[0],),
        notices=(notice,),
        rights=Rights(reach=Reach.PARTNERS),
        published_at=NOON,
        updated_at=notice.at,
    )


def test_reach_is_a_ladder():
    assert Reach.PARTNERS.covers(Reach.PUBLIC)
    assert Reach.PUBLIC.covers(Reach.PUBLIC)
    assert not Reach.SITE.covers(Reach.PUBLIC)
    assert not Reach.NOWHERE.covers(Reach.SITE)


def test_a_picture_stays_at_home_unless_somebody_said_otherwise():
    assert Media(url="https://a.test/b.jpg", mime_type="image/jpeg").reach is Reach.SITE


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("ur-PK", "rtl"), ("zh-Hans", "ltr"), ("en", "ltr")]
)
def test_direction_follows_the_language(language, direction):
    assert replace(FULL, language=language).direction == direction


def test_source_byline_and_lead_are_found_by_their_roles():
    assert (FULL.source.name, FULL.byline, FULL.lead) == ("Port Hale Authority", "Ada Moss", FULL.media[0])
