"""The desk's screens about stories: the verbs, who holds what, and what became of it."""
