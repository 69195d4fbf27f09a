"""What every partner must be sent right: one story from its first release to its withdrawal, and the hard ones.

`python -m tests.wire.partners.cases` writes the golden files anew; look at their difference before you commit it.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from syndication.wire.conformance import Examined, examine
from syndication.wire.formats import FORMATS
from syndication.wire.profile import PROFILES, Profile
from syndication.wire.story import (
    Credit,
    CreditRole,
    Dateline,
    MediaRole,
    Notice,
    NoticeKind,
    Rights,
    Story,
    Topic,
    withdrawn,
)
from tests.make import HOUR, NOON, make_media, make_story
from tests.wire.formats.stories import HOSTILE as HOSTILE_WORDS
from tests.wire.formats.stories import make_feed

GOLDEN = Path(__file__).parents[2] / "golden" / "profiles"
NOW = NOON + 2 * HOUR

DISCLOSURE = "Distributed by China Daily on behalf of the Port of Yichang."
LEAD = make_media(
    "lock", role=MediaRole.LEAD, width=1200, height=800, length=90_210, alt="Ships wait at a lock gate",
    caption="The first barges on Monday", credit="P. Ito / China Daily",
)  # fmt: skip
GATE = make_media("gate", width=800, height=600, length=51_200, alt="A gate of the lock")
STRIP = make_media("strip", width=1600, height=400, length=40_100, alt="The dam from the air")
BODY = (
    '<p><b>YICHANG, China</b> – The locks of the dam <a href="/2026/locks/?utm_source=desk&amp;a=1">reopened</a> on Monday '
    "after 14 weeks of repairs, and forty ships passed before noon.</p>"
    '<figure><img src="/media/lock.jpg" alt="Ships wait at a lock gate"><figcaption>The first barges on Monday. P. Ito / '
    "China Daily</figcaption></figure>"
    "<h2>What was done</h2><ul><li>Gates &amp; hinges were replaced.</li><li>Pumps were overhauled.</li></ul>"
    '<p>“The river is open again,” said the port, which had to send ships by land around the dam since August.</p>'
    '<figure><img src="/media/gate.jpg" alt="A gate of the lock"><figcaption>A gate of the lock</figcaption></figure>'
    "<table><tr><th>Month</th><th>Ships</th></tr><tr><td>July</td><td>3,100</td></tr></table>"
    "<p>The next works are due in five years, when the northern flight is to be widened for longer ships.</p>"
    '<iframe src="https://www.youtube.com/embed/abc123" title="The first ships"></iframe>'
)  # fmt: skip

NEW = make_story(
    id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b01",
    headline="Forty ships pass the dam as its locks reopen",
    summary="The locks reopened on Monday after 14 weeks of repairs.",
    slugline="DAM-REOPEN",
    body=BODY,
    permalink="https://news.example.org/2026/dam/",
    external_id="CD-2026-4711",
    credits=(
        Credit(name="China Daily", key="china-daily", url="https://www.chinadaily.example/"),
        Credit(name="Wang Wei", role=CreditRole.BYLINE),
    ),
    dateline=Dateline(place="YICHANG, China", day=date(2026, 11, 23)),
    topics=(Topic(name="Economy", code="medtop:04000000"),),
    section="Business",
    genre="Press Release",
    media=(LEAD, GATE, STRIP),
    rights=Rights(
        licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/", disclosure=DISCLOSURE
    ),
)
UPDATED = replace(
    NEW, version=2, headline="Sixty ships pass the dam as its locks reopen", url="https://news.example.org/2026/dam-locks/",
    body=BODY.replace("forty", "sixty"), updated_at=NOON + HOUR,
)  # fmt: skip
CORRECTED = replace(
    UPDATED, version=3, updated_at=NOON + 2 * HOUR,
    body="<p>Correction, 23 November 2026: An earlier version gave the wrong number of ships.</p>" + BODY,
    notices=(Notice(kind=NoticeKind.CORRECTION, text="An earlier version gave the wrong number of ships.", at=NOON + 2 * HOUR),),
)  # fmt: skip
WITHDRAWN = withdrawn(
    CORRECTED,
    Notice(kind=NoticeKind.WITHDRAWAL, text="The figures were not the port's.", at=NOON + 2 * HOUR),
    version=4,
)
EMBARGOED = replace(
    NEW, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b02", headline="Port of Yichang names Li Na as its next chair",
    permalink="https://news.example.org/2026/chair/", url="https://news.example.org/2026/chair/",
    embargoed_until=NOON + timedelta(days=1),
)  # fmt: skip
NO_IMAGE = replace(NEW, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b03", media=())
CJK = replace(
    NEW, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b04", headline="三峡船闸经过十四周检修后于周一恢复通航，四十艘船只通过",
    summary="经过十四周检修，船闸周一恢复通航。", slugline="",
    body="<p>北京，11月23日——船闸周一恢复通航。𠮷野先生说：“很好。”</p>" * 12, language="zh-Hans",
    credits=(Credit(name="中国日报"), Credit(name="王伟", role=CreditRole.BYLINE)), closing_line="来源：中国日报",
    dateline=Dateline(place="北京", day=date(2026, 11, 23)), rights=Rights(disclosure="由中国日报代表宜昌港发布。"),
)  # fmt: skip
LONG = replace(
    NEW, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b05",
    headline="The locks of the dam reopened on Monday after fourteen weeks of repairs, and before noon forty ships had passed, "
    "among them the first barges with grain since August",
    body="".join(f"<p>Paragraph {number} of a long story on the repairs of the dam.</p>" for number in range(1, 31)),
)  # fmt: skip
HOSTILE = replace(
    HOSTILE_WORDS, id="urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9b06",
    body=HOSTILE_WORDS.body + '<p onclick="alert(1)">Click <a href="java&#9;script:alert(2)">here</a><script>alert(3)</script></p>'
    + "<p>The river &amp; its locks are open again, said the port.</p>" * 10,
    media=(replace(HOSTILE_WORDS.media[0], width=900, height=600),),
)  # fmt: skip

CASES = {
    "new": NEW, "updated": UPDATED, "corrected": CORRECTED, "withdrawn": WITHDRAWN, "embargoed": EMBARGOED,
    "no-image": NO_IMAGE, "cjk": CJK, "long": LONG, "hostile": HOSTILE,
}  # fmt: skip


def examined(profile: Profile, story: Story) -> Examined:
    """What the partner gets, who is trusted with advance copies."""
    return examine(story, profile, NOW, advance=True)


def document(profile: Profile, story: Story, format_name: str = "") -> bytes:
    """The feed of one story as the partner gets it, in its first format."""
    format_name = format_name or profile.formats[0]
    written = FORMATS[format_name]
    outcome = examined(profile, story).outcome
    entry = written.entry(outcome, profile.dialect) if isinstance(outcome, Story) else b""
    feed = make_feed(format=format_name, language=story.language)
    return written.document(feed, [entry] if entry else [], profile.dialect)


def golden(profile: Profile, case: str) -> Path:
    return GOLDEN / profile.name / f"{case}.{FORMATS[profile.formats[0]].EXTENSION}"


if __name__ == "__main__":
    for profile in PROFILES.values():
        for case, story in CASES.items():
            golden(profile, case).parent.mkdir(parents=True, exist_ok=True)
            golden(profile, case).write_bytes(document(profile, story))
