"""The reports: their numbers by hand, filters, spreadsheets that are safe to open, charts that can be read aloud."""

import csv
from datetime import UTC, timedelta
from io import BytesIO

import pytest
from django.test.utils import CaptureQueriesContext
from lxml import etree, html
from openpyxl import load_workbook

from syndication.actions import CorrectAction, WithdrawAction
from syndication.desk.charts import WIDTH, Bar, Chart, Part
from syndication.desk.reports.times import percentile
from syndication.models import Outlet, Pickup, Release, Standing
from tests.make import make_outlet
from tests.syndication.admin import make_user
from tests.syndication.desk import DAY, HOUR, NOW, at, edit, make_old_outlet, make_page

MINUTE = timedelta(minutes=1)
REPORTS = ("taken", "times", "notices", "rights")
SVG = {"svg": "http://www.w3.org/2000/svg"}


def fetch(outlet, moment, *, up_to=None, sent=1, unchanged=0, client="Metro"):
    newest = Release.objects.filter(released_at__lte=moment).order_by("sequence").last()
    return Pickup.objects.create(
        outlet=outlet, format="rss", day=moment.astimezone(UTC).date(), client=client, sent=sent, unchanged=unchanged,
        up_to=newest.sequence if newest else 0, up_to_at=moment, last_at=moment,
    )  # fmt: skip


@pytest.fixture
def told(root, metro, public):
    """Two stories of two days, each fetched by Metro the next hour; the second was corrected an hour ago, and Metro lacks that."""
    with at(NOW - 2 * DAY):
        make_page(root, "Dam reopens", source="China Daily")
    fetch(metro, NOW - 2 * DAY + HOUR, sent=3, unchanged=20)
    with at(NOW - DAY):
        page = make_page(root, "Harbour reopens", source="Port Authority")
    fetch(metro, NOW - DAY + 3 * HOUR, sent=2, unchanged=30)
    with at(NOW - HOUR):
        CorrectAction(page, note="It reopens on Tuesday.").execute(skip_permission_checks=True)
    return page


@pytest.fixture
def desk(client, db):
    """Somebody who may see every report, and a way to ask for one."""
    client.force_login(make_user("view_outlet", "view_pickup", "view_release", "view_intake"))

    def get(name, **asked):
        with at(NOW):
            response = client.get(f"/admin/reports/{name}/", asked)
        assert response.status_code == 200
        return response

    return get


