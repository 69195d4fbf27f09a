"""What the strictest outlets ask of a story, for who writes one."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from syndication.desk.limits import strictest
from syndication.models import Outlet, OutletOverride
from tests.make import make_outlet, make_profile

pytestmark = pytest.mark.django_db


def limits(client):
    return client.get(reverse("syndication_limits")).json()["limits"]


def test_the_strictest_outlet_of_each_kind_is_named():
    found = strictest(
        [
            ("Metro", make_profile(title_max=60, body_min_chars=200)),
            ("Evening Post", make_profile(title_max=90, body_min_chars=500, picture_required=True)),
        ]
    )
    said = {(limit.field, limit.least, limit.most): limit.sentence for limit in found}
    assert said["headline", 0, 60] == "Metro takes headlines of at most 60 characters."
    assert said["body", 500, 0] == "Evening Post takes stories of at least 500 characters."
    assert said["picture", 0, 0] == "Evening Post takes no story without a picture."


def test_without_outlets_there_is_no_limit(admin_client):
    assert limits(admin_client) == []


def test_what_an_outlet_overrides_counts_and_a_change_counts_at_once(admin_client):
    outlet = make_outlet("metro", name="Metro", overrides=[("title_max", "60")])
    assert [limit["most"] for limit in limits(admin_client) if limit["field"] == "headline"] == [60]
    OutletOverride.objects.get().delete()
    assert [limit for limit in limits(admin_client) if limit["field"] == "headline"] == []
    make_outlet("post", name="Post", overrides=[("title_max", "70")])
    assert [limit["most"] for limit in limits(admin_client) if limit["field"] == "headline"] == [70]
    Outlet.objects.exclude(pk=outlet.pk).update(active=False)
    assert [limit for limit in limits(admin_client) if limit["field"] == "headline"] == []


def test_an_outlet_whose_settings_contradict_one_another_stops_no_other(admin_client):
    make_outlet("metro", name="Metro", overrides=[("title_max", "60")])
    broken = make_outlet("broken")
    Outlet.objects.filter(pk=broken.pk).update(profile="nonsense")
    assert [limit["most"] for limit in limits(admin_client) if limit["field"] == "headline"] == [60]


def test_many_outlets_ask_two_queries_once(admin_client):
    make_outlet("metro", overrides=[("title_max", "60")])
    kept = cost(admin_client)
    Outlet.objects.bulk_create(
        Outlet(name=f"Outlet {number}", slug=f"outlet-{number}", profile="msn") for number in range(50)
    )
    assert cost(admin_client, warm=False) == kept + 2
    assert cost(admin_client) == kept


def cost(client, *, warm=True):
    if warm:
        limits(client)
    with CaptureQueriesContext(connection) as queries:
        limits(client)
    return len(queries)


def test_who_may_not_write_may_not_ask(client, django_user_model):
    ada = django_user_model.objects.create_user("ada", password="x")
    ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(ada)
    assert client.get(reverse("syndication_limits")).status_code == 302
