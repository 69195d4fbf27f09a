"""Bar charts as SVG from the server: no script, readable aloud, and in the colours of Wagtail's own theme.

What a chart shows stands in a table below it as well, so it is one picture with a title and a sentence to who listens.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component

__all__ = ["Bar", "Chart", "Part"]

WIDTH = 720  # of the drawing, which is as wide as its place allows
HEIGHT = 120  # of the tallest bar
WIDEST = 72  # from one bar to the next when there are few
LABEL = 60  # so much room a label needs; where bars stand closer, only some have one
BELOW = 24  # under the bars, for the labels
ABOVE = 18  # over them, for the numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a bar; `tone` is the number of its colour, from 1."""

    value: float
    tone: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what stands below it, the parts that it is built of from below, and what a reader is told of it."""

    label: str
    parts: tuple[Part, ...]
    said: str

    @property
    def value(self) -> float:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part as it is drawn."""

    x: float
    y: float
    height: float
    tone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A bar as it is drawn; `is_labelled` says whether there is room for its label."""

    bar: Bar
    middle: float
    label_x: float
    top: float
    blocks: tuple[Block, ...]
    is_labelled: bool


@dataclass(slots=True, kw_only=True)
class Chart(Component):
    """Bars side by side. `legend` names the tones, in order, where there is more than one."""

    name: str
    title: str
    description: str
    bars: Sequence[Bar]
    legend: Sequence[str] = field(default=())

    template_name = "syndication/admin/chart.html"

    @property
    def media(self) -> Media:
        return Media(css={"all": ["syndication/css/desk.css"]})

    @property
    def step(self) -> float:
        """From one bar to the next."""
        return min(WIDEST, WIDTH / max(len(self.bars), 1))

    # Any: a template's context.
    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {
            "chart": self,
            "is_empty": not any(bar.value for bar in self.bars),
            "drawn": list(self.drawn()),
            "width": WIDTH,
            "height": ABOVE + HEIGHT + BELOW,
            "ground": ABOVE + HEIGHT,
            "bar_width": round(self.step * 0.75, 1),
            "label_y": ABOVE + HEIGHT + 16,
            "tones": list(enumerate(self.legend, 1)),
        }

    def drawn(self) -> Iterator[Drawn]:
        """The place of each bar; the last is always labelled, for it is most often today."""
        tallest = max((bar.value for bar in self.bars), default=0) or 1
        each = ceil(LABEL / self.step)
        for number, bar in enumerate(self.bars):
            left = number * self.step
            blocks, top = blocks_of(bar, round(left + self.step / 8, 1), tallest)
            yield Drawn(
                bar=bar, middle=(middle := round(left + self.step / 2, 1)), label_x=within(middle), top=top, blocks=blocks,
                is_labelled=(len(self.bars) - 1 - number) % each == 0,
            )  # fmt: skip


def within(middle: float) -> float:
    """The middle of a label, moved so that it does not stick out at either end."""
    return min(max(middle, LABEL / 2), WIDTH - LABEL / 2)


def blocks_of(bar: Bar, x: float, tallest: float) -> tuple[tuple[Block, ...], float]:
    """A bar's blocks from the ground up, and the place of the number above them."""
    blocks, top = [], float(ABOVE + HEIGHT)
    for part in bar.parts:
        height = round(part.value / tallest * HEIGHT, 1)
        top = round(top - height, 1)
        blocks.append(Block(x=x, y=top, height=height, tone=part.tone))
    return tuple(blocks), round(top - 4, 1)
