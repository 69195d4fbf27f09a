"""Preview modes: an article as each profile would have it, and what cleaning took out of it and why."""

from typing import TYPE_CHECKING, Any, TypeGuard

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.story import cleaned_as, profile_labels

if TYPE_CHECKING:
    from newsroom.models import ArticleMixin

__all__ = ["is_profile_mode", "profile_modes", "serve_profile_preview"]

PREFIX = "profile-"


def profile_modes() -> list[tuple[str, str]]:
    """One mode for each profile that the wire ships, after the page's own."""
    return [(f"{PREFIX}{name}", _("Cleaned for %s") % label) for name, label in profile_labels().items()]


def is_profile_mode(mode: str | None) -> TypeGuard[str]:
    """Whether Wagtail asks for one of these; it names no mode when none was chosen."""
    return mode is not None and mode.startswith(PREFIX)


def serve_profile_preview(page: "ArticleMixin", request: HttpRequest, mode: str) -> TemplateResponse:
    """The unsaved article as the profile of `mode` would have it now."""
    name = mode.removeprefix(PREFIX)
    if name not in profile_labels():
        raise Http404(f"there is no profile {name!r}")
    context: dict[str, Any] = {
        "page": page,
        "label": profile_labels()[name],
        "seen": cleaned_as(page, name, timezone.now()),
    }
    return TemplateResponse(request, "newsroom/cleaned_preview.html", context)
