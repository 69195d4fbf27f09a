"""Law 8: kill -9 anywhere loses nothing and shows nobody a story twice under two ids.

Each test runs a process of its own on the test's database and kills it at one place; what is left is then
looked at, reconciled, and done again.
"""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.db import connection

from syndication.models import Intake, Release, Standing
from syndication.reconciling import reconcile
from tests.plainsite.models import PlainPage
from tests.syndication.desk import make_page
from tests.syndication.test_intake import PRESS_RELEASE

pytestmark = pytest.mark.django_db(transaction=True)

PREPARE = """
import os, signal, django
django.setup()
from django.conf import settings
settings.SYNDICATION_PAGE_MODELS = ["plainsite.PlainPage"]
settings.SYNDICATION_BASE_URL = "https://news.test"
from tests.plainsite.models import PlainPage
from syndication import actions, intake, ledger, models

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def die_after(work):
    def done(*args, **kwargs):
        work(*args, **kwargs)
        die()
    return done
"""


def run_until_killed(script):
    """Run `script` in a process that must die by SIGKILL at the place that the script chose."""
    connection.close()
    project = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", PREPARE + textwrap.dedent(script)],
        cwd=project,
        env=os.environ,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


PUBLISH = "PlainPage.objects.get(pk={pk}).get_latest_revision().publish()"


def test_after_the_commit_and_before_any_signal_the_release_is_there(root):
    page = make_page(root, publish=False)
    run_until_killed(
        "from wagtail.signals import page_published\npage_published.send = die\n" + PUBLISH.format(pk=page.pk)
    )
    page.refresh_from_db()
    assert page.live
    assert [row.kind for row in Release.objects.all()] == ["new"]
    assert reconcile() == []


@pytest.mark.parametrize("place", ["ledger.observe = die", "ledger.offer = die_after(ledger.offer)"])
def test_inside_the_publishing_transaction_neither_page_nor_release_is_there(root, place):
    page = make_page(root, publish=False)
    run_until_killed(f"{place}\n{PUBLISH.format(pk=page.pk)}")
    page.refresh_from_db()
    assert not page.live
    assert not Release.objects.exists()
    page.get_latest_revision().publish()
    assert [row.version for row in Release.objects.all()] == [1]


def test_inside_a_kill_nothing_has_happened_and_the_kill_can_be_repeated(root):
    page = make_page(root)
    run_until_killed(
        f"""
        PlainPage.conceal_media = die
        actions.KillAction(PlainPage.objects.get(pk={page.pk}), reason="Court order.").execute()
        """
    )
    page.refresh_from_db()
    assert page.live
    assert Standing.objects.get().usable


def test_inside_ingest_nothing_is_half_there_and_doing_it_again_makes_one_article(root):
    run_until_killed(
        f"""
        from django.utils import timezone
        intake.publish_if_asked = die
        list(intake.take_in({PRESS_RELEASE!r}, intake.Order(origin="x", publish=True), timezone.now()))
        """
    )
    assert not PlainPage.objects.exists()
    assert not Intake.objects.exists()


def test_a_lost_release_is_found_within_a_tick_under_the_same_id(root):
    page = make_page(root, publish=False)
    PlainPage.objects.filter(pk=page.pk).update(live=True)  # as a crash of a foreign import leaves it
    reconcile()
    reconcile()
    assert [row.story_id for row in Release.objects.all()] == [page.story_id]
