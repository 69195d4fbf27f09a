"""Columns and words that several of the tables share."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column

__all__ = ["CopyColumn", "ReasonColumn", "moment"]


class ReasonColumn(Column):
    """A sentence for people, and below it the code by which it is known everywhere."""

    cell_template_name = "syndication/admin/reason_cell.html"


class CopyColumn(Column):
    """A text with a button that copies it."""

    cell_template_name = "syndication/admin/copy_cell.html"


def moment(at: datetime | None) -> str:
    """A moment with its zone, or ""; Wagtail's own column says “Just now” of one ahead."""
    return date_format(localtime(at), "j M Y H:i e") if at else ""
