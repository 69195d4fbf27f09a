"""The ledger's numbers: who appends holds the one row that gives them out, so releases become visible in order."""

from uuid import uuid4

from django.db.models import F

from syndication.models import LedgerHead

__all__ = ["hold_ledger", "next_sequence", "next_sequences", "touch"]


def hold_ledger() -> None:
    """Let nobody else append until this transaction ends."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.select_for_update().get(pk=1)


def next_sequence() -> int:
    """Take the next number; the row stays locked, so numbers become visible in their order."""
    return next_sequences(1)[0]


def next_sequences(count: int) -> range:
    """Take the next numbers, so many of them, one after the other."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.filter(pk=1).update(sequence=F("sequence") + count, stamp=uuid4())
    last = LedgerHead.objects.get(pk=1).sequence
    return range(last - count + 1, last + 1)


def touch() -> None:
    """Give the ledger another stamp: something that feeds depend on has changed without a release."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.filter(pk=1).update(stamp=uuid4())
