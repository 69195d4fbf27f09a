"""What single partners ask for in their own vocabularies, and their notices of a withdrawal.

SmartNews: https://publishers.smartnews.com/hc/en-us/articles/360036526213 (SmartFormat). MSN: the Partner Hub's feed
item requirements. NewsBreak: its FAQ, and one publisher's feed. `docs/profiles.md` says how sure each fact is.
"""

from collections.abc import Iterator

from lxml import etree

from syndication.wire.dialect import Dialect, PictureWay, WithdrawalForm
from syndication.wire.formats._feedgen import child, element
from syndication.wire.formats._moments import rfc3339
from syndication.wire.story import Story

__all__ = [
    "NOTICE_TITLE", "PARTNERS", "entry_words", "head_words", "notice_text", "notice_words", "prefixes",
]  # fmt: skip

PARTNERS = ("mi", "nb", "snf")  # prefixes of vocabularies that are spoken only where a dialect names them

# Where an item is judged before its state is looked at, as with MSN, a title must have more than 20 characters.
NOTICE_TITLE = "This story has been withdrawn"


def prefixes(dialect: Dialect) -> tuple[str, ...]:
    """The vocabularies that a document in `dialect` declares besides its format's own."""
    return tuple(prefix for prefix in PARTNERS if prefix in dialect.namespaces)


# -- Words of an entry -------------------------------------------------------------------------------------------------


def entry_words(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """What a partner's vocabulary says of a story that may be used."""
    if PictureWay.THUMBNAIL in dialect.picture_as:
        yield from thumbnail(story, dialect)
    if "mi" in dialect.namespaces and story.expires_at:
        yield element("mi:expirationDate", rfc3339(story.expires_at))
    if "nb" in dialect.namespaces and story.rights.disclosure:
        yield element("nb:disclosure", story.rights.disclosure)
    if dialect.withdrawal is WithdrawalForm.STATUS:
        yield element("media:status", state="active")  # said each time, for a restored story was deleted before


def thumbnail(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """The lead picture as `media:thumbnail`; its credit stands beside it where no `media:content` says it."""
    if story.lead is None:
        return
    width, height = (str(length) if length else "" for length in (story.lead.width, story.lead.height))
    yield element("media:thumbnail", url=story.lead.url, width=width, height=height)
    if story.lead.credit and PictureWay.CONTENT not in dialect.picture_as:
        yield element("media:credit", story.lead.credit, role="author", scheme="urn:ebu")


# -- Notices -----------------------------------------------------------------------------------------------------------


def notice_text(story: Story) -> str:
    """What people are told of a withdrawal."""
    return " ".join(notice.text for notice in story.notices if notice.text) or f"{NOTICE_TITLE}."


def notice_words(story: Story, dialect: Dialect) -> Iterator[etree._Element]:
    """The words that say to the partner that the story must be taken down."""
    if dialect.withdrawal is WithdrawalForm.STATUS:
        yield element("media:status", state="deleted")
    elif story.updated_at:
        yield element("dcterms:valid", f"end={rfc3339(story.updated_at)}; scheme=W3C-DTF")
        if "mi" in dialect.namespaces:
            yield element("mi:expirationDate", rfc3339(story.updated_at))


# -- Words of a head ---------------------------------------------------------------------------------------------------


def head_words(dialect: Dialect) -> Iterator[etree._Element]:
    """SmartNews' words for a feed."""
    if "snf" not in dialect.namespaces:
        return
    for name, address in (("snf:logo", dialect.logo_url), ("snf:darkModeLogo", dialect.dark_logo_url)):
        if address:
            yield child(element(name), element("url", address))
