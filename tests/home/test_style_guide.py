"""The style guide: every token and component of the pages, for editors and nobody else."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from tests.make import make_article, make_image

pytestmark = pytest.mark.django_db

SHEET = Path(settings.PROJECT, "static", "site.css")


def guide(client):
    return BeautifulSoup(client.get("/style-guide/").content, "lxml")


def test_it_shows_every_token_of_the_style_sheet(admin_client):
    declared = set(re.findall(r"^ {4}(--[\w-]+):", SHEET.read_text().partition("@media")[0], re.MULTILINE))
    assert declared
    assert {code.get_text() for code in guide(admin_client).select("code") if code.get_text()[:2] == "--"} == declared


def test_it_shows_every_form_of_card_and_every_kind_of_notice(admin_client):
    for number in range(4):
        make_article(f"Story {number}", lead_image=make_image())
    page = guide(admin_client)
    for form in ("lead", "stacked", "row", "brief"):
        assert page.select(f".card--{form}"), form
    for kind in ("correction", "clarification", "update", "editors-note"):
        assert page.select(f".notice--{kind}"), kind
    assert page.select_one(".pages a[rel=next]")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not page.select("[style], style")


def test_readers_do_not_find_it(client, admin_client, settings):
    assert client.get("/style-guide/").status_code == 404
    settings.DEBUG = True
    assert client.get("/style-guide/").status_code == 200
    assert admin_client.get("/style-guide/").status_code == 200  # also on a site without a story
