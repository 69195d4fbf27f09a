"""The outlet of our own public feeds, which the pages of the site lead to."""

from django.core.cache import cache
from django.http import HttpRequest

from syndication.models import Outlet
from syndication.schedule import lift_for

__all__ = ["public_outlet"]

KEPT_FOR = 24 * 60 * 60  # seconds in the cache; what is kept changes its key with its content, never its content

SLUG = "public"


def public_outlet(request: HttpRequest) -> Outlet | None:
    """The outlet whose feeds are open to everybody; None on a site that has none.

    Kept under the ledger's stamp, which every change of an outlet and its lines moves.
    """
    if not hasattr(request, "public_outlet"):
        stamp = lift_for(request).stamp
        kept: list[Outlet] | None = cache.get(f"syndication.public.{stamp}") if stamp else None
        if kept is None:
            open_one = Outlet.objects.filter(slug=SLUG, active=True, access=Outlet.Access.OPEN)
            kept = list(open_one.prefetch_related("overrides"))
            cache.set(f"syndication.public.{stamp}", kept, KEPT_FOR)
        request.public_outlet = next(iter(kept), None)  # type: ignore[attr-defined]  # as long as the request itself
    found: Outlet | None = request.public_outlet  # type: ignore[attr-defined]
    return found
