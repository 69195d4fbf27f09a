"""Sentences of the wire, moments and days in the language of whoever reads them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from syndication.wire.sentences import offset, translated

__all__ = ["day", "in_words", "moment"]


def in_words(sentence: str) -> str:
    """The sentence in the active language, with its moments in the reader's own zone."""
    return translated(sentence, gettext, moment)


def moment(at: datetime | None) -> str:
    """A moment on the reader's own clock, which is named; "" for none."""
    if at is None:
        return ""
    local = localtime(at)
    written = date_format(local, gettext("j M Y H:i"))  # in the letters of Django's `date` filter
    return f"{written} {offset(local)}"


def day(on: date) -> str:
    return date_format(on, gettext("j M Y"))