def table(response):
    """The cells of the table, as they are read."""
    rows = html.fromstring(response.content).xpath("//table[contains(@class, 'listing')]//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in rows]


def sheet(response):
    return list(csv.DictReader(response.getvalue().decode().splitlines()))


# -- Who took what


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(
    "days",
    [
        {"day_from": "0001-01-01", "day_to": "9999-12-31"}, {"day_to": "0001-01-01"}, {"day_from": "9999-12-31"},
        {"day_from": "2026-11-23", "day_to": "2026-11-01"},
    ],
    ids=str,
)  # fmt: skip
def test_days_beyond_all_reason_are_shown_within_it(desk, told, name, days):
    drawn = html.fromstring(desk(name, **days).content)
    assert len(drawn.xpath("//svg:rect | //rect", namespaces=SVG)) < 1000


def test_who_took_what_counts_documents_and_new_stories_by_outlet_and_day(desk, told):
    assert [line[:5] for line in table(desk("taken"))] == [
        ["Metro", "22 Nov 2026", "1", "2", "30"],
        ["Metro", "21 Nov 2026", "1", "3", "20"],
    ]


def test_a_source_narrows_the_stories_that_were_taken(desk, told):
    assert [line[2] for line in table(desk("taken", source="port"))] == ["1", "0"]


def test_reports_are_narrowed_to_an_outlet_and_to_days(desk, told, public):
    fetch(public, NOW - DAY, sent=9)
    assert [line[0] for line in table(desk("taken", outlet=public.pk))] == ["Public"]
    assert [line[1] for line in table(desk("taken", day_from="2026-11-21", day_to="2026-11-21"))] == ["21 Nov 2026"]
    assert table(desk("taken", day_from="2026-10-01", day_to="2026-10-31")) == []


# -- From publishing to pickup


def test_the_time_to_pickup_is_counted_from_when_a_release_may_be_fetched(desk, told, public):
    metro, nobody = table(desk("times"))
    assert metro == ["Metro", "3", "2", "1 hour", "3 hours"]
    assert nobody == ["Public", "3", "0", "", ""]


def test_an_outlet_is_not_counted_for_what_came_before_it(desk, told, root):
    with at(NOW - 30 * MINUTE):
        make_outlet("late")
    with at(NOW - 20 * MINUTE):
        make_page(root, "Ferry sails")
    assert [line[:2] for line in table(desk("times"))] == [["Late", "1"], ["Metro", "4"], ["Public", "4"]]


def test_the_percentile_is_the_nearest_rank():
    waits = [timedelta(minutes=number) for number in range(1, 21)]
    assert (percentile(waits, 50), percentile(waits, 95), percentile([], 50)) == (10 * MINUTE, 19 * MINUTE, None)


def test_a_fortnight_is_reported_when_nobody_says_how_long(desk, root, metro):
    with at(NOW - 20 * DAY):
        make_page(root, "Old")
    assert [line[1] for line in table(desk("times"))] == ["0"]
    assert [line[1] for line in table(desk("times", day_from="2026-11-01"))] == ["1"]


# -- Corrections and withdrawals


def test_notices_are_listed_with_who_has_fetched_them(desk, told, metro):
    (line,) = table(desk("notices"))
    assert line == [
        "Harbour reopens", "Correction", "23 Nov 2026 11:00 UTC", "Port Authority", "It reopens on Tuesday.", "0", "1", "", "",
    ]  # fmt: skip
    fetch(metro, NOW - 30 * MINUTE)
    (line,) = table(desk("notices"))
    assert line[5:] == ["1", "0", "30 minutes", "30 minutes"]


def test_notices_are_filtered_by_kind_source_and_outlet(desk, told, metro):
    fetch(metro, NOW - 30 * MINUTE)
    with at(NOW - 20 * MINUTE):
        WithdrawAction(told, reason="Wrong port.").execute(skip_permission_checks=True)
    assert [line[1] for line in table(desk("notices"))] == ["Withdrawal", "Correction"]
    assert [line[4] for line in table(desk("notices", kind="withdrawal"))] == ["Wrong port."]
    assert table(desk("notices", source="china")) == []
    assert len(table(desk("notices", outlet=metro.pk))) == 2
    away = make_old_outlet("away", rules=[(True, "topic", "sport")])
    assert table(desk("notices", outlet=away.pk)) == []


# -- Rights


def test_rights_that_end_are_listed_by_date_with_their_source(desk, told):
    Standing.objects.filter(story_id=told.story_id).update(rights_until=NOW + 5 * DAY)
    (line,) = table(desk("rights"))
    assert line[:2] + line[3:] == ["Harbour reopens", "Port Authority", "28 Nov 2026 12:00 UTC", "5 days"]
    assert table(desk("rights", source="china")) == []
    assert table(desk("rights", day_from="2026-12-01")) == []


# -- What all share


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_has_a_chart_that_can_be_read_aloud(name, desk, told):
    Standing.objects.filter(story_id=told.story_id).update(rights_until=NOW + 5 * DAY)
    page = html.fromstring(desk(name).content)
    (drawing,) = page.xpath("//figure//svg[@role='img']")
    title, description = drawing.get("aria-labelledby").split()
    assert page.get_element_by_id(title).text_content()
    assert page.get_element_by_id(description).text_content().count(": ") >= 8


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_report_says_so(name, desk):
    assert b"nothing in this time" in desk(name).content or name == "times"
    assert b"There are no" in desk(name).content


@pytest.mark.parametrize("name", REPORTS)
def test_only_who_may_see_all_that_it_tells_of_sees_a_report(name, client, db):
    user = make_user("view_outlet", "view_pickup")
    client.force_login(user)
    assert client.get(f"/admin/reports/{name}/").status_code == 302
    assert f"/admin/reports/{name}/" not in client.get("/admin/").content.decode()


def test_reports_are_in_the_menu_of_who_may_see_them(client, desk):
    menu = client.get("/admin/").content.decode()
    assert [name for name in REPORTS if f"/admin/reports/{name}/" in menu] == list(REPORTS)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_a_spreadsheet_that_runs_nothing(name, desk, told, metro):
    Outlet.objects.filter(pk=metro.pk).update(name="=cmd|' /C calc'!A0")
    with at(NOW - 50 * MINUTE):
        edit(told, title="=1+1", source="@evil")
    Standing.objects.filter(story_id=told.story_id).update(rights_until=NOW + 5 * DAY)
    with at(NOW - 40 * MINUTE):
        CorrectAction(told.__class__.objects.get(pk=told.pk), note="+1").execute(skip_permission_checks=True)
    Standing.objects.filter(story_id=told.story_id).update(rights_until=NOW + 5 * DAY)
    lines = sheet(desk(name, export="csv"))
    assert lines
    assert [cell for line in lines for cell in line.values() if cell.startswith(("=", "+", "@"))] == []
    book = load_workbook(BytesIO(desk(name, export="xlsx").getvalue()))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert len(cells) > len(lines)
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}  # none is a formula


