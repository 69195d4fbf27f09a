"""What is wrong with a profile: the key, and a sentence on how it contradicts itself or another."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syndication.wire.choices import Pictures, Tables, TextMode
from syndication.wire.dialect import DatePolicy, WithdrawalForm
from syndication.wire.story import LANGUAGE_TAG, Reach

if TYPE_CHECKING:
    from syndication.wire.profile import Profile

__all__ = ["problems"]

HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# nh3 reads these apart from all others, so that no profile can ask for them.
NEVER_ALLOWED = frozenset({"script", "style", "noscript", "template", "svg", "math", "object", "embed", "form", "base"})
NEVER_AN_ATTRIBUTE = re.compile(r"on.*|style|srcdoc|formaction|xlink:href|background|ping|action", re.IGNORECASE)


def problems(profile: "Profile") -> Iterator[str]:
    """What is wrong with a profile, each as the key and a sentence about it."""
    yield from problems_of_feed(profile)
    yield from problems_of_dialect(profile)
    yield from problems_of_text(profile)
    yield from problems_of_html(profile)
    yield from problems_of_pictures(profile)
    yield from problems_of_links(profile)


def problems_of_feed(profile: "Profile") -> Iterator[str]:
    if not profile.label.strip():
        yield "label is empty"
    if not profile.formats:
        yield "formats names no format, so nothing could be sent"
    if profile.reach not in (Reach.PUBLIC, Reach.PARTNERS):
        yield f"reach is {profile.reach}, but an outlet is public or a partner"
    for key in NUMBERS:
        if not getattr(profile, key) >= 0:  # nor is what TOML calls nan
            yield f"{key} is less than 0"
    for key in (*NUMBERS, "max_items", "summary_max", "notice_days"):
        most = MOST_DAYS if key.endswith("_days") else MOST
        if getattr(profile, key) > most:
            yield f"{key} is {getattr(profile, key)}, more than {most:,}"
    if profile.max_items < 1:
        yield f"max_items is {profile.max_items}, less than 1"
    if profile.min_items > profile.max_items:
        yield f"min_items is {profile.min_items}, more than the {profile.max_items} of max_items"
    if 0 < profile.max_bytes < 10_000:
        yield f"max_bytes is {profile.max_bytes}, too little for a story"
    if profile.notice_days < 1:
        yield f"notice_days is {profile.notice_days}, so a withdrawal would reach nobody"
    if profile.language and not LANGUAGE_TAG.fullmatch(profile.language):
        yield f"language is {profile.language!r}, not a BCP 47 tag such as en or zh-Hans"


MOST = 1_000_000_000  # of anything; a database would refuse much more
MOST_DAYS = 36_500  # a hundred years, which leave a moment that far back one that there was

NUMBERS = (
    "min_items", "max_bytes", "max_age_days", "feed_description_max", "ttl", "paragraphs", "title_min", "title_max",
    "summary_min", "body_min_chars", "body_advised_chars", "body_max_chars", "picture_min_side", "picture_max_side", "picture_ratio_min",
    "picture_ratio_max", "picture_max_bytes", "picture_max_count", "links_in_row_max", "own_links_after",
)  # fmt: skip


def problems_of_dialect(profile: "Profile") -> Iterator[str]:
    form = profile.withdrawal
    if form is WithdrawalForm.TOMBSTONE and "atom" not in profile.formats:
        yield "withdrawal is tombstone, which formats names no way to write: only atom has it"
    if form in (WithdrawalForm.STATUS, WithdrawalForm.EXPIRY):
        if not {"rss", "atom"} & set(profile.formats):
            yield f"withdrawal is {form}, which formats names no way to write: only rss and atom have it"
        if profile.date_policy is DatePolicy.NONE:
            yield f"withdrawal is {form}, which needs a newer date, but date_policy is none"
    for prefix in sorted(profile.namespaces - SPOKEN):
        yield f"namespaces names {prefix!r}, which no format speaks"
    if 0 < profile.feed_description_max < 10:
        yield f"feed_description_max is {profile.feed_description_max}, too short to say anything"
    for key in ("logo_url", "dark_logo_url"):
        address = getattr(profile, key)
        if address and not re.fullmatch(r"https?://[^\s/]+\S*", address):
            yield f"{key} is {address!r}, not an absolute http(s) address"
    if profile.dark_logo_url and "snf" not in profile.namespaces:
        yield "dark_logo_url is set, but namespaces lacks snf, which alone has a word for it"


# Those of `formats/_partners.py` first; the others are always spoken, and a profile may say that its partner reads them.
SPOKEN = frozenset({"mi", "nb", "snf", "content", "dc", "dcterms", "media"})


def problems_of_text(profile: "Profile") -> Iterator[str]:
    if profile.summary_max < 20:
        yield f"summary_max is {profile.summary_max}, too short for a sentence"
    if 3 * profile.summary_min > profile.summary_max:
        yield "summary_min is more than a third of summary_max, and where sentences end is not ours to say"
    if 0 < profile.title_max < 20:
        yield f"title_max is {profile.title_max}, too short for a headline"
    if profile.title_max and profile.title_min > profile.title_max:
        yield f"title_min is {profile.title_min}, more than the {profile.title_max} of title_max"
    if (profile.text_mode is TextMode.PARAGRAPHS) != (profile.paragraphs > 0):
        yield f"paragraphs is {profile.paragraphs} while text_mode is {profile.text_mode}"
    has_body = profile.text_mode in (TextMode.FULL, TextMode.PARAGRAPHS)
    for key in ("body_min_chars", "body_advised_chars", "body_max_chars"):
        if getattr(profile, key) and not has_body:
            yield f"{key} is about a body that text_mode {profile.text_mode} leaves out"
    for key in ("body_min_chars", "body_advised_chars"):
        if profile.body_max_chars and getattr(profile, key) > profile.body_max_chars:
            yield f"{key} is {getattr(profile, key)}, more than the {profile.body_max_chars} of body_max_chars"
    if profile.read_on and profile.text_mode is TextMode.FULL and not profile.body_max_chars:
        yield "read_on leads to the whole story, which text_mode full already gives"
    if len(profile.ellipsis) > 10 or "\n" in profile.ellipsis:
        yield f"ellipsis is {profile.ellipsis!r}, more than ten characters or more than a line"
    if profile.embargo_note and "{until}" not in profile.embargo_note:
        yield "embargo_note does not say {until}"


def problems_of_html(profile: "Profile") -> Iterator[str]:
    allowed = profile.allowed
    if len(allowed) != len(profile.allow):
        yield "allow names a tag twice"
    if "p" not in allowed:
        yield "allow lacks p, in which credit and disclosure stand"
    for tag, attributes in sorted(profile.allow):
        if tag in NEVER_ALLOWED or not re.fullmatch(r"[a-z][a-z0-9]*", tag):
            yield f"allow.{tag} is a tag that no outlet gets"
        for attribute in sorted(attributes):
            if NEVER_AN_ATTRIBUTE.fullmatch(attribute) or not re.fullmatch(r"[a-z][a-z-]*", attribute):
                yield f"allow.{tag} names {attribute}, an attribute that no outlet gets"
    for tag, needed in NEEDS.items():
        if tag in allowed and not any(one in allowed for one in needed):
            yield f"allow.{tag} needs {' or '.join(needed)}"
    for tag, attribute in (("a", "href"), ("img", "src"), ("iframe", "src")):
        if tag in allowed and attribute not in allowed[tag]:
            yield f"allow.{tag} lacks {attribute}, without which it is nothing"
    if profile.tables is Tables.KEEP and "table" not in allowed:
        yield "tables is keep, but allow lacks table"
    if bool(profile.iframe_hosts) != ("iframe" in allowed):
        yield "iframe_hosts and allow.iframe go together, and one of them is missing"
    for host in sorted(profile.iframe_hosts):
        if not HOST.fullmatch(host):
            yield f"iframe_hosts names {host!r}, which is not a host"
    if not 1 <= profile.top_heading <= 6:
        yield f"top_heading is {profile.top_heading}, not 1 to 6"
    if not 3 <= profile.max_nesting <= 100:
        yield f"max_nesting is {profile.max_nesting}, not 3 to 100"


NEEDS = {
    "ul": ("li",), "ol": ("li",), "li": ("ul", "ol"), "table": ("tr",), "tr": ("td",), "td": ("tr",), "th": ("tr",),
    "dl": ("dt",), "dt": ("dd",), "dd": ("dl",), "figcaption": ("figure",), "figure": ("img",),
}  # fmt: skip


def problems_of_pictures(profile: "Profile") -> Iterator[str]:
    for key in ABOUT_PICTURES:
        if profile.pictures is Pictures.NONE and getattr(profile, key):
            yield f"{key} asks something of pictures, but pictures is none"
    for media_type in sorted(profile.picture_types):
        if not re.fullmatch(r"image/[a-z0-9.+-]+", media_type):
            yield f"picture_types names {media_type!r}, which is not the media type of a picture"
    if 0 < profile.picture_max_side < profile.picture_min_side:
        yield f"picture_max_side is {profile.picture_max_side}, less than picture_min_side"
    if profile.picture_ratio_max and profile.picture_ratio_min > profile.picture_ratio_max:
        yield f"picture_ratio_min is {profile.picture_ratio_min}, more than picture_ratio_max"
    if profile.pictures is Pictures.LEAD and not profile.picture_as:
        yield "picture_as names no way for the lead picture, which stands in no text"


ABOUT_PICTURES = (
    "picture_required", "picture_advised", "picture_min_side", "picture_max_side", "picture_types", "picture_ratio_min",
    "picture_ratio_max", "picture_max_bytes", "picture_max_count",
)  # fmt: skip


def problems_of_links(profile: "Profile") -> Iterator[str]:
    if profile.link_rel and not re.fullmatch(r"[a-z-]+( [a-z-]+)*", profile.link_rel):
        yield f"link_rel is {profile.link_rel!r}, not words in lower case"
    if profile.link_rel and "rel" not in profile.allowed.get("a", ()):
        yield "link_rel is set, but allow.a lacks rel"
    if profile.own_parameters and not re.fullmatch(r"[\w.-]+=[\w.~%-]+(&[\w.-]+=[\w.~%-]+)*", profile.own_parameters):
        yield f"own_parameters is {profile.own_parameters!r}, not name=value&name=value"
