"""Cleaning: every transform of ours against cleaners that only drop tags, growth up to 10 MB, and hostile shapes."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import bleach
import nh3
from lxml_html_clean import Cleaner

from benchmarks.pairs import Measure, measure
from syndication.wire.clean import RefusedHTML, clean
from syndication.wire.profile import load
from tests.wire.shapes import PLAIN, SHAPES, TIMES

__all__ = ["measures"]

BASE = "https://port.test/news/"
GENERIC = load("generic")

PARAGRAPH = (
    "<p>The harbour of Port Hale reopened on Monday after the storm, and <b>the first ships</b> left within the hour, "
    '<a href="https://port.test/news?id={0}&amp;utm_source=x">the authority said</a>. Repairs to the northern quay go on.</p>'
)
# What editors write in Draftail, what our own blocks write for the wire, and what Word pastes.
KINDS = {
    "Draftail": PARAGRAPH,
    "StreamField": PARAGRAPH
    + '<h2>Next steps {0}</h2><figure><img src="/media/{0}.jpg" width="1200" height="800" alt="The quay">'
    "<figcaption>The quay on Monday <cite>Li Na</cite></figcaption></figure>"
    "<ul><li>Ships leave again</li><li>Trains wait until Friday</li></ul>"
    "<blockquote><p>We are glad to be open again.</p><p><cite>Mei Tan, harbour master</cite></p></blockquote>"
    "<table><thead><tr><th>Day</th><th>Ships</th></tr></thead><tbody><tr><td>Monday</td><td>{0}</td></tr></tbody></table>",
    "Word": "<p class=MsoNormal style='margin-bottom:0in'><b style='mso-bidi-font-weight:normal'><span lang=EN-US "
    "style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'>The harbour of Port Hale reopened {0}<o:p></o:p></span></b>"
    " on Monday &ndash; after the storm.<!--[if gte mso 9]><xml></xml><![endif]--></p>"
    "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
    "Repairs to the northern quay go on<o:p></o:p></p>",
}
SIZES = (3, 30, 300)  # KB


def measures() -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    return [
        *(against(kind, size, peer) for kind in KINDS for size in SIZES for peer in PEERS),
        growth,
        *(partial(hostile, shape) for shape in SHAPES),
    ]


def against(kind: str, size: int, peer: str) -> Callable[[int], Measure]:
    html = body_of(kind, size)
    theirs, target = PEERS[peer]
    return lambda runs: measure(
        f"cleaning {size} KB of {kind}", lambda: ours(html), peer, lambda: theirs(html), target=target,
        runs=runs if size < max(SIZES) else few(runs),
    )  # fmt: skip


def body_of(kind: str, size: int) -> str:
    """About `size` KB of one kind of HTML, no two paragraphs alike."""
    unit = KINDS[kind]
    return "".join(unit.replace("{0}", str(number)) for number in range(size * 1000 // len(unit) + 1))


def ours(html: str) -> str:
    with suppress(RefusedHTML):
        return clean(html, GENERIC, BASE)
    return ""


def by_bleach(html: str) -> str:
    attributes = {tag: sorted(names) for tag, names in GENERIC.allow}
    return bleach.clean(html, tags=set(GENERIC.allowed), attributes=attributes, strip=True)


LXML = Cleaner(page_structure=True)
NH3 = nh3.Cleaner(
    tags=set(GENERIC.allowed), attributes={tag: set(names) for tag, names in GENERIC.allow}, link_rel=None
)
# Each with the ratio that we hold ourselves to. None of them makes a list of Word's paragraphs, resolves an address,
# takes trackers off a link or folds a paragraph; lxml_html_clean and nh3 do all of their work in C and Rust.
PEERS: dict[str, tuple[Callable[[str], str], float]] = {
    "bleach": (by_bleach, 1),
    "lxml_html_clean": (LXML.clean_html, 0.2),
    "nh3 alone": (NH3.clean, 0.04),
}


def growth(runs: int) -> Measure:
    """Ten megabytes at once against one megabyte ten times: 1 when time grows with the length alone."""
    one = PLAIN
    return measure(
        "cleaning 10 MB at once", lambda: ours(one * 10), "cleaning 1 MB ten times",
        lambda: [ours(one) for _ in range(10)], target=0.83, runs=few(runs),
    )  # fmt: skip


def hostile(shape: str, runs: int) -> Measure:
    """A hostile shape may take twice the time of a megabyte of plain paragraphs, or of as many as it has itself."""
    megabytes = max(1, round(len(SHAPES[shape]) / len(PLAIN)))
    return measure(
        f"{shape}, {TIMES:,} times", lambda: ours(SHAPES[shape]), f"cleaning {megabytes} MB of plain text",
        lambda: ours(PLAIN * megabytes), target=0.5, runs=few(runs),
    )  # fmt: skip


def few(runs: int) -> int:
    """Fewer runs of what takes long, for the quick table has two minutes."""
    return max(3, runs // 3)
