"""How long a reader's page keeps, and that nothing which has gone is ever confirmed to who holds it."""

import gzip
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import PageViewRestriction

from syndication.actions import KillAction
from syndication.encodings import zstd
from tests.make import HOUR, MINUTE, make_article, make_draft, make_image, make_outlet, make_section

pytestmark = pytest.mark.django_db

OPEN = "public, max-age=60, stale-while-revalidate=300"
PATHS = ["/", "/news/", "/news/dam/", "/search/?q=dam", "/feeds/", "/feeds/public/"]


@pytest.fixture
def dam():
    make_outlet("public", access="open", profile="public")
    return make_article("Dam reopens", slug="dam", lead_image=make_image())


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_page_is_answered_with_304_and_a_changed_one_is_not(client, dam, path):
    first = client.get(path)
    assert (first["Cache-Control"], first["Vary"].endswith("Accept-Encoding, Cookie")) == (OPEN, True)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"], again["Cache-Control"], again["Vary"]) == (
        304, b"", first["ETag"], OPEN, first["Vary"],
    )  # fmt: skip
    dam.title = "Dam closes"
    dam.save_revision().publish()
    if path != "/feeds/":
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_says_without_the_page(client, dam, path):
    whole, head = client.get(path), client.head(path)
    assert head.content == b""
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Length"):
        assert head[name] == whole[name], name


def test_a_date_alone_confirms_nothing_for_it_says_nothing_of_the_neighbours(client, dam):
    modified = client.get("/news/dam/")["Last-Modified"]
    assert client.get("/news/dam/", headers={"if-modified-since": modified}).status_code == 200


@pytest.mark.parametrize(("coding", "read"), [
    ("gzip", gzip.decompress), ("br", brotli.decompress), ("zstd", zstd.decompress),
])  # fmt: skip
def test_a_page_travels_compressed_to_who_takes_it_so(client, dam, coding, read):
    plain, packed = client.get("/news/dam/"), client.get("/news/dam/", headers={"accept-encoding": coding})
    assert (packed["Content-Encoding"], read(packed.content)) == (coding, plain.content)
    assert packed["ETag"] != plain["ETag"]
    held = {"accept-encoding": coding, "if-none-match": packed["ETag"]}
    assert client.get("/news/dam/", headers=held).status_code == 304


def test_what_was_withdrawn_is_gone_at_once_whatever_the_reader_holds(client, dam):
    etag = client.get("/news/dam/")["ETag"]
    KillAction(dam, reason="The figures were wrong.").execute(skip_permission_checks=True)
    for asked in (etag, "*"):
        gone = client.get("/news/dam/", headers={"if-none-match": asked})
        assert (gone.status_code, gone.has_header("ETag")) == (410, False)


@pytest.mark.parametrize(("left", "expected"), [
    (HOUR, OPEN),
    (5 * MINUTE, "public, max-age=60, stale-while-revalidate=240"),
    (MINUTE / 2, "public, max-age=30, stale-while-revalidate=0"),
])  # fmt: skip
def test_nobody_keeps_a_page_past_the_moment_that_changes_it(client, dam, left, expected):
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        make_draft("Embargoed", embargoed_until=now + left).get_latest_revision().publish()
        assert client.get("/news/")["Cache-Control"] == expected
    with time_machine.travel(now + left + timedelta(seconds=1), tick=False):
        found = client.get("/news/")
        assert (found["Cache-Control"], b"Embargoed" in found.content) == (OPEN, True)


def test_an_expiry_limits_it_too(client, dam):
    now = timezone.now().replace(microsecond=0)
    dam.expire_at = now + MINUTE
    with time_machine.travel(now, tick=False):
        dam.save_revision().publish()
        assert client.get("/")["Cache-Control"] == "public, max-age=60, stale-while-revalidate=0"


def test_a_page_for_somebody_is_kept_by_nobody_else(client, admin_client, dam):
    assert admin_client.get("/news/dam/")["Cache-Control"] == "private, no-cache"
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/news/dam/")["Cache-Control"] == "private, no-cache"
    assert b"wagtail-userbar" not in client.get("/news/dam/").content


def test_a_page_behind_a_password_is_never_kept_by_a_shared_cache(client, dam):
    closed = make_section("Closed")
    make_article("Secret", slug="secret", under=closed)
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type="password", password="open")
    asked = client.get("/closed/secret/")
    assert b"Secret" not in asked.content
    assert "private" in asked["Cache-Control"]
    client.post(f"/_util/authenticate_with_password/{restriction.pk}/{closed.pk}/",
                {"password": "open", "return_url": "/closed/secret/"})  # fmt: skip
    shown = client.get("/closed/secret/")
    assert b"Secret" in shown.content
    assert "private" in shown["Cache-Control"]
