"""What the keys of a profile that name one of several ways may choose from."""

from enum import StrEnum

__all__ = ["BodyForm", "CreditForm", "End", "LinkTo", "Pictures", "Tables", "TextMode"]


class TextMode(StrEnum):
    """How much of the text an outlet gets."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    PARAGRAPHS = "paragraphs"
    FULL = "full"


class BodyForm(StrEnum):
    """Whether the body keeps its mark-up, or is plain text in escaped paragraphs that every format can carry."""

    HTML = "html"
    TEXT = "text"


class Pictures(StrEnum):
    """Which pictures travel: every one, the lead picture alone (beside the text, not in it), or none."""

    ALL = "all"
    LEAD = "lead"
    NONE = "none"


class Tables(StrEnum):
    """What becomes of tables: kept, one line of text for each row, or dropped."""

    KEEP = "keep"
    FLATTEN = "flatten"
    DROP = "drop"


class End(StrEnum):
    """The end of the body at which something stands."""

    START = "start"
    END = "end"


class CreditForm(StrEnum):
    """The closing credit as its bare line, or with the source's name linked to its address."""

    LINE = "line"
    LINKED = "linked"


class LinkTo(StrEnum):
    """Where an entry leads: to the story's page on our site, or to the original where it has an address."""

    PAGE = "page"
    ORIGINAL = "original"
