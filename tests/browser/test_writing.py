"""Writing an article in a real browser: pasted copy, live counts, the embargo, and the keyboard alone."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.models import ArticlePage
from newsroom.story import NoticeKind
from syndication.models import Release
from tests.make import make_article, make_draft, make_outlet, make_section, make_source, make_topic
from tests.newsroom.test_desk_paste import RELEASE, WORD

CHINESE = """大坝重新开放

新华社北京2026年11月22日电 大坝周一重新开放，船只中午通过。

这是该坝五年来首次开放。

来源：中国日报
"""

# Of Wagtail's and Handsontable's own making, on every edit page with a body.
FOREIGN = ("public-DraftEditor-content", "HandsontableCopyPaste")


def complaints(page):
    found = Axe().run(page).response["violations"]
    nodes = [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]
    return [(rule, html) for rule, html in nodes if not any(name in html for name in FOREIGN)]


@pytest.fixture
def section(live_site):
    make_source("China Daily", aliases="中国日报", required_disclosure="Paid for by the city.")
    return make_section(receives_wire_copy=True)


def new_article(site, section, **sizes):
    page = site.open_admin(f"/admin/pages/add/newsroom/articlepage/{section.pk}/")
    if sizes:
        page.set_viewport_size(sizes)
    page.wait_for_load_state("networkidle")
    return page


def paste(page, box, *, text, html=""):
    """Paste as the clipboard of another program would."""
    page.eval_on_selector(
        box,
        """(box, [text, html]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            if (html) clipboardData.setData('text/html', html);
            box.focus();
            const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
            if (box.dispatchEvent(event)) {
                box.value = text;
                box.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }""",
        [text, html],
    )


def paste_into_form(page, **copied):
    page.locator("[data-panel-toggle]").first.click()
    paste(page, "#newsroom-paste-text", **copied)
    page.click("text=Fill in the form")
    page.wait_for_function("location.pathname.endsWith('/edit/')")  # autosave has kept it


def publish(page):
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.click("[name=action-publish]")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def test_a_release_is_pasted_checked_filled_in_and_published(live_site, section):
    page = new_article(live_site, section)
    problems = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    paste_into_form(page, text=RELEASE)
    assert page.input_value("#id_title") == "Rice museum opens in Changsha"
    assert page.input_value("#id_dateline_place") == "CHANGSHA"
    expect(page.locator(".newsroom-rules")).to_contain_text("Paid for by the city.")
    expect(page.locator(".newsroom-checklist")).to_contain_text("Nothing is missing.")
    assert complaints(page) == []
    publish(page)
    article = ArticlePage.objects.get()
    assert (article.live, article.source.name, [str(credit) for credit in article.credits.all()]) == (
        True, "China Daily", ["Lin Mei"],
    )  # fmt: skip
    assert "It is the largest of its kind." in str(article.body)
    assert problems == []


def test_what_was_written_before_is_not_touched(live_site, section):
    page = new_article(live_site, section)
    page.fill("#id_title", "My own headline")
    paste_into_form(page, text=RELEASE)
    expect(page.locator(".newsroom-paste__status")).to_contain_text("Not touched")
    assert page.input_value("#id_title") == "My own headline"


def test_chinese_copy_is_filled_in_on_a_telephone(live_site, section):
    page = new_article(live_site, section, width=390, height=800)
    paste_into_form(page, text=CHINESE)
    assert page.input_value("#id_title") == "大坝重新开放"
    expect(page.locator("#id_source")).to_have_value(re.compile(r"\d+"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_words_html_becomes_a_draft_on_the_screen_of_its_own(live_site, section, width):
    page = live_site.open_admin("/admin/paste/")
    page.set_viewport_size({"width": width, "height": 900})
    assert complaints(page) == []
    paste(page, "#id_text", text="Rice museum opens in Changsha", html=WORD)
    page.click("text=Recognise")
    expect(page.locator(".newsroom-recognised")).to_contain_text("certain")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("text=Make a draft")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    body = str(ArticlePage.objects.get().get_latest_revision_as_object().body)
    assert "<b>museum of rice</b>" in body
    assert "Seeds" in body


def test_counts_limits_and_the_embargo_follow_what_is_typed(live_site, section):
    make_outlet("metro", name="Metro", overrides=[("title_max", "20")])
    page = live_site.open_admin(f"/admin/pages/{make_draft('Dam', under=section).pk}/edit/")
    headline = page.locator("[data-newsroom-count-name-value=headline]")
    expect(headline.locator(".newsroom-count")).to_have_text("3 of 90 characters")
    page.fill("#id_title", "Dam reopens after repairs 👨‍👩‍👧")
    expect(headline.locator(".newsroom-count")).to_have_text("27 of 90 characters")
    expect(headline).to_contain_text("Metro takes headlines of at most 20 characters.")
    banner = page.locator(".newsroom-embargo")
    expect(banner).to_be_hidden()
    page.click("[role=tab]:has-text('Rights and embargo')")
    until = timezone.now() + timedelta(days=2, minutes=5)
    page.fill("#id_embargoed_until", until.strftime("%Y-%m-%d %H:%M"))
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("2 days, 00:0")
    expect(page.locator("[name=action-publish]")).to_contain_text("embargoed until")
    page.fill("#id_embargoed_until", "")
    expect(banner).to_be_hidden()
    assert "embargoed" not in page.locator("[name=action-publish]").text_content()


def test_an_article_is_written_with_the_keyboard_alone(live_site, section):
    for name in ("World trade", "Culture"):
        make_topic(name)
    page = new_article(live_site, section)
    page.focus("#id_title")
    page.wait_for_timeout(2500)  # Wagtail notes after two seconds what the form held
    page.keyboard.type("Dam reopens")
    page.wait_for_function("location.pathname.endsWith('/edit/')")  # autosave has made the draft
    for field, words in (("slugline", "DAM"), ("summary", "It is open."), ("dateline_place", "PARIS")):
        tab_to(page, f"id_{field}")
        page.keyboard.type(words)
    page.focus("[role=tab]:has-text('Story')")
    page.keyboard.press("ArrowRight")
    tab_to(page, "id_topics", most=12)
    page.keyboard.type("trade")
    expect(page.locator("[role=option]")).to_have_text(["World trade"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".newsroom-topics__chosen")).to_contain_text("World trade")
    assert complaints(page) == []
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    expect(page.locator(".newsroom-topics__chosen")).to_contain_text("World trade")
    assert (draft.title, draft.slugline, draft.summary, draft.dateline_place) == (
        "Dam reopens", "DAM", "It is open.", "PARIS",
    )  # fmt: skip


def tab_to(page, field, most=8):
    """Press Tab until `field` has the focus: what lies between are buttons of the same panels."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"{field} was not reached with {most} tabs")


def test_publishing_an_untouched_form_tells_partners_nothing(live_site):
    """Wagtail's text editor writes the body anew, and fields for moments show no seconds."""
    now = timezone.now().replace(microsecond=0)
    article = make_article(
        body=[
            ("paragraph", '<p>The dam <b>reopened</b> on <a href="https://city.example/?a=1&amp;b=2">Monday</a>.</p>'),
            ("quote", {"text": "We are glad, “very” glad &amp; done.", "attribution": "Wei"}),
            ("list", {"ordered": False, "items": ["<i>One</i> gate", "Two"]}),
            ("fact_box", {"title": "Gates", "text": "<p>Two.</p>"}),
        ],
        embargoed_until=now - timedelta(hours=1, seconds=7),
        expire_at=now + timedelta(days=1, seconds=7),
    )
    article.add_notice(NoticeKind.CORRECTION, "Two gates.", now - timedelta(minutes=5, seconds=7))
    article.save_revision().publish()
    before = article.as_story()
    assert Release.objects.count() == 2
    page = live_site.open_admin(f"/admin/pages/{article.pk}/edit/")
    page.wait_for_load_state("networkidle")
    publish(page)
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.revisions.count() == 3
    assert "data-block-key" in str(article.body.raw_data[0])
    assert Release.objects.count() == 2
    after = article.as_story()
    assert (after.embargoed_until, after.expires_at, after.notices) == (
        before.embargoed_until,
        before.expires_at,
        before.notices,
    )


GOOGLE_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0b2f1c1e-7fff-4a7e-9f43-2d1f5f7c9a10">'
    '<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;">The dam </span><span style="font-weight:400;">reopened </span>'
    '<span style="font-size:11pt;font-weight:700;">on Monday</span><span style="font-weight:400;">.</span></p>'
    '<ul><li dir="ltr"><p dir="ltr" role="presentation"><span style="font-weight:400;">Two gates</span></p></li></ul></b>'
)


