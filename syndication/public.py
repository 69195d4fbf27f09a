"""The outlet of our own public feeds, which the pages of the site lead to."""

from syndication.models import Outlet

__all__ = ["public_outlet"]

SLUG = "public"


def public_outlet() -> Outlet | None:
    """The outlet whose feeds are open to everybody; None on a site that has none."""
    open_one = Outlet.objects.filter(slug=SLUG, active=True, access=Outlet.Access.OPEN)
    return open_one.prefetch_related("overrides").first()
