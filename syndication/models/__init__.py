"""What the app remembers: outlets with their rules and keys, the ledger of releases, what was received."""

from syndication.models.choices import profile_choices, rule_field_choices
from syndication.models.intake import Intake
from syndication.models.outlets import Outlet, OutletKey, OutletRule
from syndication.models.releases import LedgerHead, Release, RenderedEntry, Standing, Withdrawal
from syndication.models.selections import Membership, Selection

__all__ = [
    "Intake",
    "LedgerHead",
    "Membership",
    "Outlet",
    "OutletKey",
    "OutletRule",
    "Release",
    "RenderedEntry",
    "Selection",
    "Standing",
    "Withdrawal",
    "profile_choices",
    "rule_field_choices",
]
