"""What pasted copy puts into the open form, in the shapes that Wagtail's own fields take."""

from typing import Any

from django.utils.timezone import localtime
from wagtail.snippets.widgets import AdminSnippetChooser

from newsroom.body import read_body
from newsroom.desk.paste import Pasted
from newsroom.models import ArticlePage, Source
from newsroom.story import CreditRole

__all__ = ["form_state", "in_field"]


# Any: the form's own state, which goes out as JSON.
def form_state(pasted: Pasted) -> dict[str, Any]:
    """By field; "" or [] where nothing was read. Moments and days as the form's fields write them."""
    story = pasted.story
    block = ArticlePage._meta.get_field("body").stream_block
    body = block.to_python([{"type": name, "value": value} for name, value in read_body(story.body, "").blocks])
    return {
        "words": {
            "title": story.headline[:255],
            "summary": story.summary[:1000],
            "dateline_place": story.dateline.place[:120],
            "dateline_date": story.dateline.day.isoformat() if story.dateline.day else "",
            "embargoed_until": in_field(pasted),
            "language": story.language if any(field.name == "language" for field in pasted.fields) else "",
        },
        "source": AdminSnippetChooser(Source).get_value_data(pasted.source) if pasted.source else None,
        "writers": [credit.name[:200] for credit in story.credits if credit.role is CreditRole.BYLINE],
        "body": block.get_form_state(block.normalize(body)),
    }


def in_field(pasted: Pasted) -> str:
    """The end of the embargo as the form writes it, in the editor's own zone."""
    until = pasted.story.embargoed_until
    return localtime(until).strftime("%Y-%m-%d %H:%M") if until else ""
