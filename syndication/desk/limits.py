"""What active outlets ask of headline, summary, body and picture: for each limit the strictest outlet, by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.permissions import page_permission_policy

from syndication.models import Outlet, OutletOverride
from syndication.profiles import profile_with
from syndication.wire.profile import Profile
from syndication.wire.profile_keys import InvalidProfile

__all__ = ["Limit", "limits_view", "strictest"]

KEPT_FOR = 24 * 3600  # seconds; a change of any outlet makes a new key before that


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The strictest of its kind. `least` and `most` count characters, pixels for a picture; 0 is no limit."""

    field: str  # "headline", "summary", "body" or "picture"
    sentence: str
    least: int = 0
    most: int = 0


@require_GET
def limits_view(request: HttpRequest) -> JsonResponse:
    """The limits for who writes; asked by the edit page after it has opened."""
    if not page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"]):
        raise PermissionDenied
    return JsonResponse({"limits": [asdict(limit) for limit in kept_limits()]})


def kept_limits() -> list[Limit]:
    """`strictest` from the cache, until an outlet changes."""
    state = Outlet.objects.filter(active=True).aggregate(count=Count("pk"), newest=Max("changed_at"), last=Max("pk"))
    key = f"syndication-limits:{get_language()}:{state['count']}:{state['last']}:{state['newest'] and state['newest'].timestamp()}"
    kept: list[Limit] | None = cache.get(key)
    if kept is None:
        kept = strictest(profiles_by_outlet())
        cache.set(key, kept, KEPT_FOR)
    return kept


def profiles_by_outlet() -> Iterator[tuple[str, Profile]]:
    """Each distinct profile of an active outlet with the name of one outlet that has it, in two queries."""
    keys = defaultdict(list)
    for pk, key, value in OutletOverride.objects.filter(outlet__active=True).values_list("outlet_id", "key", "value"):
        keys[pk].append((key, value))
    seen = set()
    for outlet in Outlet.objects.filter(active=True).order_by("name"):
        # Its language decides of no limit.
        means = (outlet.profile, tuple(sorted(keys[outlet.pk])), outlet.reach)
        if means in seen:
            continue
        seen.add(means)
        try:
            yield outlet.name, profile_with(*means, outlet.language)
        except InvalidProfile:  # it has no feed until somebody mends it, and the check says so
            continue


def strictest(outlets: Iterable[tuple[str, Profile]]) -> list[Limit]:
    """The strictest limits among `outlets`, each with its sentence in the active language."""
    given = list(outlets)
    found = [
        most("headline", given, "title_max", _("%(outlet)s takes headlines of at most %(count)s characters.")),
        least("headline", given, "title_min", _("%(outlet)s takes headlines of at least %(count)s characters.")),
        most("summary", given, "summary_max", _("%(outlet)s cuts summaries to %(count)s characters.")),
        least("summary", given, "summary_min", _("%(outlet)s takes summaries of at least %(count)s characters.")),
        most("body", given, "body_max_chars", _("%(outlet)s takes at most %(count)s characters.")),
        least("body", given, "body_min_chars", _("%(outlet)s takes stories of at least %(count)s characters.")),
        least("body", given, "body_advised_chars", _("%(outlet)s advises at least %(count)s characters.")),
        least("picture", given, "picture_min_side", _("%(outlet)s takes pictures of at least %(count)s pixels.")),
        required(given),
    ]
    return [limit for limit in found if limit is not None]


def most(field: str, outlets: list[tuple[str, Profile]], key: str, sentence: str) -> Limit | None:
    """The lowest upper limit; None where nobody has one."""
    asked = [(getattr(profile, key), name) for name, profile in outlets if getattr(profile, key)]
    if not asked:
        return None
    count, outlet = min(asked)
    return Limit(field=field, most=count, sentence=sentence % {"outlet": outlet, "count": count})


def least(field: str, outlets: list[tuple[str, Profile]], key: str, sentence: str) -> Limit | None:
    """The highest lower limit; None where nobody has one."""
    asked = [(getattr(profile, key), name) for name, profile in outlets if getattr(profile, key)]
    if not asked:
        return None
    count, outlet = max(asked)
    return Limit(field=field, least=count, sentence=sentence % {"outlet": outlet, "count": count})


def required(outlets: list[tuple[str, Profile]]) -> Limit | None:
    outlet = next((name for name, profile in outlets if profile.picture_required), "")
    if not outlet:
        return None
    return Limit(field="picture", sentence=_("%(outlet)s takes no story without a picture.") % {"outlet": outlet})
