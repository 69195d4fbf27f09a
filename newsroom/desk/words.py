"""What the wire and filing remark, and moments, in the language and the time zone of the editor."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from newsroom.story import offset, translated

__all__ = ["in_words", "moment"]


def in_words(sentence: str) -> str:
    """The sentence in the active language, with its moments in the editor's own zone."""
    return translated(sentence, gettext, moment)


def moment(at: datetime | None) -> str:
    """A moment on the editor's own clock, which is named; "" for none."""
    if at is None:
        return ""
    local = localtime(at)
    written = date_format(local, gettext("j M Y H:i"))  # in the letters of Django's `date` filter
    return f"{written} {offset(local)}"
