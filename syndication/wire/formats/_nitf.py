"""The elements of NITF. Spec: https://iptc.org/standards/nitf/ (3.6)"""

from lxml import etree

from syndication.wire.characters import strip_illegal
from syndication.wire.story import Media

__all__ = ["NITF", "element", "local", "media", "without_empty"]

NITF = "http://iptc.org/std/NITF/2006-10-18/"

MUST_HOLD = frozenset({"ul", "ol", "dl", "thead", "tbody", "tr", "table", "bq", "block", "p"})


def element(tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """An element of NITF; `_` in the name of an attribute is `-`, and one that is "" is left out."""
    made = etree.Element(f"{{{NITF}}}{tag}")
    made.text = strip_illegal(text) or None
    for attribute, value in attributes.items():
        if value:
            made.set(attribute.rstrip("_").replace("_", "-"), strip_illegal(value))
    return made


def local(one: etree._Element) -> str:
    return str(one.tag).rpartition("}")[2]


def without_empty(root: etree._Element) -> None:
    """Take out what must hold something and holds nothing, children before parents."""
    for one in reversed(list(root.iter())):
        is_empty = not len(one) and not (one.text or "").strip()
        if one is not root and is_empty and local(one) in MUST_HOLD:
            remove(one)


def remove(one: etree._Element) -> None:
    """Take out an element, and leave the text that stands behind it."""
    parent, before = one.getparent(), one.getprevious()
    if one.tail and before is not None:
        before.tail = (before.tail or "") + one.tail
    elif one.tail:
        parent.text = (parent.text or "") + one.tail
    one.tail = None
    parent.remove(one)


def media(picture: Media, kind: str) -> etree._Element:
    """A picture; `kind` says whether it leads, stands beside the text or in it."""
    made = element("media", media_type=picture.mime_type.partition("/")[0], class_=kind)
    for name, value in (("licence", picture.licence), ("size", str(picture.length) if picture.length else "")):
        if value:
            made.append(element("media-metadata", name=name, value=value))
    width, height = (str(length) if length else "" for length in (picture.width, picture.height))
    made.append(
        element(
            "media-reference", source=picture.url, mime_type=picture.mime_type, width=width, height=height,
            units="pixels" if width or height else "", alternate_text=picture.alt, source_credit=picture.credit,
            copyright=picture.copyright,
        )
    )  # fmt: skip
    if picture.caption:
        made.append(element("media-caption", picture.caption))
    if picture.credit:
        made.append(element("media-producer", picture.credit))
    return made
