"""Moments as formats write them."""

from datetime import UTC, datetime
from email.utils import format_datetime

__all__ = ["in_words", "rfc3339", "rfc5322"]


def rfc5322(moment: datetime) -> str:
    """As RSS writes it: `Mon, 23 Nov 2026 12:00:00 +0000`."""
    return format_datetime(moment.astimezone(UTC))


def rfc3339(moment: datetime) -> str:
    """As all others write it: `2026-11-23T12:00:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def in_words(moment: datetime) -> str:
    """As people read it: `23 November 2026 12:00 UTC`."""
    return f"{moment.day} {moment:%B %Y %H:%M} UTC"
