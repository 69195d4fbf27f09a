"""The dashboard and the reports in a real browser: looked at in both themes and sizes, filtered, exported and opened."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from syndication.actions import CorrectAction, WithdrawAction
from syndication.models import Intake, Outlet, Pickup, Release, Standing
from tests.make import make_article, make_draft, make_outlet, make_section, make_source

LONG = "An outlet whose name is as long as a name may be and then goes on a little more than anybody would expect"
CHINESE = "科幻走进文化多样性对话：创意与可持续发展论坛在北京举行"
SCREENS = ["/admin/", *(f"/admin/reports/{name}/" for name in ("taken", "times", "notices", "rights"))]
DAY = timedelta(days=1)


@pytest.fixture
def desk(live_site):
    """Something in every panel and every report."""
    now, section = timezone.now(), make_section()
    make_outlet("metro", name=LONG)
    make_outlet("post", name="晚报")
    port = make_source("Halvorsund Port Authority", reach="partners")
    pages = [make_article(title, under=section, source=port) for title in (CHINESE, "Fog holds the harbour")]
    make_article("Dam reopens", under=section, source=make_source())
    fetch("metro", timezone.now())
    CorrectAction(pages[0], note="“北京”原作“上海”。" * 4).execute(skip_permission_checks=True)
    WithdrawAction(pages[1], reason="The port asks for it.").execute(skip_permission_checks=True)
    for back in range(3, 8):
        fetch("post", now - DAY * back, sent=72, up_to=0)
    held = make_draft("River deltas keep pace", under=section, source=port, embargoed_until=now + timedelta(minutes=90))
    held.get_latest_revision().publish()
    uncredited = make_draft("Whose is it?", under=section)
    type(uncredited).objects.filter(pk=uncredited.pk).update(source=None)
    Standing.objects.filter(usable=True).update(rights_until=now + 5 * DAY)
    Intake.objects.create(origin="https://port.example.org/releases.rss", outcome="refused", reason="headline is empty")
    return live_site


def fetch(slug, moment, *, sent=3, up_to=None):
    newest = Release.objects.order_by("sequence").last().sequence if up_to is None else up_to
    Pickup.objects.create(
        outlet=Outlet.objects.get(slug=slug), format="rss", day=moment.date(), client="Press room", sent=sent,
        up_to=newest, up_to_at=moment, last_at=moment,
    )  # fmt: skip


def complaints(page):
    """What axe finds, by all its rules."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_the_dashboard_and_every_report_are_accessible_and_fit(desk, width, theme):
    page = desk.open_admin()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    for path in SCREENS:
        page.goto(desk.url + path, wait_until="networkidle")
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_dashboard_leads_to_where_one_can_act_and_counts_down(desk):
    page = desk.open_admin()
    problems = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.reload(wait_until="networkidle")
    expect(page.locator("#unfetched-notices-section")).to_contain_text(f"Correction, not fetched by {LONG}")
    expect(page.locator("#quiet-outlets-section")).to_contain_text("it usually fetches every 20")
    expect(page.locator("#refused-documents-section")).to_contain_text("headline is empty")
    expect(page.locator("#uncredited-section")).to_contain_text("Whose is it?")
    expect(page.locator("#today-section")).to_contain_text("taken off")
    left = page.locator("#embargoes-section strong")
    expect(left).to_have_text(re.compile(r"in 8\d minutes"))
    page.clock.install()
    page.reload(wait_until="networkidle")
    page.clock.fast_forward("01:28:00")
    expect(left).to_have_text(re.compile(r"in \d+ seconds"))
    page.clock.fast_forward("02:00")
    expect(left).to_have_text("lifting now")
    page.click("#unfetched-notices-section a >> text=科幻")
    expect(page.locator("h1")).to_contain_text("Who gets it, and why")
    assert problems == []


def test_a_report_is_filtered_and_its_spreadsheet_opens(desk, tmp_path):
    page = desk.open_admin("/admin/reports/notices/")
    expect(page.locator("table.listing tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="Kind").click()
    page.select_option("#id_kind", "withdrawal")
    expect(page.locator("table.listing tbody tr")).to_have_count(1)
    expect(page.locator("table.listing")).to_contain_text("The port asks for it.")
    page.locator("[data-controller='w-dropdown'] button[aria-label='Actions']").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download XLSX").click()
    download.value.save_as(tmp_path / "notices.xlsx")
    heading, row = load_workbook(tmp_path / "notices.xlsx").active.iter_rows(values_only=True)
    told = dict(zip(heading, row, strict=True))
    assert (told["Kind"], told["Story"], told["Source"], told["Lack it"]) == (
        "Withdrawal", "Fog holds the harbour", "Halvorsund Port Authority", 1,
    )  # fmt: skip
