"""The wire's sentences in the language of whoever reads them."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from syndication.wire.sentences import translated

__all__ = ["in_words"]


def in_words(sentence: str) -> str:
    """The sentence in the active language, with its moments in the reader's own zone."""
    return translated(sentence, gettext, lambda at: date_format(localtime(at), "j M Y H:i e"))
