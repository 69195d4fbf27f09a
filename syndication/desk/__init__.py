"""The desk's screens about stories: where they will go, the verbs, who holds what, and what became of it."""
