"""What an article's page tells search engines: the wire's own writing of the story, and what only a page knows.

Sources: https://developers.google.com/search/docs/appearance/structured-data/article and .../breadcrumb
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from home.pictures import SHARE_IMAGE, SHARES, made_of
from home.reading import Reading
from newsroom.models import ArticlePage
from newsroom.story import told_of
from syndication.wire.formats import json_ld

__all__ = ["Place", "breadcrumbs", "moment", "news_article"]

# Of a release, which a page is not; and a page that is read is out.
OF_A_RELEASE = ("version", "creativeWorkStatus", "conditionsOfAccess")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the page stands. All addresses are absolute."""

    url: str
    paper: str  # the publisher's name
    home: str
    logo: str
    section: str = ""  # the section's address


# Any, below: JSON has no narrower type.
def news_article(page: ArticlePage, shown: Reading, place: Place) -> dict[str, Any]:
    """What the page says of itself. Raises `InvalidStory` for a draft that is no story yet."""
    story = replace(told_of(page, place.url), section=shown.section.title if shown.section else "")
    told = {name: value for name, value in json_ld.news_article(story).items() if name not in OF_A_RELEASE}
    if pictures := images(page, place.url):
        told["image"] = pictures
    told["publisher"] = json_ld.publisher(place.paper, place.home) | {
        "logo": {"@type": "ImageObject", "url": place.logo}
    }
    if page.is_known_released:
        told["isAccessibleForFree"] = True
    return told


def breadcrumbs(page: ArticlePage, shown: Reading, place: Place) -> dict[str, Any]:
    """The way from the front page to this one, which itself needs no address."""
    way = [(place.paper, place.home)]
    if shown.section:
        way.append((shown.section.title, place.section))
    steps = [step(number, name, address) for number, (name, address) in enumerate([*way, (page.title, "")], 1)]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def step(number: int, name: str, address: str) -> dict[str, Any]:
    return {"@type": "ListItem", "position": number, "name": name} | ({"item": address} if address else {})


def images(page: ArticlePage, base: str) -> list[dict[str, Any]]:
    """The lead picture in the proportions that are made of it already; until then in those of a card, if it was shared."""
    if page.shown_lead is None:
        return []
    made = made_of(page.shown_lead, [*SHARES, SHARE_IMAGE])
    found = [made[spec] for spec in SHARES if spec in made] or list(made.values())
    about = {
        "caption": page.lead_caption,
        "description": page.lead_alt or page.shown_lead.description,
        "creditText": page.shown_lead.credit,
        "copyrightNotice": page.shown_lead.copyright,
    }
    known = {name: text for name, text in about.items() if text}
    return [
        {"@type": "ImageObject", "url": urljoin(base, one.url), "width": one.width, "height": one.height, **known}
        for one in found
    ]


def moment(value: datetime | None) -> str:
    """ISO 8601 with its zone, in whole seconds; "" for a page that was never published."""
    return value.replace(microsecond=0).isoformat() if value else ""