def test_the_minutes_of_a_spreadsheet_are_numbers(desk, told):
    metro = sheet(desk("times", export="csv"))[0]
    assert (metro["Outlet"], metro["Median (minutes)"], metro["95th percentile (minutes)"]) == (
        "Metro",
        "60.0",
        "180.0",
    )


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_asks_as_much_of_many_rows_as_of_one(name, desk, told, root):
    from django.db import connection

    def asked():
        Standing.objects.update(rights_until=NOW + 5 * DAY)
        with CaptureQueriesContext(connection) as queries:
            lines = table(desk(name))
        return len(queries), len(lines)

    asked()  # what Wagtail asks once
    few, least = asked()
    for number in range(6):
        outlet = make_old_outlet(f"outlet-{number}")
        with at(NOW - 2 * HOUR):
            page = make_page(root, f"Story {number}")
        fetch(outlet, NOW - 90 * MINUTE)
        with at(NOW - 80 * MINUTE):
            CorrectAction(page, note=f"Number {number}.").execute(skip_permission_checks=True)
    many, most = asked()
    assert most > least
    assert many == few


def test_a_chart_of_many_bars_labels_some_and_the_last(settings):
    bars = [Bar(label=str(number), parts=(Part(value=number),), said=f"{number}") for number in range(90)]
    drawn = list(Chart(name="many", title="Many", description="Ninety.", bars=bars).drawn())
    assert drawn[-1].is_labelled
    assert 10 <= sum(one.is_labelled for one in drawn) <= 20
    assert drawn[-1].middle <= WIDTH


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_drawing_is_in_points_whatever_the_language_writes_for_them(language, settings):
    from django.utils import translation

    bars = [
        Bar(label="<b>", parts=(Part(value=1), Part(value=2.5, tone=2)), said="&"),
        Bar(label="b", parts=(), said=""),
    ]
    with translation.override(language):
        written = Chart(name="one", title="One & two", description="<two>", bars=bars, legend=["a", "b"]).render_html(
            {}
        )
    drawing = html.fromstring(written).xpath("//svg[@role='img']")[0]
    heights = [float(block.get("height")) for block in drawing.xpath(".//rect")]
    assert sum(heights) == pytest.approx(120, abs=0.2)
    assert etree.tostring(drawing).count(b"<b>") == 0
