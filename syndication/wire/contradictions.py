"""What is wrong with a profile: the key, and a sentence on how it contradicts itself or another."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syndication.wire.choices import Pictures, Tables, TextMode
from syndication.wire.story import Reach

if TYPE_CHECKING:
    from syndication.wire.profile import Profile

__all__ = ["problems"]

HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# nh3 reads these apart from all others, so that no profile can ask for them.
NEVER_ALLOWED = frozenset({"script", "style", "noscript", "template", "svg", "math", "object", "embed", "form", "base"})
NEVER_AN_ATTRIBUTE = re.compile(r"on.*|style|srcdoc|formaction|xlink:href|background|ping|action", re.IGNORECASE)


def problems(profile: "Profile") -> Iterator[str]:
    """What is wrong with a profile, each as the key and a sentence about it."""
    yield from problems_of_text(profile)
    yield from problems_of_html(profile)
    yield from problems_of_links(profile)


def problems_of_text(profile: "Profile") -> Iterator[str]:
    if not profile.label.strip():
        yield "label is empty"
    if not profile.formats:
        yield "formats names no format, so nothing could be sent"
    if profile.max_items < 1:
        yield f"max_items is {profile.max_items}, less than 1"
    if profile.reach not in (Reach.PUBLIC, Reach.PARTNERS):
        yield f"reach is {profile.reach}, but an outlet is public or a partner"
    for key in ("paragraphs", "title_max", "body_min_chars", "picture_min_side"):
        if getattr(profile, key) < 0:
            yield f"{key} is less than 0"
    if profile.summary_max < 20:
        yield f"summary_max is {profile.summary_max}, too short for a sentence"
    if 0 < profile.title_max < 20:
        yield f"title_max is {profile.title_max}, too short for a headline"
    if (profile.text_mode is TextMode.PARAGRAPHS) != (profile.paragraphs > 0):
        yield f"paragraphs is {profile.paragraphs} while text_mode is {profile.text_mode}"
    has_body = profile.text_mode in (TextMode.FULL, TextMode.PARAGRAPHS)
    if profile.body_min_chars and not has_body:
        yield f"body_min_chars asks for a body that text_mode {profile.text_mode} leaves out"
    if profile.read_on and profile.text_mode is TextMode.FULL:
        yield "read_on leads to the whole story, which text_mode full already gives"
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
    if profile.pictures is Pictures.NONE and (profile.picture_min_side or profile.picture_types):
        yield "pictures is none, but picture_min_side or picture_types asks something of them"
    for media_type in sorted(profile.picture_types):
        if not re.fullmatch(r"image/[a-z0-9.+-]+", media_type):
            yield f"picture_types names {media_type!r}, which is not the media type of a picture"


NEEDS = {
    "ul": ("li",), "ol": ("li",), "li": ("ul", "ol"), "table": ("tr",), "tr": ("td",), "td": ("tr",), "th": ("tr",),
    "dl": ("dt",), "dt": ("dd",), "dd": ("dl",), "figcaption": ("figure",), "figure": ("img",),
}  # fmt: skip


def problems_of_links(profile: "Profile") -> Iterator[str]:
    if profile.link_rel and not re.fullmatch(r"[a-z-]+( [a-z-]+)*", profile.link_rel):
        yield f"link_rel is {profile.link_rel!r}, not words in lower case"
    if profile.link_rel and "rel" not in profile.allowed.get("a", ()):
        yield "link_rel is set, but allow.a lacks rel"
    if profile.own_parameters and not re.fullmatch(r"[\w.-]+=[\w.~%-]+(&[\w.-]+=[\w.~%-]+)*", profile.own_parameters):
        yield f"own_parameters is {profile.own_parameters!r}, not name=value&name=value"
