"""Every key of an outlet's profile with the value that it has for the outlet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusFlagColumn, Table

from syndication.models import Outlet
from syndication.profiles import OVERRIDABLE, written
from syndication.wire.profile import Profile

__all__ = ["keys_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One key of the profile as it holds for the outlet."""

    key: str
    value: str
    own: bool


COLUMNS = [
    Column("key", label=gettext_lazy("Key")),
    Column("value", label=gettext_lazy("Value")),
    StatusFlagColumn("own", label=gettext_lazy("From"), true_label=gettext_lazy("The outlet")),
]


def keys_of(outlet: Outlet, profile: Profile) -> Table:
    """As a table, each value so that it may be copied into an override."""
    own = {line.key for line in outlet.overrides.all()}
    lines = [Line(key=key, value=written(getattr(profile, key)), own=key in own) for key in OVERRIDABLE]
    return Table(COLUMNS, lines, caption=_("Every key of its profile"))
