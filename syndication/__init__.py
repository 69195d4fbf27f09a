"""How stories leave and arrive: outlets, the ledger of releases, feeds, intake."""

__version__ = "0.1.0"
