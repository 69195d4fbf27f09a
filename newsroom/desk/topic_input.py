"""The field in which topics are found by typing, for lists too long to be ticked."""

from typing import Any

from django.forms import SelectMultiple
from django.urls import reverse_lazy

__all__ = ["TopicInput"]


class TopicInput(SelectMultiple):
    """A list of what is chosen, and a box that finds more. The page holds the chosen topics, never all."""

    template_name = "newsroom/admin/topic_input.html"

    # Any: Django's own arguments.
    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        """Only what is chosen: hundreds of topics would be sent with every edit page."""
        topics: Any = self.choices.queryset  # type: ignore[attr-defined]  # the field's own choices
        kept = topics.filter(pk__in=[one for one in value if str(one).isdecimal()]) if value else topics.none()
        return [
            (None, [self.create_option(name, topic.pk, str(topic), True, index, attrs=attrs)], index)
            for index, topic in enumerate(kept)
        ]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["described_by"] = (attrs or {}).get("aria-describedby", "")
        context["address"] = reverse_lazy("newsroom_find_topics")
        return context
