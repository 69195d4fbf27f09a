"""How dates are written where we differ from Django; a language without a folder here keeps Django's way."""
