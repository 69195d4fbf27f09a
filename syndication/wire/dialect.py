"""A partner's dialect: what a format must know of the partner it writes for, and all that it may know.

Formats may not see profiles; `Profile.dialect` gives them this.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PLAIN", "AtomContent", "DatePolicy", "Dialect", "GuidForm", "PictureWay", "WithdrawalForm"]


class GuidForm(StrEnum):
    """What a story is known by: its permanent id, or the address where it was first released."""

    OPAQUE = "opaque"
    PERMALINK = "permalink"


class DatePolicy(StrEnum):
    """Which date moves when a story is updated: the date of publication, a date of modification beside it, or none."""

    BUMP = "bump"
    MODIFIED = "modified"
    NONE = "none"


class WithdrawalForm(StrEnum):
    """How a partner is told that a story must be taken down.

    `status`: `media:status` deleted and a newer date of publication (SmartNews, article 360021354914). `expiry`: an
    expiry in the past and a newer date of modification (MSN). `tombstone`: RFC 6721. `canceled`: IPTC's publishing
    status. `drop`: the entry is no longer there. A format that has no words for a form says `canceled` in its own.
    """

    STATUS = "status"
    EXPIRY = "expiry"
    TOMBSTONE = "tombstone"
    CANCELED = "canceled"
    DROP = "drop"


class AtomContent(StrEnum):
    """How Atom holds the text: escaped, or as elements of XHTML (RFC 4287 section 4.1.3)."""

    HTML = "html"
    XHTML = "xhtml"


class PictureWay(StrEnum):
    """How a picture travels beside the text, where a format leaves the choice."""

    ENCLOSURE = "enclosure"
    CONTENT = "media:content"
    THUMBNAIL = "media:thumbnail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one kind of partner wants to be spoken to. The defaults are what a format says to everybody."""

    guid_form: GuidForm = GuidForm.OPAQUE
    date_policy: DatePolicy = DatePolicy.MODIFIED
    withdrawal: WithdrawalForm = WithdrawalForm.CANCELED
    picture_as: frozenset[PictureWay] = frozenset({PictureWay.ENCLOSURE, PictureWay.CONTENT})
    atom_content: AtomContent = AtomContent.HTML
    namespaces: frozenset[str] = frozenset()  # prefixes of vocabularies that only some partners read
    feed_description_max: int = 0  # characters; 0 is no limit
    ttl: int = 0  # minutes for which a feed may be kept; 0 says nothing of it
    logo_url: str = ""
    dark_logo_url: str = ""


PLAIN = Dialect()
