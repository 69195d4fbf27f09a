"""Names that say something: formats that XML carries take no empty ones."""

from dataclasses import replace

from syndication.wire.characters import strip_illegal
from syndication.wire.story import Story

__all__ = ["with_names"]


def with_names(story: Story) -> Story:
    """The story without credits and topics of whose names nothing is left when what XML cannot carry is out of them."""
    return replace(
        story,
        credits=tuple(credit for credit in story.credits if says_something(credit.name)),
        topics=tuple(topic for topic in story.topics if says_something(topic.name)),
    )


def says_something(name: str) -> bool:
    return bool(strip_illegal(name).strip())
