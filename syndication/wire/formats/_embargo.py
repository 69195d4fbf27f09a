"""An embargo as people are told of it, in formats that have no field for one."""

from syndication.wire.formats._moments import in_words
from syndication.wire.story import Story

__all__ = ["embargo_line"]


def embargo_line(story: Story) -> str:
    """What stands above an advance copy; "" for a story that came out when its embargo ended, whose readers it does not concern."""
    until = story.embargoed_until
    if until is None or (story.published_at and until <= story.published_at):
        return ""
    return f"Embargoed until {in_words(until)}"
