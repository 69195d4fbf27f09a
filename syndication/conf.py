"""The settings of this app, each read here and nowhere else. All are listed in docs/settings.md."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from syndication.wire.gate import Limits


def page_models() -> list[Any]:
    """The page classes whose articles are syndicated, from SYNDICATION_PAGE_MODELS.

    Any, for a site brings its own classes; `checks` holds them to the protocol of `syndication.pages`.
    """
    return [apps.get_model(label) for label in getattr(settings, "SYNDICATION_PAGE_MODELS", [])]


def base_url() -> str:
    """Where this site is reached from outside, without a slash at the end."""
    address: str = getattr(settings, "SYNDICATION_BASE_URL", "") or getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    return address.rstrip("/")


def publisher() -> str:
    """Who publishes, as feeds name them."""
    name: str = getattr(settings, "SYNDICATION_PUBLISHER", "") or getattr(settings, "WAGTAIL_SITE_NAME", "")
    return name


def profile_folders() -> Iterable[Path]:
    """Folders with a site's own profiles, from SYNDICATION_PROFILE_FOLDERS."""
    return [Path(folder) for folder in getattr(settings, "SYNDICATION_PROFILE_FOLDERS", [])]


def approved_verbs() -> frozenset[str]:
    """The verbs for which a second person must say yes, from SYNDICATION_APPROVED_VERBS: withdraw, kill, or none."""
    return frozenset(getattr(settings, "SYNDICATION_APPROVED_VERBS", []))


def cleaning_limits() -> Limits:
    """What a body may hold before it is refused, from SYNDICATION_CLEANING_LIMITS. Raises `ImproperlyConfigured`."""
    try:
        return Limits(**getattr(settings, "SYNDICATION_CLEANING_LIMITS", {}))
    except (TypeError, ValueError) as problem:  # a key or a value that is none
        raise ImproperlyConfigured(f"SYNDICATION_CLEANING_LIMITS: {problem}") from problem
