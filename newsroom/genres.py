"""The IPTC genres that a press article may have. Codes: http://cv.iptc.org/newscodes/genre/"""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["genre_choices"]


def genre_choices() -> list[tuple[str, Any]]:
    """The genres as IPTC spells them, each with its name for editors. Any, for the names are lazy."""
    return [
        ("Advice", _("Advice")),
        ("Analysis", _("Analysis")),
        ("Background", _("Background")),
        ("Biography", _("Biography")),
        ("Current", _("Current")),
        ("Exclusive", _("Exclusive")),
        ("Fact Check", _("Fact check")),
        ("Feature", _("Feature")),
        ("Forecast", _("Forecast")),
        ("Interview", _("Interview")),
        ("Obituary", _("Obituary")),
        ("Opinion", _("Opinion")),
        ("Polls and Surveys", _("Polls and surveys")),
        ("Press Release", _("Press release")),
        ("Profile", _("Profile")),
        ("Question and Answer", _("Question and answer")),
        ("Retrospective", _("Retrospective")),
        ("Review", _("Review")),
        ("Special Report", _("Special report")),
        ("Summary", _("Summary")),
        ("Transcript and Verbatim", _("Transcript and verbatim")),
    ]
