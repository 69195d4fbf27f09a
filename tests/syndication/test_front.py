"""The thin layer before Django: the same answers as the view's, never a stale one, and counted all the same."""

from io import BytesIO

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from syndication import front, pickups
from syndication.actions import KillAction, RestoreAction, WithdrawAction
from syndication.front import FeedFront
from syndication.models import OutletKey, Pickup
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import HOUR, NOW, at, edit, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _same_connection():
    """A request does not close the connection that holds the test's transaction, as in Django's own test client."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


class Peer:
    """A client of the WSGI application, and how often Django was asked."""

    def __init__(self):
        self.django, self.asked = WSGIHandler(), 0
        self.front = FeedFront(self.counting)

    def counting(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path, moment=NOW, method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SCRIPT_NAME": "",
            "HTTP_HOST": "testserver", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "QUERY_STRING": headers.pop("query_string", ""),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }  # fmt: skip
        said = {}

        def start_response(status, given, exc_info=None):
            said.update(status=int(status[:3]), headers=dict(given))

        with time_machine.travel(moment, tick=False):
            response = self.front(environ, start_response)
            said["body"] = b"".join(response)
            if hasattr(response, "close"):
                response.close()
        return said


@pytest.fixture
def peer():
    return Peer()


def test_the_second_answer_is_the_first_and_django_was_asked_once(peer, root, public):
    with at(NOW):
        make_page(root)
    first, second = peer.get("/feeds/public.rss"), peer.get("/feeds/public.rss")
    assert first == second
    assert (first["status"], peer.asked) == (200, 1)


@pytest.mark.parametrize("header", ["if_none_match", "if_modified_since"])
def test_a_poll_with_nothing_new_is_a_304_as_django_would_say_it(peer, root, public, header):
    with at(NOW):
        make_page(root)
    whole = peer.get("/feeds/public.rss", NOW + HOUR)["headers"]
    said = {header: whole["ETag"] if header == "if_none_match" else whole["Last-Modified"]}
    short = peer.get("/feeds/public.rss", NOW + HOUR, **said)
    assert (short["status"], short["body"], peer.asked) == (304, b"", 1)
    assert "Content-Type" not in short["headers"]
    assert {name: short["headers"][name] for name in ("ETag", "Last-Modified", "Vary", "Cache-Control")} == {
        name: whole[name] for name in ("ETag", "Last-Modified", "Vary", "Cache-Control")
    }


def test_the_first_poll_of_a_process_is_a_304_and_the_next_needs_no_django(peer, root, public):
    tag = Peer().get("/feeds/public.rss")["headers"]["ETag"]
    answers = [peer.get("/feeds/public.rss", if_none_match=tag)["status"] for _poll in range(3)]
    assert (answers, peer.asked) == ([304] * 3, 1)


def test_a_weak_tag_a_list_of_tags_and_any_tag_are_known(peer, root, public):
    tag = peer.get("/feeds/public.rss")["headers"]["ETag"]
    for said in (f"W/{tag}", f'"other", {tag}', "*"):
        assert peer.get("/feeds/public.rss", if_none_match=said)["status"] == 304
    assert peer.get("/feeds/public.rss", if_none_match='"other"')["status"] == 200


def test_codings_and_hosts_never_share_an_answer(peer, root, public, settings):
    settings.ALLOWED_HOSTS = ["testserver", "second"]
    answers = {name: peer.get("/feeds/public.rss", accept_encoding=name) for name in ("", "gzip", "br", "zstd")}
    assert len({answer["headers"]["ETag"] for answer in answers.values()}) == 4
    for name, answer in answers.items():
        assert peer.get("/feeds/public.rss", accept_encoding=name) == answer
        assert answer["headers"].get("Content-Encoding", "") == name
    assert peer.get("/feeds/public.rss", host="evil")["status"] == 400
    assert peer.asked == 5


def test_what_is_asked_for_in_another_way_is_the_same_coding(peer, root, public):
    said = ("gzip, deflate, br, zstd", "deflate, gzip, br, zstd", "zstd;q=0.9, br;q=0.5")
    assert len({peer.get("/feeds/public.rss", accept_encoding=accept)["body"] for accept in said}) == 1
    assert peer.asked == 1


def test_a_coding_is_confirmed_to_who_holds_it(peer, root, public):
    tags = {
        name: peer.get("/feeds/public.rss", accept_encoding=name)["headers"]["ETag"] for name in ("gzip", "br", "zstd")
    }
    for name, tag in tags.items():
        answers = {
            other: peer.get("/feeds/public.rss", accept_encoding=name, if_none_match=tags[other]) for other in tags
        }
        assert [other for other, answer in answers.items() if answer["status"] == 304] == [name]
        assert answers[name]["headers"]["ETag"] == tag


@pytest.mark.parametrize("act", ["publish", "edit", "withdraw", "kill", "restore", "rename", "rules", "rest"])
def test_whatever_happens_the_next_read_sees_it(peer, root, public, act):
    with at(NOW):
        page = make_page(root, title="Harbour")
        gone = make_page(root, title="Quay")
        WithdrawAction(gone, reason="Wrong.").execute()
    before = peer.get("/feeds/public.rss", NOW + HOUR)
    with at(NOW + HOUR):
        perform(act, page, gone, public, root)
    after = peer.get("/feeds/public.rss", NOW + 2 * HOUR, if_none_match=before["headers"]["ETag"])
    assert after["status"] == (404 if act == "rest" else 200)
    assert after["body"] != before["body"]


def perform(act, page, gone, outlet, root):
    if act == "publish":
        make_page(root, title="Lighthouse")
    elif act == "edit":
        edit(page, text="<p>Other.</p>")
    elif act == "withdraw":
        WithdrawAction(page, reason="Wrong.").execute()
    elif act == "kill":
        KillAction(page, reason="Wrong.").execute()
    elif act == "restore":
        RestoreAction(gone).execute()
    elif act == "rules":
        outlet.rules.model.objects.create(outlet=outlet, include=False, field="source", value="china-daily")
    else:
        outlet.name, outlet.active = "Renamed", act != "rest"
        outlet.save()


def test_a_moment_that_changes_the_feed_is_kept_to_the_second(peer, root, public):
    with at(NOW):
        make_page(root, title="Budget", embargoed_until=NOW + HOUR)
    early = peer.get("/feeds/public.rss", NOW + HOUR / 2)
    assert b"Budget" not in early["body"]
    assert peer.get("/feeds/public.rss", NOW + HOUR - HOUR / 120)["headers"]["Cache-Control"] == "public, max-age=30"
    assert b"Budget" in peer.get("/feeds/public.rss", NOW + HOUR)["body"]


def test_what_is_scheduled_later_is_there_at_its_moment(peer, root, public):
    peer.get("/feeds/public.rss", NOW)
    with at(NOW):
        page = make_page(root, title="Later", publish=False)
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = NOW + HOUR
        draft.save_revision().publish()
        assert not PlainPage.objects.get(pk=page.pk).live
    assert b"Later" not in peer.get("/feeds/public.rss", NOW + HOUR / 2)["body"]
    assert b"Later" in peer.get("/feeds/public.rss", NOW + HOUR)["body"]


class TestKeys:
    def test_a_key_is_looked_at_each_time(self, peer, root, metro):
        secret = OutletKey.issue(metro, "main")
        given = {"authorization": f"Bearer {secret}"}
        assert peer.get("/feeds/metro.rss", **given)["status"] == 200
        assert peer.get("/feeds/metro.rss", **given)["status"] == 200
        assert peer.asked == 1
        assert peer.get("/feeds/metro.rss")["status"] == 401
        assert peer.get("/feeds/metro.rss", authorization="Bearer wrong")["status"] == 401
        metro.keys.update(revoked_at=NOW)
        assert peer.get("/feeds/metro.rss", **given)["status"] == 401

    def test_another_outlets_key_opens_nothing_that_is_kept(self, peer, root, metro):
        peer.get("/feeds/metro.rss", authorization=f"Bearer {OutletKey.issue(metro, 'main')}")
        other = OutletKey.issue(make_outlet("other"), "main")
        assert peer.get("/feeds/metro.rss", authorization=f"Bearer {other}")["status"] == 401

    def test_a_key_in_the_address_opens_what_is_kept_where_it_may_stand_there(self, peer, root, metro):
        pathful = make_old_outlet("pathful", key_in_path=True)
        secret = OutletKey.issue(pathful, "main")
        first, second = peer.get(f"/k/{secret}/feeds/pathful.rss"), peer.get(f"/k/{secret}/feeds/pathful.rss")
        assert first == second
        assert (first["status"], peer.asked) == (200, 1)
        strict = OutletKey.issue(metro, "main")
        peer.get("/feeds/metro.rss", authorization=f"Bearer {strict}")
        assert peer.get(f"/k/{strict}/feeds/metro.rss")["status"] == 401


def test_what_it_answers_is_counted(peer, root, public):
    tag = peer.get("/feeds/public.rss", user_agent="Feedly/1.0")["headers"]["ETag"]
    peer.get("/feeds/public.rss", user_agent="Feedly/1.0")
    peer.get("/feeds/public.rss", user_agent="Feedly/1.0", if_none_match=tag)
    pickups.write_gathered()
    assert [(row.client, row.sent, row.unchanged) for row in Pickup.objects.all()] == [("Feedly", 2, 1)]


def test_head_has_no_body_and_posts_go_to_django(peer, root, public):
    peer.get("/feeds/public.rss")
    head = peer.get("/feeds/public.rss", method="HEAD")
    assert (head["status"], head["body"]) == (200, b"")
    peer.get("/feeds/public.rss", method="POST")
    assert peer.asked == 2


def test_a_query_brings_no_other_answer(peer, root, public):
    assert peer.get("/feeds/public.rss") == peer.get("/feeds/public.rss", query_string="x=1")
    assert peer.asked == 1


def test_what_is_kept_has_an_end(peer, root, monkeypatch):
    for number in range(4):
        make_old_outlet(f"o{number}", access="open")
    peer.get("/feeds/o0.rss")
    monkeypatch.setattr(front, "KEPT_BYTES", peer.front.size * 4 + 40)
    for number in range(4):
        peer.get(f"/feeds/o{number}.json")
        peer.get(f"/feeds/o{number}.rss")
    assert peer.front.size <= front.KEPT_BYTES
    assert peer.front.size == sum(len(kept.body) for kept in peer.front.kept.values()) > 0


def test_what_is_asked_for_stays_longest(peer, root, monkeypatch):
    for number in range(3):
        make_old_outlet(f"o{number}", access="open")
    for path in ("/feeds/o0.rss", "/feeds/o1.rss", "/feeds/o0.rss"):
        peer.get(path)
    monkeypatch.setattr(front, "KEPT_BYTES", peer.front.size + 40)
    monkeypatch.setattr(front, "LARGEST", 1)
    peer.get("/feeds/o2.rss")
    assert {key[0] for key in peer.front.kept} == {"/feeds/o0.rss", "/feeds/o2.rss"}


def test_a_database_that_is_away_is_djangos_to_tell(peer, root, public, monkeypatch):
    from django.db import OperationalError

    def away():
        raise OperationalError

    peer.get("/feeds/public.rss")
    monkeypatch.setattr(front, "stamp_now", away)
    monkeypatch.setattr(front.connection, "close", lambda: None)  # which would end the test's transaction
    assert (peer.get("/feeds/public.rss")["status"], peer.asked) == (500, 2)
