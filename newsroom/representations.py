"""What Wagtail's own `/pages/{id}/` tells of an article's source, topics, pictures, credits and notices: objects, not numbers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from wagtail.api import APIField

from newsroom.story import Reach

if TYPE_CHECKING:
    from newsroom.models import NewsImage

__all__ = ["credit_of", "each", "followed", "notice_of", "object_field", "picture_of", "source_of", "topic_of"]


class Represented(Field):
    """A read-only field written by a function of its value. Wagtail's API takes REST framework's fields for this."""

    # Any: JSON.
    def __init__(self, represent: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
        self.represent = represent

    def to_representation(self, value: Any) -> Any:
        return self.represent(value)


def object_field(name: str, represent: Callable[[Any], Any]) -> APIField:
    """The API field `name` as `represent` of its value tells it. Any: JSON, of whatever the field holds."""
    return APIField(name, serializer=Represented(represent))


def each(represent: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    """`represent` for every row of a relation. Any: rows, and JSON."""
    return lambda rows: [represent(row) for row in rows.all()]


def picture_of(image: "NewsImage | None", *, alt: str = "", caption: str = "") -> dict[str, Any] | None:
    """A picture as JSON: what travels with stories, never the original; None when it may not be shown. Any: JSON."""
    rendition = image.for_wire() if image is not None and image.reach != Reach.NOWHERE else None
    if image is None or rendition is None:
        return None
    return {
        "id": image.pk,
        "url": rendition.full_url,
        "width": rendition.width,
        "height": rendition.height,
        "mime_type": rendition.mime_type,
        "alt": alt or image.description,
        "caption": caption,
        "credit": image.credit,
        "copyright": image.copyright,
        "licence": image.licence,
    }


# Any, in the rest: rows of the site's own page model, and JSON.


def source_of(source: Any) -> dict[str, Any]:
    return {
        "id": source.pk,
        "name": source.name,
        "slug": source.slug,
        "credit": source.credited_as,
        "closing_line": source.closes_with,
        "url": source.url,
        "country": source.country,
        "required_disclosure": source.required_disclosure,
    }


def topic_of(topic: Any) -> dict[str, Any]:
    return {"id": topic.pk, "name": topic.name, "slug": topic.slug, "code": topic.code}


def followed(article: Any) -> dict[str, Any] | None:
    """The story that one follows up, while it is out."""
    return {"id": article.pk, "story_id": article.story_id} if article is not None and article.live else None


def credit_of(row: Any) -> dict[str, Any]:
    on_file = row.source or row.contributor
    return {
        "role": "source" if row.source_id else row.role,
        "name": row.shown_name,
        "url": on_file.url if on_file else "",
    }


def notice_of(row: Any) -> dict[str, Any]:
    return {"kind": row.kind, "text": row.text, "at": row.at}
