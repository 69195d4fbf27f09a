"""The outlet of our own public feeds, which the pages of the site lead to."""

from django.http import HttpRequest

from syndication.models import Outlet

__all__ = ["public_outlet"]

SLUG = "public"


def public_outlet(request: HttpRequest) -> Outlet | None:
    """The outlet whose feeds are open to everybody, asked for once a request; None on a site that has none."""
    if not hasattr(request, "public_outlet"):
        open_one = Outlet.objects.filter(slug=SLUG, active=True, access=Outlet.Access.OPEN)
        request.public_outlet = open_one.prefetch_related("overrides").first()  # type: ignore[attr-defined]  # see above
    found: Outlet | None = request.public_outlet  # type: ignore[attr-defined]
    return found
