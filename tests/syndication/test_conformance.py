"""The conformance report: each story, each requirement that it fails, and what was done about it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from syndication import feeds
from syndication.conformance import report
from tests.syndication.desk import HOUR, NOW, at, edit, make_old_outlet, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def msn():
    return make_old_outlet("msn", profile="msn", overrides=[("body_min_chars", "20")])


def found(outlet, moment=NOW + HOUR):
    """Each story of the report as its headline, whether it is in the feed, and its findings as (code, done)."""
    made = report(feeds.locate(outlet, "rss"), moment)
    return [
        (row.headline[:10], row.in_feed, [(one.code, one.done.value) for one in row.findings]) for row in made.stories
    ]


def test_a_requirement_is_named_with_its_numbers_and_what_was_done(root, msn):
    with at(NOW):
        make_page(root, title="A" + " long headline" * 13, text=f"<p>{'Plenty of words. ' * 40}</p>")
    [row] = report(feeds.locate(msn, "rss"), NOW + HOUR).stories
    [finding] = [one for one in row.findings if one.code == "title.too-long"]
    assert finding.sentence == "The title has 183 characters, and MSN allows 150."
    assert finding.done == "cut"


def test_a_story_that_is_withheld_is_in_the_report_and_not_in_the_feed(root, msn):
    with at(NOW):
        make_page(root, title="A headline that is long enough", text="<p>Short.</p>")
    [(_, in_feed, findings)] = found(msn)
    assert not in_feed
    assert ("limit.too-short", "withheld") in findings


def test_a_correction_that_misses_a_limit_is_sent_with_a_warning(root, msn):
    with at(NOW):
        page = make_page(root, title="A headline that is long enough", text=f"<p>{'Plenty of words. ' * 40}</p>")
        edit(page, text="<p>Short.</p>")
    [(_, in_feed, findings)] = found(msn)
    assert in_feed
    assert ("limit.too-short", "sent with warning") in findings


def test_what_found_no_place_says_so(root):
    small = make_old_outlet("small", overrides=[("max_items", "1")])
    for title in ("Old", "New"):
        with at(NOW + (HOUR if title == "New" else 0 * HOUR)):
            make_page(root, title=title)
    assert found(small, NOW + 2 * HOUR) == [("New", True, []), ("Old", False, [("limit.items", "left out")])]


def test_the_command_writes_rows_for_people_and_programs(root, msn):
    with at(NOW):
        make_page(root, title="A headline that is long enough", text="<p>Short.</p>")
    rows = json.loads(said("msn", now=NOW + HOUR, json=True))
    assert "limit.too-short" in {row["code"] for row in rows}
    assert "Msn: 0 entries" in said("msn", now=NOW + HOUR)
    with pytest.raises(CommandError, match="no feed 'sport'"):
        said("msn", feed="sport")


def said(*arguments, **options):
    written = StringIO()
    call_command("check_feed", *arguments, stdout=written, **options)
    return written.getvalue()
