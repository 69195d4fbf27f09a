"""Puts the desk's panel and previews into Wagtail's own screens of each page model that is syndicated.

A viewset that the site has for such a model is kept: its views get ours mixed in, unless the site has done so itself.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from syndication.desk.panel import DeskPreviewPanel, GoingSidePanel
from syndication.desk.preview_views import DeskPreview

__all__ = ["DeskEditing", "desk_viewsets"]


class DeskEditing:
    """Mix it in before a view of Wagtail's that creates or edits a page: it adds the panel and the outlets' previews."""

    page: Any  # Any, here and below: Wagtail's views have no types
    request: Any

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's own, of which the preview knows outlets, and ours; but not again on each autosave."""
        preview_url = self.get_preview_url()  # type: ignore[attr-defined]  # of the view it is mixed into
        panels = [
            DeskPreviewPanel(self.page, self.request, preview_url=preview_url)
            if isinstance(panel, PreviewSidePanel)
            else panel
            for panel in super().get_side_panels()  # type: ignore[misc]  # as above
        ]
        is_partial = getattr(self, "expects_json_response", False) or getattr(self, "hydrate_create_view", False)
        if not is_partial:
            panels.append(GoingSidePanel(self.page, self.request, preview_url=preview_url))
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


OURS = {
    "add_view_class": DeskEditing,
    "edit_view_class": DeskEditing,
    "preview_on_add_view_class": DeskPreview,
    "preview_on_edit_view_class": DeskPreview,
}


def desk_viewsets(models: Iterable[Any]) -> list[PageViewSet]:
    """The viewset of each page model, its own or a new one, with the desk in its views. Called after all others registered."""
    return [with_desk(own_viewset(model)) for model in models]


def own_viewset(model: Any) -> PageViewSet:
    found = page_viewset_registry.get_by_type(model)
    return found if found is not None and found.model is model else PageViewSet(model=model)


def with_desk(viewset: PageViewSet) -> PageViewSet:
    for name, ours in OURS.items():
        setattr(viewset, name, mixed(ours, getattr(viewset, name)))
    return viewset


def mixed(ours: type, view: type) -> type:
    """The view with ours before it, which it may have already."""
    return view if issubclass(view, ours) else type(f"Desk{view.__name__}", (ours, view), {})
