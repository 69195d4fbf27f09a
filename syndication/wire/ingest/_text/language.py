"""The language of a text, as far as its script says."""

import re

__all__ = ["language_of"]

SAMPLE = 5000  # characters
# In this order: Japanese has Chinese characters too. With the share of the letters that is enough.
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile(r"[\uac00-\ud7a3]"), 0.3),
    ("zh", re.compile(r"[\u3400-\u9fff]"), 0.3),
    ("ar", re.compile(r"[\u0600-\u06ff]"), 0.5),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.5),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.5),
    ("el", re.compile(r"[\u0370-\u03ff]"), 0.5),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.5),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.5),
)


def language_of(text: str) -> str:
    """Guess the language (BCP 47) by the script, "" when it is Latin or none; Cyrillic is taken for Russian."""
    text = text[:SAMPLE]
    letters = sum(map(str.isalpha, text)) or 1
    return next((tag for tag, script, share in SCRIPTS if len(script.findall(text)) >= share * letters), "")
