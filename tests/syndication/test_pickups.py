"""Pickups: who fetched what is known, counted cheaply, and says nothing of a reader."""

import csv
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from syndication import pickups
from syndication.actions import WithdrawAction
from syndication.models import OutletKey, Pickup, Release
from syndication.reconciling import reconcile
from syndication.spreadsheets import safe
from tests.syndication.desk import DAY, HOUR, NOW, at, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def counted(**asked):
    pickups.write_gathered()
    return [(row.client, row.sent, row.unchanged) for row in Pickup.objects.filter(**asked).order_by("client")]


def test_answers_are_counted_by_client_feed_and_day(client, root, public):
    for hour, agent in ((0, "Feedly/1.0"), (1, "Feedly/1.0"), (30, "Feedly/1.0"), (1, "NetNewsWire (RSS Reader)")):
        get(client, "/feeds/public.rss", NOW + hour * HOUR, **{"user-agent": agent})
    assert counted(day=date(2026, 11, 23)) == [("Feedly", 2, 0), ("NetNewsWire", 1, 0)]
    assert counted(day=date(2026, 11, 24)) == [("Feedly", 1, 0)]


def test_a_poll_with_nothing_new_counts_as_such(client, root, public):
    etag = get(client, "/feeds/public.rss", NOW)["ETag"]
    get(client, "/feeds/public.rss", NOW + SECOND, **{"if-none-match": etag})
    assert counted() == [("unnamed", 1, 1)]


def test_a_hundred_polls_are_a_handful_of_writes(client, root, public, django_assert_max_num_queries):
    etag = get(client, "/feeds/public.rss", NOW)["ETag"]
    with django_assert_max_num_queries(100 * 6):
        for number in range(100):
            get(client, "/feeds/public.rss", NOW + number * SECOND / 10, **{"if-none-match": etag})
    assert Pickup.objects.count() == 1
    assert counted() == [("unnamed", 1, 100)]


def test_a_key_names_its_holder_whatever_program_asks(client, root, metro):
    secret = OutletKey.issue(metro, "their system")
    get(client, "/feeds/metro.rss", NOW, authorization=f"Bearer {secret}", **{"user-agent": "python-requests/2.32"})
    assert counted() == [("their system", 1, 0)]


@pytest.mark.parametrize(
    ("agent", "client", "subscribers"),
    [
        ("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)", "Feedly", 12),
        ("Feedbin feed-id:1373711 - 142 subscribers", "Feedbin", 142),
        ("Mozilla/5.0 (compatible; inoreader.com; 1 subscriber)", "inoreader.com", 1),
        ("NewsBlur Feed Fetcher - 3 subscribers - http://x/ (Mac OS X)", "NewsBlur", 3),
        ("Tiny Tiny RSS/21.5 (http://tt-rss.org/)", "Tiny", None),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0", "browser", None),
        ("Mozilla/5.0 (compatible; MSNBot/2.0b)", "MSNBot", None),
        ("192.168.1.17", "unnamed", None),
        ("", "unnamed", None),
        ("=cmd()", "unnamed", None),
        ("A" * 100_000, "A" * 40, None),
    ],
)
def test_a_client_is_what_it_calls_itself_without_what_tells_readers_apart(agent, client, subscribers):
    assert (pickups.client_of(agent), pickups.subscribers_of(agent)) == (client, subscribers)


def test_no_readers_address_is_kept(client, root, public):
    with at(NOW):
        client.get("/feeds/public.rss", REMOTE_ADDR="203.0.113.77", headers={"x-forwarded-for": "203.0.113.78"})
    pickups.write_gathered()
    assert "203.0.113" not in json.dumps(list(Pickup.objects.values()), default=str)


def test_nobody_fills_the_table_by_inventing_names(client, root, public, monkeypatch):
    monkeypatch.setattr(pickups, "CLIENTS_A_DAY", 3)
    for number in range(10):
        get(client, "/feeds/public.rss", NOW, **{"user-agent": f"robot{number}/1"})
    assert {row[0] for row in counted()} == {"robot0", "robot1", "robot2", "other"}


def test_whether_an_outlet_has_fetched_a_notice_is_known(client, root, metro):
    secret = {"authorization": f"Bearer {OutletKey.issue(metro, 'main')}"}
    with at(NOW):
        page = make_page(root)
    get(client, "/feeds/metro.rss", NOW + HOUR, **secret)
    with at(NOW + 2 * HOUR):
        notice = WithdrawAction(page, reason="Wrong.").execute()[0]
    assert pickups.fetched_at(metro, notice) is None
    get(client, "/feeds/metro.rss", NOW + 3 * HOUR, **secret)
    get(client, "/feeds/metro.rss", NOW + 4 * HOUR, **secret)
    assert pickups.fetched_at(metro, notice) == NOW + 3 * HOUR
    assert pickups.fetched_at(metro, Release.objects.first()) is not None


@pytest.mark.django_db(transaction=True)
def test_an_outlet_that_is_gone_takes_its_counts_with_it_and_stops_nobody(client, root, public):
    other = make_old_outlet("other", access="open")
    etag = get(client, "/feeds/other.rss", NOW)["ETag"]
    get(client, "/feeds/other.rss", NOW, **{"if-none-match": etag})
    other.delete()
    assert get(client, "/feeds/public.rss", NOW + HOUR).status_code == 200


def test_old_counts_go(client, root, public):
    get(client, "/feeds/public.rss", NOW)
    reconcile(NOW + 399 * DAY)
    assert Pickup.objects.exists()
    reconcile(NOW + 402 * DAY)
    assert not Pickup.objects.exists()


def test_they_leave_as_csv_that_no_spreadsheet_runs(client, root, public):
    OutletKey.issue(public, "=HYPERLINK(1)", secret="nk_x")
    get(client, "/feeds/public.rss", NOW)
    pickups.write_gathered()
    Pickup.objects.update(client="=HYPERLINK(1)")
    written = StringIO()
    with at(NOW):
        call_command("pickups", "public", csv=True, stdout=written)
    rows = list(csv.DictReader(StringIO(written.getvalue())))
    assert [row["client"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["day"] == "2026-11-23"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_cell_that_would_be_a_formula_is_text(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "text"), [(-3, "-3"), ("plain", "plain"), (None, ""), ("a=b", "a=b")])
def test_any_other_cell_stays(cell, text):
    assert safe(cell) == text
