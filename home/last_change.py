"""When what anybody may see last changed."""

from datetime import datetime

from django.db.models import Max

from syndication.models import Release

__all__ = ["last_change"]


def last_change(now: datetime) -> datetime | None:
    """When a release was last made, or its moment came: nothing else adds a story or takes one away."""
    past = Release.objects.filter(available_from__lte=now)
    found = past.aggregate(made=Max("released_at"), opened=Max("available_from"))
    newest = max(filter(None, found.values()), default=None)
    return newest and newest.replace(microsecond=0)
