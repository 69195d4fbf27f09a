"""What syndication tells on Wagtail's dashboard, failures first; who may not see a thing is told nothing of it."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name

from syndication.conf import approved_verbs
from syndication.desk import approval
from syndication.desk.lines import SHOWN, Line, LinesPanel, Listed
from syndication.desk.quiet import Quiet, quiet
from syndication.desk.unfetched import Unfetched, unfetched
from syndication.models import Intake, Outlet, Pickup, Release, Standing, VerbRequest
from syndication.viewsets.one_outlet import may
from syndication.viewsets.releases import headline_of, named_source

__all__ = ["OutletsSummary", "panels"]

RIGHTS_AHEAD = timedelta(days=30)
REFUSED_SINCE = timedelta(days=7)
NAMED = 3  # outlets that one line names


class UnfetchedPanel(LinesPanel):
    """Corrections and withdrawals that somebody who holds the story has not picked up."""

    name = "unfetched-notices"
    heading = gettext_lazy("Notices not fetched yet")
    empty = gettext_lazy("Every outlet that holds a corrected or withdrawn story has fetched the notice.")
    icon = "warning"
    order = 110

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        return may(request, Release) and may(request, Outlet) and may(request, Pickup)

    def listed(self, now: datetime) -> Listed:
        found = unfetched(now)
        return Listed(
            lines=[notice_line(one) for one in found[:SHOWN]], count=len(found), url=reverse("report_notices")
        )


def notice_line(one: Unfetched) -> Line:
    named, others = list(one.outlets[:NAMED]), len(one.outlets) - NAMED
    if others > 0:
        named.append(ngettext("%(count)d other", "%(count)d others", others) % {"count": others})
    said = _("%(kind)s, not fetched by %(outlets)s") % {
        "kind": one.release.get_kind_display(), "outlets": ", ".join(named),
    }  # fmt: skip
    return Line(
        title=one.headline, url=reverse("outlets:why", args=[one.release.story_id]), said=said,
        at=one.release.released_at,
    )  # fmt: skip


class RefusedPanel(LinesPanel):
    """Documents of the last week that could not be taken in."""

    name = "refused-documents"
    heading = gettext_lazy("Refused documents")
    empty = gettext_lazy("No refused document of the last seven days waits for anybody.")
    icon = "download"
    order = 120

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        return may(request, Intake)

    def listed(self, now: datetime) -> Listed:
        rows = Intake.objects.filter(
            outcome=Intake.Outcome.REFUSED, settled_at__isnull=True, received_at__gt=now - REFUSED_SINCE
        )
        url = f"{reverse('intake:index')}?{urlencode({'outcome': Intake.Outcome.REFUSED})}"
        return Listed.of(rows.defer("document"), refused_line, url)


def refused_line(row: Intake) -> Line:
    return Line(
        title=row.item or row.origin, url=reverse("intake:inspect", args=[row.pk]), said=row.reason, at=row.received_at
    )


class QuietPanel(LinesPanel):
    """Outlets that fetch less than they used to."""

    name = "quiet-outlets"
    heading = gettext_lazy("Outlets that have gone quiet")
    empty = gettext_lazy("Every outlet fetches about as often as it usually does.")
    icon = "globe"
    order = 130

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        return may(request, Outlet) and may(request, Pickup)

    def listed(self, now: datetime) -> Listed:
        found = quiet(now)
        return Listed(
            lines=[quiet_line(one, now) for one in found[:SHOWN]], count=len(found), url=reverse("pickups:index")
        )


def quiet_line(one: Quiet, now: datetime) -> Line:
    said = _("Last fetched %(since)s ago; it usually fetches every %(usually)s.") % {
        "since": timesince(one.last_at, now, depth=1),
        "usually": timesince(now - max(one.usually, timedelta(minutes=1)), now, depth=1),
    }
    return Line(title=one.name, url=reverse("outlets:inspect", args=[one.outlet_id]), said=said, at=one.last_at)


class RightsPanel(LinesPanel):
    """Stories with a picture that may soon no longer be sent."""

    name = "rights-ending"
    heading = gettext_lazy("Rights that end within 30 days")
    empty = gettext_lazy("No right to a picture of a released story ends within 30 days.")
    icon = "key"
    order = 160

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        return may(request, Release)

    def listed(self, now: datetime) -> Listed:
        rows = Standing.objects.filter(usable=True, rights_until__gt=now, rights_until__lte=now + RIGHTS_AHEAD)
        rows = rows.select_related("release").order_by("rights_until")
        return Listed.of(rows, lambda row: rights_line(row, now), reverse("report_rights"))


def rights_line(row: Standing, now: datetime) -> Line:
    said = _("%(source)s: a picture may be sent for %(left)s more.") % {
        "source": named_source(row.release), "left": timesince(now, row.rights_until, depth=2),
    }  # fmt: skip
    url = reverse("releases:inspect", args=[row.release_id])
    return Line(title=headline_of(row.release), url=url, said=said, at=row.rights_until)


class ApprovalPanel(LinesPanel):
    """Verbs that wait for a second person, for who may be one."""

    name = "verb-requests"
    heading = gettext_lazy("Waiting for a second person")
    empty = gettext_lazy("Nobody waits for your yes.")
    icon = "clipboard-list"
    order = 100

    @classmethod
    def may_be_seen(cls, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(approval.PERMISSION)) and bool(approved_verbs())

    def listed(self, now: datetime) -> Listed:
        rows = approval.waiting().exclude(asked_by=self.request.user.pk)
        return Listed.of(rows, request_line, reverse("verb_requests:index"))


def request_line(row: VerbRequest) -> Line:
    user = get_user_display_name(row.asked_by) if row.asked_by else "–"
    said = _("%(verb)s, asked for by %(user)s: %(reason)s") % {
        "verb": row.get_verb_display(), "user": user, "reason": row.reason,
    }  # fmt: skip
    return Line(title=row.title, url=reverse("verb_requests:decide", args=[row.pk]), said=said, at=row.asked_at)


def panels(request: HttpRequest) -> list[Component]:
    """The panels that the user may see."""
    kinds = (ApprovalPanel, UnfetchedPanel, RefusedPanel, QuietPanel, RightsPanel)
    return [kind(request) for kind in kinds if kind.may_be_seen(request)]


class OutletsSummary(SummaryItem):
    """How many outlets take our stories."""

    order = 310
    template_name = "syndication/admin/board_summary.html"

    def is_shown(self) -> bool:
        return may(self.request, Outlet)

    # Any: a template's context.
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": Outlet.objects.filter(active=True).count(), "url": reverse("outlets:index")}
