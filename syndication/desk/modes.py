"""Preview modes: one for each outlet while they are few, and one with a choice inside where they are many."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from syndication.models import Outlet

__all__ = ["asked_outlet", "is_outlet_mode", "outlet_modes"]

PREFIX = "outlet-"
ANY_OUTLET = "outlet"  # which one is asked for inside
MOST_DIGITS = 18  # of an outlet's number; Python takes no text of thousands for one
LISTED = 12  # outlets that each have a mode of their own
CHOSEN = "syndication.previewed_outlet"  # in the editor's session


def outlet_modes() -> list[tuple[str, str]]:
    """The modes by name; one question to the database, however many outlets there are."""
    few = list(Outlet.objects.filter(active=True).values_list("pk", "name")[: LISTED + 1])
    if len(few) > LISTED:
        return [(ANY_OUTLET, _("An outlet…"))]
    return [(f"{PREFIX}{number}", name) for number, name in few]


def is_outlet_mode(mode: str) -> bool:
    return mode == ANY_OUTLET or (mode.startswith(PREFIX) and is_number(mode.removeprefix(PREFIX)))


def is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def asked_outlet(request: HttpRequest, mode: str) -> Outlet | None:
    """The outlet that the mode names; else the one chosen inside, now or the last time. None when there is none."""
    if mode == ANY_OUTLET:
        chosen = request.GET.get("outlet", "")
        if is_number(chosen):
            request.session[CHOSEN] = int(chosen)
        number = request.session.get(CHOSEN)
    else:
        number = int(mode.removeprefix(PREFIX))
    return Outlet.objects.prefetch_related("rules", "overrides").filter(pk=number).first()
