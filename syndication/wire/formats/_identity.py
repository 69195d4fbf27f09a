"""What a partner knows a story by: the same in every version of it, and in the notice of its withdrawal."""

from syndication.wire.dialect import Dialect, GuidForm
from syndication.wire.story import PublishingStatus, Story

__all__ = ["guid_is_address", "guid_of"]


def guid_of(story: Story, dialect: Dialect) -> str:
    """The story's permanent id, or the address where it was first released."""
    if dialect.guid_form is GuidForm.PERMALINK:
        return story.permalink or story.url or story.id
    return story.id


def guid_is_address(story: Story, dialect: Dialect) -> bool:
    """Whether the guid can be opened: an advance copy has the address of a page that is not there yet."""
    has_page = bool(story.url) or story.status is PublishingStatus.CANCELED
    return has_page and guid_of(story, dialect) != story.id
