"""What the head of a feed says in every format, as the partner takes it."""

from syndication.wire.dialect import Dialect
from syndication.wire.feed import Feed
from syndication.wire.truncate import at_word

__all__ = ["described", "logo_of"]


def described(feed: Feed, dialect: Dialect) -> str:
    """The feed's description, no longer than the partner takes."""
    most = dialect.feed_description_max
    return at_word(feed.description, most) if most else feed.description


def logo_of(feed: Feed, dialect: Dialect) -> str:
    """The logo for a format's own word; the partner's, unless SmartNews' vocabulary has one for it."""
    return feed.logo_url if "snf" in dialect.namespaces else dialect.logo_url or feed.logo_url
