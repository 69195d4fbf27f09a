"""NewsArticle as search engines read it. Source: https://developers.google.com/search/docs/appearance/structured-data/article"""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from home.reading import Reading
from newsroom.models import ArticlePage, Source
from newsroom.story import CreditRole, NoticeKind

if TYPE_CHECKING:
    from newsroom.models import ArticleCredit

__all__ = ["news_article"]


# Any, below: JSON has no narrower type.
def news_article(page: ArticlePage, shown: Reading, *, url: str, publisher: str, home: str) -> dict[str, Any]:
    """What the page says of itself; `url` and `home` are absolute. Only what is known is in it."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "url": url,
        "mainEntityOfPage": url,
        "isBasedOn": page.canonical_url,
        "inLanguage": page.language_tag,
        "datePublished": moment(page.first_published_at),
        "dateModified": moment(page.last_published_at or page.first_published_at),
        "dateline": page.dateline_place,
        "articleSection": shown.section.title if shown.section else "",
        "image": pictures(page, shown, url),
        "author": authors(shown),
        "sourceOrganization": [organisation(source) for source in shown.sources],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher, "url": home},
        "creditText": ", ".join(source.credited_as for source in shown.sources),
        "copyrightNotice": page.source.copyright if page.source else "",
        "license": page.source.licence_url if page.source else "",
        "keywords": [topic.name for topic in shown.topics],
        "correction": corrections(shown),
    }
    return known(described)


def known(described: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in described.items() if value}


def moment(value: datetime | None) -> str:
    """ISO 8601 with its zone, in whole seconds; "" for a page that was never published."""
    return value.replace(microsecond=0).isoformat() if value else ""


def pictures(page: ArticlePage, shown: Reading, base: str) -> list[dict[str, Any]]:
    if shown.share_image is None or page.lead_image is None:
        return []
    return [
        known(
            {
                "@type": "ImageObject",
                "url": urljoin(base, shown.share_image.url),
                "width": shown.share_image.width,
                "height": shown.share_image.height,
                "creditText": page.lead_image.credit,
                "copyrightNotice": page.lead_image.copyright,
                "caption": page.lead_caption,
            }
        )
    ]


def authors(shown: Reading) -> list[dict[str, Any]]:
    """Who wrote it; the organisations that supplied it when nobody is named."""
    people = [person(row) for row in shown.people if row.role == CreditRole.BYLINE]
    return people or [organisation(source) for source in shown.sources]


def person(row: "ArticleCredit") -> dict[str, Any]:
    url = row.contributor.url if row.contributor else ""
    return known({"@type": "Person", "name": row.shown_name, "url": url})


def organisation(source: Source) -> dict[str, Any]:
    return known({"@type": "Organization", "name": source.credited_as, "url": source.url})


def corrections(shown: Reading) -> list[dict[str, Any]]:
    return [
        {"@type": "CorrectionComment", "text": row.text, "datePublished": moment(row.at)}
        for row in shown.notices
        if row.kind == NoticeKind.CORRECTION
    ]
