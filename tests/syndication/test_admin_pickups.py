"""Pickups in the admin: listed, filtered, and given to a spreadsheet that runs none of it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from syndication.models import OutletKey, Pickup
from tests.make import make_outlet
from tests.syndication.admin import make_user

pytestmark = pytest.mark.django_db

PATH = "/admin/pickups/"


def make_pickup(outlet, client, **fields):
    now = timezone.now()
    plain = {
        "format": "rss",
        "day": now.date(),
        "sent": 2,
        "unchanged": 40,
        "up_to": 7,
        "up_to_at": now,
        "last_at": now,
    }
    return Pickup.objects.create(outlet=outlet, client=client, **plain | fields)


def exported(client, kind, **query):
    response = client.get(PATH, {"export": kind, **query})
    return b"".join(response.streaming_content)


@pytest.fixture
def outlet():
    return make_outlet("metro", name="Metro")


def listed(browser, **query):
    return [row.client for row in browser.get(PATH, query).context["table"].data]


def test_they_are_filtered_by_outlet_format_client_and_day(admin_client, outlet):
    make_pickup(outlet, "Feedly")
    make_pickup(make_outlet("other"), "Inoreader", format="atom")
    assert set(listed(admin_client)) == {"Feedly", "Inoreader"}
    for query in ({"outlet": outlet.pk}, {"format": "rss"}, {"client": "feed"}):
        assert listed(admin_client, **query) == ["Feedly"]
    assert listed(admin_client, day_to="2001-01-01") == []


def test_what_is_still_gathered_is_listed_too(admin_client, client):
    outlet = make_outlet("public", access="open")
    client.get("/feeds/public.rss", headers={"user-agent": "Feedly/1.0"})
    client.get("/feeds/public.rss", headers={"user-agent": "Feedly/1.0"})
    (row,) = admin_client.get(PATH, {"outlet": outlet.pk}).context["table"].data
    assert row.sent == 2


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_that_is_a_formula_is_a_text_in_csv_and_xlsx(admin_client, outlet, name):
    make_pickup(outlet, name)
    (row,) = csv.DictReader(StringIO(exported(admin_client, "csv").decode(), newline=""))
    assert row["Client"] == f"'{name}"
    assert (row["Sent"], row["Outlet"]) == ("2", "metro")
    cells = list(load_workbook(BytesIO(exported(admin_client, "xlsx"))).active.iter_rows())
    (cell,) = [cell for cell in cells[1] if name.strip() in str(cell.value)]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_name_that_no_spreadsheet_can_hold_breaks_none(admin_client, outlet):
    key = OutletKey.objects.create(outlet=outlet, name="bell \x07 and 报纸", digest="d", prefix="nk_")
    make_pickup(outlet, key.name, key=key)
    rows = list(load_workbook(BytesIO(exported(admin_client, "xlsx"))).active.iter_rows(values_only=True))
    assert "bell  and 报纸" in rows[1]


def test_an_export_holds_what_was_filtered(admin_client, outlet):
    make_pickup(outlet, "Feedly")
    make_pickup(make_outlet("other"), "Inoreader")
    text = exported(admin_client, "csv", outlet=outlet.pk).decode()
    assert "Feedly" in text
    assert "Inoreader" not in text


def test_many_cost_as_many_queries_as_one(admin_client, outlet, django_assert_max_num_queries):
    for number in range(20):
        make_pickup(make_outlet(f"outlet-{number}"), "Feedly")
    with django_assert_max_num_queries(15):
        admin_client.get(PATH)


@pytest.mark.parametrize("path", ["new/", "edit/{}/", "delete/{}/"])
def test_nobody_adds_changes_or_deletes_one(admin_client, outlet, path):
    row = make_pickup(outlet, "Feedly")
    assert admin_client.get(PATH + path.format(row.pk)).status_code == 302


def test_they_are_shown_to_those_who_may_view_them(client, outlet):
    row = make_pickup(outlet, "Feedly")
    client.force_login(make_user("view_pickup"))
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}inspect/{row.pk}/").status_code == 200
    client.force_login(make_user("view_outlet", username="another"))
    for path in (PATH, f"{PATH}?export=csv", f"{PATH}inspect/{row.pk}/"):
        assert client.get(path).status_code == 302
