"""Keys in the admin: made and shown once, listed by how they begin, revoked; and each step in the audit log."""

import logging
import re
import sys
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.signals import got_request_exception
from django.db.models.signals import post_save
from django.views.debug import ExceptionReporter
from wagtail.models import ModelLogEntry

from syndication.models import OutletKey
from syndication.wagtail_hooks import register_key_permissions
from tests.make import make_outlet
from tests.syndication.admin import make_user

pytestmark = pytest.mark.django_db

SECRET = re.compile(r"nk_[\w-]{43}")


@pytest.fixture
def outlet():
    return make_outlet("metro", name="Metro")


def make_key(client, outlet, **fields):
    return client.post(f"/admin/outlets/keys/{outlet.pk}/new/", {"name": "press system", "expires_at": ""} | fields)


def test_a_new_key_is_shown_once_and_opens_the_feed(admin_client, client, outlet):
    response = make_key(admin_client, outlet)
    (secret,) = set(SECRET.findall(response.content.decode()))
    assert client.get("/feeds/metro.rss", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    listed = admin_client.get(f"/admin/outlets/keys/{outlet.pk}/").content.decode()
    assert "press system" in listed
    assert f"{secret[:7]}…" in listed
    assert secret not in listed


def test_the_secret_is_in_that_one_response_and_nowhere_else(admin_client, outlet, caplog):
    with caplog.at_level(logging.DEBUG):
        response = make_key(admin_client, outlet)
    (secret,) = set(SECRET.findall(response.content.decode()))
    assert response.status_code == 200  # no redirect that would carry it
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert secret not in str(response.headers) + str(response.cookies)
    assert secret not in "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())
    assert all(secret not in str(entry.data) for entry in ModelLogEntry.objects.all())
    assert secret not in str(OutletKey.objects.values().get())


def test_a_report_of_an_error_in_between_names_no_secret(admin_client, outlet):
    reports = []

    def fail(**kwargs):
        raise RuntimeError("the audit log is full")

    def report(request, **kwargs):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())

    admin_client.raise_request_exception = False
    post_save.connect(fail, sender=ModelLogEntry)
    got_request_exception.connect(report)
    try:
        assert make_key(admin_client, outlet).status_code == 500
    finally:
        post_save.disconnect(fail, sender=ModelLogEntry)
        got_request_exception.disconnect(report)
    assert "the audit log is full" in reports[0]
    assert not SECRET.search(reports[0])
    assert not OutletKey.objects.exists()


def test_a_key_may_expire(admin_client, outlet):
    make_key(admin_client, outlet, expires_at="2999-01-31 12:00")
    assert OutletKey.objects.get().expires_at.year == 2999
    assert "31 Jan 2999 12:00 UTC" in admin_client.get(f"/admin/outlets/keys/{outlet.pk}/").content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"expires_at": "2001-01-01 00:00"}, "This moment is over."),
        ({"name": "main"}, "A key of this name is still good."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_no_key_is_made(admin_client, outlet, sent, said):
    OutletKey.issue(outlet, "main")
    assert said in make_key(admin_client, outlet, **sent).content.decode()
    assert OutletKey.objects.count() == 1


def test_revoking_asks_first_and_then_the_key_opens_nothing(admin_client, client, outlet):
    secret = OutletKey.issue(outlet, "main")
    path = f"/admin/outlets/keys/{outlet.pk}/{OutletKey.objects.get().pk}/revoke/"
    assert "That cannot be undone." in admin_client.get(path).content.decode()
    assert client.get("/feeds/metro.rss", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert admin_client.post(path).status_code == 302
    assert client.get("/feeds/metro.rss", headers={"authorization": f"Bearer {secret}"}).status_code == 401
    assert OutletKey.objects.get().revoked_at is not None
    assert admin_client.post(path).status_code == 404


def test_a_name_is_free_again_once_its_key_is_revoked(admin_client, outlet):
    OutletKey.issue(outlet, "press system")
    key = OutletKey.objects.get()
    OutletKey.objects.update(revoked_at=key.created_at + timedelta(seconds=1))
    assert SECRET.search(make_key(admin_client, outlet).content.decode())


def test_another_outlets_key_is_not_found_here(admin_client, outlet):
    OutletKey.issue(make_outlet("other"), "main")
    assert admin_client.post(f"/admin/outlets/keys/{outlet.pk}/{OutletKey.objects.get().pk}/revoke/").status_code == 404


def test_the_history_of_the_outlet_says_who_made_and_revoked_which_key(admin_client, admin_user, outlet):
    make_key(admin_client, outlet)
    admin_client.post(f"/admin/outlets/keys/{outlet.pk}/{OutletKey.objects.get().pk}/revoke/")
    entries = ModelLogEntry.objects.filter(action__startswith="syndication.key").order_by("pk")
    assert [(entry.action, entry.user, entry.message) for entry in entries] == [
        ("syndication.key.issue", admin_user, "Made the key “press system”"),
        ("syndication.key.revoke", admin_user, "Revoked the key “press system”"),
    ]
    assert "Made the key" in admin_client.get(f"/admin/outlets/history/{outlet.pk}/").content.decode()


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("view_outlet", set()),
        ("view_outletkey", {"keys"}),
        ("add_outletkey", {"keys", "new"}),
        ("delete_outletkey", {"keys", "revoke"}),
    ],
)
def test_each_step_asks_for_its_permission(client, outlet, permission, allowed):
    OutletKey.issue(outlet, "main")
    client.force_login(make_user(permission))
    key = OutletKey.objects.get()
    paths = {
        "keys": f"/admin/outlets/keys/{outlet.pk}/",
        "new": f"/admin/outlets/keys/{outlet.pk}/new/",
        "revoke": f"/admin/outlets/keys/{outlet.pk}/{key.pk}/revoke/",
    }
    assert {name for name, path in paths.items() if client.get(path).status_code == 200} == allowed
    make_key(client, outlet)
    client.post(paths["revoke"])
    key.refresh_from_db()
    assert (OutletKey.objects.count() == 2) is ("new" in allowed)
    assert (key.revoked_at is not None) is ("revoke" in allowed)


def test_who_may_only_look_sees_no_way_to_make_or_revoke_one(client, outlet):
    OutletKey.issue(outlet, "main")
    client.force_login(make_user("view_outletkey"))
    page = client.get(f"/admin/outlets/keys/{outlet.pk}/").content.decode()
    assert "New key" not in page
    assert "Revoke main" not in page


def test_a_group_can_be_given_each_of_these_permissions(admin_client):
    offered = {permission.codename for permission in register_key_permissions()}
    assert offered == {"view_outletkey", "add_outletkey", "delete_outletkey"}
    assert admin_client.get("/admin/groups/new/").status_code == 200
