"""The document of a format that holds one story."""

from collections.abc import Sequence

__all__ = ["only"]


def only(entries: Sequence[bytes], label: str) -> bytes:
    """The one entry, which is the document. Raises `ValueError` where there is none, or more."""
    if len(entries) != 1:
        raise ValueError(f"a document in {label} holds one story, and not {len(entries)}")
    return entries[0]
