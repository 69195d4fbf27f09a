"""Bar charts as SVG from the server: no script, readable aloud, and in the colours of Wagtail's own theme.

What a chart shows stands in a table below it as well, so it is one picture with a title and a sentence to who listens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component

__all__ = ["Bar", "Chart", "Part"]

HEIGHT = 120  # of the tallest bar, in the units of the drawing
STEP = 44  # from one bar to the next, unless a chart has longer labels
LABEL = 44  # below the bars
MARGIN = 18  # above them, for the numbers


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

    x: int
    y: float
    height: float
    tone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A bar as it is drawn."""

    bar: Bar
    middle: int
    top: float
    blocks: tuple[Block, ...]


@dataclass(slots=True, kw_only=True)
class Chart(Component):
    """Bars side by side. `legend` names the tones, in order, where there is more than one."""

    name: str
    title: str
    description: str
    bars: Sequence[Bar]
    legend: Sequence[str] = field(default=())
    step: int = STEP

    template_name = "syndication/admin/chart.html"

    @property
    def media(self) -> Media:
        return Media(css={"all": ["syndication/css/desk.css"]})

    # Any: a template's context.
    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        tallest = max((bar.value for bar in self.bars), default=0) or 1
        return {
            "chart": self,
            "is_empty": not any(bar.value for bar in self.bars),
            "drawn": [draw(bar, number, tallest, self.step) for number, bar in enumerate(self.bars)],
            "width": max(len(self.bars), 1) * self.step,
            "height": MARGIN + HEIGHT + LABEL,
            "ground": MARGIN + HEIGHT,
            "bar_width": self.step - 8,
            "label_y": MARGIN + HEIGHT + 16,
            "tones": list(enumerate(self.legend, 1)),
        }


def draw(bar: Bar, number: int, tallest: float, step: int) -> Drawn:
    """The place of a bar's blocks, from the ground up."""
    blocks, ground = [], float(MARGIN + HEIGHT)
    for part in bar.parts:
        height = round(part.value / tallest * HEIGHT, 1)
        ground = round(ground - height, 1)
        blocks.append(Block(x=number * step + 4, y=ground, height=height, tone=part.tone))
    return Drawn(bar=bar, middle=number * step + step // 2, top=round(ground - 4, 1), blocks=tuple(blocks))
