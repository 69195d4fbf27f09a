"""HTML with its direction, for formats that have no other word for it."""

from syndication.wire.story import Story

__all__ = ["directed"]


def directed(story: Story) -> str:
    """The body; one from right to left says so in one element round it, for readers take HTML for left to right."""
    is_turned = story.body and story.direction == "rtl"
    return f'<div dir="rtl">{story.body}</div>' if is_turned else story.body
