"""Settings: what production refuses, what SQLite is told, and what docs/settings.md says of them."""

import os
import subprocess
import sys

import django
import pytest
from django.db import connection
from django.urls import reverse

GOOD = {"SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz", "BASE_URL": "https://news.acme.org"}


def start(folder, statement="", **environment):
    """Import the production settings in a process of their own and run `statement` there."""
    code = f"from home.settings import production as settings; {statement}"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "NEWSROOM_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_key_and_an_address(tmp_path):
    shown = "print(settings.ALLOWED_HOSTS, settings.DEBUG, settings.SESSION_COOKIE_SECURE)"
    assert start(tmp_path, shown, **GOOD).stdout == "['news.acme.org'] False True\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "django-insecure-local-development-only"}, "SECRET_KEY must be set"),
        ({"BASE_URL": ""}, "BASE_URL must be the address"),
        ({"BASE_URL": "https://localhost"}, "BASE_URL must be the address"),
        ({"BASE_URL": "https://desk.localhost:8000"}, "BASE_URL must be the address"),
        ({"BASE_URL": "https://127.0.0.1"}, "BASE_URL must be the address"),
        ({"BASE_URL": "https://[::1]:8000"}, "BASE_URL must be the address"),
        ({"BASE_URL": "https://example.com/"}, "BASE_URL must be the address"),
        ({"BASE_URL": "http://news.acme.org"}, "BASE_URL must begin with https://"),
        ({"DEBUG": "1"}, "DEBUG must be off"),
        ({"ALLOWED_HOSTS": "news.acme.org,*"}, "ALLOWED_HOSTS must name"),
    ],
)
def test_production_refuses_to_start(tmp_path, change, sentence):
    process = start(tmp_path, **GOOD | change)
    assert process.returncode == 1
    assert f"\n- {sentence}" in process.stderr


def test_production_names_all_that_is_wrong_at_once(tmp_path):
    assert start(tmp_path).stderr.count("\n- ") == 2


def test_a_proxy_is_believed_only_on_the_operators_word(tmp_path):
    shown = "print(hasattr(settings, 'SECURE_PROXY_SSL_HEADER'))"
    assert start(tmp_path, shown, **GOOD).stdout == "False\n"
    assert start(tmp_path, shown, **GOOD, BEHIND_PROXY="on").stdout == "True\n"


def test_redis_and_postgresql_come_by_the_environment_alone(tmp_path):
    shown = "print(settings.CACHES['default']['BACKEND'], settings.DATABASES['default']['ENGINE'])"
    urls = {"CACHE_URL": "redis://cache:6379/1", "DATABASE_URL": "postgres://desk:secret@db/desk"}
    assert start(tmp_path, shown, **GOOD, **urls).stdout == (
        "django.core.cache.backends.redis.RedisCache django.db.backends.postgresql\n"
    )


def test_mail_goes_out_by_the_server_of_the_environment(tmp_path):
    shown = "from django.core import mail; c = {}; print(c.host, c.port, c.username, c.use_tls)"
    connection = "mail.mailers.default" if django.VERSION >= (6, 1) else "mail.get_connection()"
    environment = GOOD | {
        "EMAIL_URL": "smtp+tls://desk:secret@post:587",
        "DJANGO_SETTINGS_MODULE": "home.settings.production",
    }
    assert start(tmp_path, shown.format(connection), **environment).stdout == "post 587 desk True\n"


@pytest.mark.django_db
def test_sqlite_keeps_readers_and_one_writer_apart():
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        answers = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
        assert answers == ["wal", 1]
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db
def test_the_admin_asks_no_other_company_for_anything(admin_client):
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "releases.wagtail.org" not in page
    assert "gravatar.com" not in page


def test_redis_is_shared_between_processes(redis_cache):
    from django.core.cache import cache

    cache.set("story", "harbour")
    code = "import django; django.setup(); from django.core.cache import cache; print(cache.get('story'))"
    environment = os.environ | {"CACHE_URL": redis_cache, "DJANGO_SETTINGS_MODULE": "home.settings.local"}
    process = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert process.stdout == "harbour\n", process.stderr
