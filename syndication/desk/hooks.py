"""Puts the desk's panels on Wagtail's dashboard and its reports into Wagtail's menu of reports."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from syndication.desk import board
from syndication.desk.reports.notices import NoticesReport
from syndication.desk.reports.report import ChartReport
from syndication.desk.reports.rights import RightsReport
from syndication.desk.reports.taken import TakenReport
from syndication.desk.reports.times import TimesReport

__all__ = ["REPORTS"]

REPORTS: dict[str, type[ChartReport]] = {
    "taken": TakenReport, "times": TimesReport, "notices": NoticesReport, "rights": RightsReport,
}  # fmt: skip


class ReportMenuItem(MenuItem):
    """The way to a report, for whoever may see it."""

    def __init__(self, name: str, order: int) -> None:
        self.report = REPORTS[name]
        url = reverse_lazy(f"report_{name}")
        super().__init__(
            self.report.page_title, url, name=f"report-{name}", icon_name=self.report.header_icon, order=order
        )

    # Any: Wagtail's own request.
    def is_shown(self, request: Any) -> bool:
        return self.report.may_be_seen(request)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return list(urls_of_reports())


def urls_of_reports() -> Iterator[URLPattern]:
    for name, report in REPORTS.items():
        yield path(f"reports/{name}/", report.as_view(), name=f"report_{name}")
        yield path(f"reports/{name}/results/", report.as_view(results_only=True), name=f"report_{name}_results")


def register_menu_item(name: str, order: int) -> None:
    @hooks.register("register_reports_menu_item")
    def menu_item() -> ReportMenuItem:
        return ReportMenuItem(name, order)


for number, name in enumerate(REPORTS):
    register_menu_item(name, 100 + number)


# Any: Wagtail's lists of components.
@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels += board.panels(request)


@hooks.register("construct_homepage_summary_items")
def add_summary(request: HttpRequest, items: list[Any]) -> None:
    items.append(board.OutletsSummary(request))
