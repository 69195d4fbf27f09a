"""The command line: exit status 0 only on success, errors that name what and where, JSON for programs."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from syndication.models import Intake, Release
from tests.make import make_outlet
from tests.plainsite.models import PlainPage
from tests.syndication.desk import make_page
from tests.syndication.test_intake import PRESS_RELEASE

pytestmark = pytest.mark.django_db


def run(name, *arguments, **options):
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def stdin(monkeypatch):
    def feed(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return feed


class TestIngest:
    def test_takes_standard_input(self, root, stdin):
        stdin(PRESS_RELEASE)
        (row,) = json.loads(run("ingest", "-", "--publish", "--json"))
        assert (row["outcome"], row["published"], row["item"]) == ("created", True, "Harbour reopens after storm")
        assert PlainPage.objects.get().live

    def test_takes_files_and_folders_in_order_and_follows_no_links(self, root, tmp_path):
        folder = tmp_path / "wire"
        (folder / "deep").mkdir(parents=True)
        (folder / "b.txt").write_bytes(PRESS_RELEASE)
        (folder / "deep" / "a.txt").write_bytes(PRESS_RELEASE.replace(b"Harbour", b"Airport"))
        (folder / ".hidden").write_bytes(PRESS_RELEASE.replace(b"Harbour", b"Hidden"))
        (folder / "link.txt").symlink_to("/etc/hostname")
        rows = json.loads(run("ingest", str(folder), "--json"))
        assert [row["item"] for row in rows] == ["Harbour reopens after storm", "Airport reopens after storm"]

    def test_one_bad_document_is_said_and_the_rest_is_filed(self, root, tmp_path):
        (tmp_path / "bad.xml").write_bytes(b"<rss><channel>")
        (tmp_path / "good.txt").write_bytes(PRESS_RELEASE)
        with pytest.raises(CommandError, match=r"bad\.xml"):
            run("ingest", str(tmp_path))
        assert PlainPage.objects.count() == 1
        assert Intake.objects.filter(outcome="refused").count() == 1

    def test_a_path_that_is_not_there_is_named(self, root):
        with pytest.raises(CommandError, match=r"nowhere\.txt: no such file"):
            run("ingest", "nowhere.txt")


class TestFeed:
    def test_of_an_unknown_outlet_is_refused_by_name(self, db):
        with pytest.raises(CommandError, match="'nobody'"):
            run("feed", "nobody")

    def test_can_be_written_for_a_moment_ahead(self, root, public):
        from datetime import UTC, datetime, timedelta

        ahead = datetime.now(UTC) + timedelta(days=1)
        make_page(root, title="Canary", embargoed_until=ahead)
        assert "Canary" not in run("feed", "public")
        assert "Canary" in run("feed", "public", now=ahead + timedelta(seconds=1))


class TestStory:
    def test_as_the_ledger_keeps_it(self, root):
        page = make_page(root)
        assert json.loads(run("story", str(page.story_id)))["headline"] == "Harbour reopens"

    def test_as_an_outlet_receives_it(self, root, public):
        page = make_page(root)
        assert "SOURCE China Daily" in run("story", page.slug, outlet="public", format="rss")

    def test_that_an_outlet_is_not_offered_is_refused(self, root):
        make_outlet("culture", rules=[(True, "topic", "culture")])
        make_page(root)
        with pytest.raises(CommandError, match="Culture is not offered"):
            run("story", "harbour-reopens", outlet="culture")

    def test_that_is_unknown_is_refused_by_name(self, root):
        with pytest.raises(CommandError, match="'nothing'"):
            run("story", "nothing")


class TestClean:
    def test_cleans_a_file(self, tmp_path):
        path = tmp_path / "page.html"
        path.write_text('<p onclick="x()">Ships <b>left</b>.</p><script>x()</script>')
        assert run("clean", str(path), profile="generic").strip() == "<p>Ships <strong>left</strong>.</p>"

    def test_names_the_file_it_cannot_read(self):
        with pytest.raises(CommandError, match=r"nowhere\.html"):
            run("clean", "nowhere.html", profile="generic")

    def test_says_why_it_refuses_a_file(self, stdin):
        stdin(b"<div>" * 300)
        with pytest.raises(CommandError, match="-: depth: its elements are nested more than 200 deep"):
            run("clean", "-", profile="generic")

    def test_wants_an_absolute_base(self, stdin):
        with pytest.raises(CommandError, match="'/news/', not an absolute web address"):
            run("clean", "-", profile="generic", base="/news/")

    def test_shows_what_changed_and_rule_by_rule_why(self, stdin):
        stdin(
            b'<p>Ships</p><p onclick="x()"><a href="https://e.example/?utm_source=x">left</a></p><script>x()</script>'
        )
        assert run("clean", "-", profile="generic", diff=True).splitlines() == [
            "--- -",
            "+++ - for generic",
            "@@ -1,3 +1,2 @@",
            " <p>Ships</p>",
            '-<p onclick="x()"><a href="https://e.example/?utm_source=x">left</a></p>',
            "-<script>x()</script>",
            '+<p><a href="https://e.example/">left</a></p>',
            "",
            "attribute.script (1 ×): It runs a script.",
            "    onclick of <p>",
            "element.dropped (1 ×): It is for browsers and no text.",
            "    <script>",
            "link.tracking (1 ×): Its parameters follow the reader.",
            "    https://e.example/?utm_source=x",
        ]

    def test_answers_a_batch_line_by_line_and_names_the_bad_ones(self, tmp_path, capsys):
        path = tmp_path / "archive.jsonl"
        lines = [
            '{"id": 7, "html": "<p>ok <x>"}',
            "no json",
            "",
            '{"id": "deep", "html": "%s"}' % ("<div>" * 300),
            "[]",
        ]
        path.write_text("\n".join(lines))
        out, err = io.StringIO(), io.StringIO()

        with pytest.raises(CommandError, match=r"archive\.jsonl: 2 of its lines"):
            call_command("clean", str(path), profile="generic", batch=True, stdout=out, stderr=err)

        unknown = {"rule": "element.unknown", "what": "<x>", "why": "No outlet knows it; its text stays.", "times": 1}
        deep = {"reason": "depth", "sentence": "its elements are nested more than 200 deep"}
        assert [json.loads(line) for line in out.getvalue().splitlines()] == [
            {"id": 7, "html": "<p>ok</p>", "removed": [unknown], "refused": None},
            {"id": "deep", "html": "", "removed": [], "refused": deep},
        ]
        assert [line.partition(": ")[0][-6:] for line in err.getvalue().splitlines()] == ["line 2", "line 5"]


def test_releases_are_read_by_cursor(root):
    for number in range(3):
        make_page(root, title=f"Story {number}")
    first = json.loads(run("releases", limit=2, json=True))
    rest = json.loads(run("releases", since=first[-1]["sequence"], json=True))
    assert [row["sequence"] for row in first + rest] == [1, 2, 3]


def test_withdraw_kill_and_restore(root, public):
    page = make_page(root)
    assert "withdrawn from everybody" in run("withdraw", page.slug, reason="Wrong.")
    assert "restored" in run("restore", page.slug)
    assert "killed" in run("kill", page.slug, reason="Court order.")
    assert [row.kind for row in Release.objects.all()] == ["new", "withdrawal", "restore", "kill"]


def test_withdraw_names_an_unknown_outlet(root):
    page = make_page(root)
    with pytest.raises(CommandError, match="'nobody'"):
        run("withdraw", page.slug, reason="Wrong.", outlet=["nobody"])
    assert Release.objects.count() == 1


def test_reconcile_says_what_it_appended(root):
    page = make_page(root, publish=False)
    PlainPage.objects.filter(pk=page.pk).update(live=True)
    assert "appended 1 new" in run("reconcile")
    assert run("reconcile") == "the ledger is up to date\n"


def test_outlets_lists_who_gets_what(root, public):
    make_page(root)
    (row,) = json.loads(run("outlets", json=True))
    assert (row["outlet"], row["stories"]) == ("public", 1)
    assert "https://news.test/feeds/public.rss" in row["feeds"]
    assert "public" in run("outlets")


def test_a_key_is_made_shown_once_and_revoked(client, root, metro):
    secret = run("key", "metro", "main").strip()
    assert client.get("/feeds/metro.rss", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert run("key", "metro", "main", revoke=True) == "revoked 1\n"
    assert client.get("/feeds/metro.rss", headers={"authorization": f"Bearer {secret}"}).status_code == 401
    with pytest.raises(CommandError, match="'main'"):
        run("key", "metro", "main", revoke=True)


def test_the_feeds_of_an_outlet_are_in_formats_of_feeds(root):
    make_page(root)
    make_outlet("desk", name="Desk", access="open", overrides=[("formats", '["nitf", "rss"]')])
    assert "<rss " in run("feed", "desk")
    assert "/feeds/desk.rss" in run("outlets")
    assert "nitf" not in run("outlets")
    assert "Desk: 1 entries" in run("check_feed", "desk")
    with pytest.raises(CommandError, match=r"Desk: NITF 3\.6 holds one story, and no feed is written in it"):
        run("feed", "desk", format="nitf")
