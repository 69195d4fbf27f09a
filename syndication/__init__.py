"""How stories leave and arrive: outlets, the ledger of releases, feeds, intake."""
