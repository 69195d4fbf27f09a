"""What the wire and filing remark, in the language and the time zone of the editor."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from newsroom.story import translated

__all__ = ["in_words"]


def in_words(sentence: str) -> str:
    """The sentence in the active language, with its moments in the editor's own zone."""
    return translated(sentence, gettext, lambda at: date_format(localtime(at), "j M Y H:i e"))
