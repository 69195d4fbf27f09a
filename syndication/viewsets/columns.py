"""Columns and words that several of the tables share."""

from wagtail.admin.ui.tables import Column

__all__ = ["CopyColumn", "ReasonColumn"]


class ReasonColumn(Column):
    """A sentence for people, and below it the code by which it is known everywhere."""

    cell_template_name = "syndication/admin/reason_cell.html"


class CopyColumn(Column):
    """A text with a button that copies it."""

    cell_template_name = "syndication/admin/copy_cell.html"
