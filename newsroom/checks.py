"""Django system checks of this app: every block of a body can be written for the wire."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, StreamBlock
from wagtail.fields import StreamField

from newsroom.models import ArticleMixin


# Any: Django's own arguments.
@register
def body_blocks_reach_the_wire(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name each block that an article's body may hold and that has no `wire` rendering."""
    return [
        Error(
            f"The block “{name}” of {model._meta.label}.body cannot be written for the wire.",
            hint="Give its class a method wire(value, context) that returns HTML, or “” when partners get nothing of it.",
            obj=model,
            id="newsroom.E001",
        )
        for model in apps.get_models()
        if issubclass(model, ArticleMixin) and isinstance(model._meta.get_field("body"), StreamField)
        for name in blocks_without_wire(model._meta.get_field("body").stream_block)
    ]


def blocks_without_wire(body: StreamBlock) -> list[str]:
    """The names of blocks that cannot be written; one in a stream that another block holds by its path."""
    return list(unwritten(body)) if can_be_written(body) else ["body"]


def unwritten(block: Block, path: str = "") -> Iterator[str]:
    """Every member of a stream in `block`, however deep. What else a block holds is its own to write."""
    for name, child in members(block):
        if isinstance(block, BaseStreamBlock) and not can_be_written(child):
            yield path + name
        else:
            yield from unwritten(child, f"{path}{name}.")


def members(block: Block) -> Iterator[tuple[str, Block]]:
    if isinstance(block, ListBlock):
        yield "item", block.child_block
    elif isinstance(block, BaseStreamBlock | BaseStructBlock):
        yield from block.child_blocks.items()


def can_be_written(block: Block) -> bool:
    return callable(getattr(block, "wire", None))
