"""The ledger's numbers: who appends holds the one row that gives them out, so releases become visible in order."""

from uuid import uuid4

from syndication.models import LedgerHead

__all__ = ["hold_ledger", "next_sequence", "take", "touch"]


def hold_ledger() -> LedgerHead:
    """Let nobody else append until this transaction ends."""
    held = LedgerHead.objects.select_for_update().filter(pk=1).first()
    if held is None:
        LedgerHead.objects.get_or_create(pk=1)
        held = LedgerHead.objects.select_for_update().get(pk=1)
    return held


def next_sequence() -> int:
    """Take the next number; the row stays locked, so numbers become visible in their order."""
    return take(hold_ledger(), 1)[0]


def take(held: LedgerHead, count: int) -> range:
    """Take the next numbers, so many of them, one after the other. Once only: `held` is the ledger as it was found."""
    first = held.sequence + 1
    LedgerHead.objects.filter(pk=1).update(sequence=first + count - 1, stamp=uuid4())
    return range(first, first + count)


def touch() -> None:
    """Give the ledger another stamp: something that feeds depend on has changed without a release."""
    if not LedgerHead.objects.filter(pk=1).update(stamp=uuid4()):
        LedgerHead.objects.get_or_create(pk=1)
