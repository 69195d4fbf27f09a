"""What commands are asked for: outlets by slug, moments in ISO 8601."""

from datetime import UTC, datetime

from django.core.management.base import CommandError

from syndication.models import Outlet

__all__ = ["active_outlet", "moment", "outlet_called"]


def outlet_called(slug: str) -> Outlet:
    """The outlet of that slug. Raises `CommandError`."""
    found = Outlet.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"no outlet has the slug {slug!r}; `manage.py outlets` lists them")
    return found


def active_outlet(slug: str) -> Outlet:
    """The outlet of that slug, which must be active. Raises `CommandError`."""
    found = outlet_called(slug)
    if not found.active:
        raise CommandError(f"{found.name} is not active")
    return found


def moment(text: str) -> datetime:
    """An ISO 8601 moment; without a zone it is taken as UTC."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
