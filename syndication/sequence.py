"""The ledger's numbers: who appends holds the one row that gives them out, so releases become visible in order."""

from uuid import uuid4

from django.db.models import F

from syndication.models import LedgerHead

__all__ = ["hold_ledger", "next_sequence", "touch"]


def hold_ledger() -> None:
    """Let nobody else append until this transaction ends."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.select_for_update().get(pk=1)


def next_sequence() -> int:
    """Take the next number; the row stays locked, so numbers become visible in their order."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.filter(pk=1).update(sequence=F("sequence") + 1, stamp=uuid4())
    return LedgerHead.objects.get(pk=1).sequence


def touch() -> None:
    """Give the ledger another stamp: something that feeds depend on has changed without a release."""
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.filter(pk=1).update(stamp=uuid4())