def test_text_from_google_docs_is_bold_only_where_it_was(live_site):
    article = make_draft(body=[("paragraph", "<p></p>")])
    page = live_site.open_admin(f"/admin/pages/{article.pk}/edit/")
    page.wait_for_load_state("networkidle")
    paste(page, ".public-DraftEditor-content", text="The dam reopened on Monday.\nTwo gates", html=GOOGLE_DOCS)
    page.wait_for_function(
        "[...document.querySelectorAll('input[type=hidden]')].some((one) => one.value.includes('Two gates'))"
    )
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    [block] = ArticlePage.objects.get().get_latest_revision_as_object().body
    written = re.sub(r' data-block-key="[^"]*"', "", block.value.source)
    assert written == "<p>The dam reopened <b>on Monday</b>.</p><ul><li>Two gates</li></ul>"


CHOOSE = """(source) => window.wagtail.editHandler.getPanelByName('source').getBoundWidget().setState(
    { id: source, string: 'China Daily', title: 'China Daily', edit_url: '/admin/' })"""


def test_the_embargo_of_a_source_is_offered_in_the_field_and_can_be_cleared(live_site, section):
    source = make_source("Touchline Wire", embargo_hours=24)
    page = new_article(live_site, section)
    page.fill("#id_title", "Rovers win")
    page.evaluate(CHOOSE, source.pk)
    expect(page.locator(".newsroom-rules")).to_contain_text("This one is: until")
    expect(page.locator("#id_embargoed_until")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"))
    expect(page.locator(".newsroom-embargo")).to_be_visible()
    page.click("text=Change it")
    expect(page.locator("#id_embargoed_until")).to_be_focused()
    page.fill("#id_embargoed_until", "")
    page.locator("#id_embargoed_until").press("Tab")
    expect(page.locator(".newsroom-embargo")).to_be_hidden()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    draft = ArticlePage.objects.get(title="Rovers win").get_latest_revision_as_object()
    assert (draft.source, draft.embargoed_until) == (source, None)
