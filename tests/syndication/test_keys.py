"""Keys: in a header or in the address, as outlet and profile allow, and never in a log."""

import base64
import logging

import pytest
from django.core.exceptions import ValidationError

from syndication.models import Outlet, OutletKey
from syndication.redaction import Redacted, redact
from tests.make import make_outlet
from tests.syndication.desk import HOUR, NOW, get, make_old_outlet, make_page, titles

pytestmark = pytest.mark.django_db

SECRET = "nk_canary-of-a-secret"


@pytest.fixture
def pathful():
    """An outlet that may show its key in the address, and has one."""
    outlet = make_old_outlet("pathful", key_in_path=True)
    OutletKey.issue(outlet, "reader", secret=SECRET)
    return outlet


def test_a_key_in_the_address_opens_the_feed(client, root, pathful):
    make_page(root, title="Harbour")
    response = get(client, f"/k/{SECRET}/feeds/pathful.rss", NOW + 4000 * 24 * HOUR)
    assert titles(response) == ["Harbour"]
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"


def test_the_document_is_the_same_as_with_a_header_and_names_no_key(client, root, pathful):
    make_page(root)
    later = NOW + 4000 * 24 * HOUR
    shown = get(client, f"/k/{SECRET}/feeds/pathful.rss", later)
    sent = get(client, "/feeds/pathful.rss", later, authorization=f"Bearer {SECRET}")
    assert shown.content == sent.content
    assert SECRET.encode() not in shown.content
    assert SECRET not in str(shown.headers)


def test_an_outlet_that_does_not_allow_it_answers_as_to_a_wrong_key(client, pathful):
    allowed_no_more = make_old_outlet("strict")
    OutletKey.issue(allowed_no_more, "main", secret="nk_strict")
    strict, wrong = get(client, "/k/nk_strict/feeds/strict.rss"), get(client, "/k/nk_wrong/feeds/pathful.rss")
    assert (strict.status_code, strict.content, dict(strict.headers)) == (
        wrong.status_code, wrong.content, dict(wrong.headers),
    )  # fmt: skip
    assert strict.status_code == 401


def test_a_profile_that_takes_no_key_in_the_address_has_the_last_word(client):
    with pytest.raises(ValidationError, match="takes no key in an address"):
        Outlet(name="MSN", slug="msn", profile="msn", key_in_path=True).full_clean()
    outlet = make_old_outlet("msn", profile="msn", key_in_path=True)
    OutletKey.issue(outlet, "main", secret="nk_msn")
    assert get(client, "/k/nk_msn/feeds/msn.rss").status_code == 401
    assert get(client, "/feeds/msn.rss", authorization="Bearer nk_msn").status_code == 200


def test_another_outlets_key_opens_nothing(client, pathful):
    make_old_outlet("other", key_in_path=True)
    assert get(client, f"/k/{SECRET}/feeds/other.rss").status_code == 401


def test_keys_rotate_with_overlap(client, pathful):
    fresh = OutletKey.issue(pathful, "next")
    for secret in (SECRET, fresh):
        assert get(client, "/feeds/pathful.rss", authorization=f"Bearer {secret}").status_code == 200
    pathful.keys.filter(name="reader").update(revoked_at=NOW)
    assert get(client, "/feeds/pathful.rss", authorization=f"Bearer {SECRET}").status_code == 401
    assert get(client, "/feeds/pathful.rss", authorization=f"Bearer {fresh}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/k/{SECRET}/feeds/pathful.rss",
        f"/k/{SECRET}/feeds/nobody.rss",
        f"/k/{SECRET}/feeds/pathful.docx",
        f"/k/{SECRET}/nowhere/",
        f"/k/{SECRET}",
        f"/k/{SECRET}x/feeds/pathful.rss",
    ],
)
def test_a_key_reaches_no_log_and_no_error_page(client, settings, pathful, caplog, path):
    settings.DEBUG = True  # the page that shows the most
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.get(path)
    logged = "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert SECRET not in logged
    assert SECRET not in answer.content.decode()


def test_what_django_logs_of_a_request_is_redacted():
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, '"%s" %s', (f"GET /k/{SECRET}/feeds/x.rss?y HTTP/1.1", 200), None
    )
    assert Redacted().filter(record)
    assert record.getMessage() == '"GET /k/…/feeds/x.rss?y HTTP/1.1" 200'
    assert redact("/feeds/k/x") == "/feeds/k/x" or "…" in redact("/feeds/k/x")


def test_the_loggers_of_requests_redact():
    for name in ("django.request", "django.server", "django.security"):
        assert any(isinstance(one, Redacted) for one in logging.getLogger(name).filters), name


def test_basic_takes_any_user_name(client):
    outlet = make_outlet("basic")
    value = base64.b64encode(f"anybody:{OutletKey.issue(outlet, 'main')}".encode()).decode()
    assert client.get("/feeds/basic.rss", headers={"authorization": f"Basic {value}"}).status_code == 200
