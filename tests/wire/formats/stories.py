"""The golden set: one story for each thing that a story can be, and the feed that they stand in.

`python -m tests.wire.formats.stories` writes the golden files anew; look at their difference before you commit it.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from syndication.wire.feed import Feed
from syndication.wire.formats import FORMATS, write
from syndication.wire.story import (
    Credit,
    CreditRole,
    Dateline,
    Media,
    MediaRole,
    Notice,
    NoticeKind,
    Place,
    Reach,
    Rights,
    Story,
    Topic,
    withdrawn,
)
from tests.make import HOUR, NOON, make_story

GOLDEN = Path(__file__).parents[2] / "golden"
ADDRESS = "https://news.example.org/feeds/all/"  # of every feed; its format's extension follows

BARE = Story(id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a11", headline="Ferry strike ends")

FULL = Story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a12",
    version=3,
    headline="Ships & barges pass the dam again",
    summary="The locks reopened on Monday after 14 weeks of repairs.",
    slugline="DAM-REOPEN",
    body=(
        '<p>The locks <a href="https://news.example.org/2026/locks/?a=1&amp;b=2">reopened</a> on Monday.</p>'
        "<h2>What was done</h2><ul><li>Gates &amp; hinges</li><li>Pumps</li></ul>"
    ),
    url="https://news.example.org/2026/dam/",
    permalink="https://news.example.org/2025/dam/",
    canonical_url="https://www.chinadaily.example/a/1",
    external_id="CD-2026-4711",
    follows="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a10",
    language="en-GB",
    dateline=Dateline(place="YICHANG, China", day=date(2026, 11, 23)),
    credits=(
        Credit(name="China Daily", key="china-daily", url="https://www.chinadaily.example/", country="CN"),
        Credit(name="Wang Wei", role=CreditRole.BYLINE),
        Credit(name="Ada Moss", role=CreditRole.BYLINE, url="https://news.example.org/people/ada/"),
        Credit(name="P. Ito", role=CreditRole.PHOTOGRAPHER),
        Credit(name="Lin Hua", role=CreditRole.TRANSLATOR),
        Credit(name="Max Orr", role=CreditRole.CONTRIBUTOR),
    ),
    closing_line="SOURCE China Daily",
    topics=(Topic(name="Economy", key="economy", code="medtop:04000000"), Topic(name="Rivers", key="rivers")),
    section="Business",
    genre="Press Release",
    urgency=4,
    place=Place(name="Three Gorges Dam", country="CN", latitude=30.82, longitude=111.0),
    media=(
        Media(
            url="https://news.example.org/media/dam.jpg", mime_type="image/jpeg", role=MediaRole.LEAD, width=1200,
            height=750, length=90_210, alt="Ships wait at a lock gate", caption="The first barges on Monday",
            credit="P. Ito / China Daily", copyright="© 2026 China Daily", licence="Editorial use", reach=Reach.PARTNERS,
            reach_until=NOON + timedelta(days=90),
        ),
        Media(
            url="https://news.example.org/media/gate.png", mime_type="image/png", width=800, height=600, length=1_234,
            alt="A gate", reach=Reach.PARTNERS,
        ),
    ),
    notices=(Notice(kind=NoticeKind.UPDATE, text="Adds the number of ships.", at=NOON + HOUR),),
    rights=Rights(
        licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/",
        copyright="© 2026 China Daily", usage_terms="With credit to China Daily",
        disclosure="Distributed by China Daily on behalf of the port.", reach=Reach.PARTNERS,
    ),
    published_at=NOON,
    updated_at=NOON + HOUR,
    embargoed_until=NOON,
    expires_at=NOON + timedelta(days=365),
)  # fmt: skip

CORRECTED = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a13",
    version=2,
    body=(
        "<p>Correction, 23 November 2026: An earlier version gave the wrong number of ships.</p>"
        "<p>Forty ships passed on Monday.</p><p>SOURCE China Daily</p>"
    ),
    notices=(
        Notice(kind=NoticeKind.CORRECTION, text="An earlier version gave the wrong number of ships.", at=NOON + HOUR),
    ),
    updated_at=NOON + HOUR,
)

WITHDRAWN = withdrawn(
    replace(FULL, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a14"),
    Notice(kind=NoticeKind.WITHDRAWAL, text="The figures were not the port's.", at=NOON + 2 * HOUR),
    version=4,
)

EMBARGOED = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a15",
    headline="Port names its next chair",
    body="<p>Embargoed until 24 November 2026 12:00 UTC.</p><p>The port named its next chair.</p><p>SOURCE China Daily</p>",
    embargoed_until=NOON + timedelta(days=1),
)

CHINESE = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a16",
    headline="三峡船闸恢复通航",
    summary="经过十四周检修，船闸周一恢复通航。",
    body="<p>北京，11月23日——船闸周一恢复通航。𠮷野先生说：“很好。”</p><p>来源：中国日报</p>",
    language="zh-Hans",
    credits=(Credit(name="中国日报"), Credit(name="王伟", role=CreditRole.BYLINE)),
    closing_line="来源：中国日报",
    dateline=Dateline(place="北京", day=date(2026, 11, 23)),
)

ARABIC = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a17",
    headline="إعادة فتح السد بعد 14 أسبوعا",
    body="<p>أعيد فتح السد يوم الاثنين.</p><p>المصدر: وكالة الميناء</p>",
    language="ar",
    credits=(Credit(name="وكالة الميناء"),),
    closing_line="المصدر: وكالة الميناء",
)

HOSTILE = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a18",
    headline="]]></title><script>alert(1)</script> & \x0b\ud800 \u202e<b>bold</b> &amp;",
    summary="A <b>summary</b> & ]]> \x00 more",
    body='<p>]]&gt; ]]> \x0c\x1f\udfff</p><p title="&quot;">&lt;script&gt; 𝔘 \ufffe</p>',
    slugline="]]>&<\x01",
    credits=(Credit(name='Ev"il & <Co> ]]>\x02'), Credit(name="\u202eMal", role=CreditRole.BYLINE)),
    closing_line="SOURCE <Co> & ]]>",
    topics=(Topic(name="]]> <i>&"),),
    media=(
        Media(
            url="https://news.example.org/media/a%22b.jpg?x=1&y=2]]>", mime_type="image/jpeg", role=MediaRole.LEAD,
            alt='"<&>\x03', caption="]]>", reach=Reach.PARTNERS,
        ),
    ),
    rights=Rights(disclosure="<b>]]></b>\x04", copyright="© & <"),
)  # fmt: skip

LONG = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a19", body="<p>Water &amp; wind are what moves us on.</p>" * 24_000
)

FEEDS = ("rss", "atom", "json_feed")

STORIES = {
    "full": FULL, "bare": BARE, "corrected": CORRECTED, "withdrawn": WITHDRAWN, "embargoed": EMBARGOED,
    "chinese": CHINESE, "arabic": ARABIC, "hostile": HOSTILE,
}  # fmt: skip


ALL_STORIES = {**STORIES, "long": LONG}


def make_feed(*stories: Story, **fields: Any) -> Feed:
    """The feed of all stories, with those given; `format` names what it is served as."""
    extension = FORMATS[fields.pop("format", "rss")].EXTENSION
    plain = {
        "id": "urn:uuid:5f0c8a0e-2f4b-4f0e-9a55-6f6f2b8d7c01",
        "title": "Example News",
        "description": "All stories of Example News",
        "url": "https://news.example.org/",
        "feed_url": f"{ADDRESS}feed.{extension}",
        "language": "en",
        "publisher": "Example News",
        "copyright": "© 2026 Example News",
        "logo_url": "https://news.example.org/static/logo.png",
    }
    return Feed(**plain | fields, updated=NOON + 2 * HOUR, stories=stories)


def golden(format_name: str, story_name: str) -> Path:
    return GOLDEN / f"{story_name}.{FORMATS[format_name].EXTENSION}"


def written(format_name: str, *stories: Story) -> bytes:
    """The feed of these stories; of one alone, its own document where the format has another for it."""
    return write(FORMATS[format_name], make_feed(*stories, format=format_name, is_story=len(stories) == 1))


def holding_several() -> list[str]:
    """The formats whose document of several stories is another than that of one."""
    return [name for name in FORMATS if name not in FEEDS and not FORMATS[name].HOLDS_ONE]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for format_name in FORMATS:
        for story_name, story in STORIES.items():
            golden(format_name, story_name).write_bytes(written(format_name, story))
    for format_name in holding_several():
        golden(format_name, "several").write_bytes(written(format_name, CORRECTED, WITHDRAWN))
