"""Start-up checks: the settings name page models that answer the protocol, and this site has an address and a name."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from syndication import conf
from syndication.pages import PROTOCOL
from syndication.profiles import all_profiles, feed_formats, without_feeds
from syndication.wire.formats import FORMATS
from syndication.wire.profile import Profile
from syndication.wire.profile_keys import InvalidProfile


# Any: Django passes whatever the check was registered for.
@register(Tags.models)
def check_page_models(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Each model of SYNDICATION_PAGE_MODELS exists and answers `pages.SyndicatedPage`."""
    problems: list[CheckMessage] = []
    for label in getattr(settings, "SYNDICATION_PAGE_MODELS", []):
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError) as error:
            problems.append(Error(f"SYNDICATION_PAGE_MODELS names {label!r}: {error}", id="syndication.E001"))
            continue
        missing = [name for name in PROTOCOL if not hasattr(model, name)]
        if missing:
            problems.append(
                Error(
                    f"{label} cannot be syndicated: it has no {', '.join(missing)}",
                    hint="See syndication.pages.SyndicatedPage.",
                    id="syndication.E002",
                )
            )
    return problems


@register
def check_address(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Feeds hold absolute addresses, so the site's own must be known."""
    if not urlsplit(conf.base_url()).hostname:
        return [
            Error(
                "the address of this site is not set",
                hint="Set SYNDICATION_BASE_URL or WAGTAILADMIN_BASE_URL.",
                id="syndication.E003",
            )
        ]
    if not conf.publisher():
        return [
            checks.Warning(
                "the publisher that feeds name is not set",
                hint="Set SYNDICATION_PUBLISHER or WAGTAIL_SITE_NAME.",
                id="syndication.W001",
            )
        ]
    return []


@register
def check_profiles(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every profile can be read, does not contradict itself, and names formats that there are, one of feeds among them."""
    try:
        known = all_profiles()
    except InvalidProfile as problem:
        return [Error(str(problem), id="syndication.E004")]
    return [problem for name, profile in known.items() for problem in problems_of_formats(name, profile)]


def problems_of_formats(name: str, profile: Profile) -> Iterator[Error]:
    unknown = [format_name for format_name in profile.formats if format_name not in FORMATS]
    for format_name in unknown:
        yield Error(
            f"profile {name}: formats names {format_name!r}, which is no format",
            hint=f"Formats are {', '.join(FORMATS)}.",
            id="syndication.E005",
        )
    if not unknown and not feed_formats(profile):
        yield Error(f"profile {name}: {without_feeds(profile)}", id="syndication.E007")


@register
def check_approved_verbs(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Approval can be asked for the verbs that take a story away."""
    unknown = sorted(conf.approved_verbs() - {"withdraw", "kill"})
    if not unknown:
        return []
    said = f"SYNDICATION_APPROVED_VERBS names {', '.join(unknown)}"
    return [Error(said, hint="It may hold withdraw and kill.", id="syndication.E008")]


@register
def check_database(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The ledger's own questions are in the words of the two databases that it is tested on."""
    if connection.vendor in ("postgresql", "sqlite"):
        return []
    return [
        Error(
            f"the ledger cannot be kept in {connection.display_name}",
            hint="Use PostgreSQL, or SQLite.",
            id="syndication.E009",
        )
    ]


@register
def check_cleaning_limits(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The limits of cleaning are limits that there are."""
    try:
        conf.cleaning_limits()
    except ImproperlyConfigured as problem:
        return [Error(str(problem), hint="docs/cleaning.md lists the limits.", id="syndication.E006")]
    return []
