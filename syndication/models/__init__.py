"""What the app remembers: outlets with their rules and keys, the ledger of releases, what was received."""

from syndication.models.choices import override_choices, profile_choices, rule_field_choices
from syndication.models.intake import Intake
from syndication.models.outlets import Outlet, OutletFeed, OutletKey, OutletOverride, OutletRule, Subscription
from syndication.models.pickups import Pickup
from syndication.models.releases import LedgerHead, Release, RenderedEntry, Standing, Withdrawal
from syndication.models.requests import VerbRequest
from syndication.models.selections import Membership, Selection

__all__ = [
    "Intake",
    "LedgerHead",
    "Membership",
    "Outlet",
    "OutletFeed",
    "OutletKey",
    "OutletOverride",
    "OutletRule",
    "Pickup",
    "Release",
    "RenderedEntry",
    "Selection",
    "Standing",
    "Subscription",
    "VerbRequest",
    "Withdrawal",
    "override_choices",
    "profile_choices",
    "rule_field_choices",
]
