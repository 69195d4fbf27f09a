"""Every picture that any version of an article has shown: partners may hold the address of one that an editor took out since."""

import json
from typing import TYPE_CHECKING, Any

from newsroom.models.images import NewsImage

if TYPE_CHECKING:
    from newsroom.models import ArticleMixin

__all__ = ["pictures_of_every_version"]


def pictures_of_every_version(page: "ArticleMixin") -> list[NewsImage]:
    """Those of its row and of each of its revisions, released or not, that are still on file."""
    found = {image.pk: image for image in page.pictures_shown()}
    block, leads = page.body.stream_block, set()
    for content in page.revisions.values_list("content", flat=True).iterator(chunk_size=50):
        leads.add(content.get("lead_image"))
        found |= {image.pk: image for image in pictures_in(block, content.get("body")) if image is not None}
    found |= NewsImage.objects.in_bulk([number for number in leads - set(found) if number is not None])
    return list(found.values())


# Any: a stream block and what a revision holds of a body.
def pictures_in(block: Any, body: str | None) -> list[NewsImage]:
    return list(block.pictures(block.to_python(json.loads(body)))) if body else []
