"""What stories are called in lists of the desk, also those that were withdrawn: a notice itself tells no headline."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models.fields.json import KT

from syndication.models import Release
from syndication.wire.story import PublishingStatus

__all__ = ["headlines"]


def headlines(stories: Iterable[UUID]) -> dict[UUID, str]:
    """By story, the headline under which it was last released, in one question."""
    rows = Release.objects.filter(story_id__in=set(stories), status=PublishingStatus.USABLE).order_by("sequence")
    return dict(rows.values_list("story_id", KT("packed__headline")))
