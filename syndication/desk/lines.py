"""A panel of the dashboard that lists lines: each a link to where one can act, what is the matter, and when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

__all__ = ["SHOWN", "Line", "LinesPanel", "Listed"]

SHOWN = 6  # lines of one panel; the rest is a number and a way to the whole list


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to look at."""

    title: str
    url: str
    said: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The first lines of a panel and how many there are, with the address of all of them."""

    lines: Sequence[Line]
    count: int
    url: str = ""

    @classmethod
    def of(cls, rows: Any, line: Callable[[Any], Line], url: str) -> Self:  # Any: a queryset, and its rows
        """The first of `rows`, each as a line; how many there are is asked only when there are more."""
        lines = [line(row) for row in rows[:SHOWN]]
        return cls(lines=lines, count=len(lines) if len(lines) < SHOWN else rows.count(), url=url)

    @property
    def others(self) -> int:
        return self.count - len(self.lines)


class LinesPanel(Component):
    """What every such panel shares; one that the user may not see is not made at all."""

    template_name = "syndication/admin/board_panel.html"
    name = ""
    heading: Any = ""  # Any, here and below: lazy translations
    empty: Any = ""
    icon = ""
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def media(self) -> Media:
        return Media(css={"all": ["syndication/css/desk.css"]})

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        """Whether the user may see what the panel tells of."""
        raise NotImplementedError(cls)

    def listed(self, now: datetime) -> Listed:
        """What there is at `now`."""
        raise NotImplementedError(type(self))

    # Any: a template's context.
    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"panel": self, "listed": self.listed(timezone.now())}
