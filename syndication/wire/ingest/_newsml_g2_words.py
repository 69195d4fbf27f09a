"""The properties of NewsML-G2 by their names, whatever the namespace, and the codes in them."""

from lxml import etree

from syndication.wire.ingest._item import http
from syndication.wire.ingest._nitf_body import local
from syndication.wire.ingest._plain import squeezed
from syndication.wire.ingest._vocabularies import XML_LANG

__all__ = [
    "NO_STORIES", "address", "children", "code", "described", "kind_of", "language", "name_of_concept", "named", "part",
    "role", "said", "text",
]  # fmt: skip

NO_STORIES = frozenset({"picture", "graphic", "video", "audio", "animation", "composite"})
NOTHING = etree.Element("nothing")


def part(item: etree._Element, name: str) -> etree._Element:
    """The part of an item of that name, or an empty one."""
    return next(iter(children(item, name)), NOTHING)


def children(parent: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in parent.iterchildren(etree.Element) if local(one) == name]


def said(one: etree._Element) -> str:
    return squeezed("".join(one.itertext()))


def text(parent: etree._Element, name: str) -> str:
    """What the first child of that name says that says something."""
    return next((told for one in children(parent, name) if (told := said(one))), "")


def role(one: etree._Element, attribute: str = "role") -> str:
    """The code of a role, without its vocabulary."""
    return (one.get(attribute) or one.get(f"{attribute}uri") or "").split(" ")[0].rpartition(":")[2].rpartition("/")[2]


def code(one: etree._Element) -> str:
    return one.get("qcode") or one.get("uri") or ""


def kind_of(item: etree._Element) -> str:
    """What an item is: `text`, `picture` …, in the words of IPTC's news item nature."""
    found = children(part(item, "itemmeta"), "itemclass")
    return next((code(one).rpartition(":")[2].rpartition("/")[2] for one in found), "")


def named(parent: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in children(parent, name) if name_of_concept(one)]


def name_of_concept(one: etree._Element) -> str:
    """Its first name, else what it is called instead of one."""
    return text(one, "name") or text(one, "definition") or squeezed(one.get("literal", "").replace("unknown", ""))


def address(one: etree._Element) -> str:
    return http(one.get("uri", ""), "")


def language(item: etree._Element, content: etree._Element) -> str:
    tags = [one.get("tag", "") for one in children(content, "language")]
    return next(filter(None, tags), "") or item.get(XML_LANG, "")


def described(content: etree._Element, *roles: str) -> str:
    descriptions = children(content, "description")
    return next((said(one) for name in roles for one in descriptions if role(one) == name and said(one)), "")
