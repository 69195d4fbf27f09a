"""Start-up checks that no other file tells of."""

from django.core.checks import run_checks
from django.db import connections


def test_a_ledger_in_another_database_is_refused(monkeypatch):
    assert [problem for problem in run_checks() if problem.id == "syndication.E009"] == []
    monkeypatch.setattr(connections["default"], "vendor", "mysql")
    monkeypatch.setattr(connections["default"], "display_name", "MySQL")
    (problem,) = [problem for problem in run_checks() if problem.id == "syndication.E009"]
    assert problem.msg == "the ledger cannot be kept in MySQL"
