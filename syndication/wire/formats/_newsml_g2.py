"""The elements of NewsML-G2 and its vocabularies. Spec: https://iptc.org/std/NewsML-G2/specification/"""

import re

from lxml import etree

from syndication.wire.characters import strip_illegal

__all__ = ["DECLARATION", "NAR", "holding", "item", "named", "prop", "written"]

NAR = "http://iptc.org/std/nar/2006-10-01/"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

BREAKS = re.compile(r"[\t\n\r]+")

# Aliases as IPTC's catalog has them, and one of our own for roles that IPTC has no code for.
SCHEMES = {
    "cpnat": "http://cv.iptc.org/newscodes/cpnature/",
    "drol": "http://cv.iptc.org/newscodes/descriptionrole/",
    "genre": "http://cv.iptc.org/newscodes/genre/",
    "irel": "http://cv.iptc.org/newscodes/itemrelation/",
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "medtop": "http://cv.iptc.org/newscodes/mediatopic/",
    "ninat": "http://cv.iptc.org/newscodes/ninature/",
    "nwsr": "urn:x-newsroom:role:",
    "sig": "http://cv.iptc.org/newscodes/signal/",
    "stat": "http://cv.iptc.org/newscodes/pubstatusg2/",
}


def item(tag: str, guid: str, version: int, language: str, *parts: etree._Element) -> etree._Element:
    """A newsItem or packageItem with the catalog of all vocabularies."""
    made = etree.Element(f"{{{NAR}}}{tag}", nsmap={None: NAR})
    head = {
        "guid": guid, "version": str(version), "standard": "NewsML-G2", "standardversion": "2.35",
        "conformance": "power", XML_LANG: language,
    }  # fmt: skip
    for name, value in head.items():
        made.set(name, line(value))
    made.append(holding("catalog", *(prop("scheme", alias=alias, uri=uri) for alias, uri in SCHEMES.items())))
    made.extend(parts)
    return made


def prop(tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A property; an attribute that is "" is left out."""
    made = etree.Element(f"{{{NAR}}}{tag}")
    made.text = line(text) or None
    for name, value in attributes.items():
        if value:
            made.set(name, line(value))
    return made


def line(text: str) -> str:
    """The text as most properties take it: on one line."""
    return BREAKS.sub(" ", strip_illegal(text))


def holding(tag: str, /, *children: etree._Element) -> etree._Element:
    """A property of others."""
    made = prop(tag)
    made.extend(children)
    return made


def named(tag: str, name: str, /, **attributes: str) -> etree._Element:
    """A concept with its name."""
    made = prop(tag, **attributes)
    made.append(prop("name", name))
    return made


def written(made: etree._Element) -> bytes:
    bytes_of: bytes = etree.tostring(made, encoding="utf-8", xml_declaration=False)
    return bytes_of
