"""The demo newsroom: its files are complete, its pictures repeatable, and loading it twice is loading it once."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from PIL import Image

from home.demo.content import InvalidDemo, offset, read_demo
from home.demo.markdown import (
    Facts,
    Film,
    Gallery,
    Heading,
    Paragraph,
    Picture,
    Points,
    Quote,
    Related,
    Table,
    read_body,
)
from home.demo.pictures import SCENES, paint

DEMO = read_demo()
STORIES = {story.slugline: story for story in DEMO.stories}
PICTURES = {picture.name: picture for picture in DEMO.pictures}
EVERY_STORY = pytest.mark.parametrize("story", DEMO.stories, ids=list(STORIES))

# The first level of IPTC's media topics. Source: http://cv.iptc.org/newscodes/mediatopic/
MEDIA_TOPICS = {f"medtop:{number:02}000000" for number in range(1, 18)}


def bodies(story):
    return [story.body, *(version.body for version in story.earlier if version.body)]


def pictures_in(story):
    """The names of all pictures that a story shows."""
    shown = [story.picture] if story.picture else []
    for body in bodies(story):
        for block in read_body(body):
            if isinstance(block, Picture):
                shown.append(block.shown)
            if isinstance(block, Gallery):
                shown.extend(block.pictures)
    return shown


def words(story):
    return len(story.body.split())


# -- The files ---------------------------------------------------------------------------------------------------------


@EVERY_STORY
def test_a_story_names_only_what_is_on_file(story):
    assert story.source in {source.slug for source in DEMO.sources}
    assert set(story.topics) <= {topic.slug for topic in DEMO.topics}
    assert (story.language, story.section) in {(section.language, section.slug) for section in DEMO.sections}
    people = {contributor.slug for contributor in DEMO.contributors}
    assert set(story.byline) <= people
    assert {credit.contributor for credit in story.credits} <= people | {""}
    assert {shown.name for shown in pictures_in(story)} <= set(PICTURES)
    assert story.translation_of in {"", *STORIES}
    assert story.follows in {"", *STORIES}
    related = [block for body in bodies(story) for block in read_body(body) if isinstance(block, Related)]
    assert {slugline for block in related for slugline in block.sluglines} <= set(STORIES)


@EVERY_STORY
def test_a_story_says_all_that_partners_ask_for(story):
    assert story.summary
    assert story.genre
    assert story.topics
    assert 1 <= story.urgency <= 9
    assert len(story.headline) <= 150


def test_sluglines_are_unique():
    assert len(STORIES) == len(DEMO.stories) >= 26


def test_there_is_one_of_each_kind():
    states = {story.state for story in DEMO.stories}
    assert states == {"published", "corrected", "embargoed", "withdrawn", "expired"}
    assert {notice.kind for story in DEMO.stories for notice in story.notices} == {
        "correction", "clarification", "update", "editors-note",
    }  # fmt: skip
    assert any(story.picture is None for story in DEMO.stories)
    assert any(story.reach == "site" for story in DEMO.stories)
    assert any(len(story.earlier) == 1 and story.state == "published" for story in DEMO.stories)
    assert any(PICTURES[shown.name].reach == "site" for story in DEMO.stories for shown in pictures_in(story))
    assert any(words(story) > 5000 for story in DEMO.stories)
    assert {source.reach for source in DEMO.sources} == {"partners", "public", "site"}
    assert any(source.required_disclosure for source in DEMO.sources)
    assert any(story.follows for story in DEMO.stories)


def test_every_kind_of_block_is_used():
    used = {type(block) for story in DEMO.stories for block in read_body(story.body)}
    assert used == {Facts, Film, Gallery, Heading, Paragraph, Picture, Points, Quote, Related, Table}


@pytest.mark.parametrize(("language", "letters"), [("zh-Hans", "[\u4e00-\u9fff]"), ("ar", "[\u0621-\u064a]")])
def test_chinese_and_arabic_stories_are_of_full_length(language, letters):
    written = [story for story in DEMO.stories if story.language == language]
    assert len(written) == 2
    assert max(len(re.findall(letters, story.body)) for story in written) > 600


def test_topics_carry_codes_of_iptc():
    assert {topic.code for topic in DEMO.topics} <= MEDIA_TOPICS


def test_a_story_without_its_reason_is_refused():
    with pytest.raises(InvalidDemo, match="withdrawal"):
        type(DEMO.stories[0])(**{**fields_of(STORIES["TURBINE-WARRANTY"]), "withdrawal": ""})


def fields_of(story):
    return {name: getattr(story, name) for name in story.__slots__}


@pytest.mark.parametrize(
    ("text", "moment"),
    [("-3 hours", timedelta(hours=-3)), ("+2 days", timedelta(days=2)), ("-1 hour", timedelta(hours=-1))],
)
def test_moments_are_counted_from_the_loading(text, moment):
    assert offset(text) == moment


def test_a_moment_without_a_sign_is_refused():
    with pytest.raises(InvalidDemo, match="3 hours"):
        offset("3 hours")


def test_the_marks_of_the_small_markdown():
    body = "One **two** & *three*.\n\n## Head\n\n- a\n- [b](https://example.org/)\n\n> Said.\n> — Somebody\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert read_body(body) == (
        Paragraph(html="<p>One <b>two</b> &amp; <i>three</i>.</p>"),
        Heading(text="Head", level=2),
        Points(points=("a", '<a href="https://example.org/">b</a>'), ordered=False),
        Quote(text="Said.", attribution="Somebody"),
        Table(rows=(("a", "b"), ("1", "2"))),
    )


def test_a_film_is_a_box_with_an_address():
    assert read_body("::: film The ships\nhttps://vimeo.com/1\n:::\n") == (
        Film(title="The ships", url="https://vimeo.com/1"),
    )


def test_a_box_that_is_never_closed_is_refused():
    with pytest.raises(InvalidDemo, match="never closed"):
        read_body("::: facts Title\n- one\n")


# -- Pictures ----------------------------------------------------------------------------------------------------------


def test_every_scene_is_in_the_library():
    assert set(SCENES) == set(PICTURES)


@pytest.mark.parametrize("name", ["harbour", "observatory", "workshop"])
def test_a_picture_is_the_same_each_time(name, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert paint(name, first).read_bytes() == paint(name, second).read_bytes()
    with Image.open(first / f"{name}.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (1600, 1000))


@pytest.mark.parametrize("picture", DEMO.pictures, ids=SCENES)
def test_a_picture_is_described_in_a_sentence(picture):
    assert 40 < len(picture.alt) < 250
    assert picture.alt.endswith(".")
    assert picture.credit


# -- The loaded newsroom -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests here as after a run that broke off half-way."""
    from django.db import transaction
    from django.utils import timezone

    from home.demo.loader import steps

    with django_db_blocker.unblock(), transaction.atomic():
        work = steps(DEMO, timezone.now().replace(microsecond=0))
        for step in [*work[: len(work) - 10], *work]:
            step.run()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(newsroom, db):
    """The demo, given back as it was after each test."""


def page_of(slugline):
    from newsroom.models import ArticlePage

    return ArticlePage.objects.get(slugline=slugline)


def feed_of(slug):
    from django.utils import timezone

    from syndication import feeds
    from syndication.models import Outlet

    return feeds.read(feeds.locate(Outlet.objects.get(slug=slug), "rss"), timezone.now()).body.decode()


def everything():
    """How many rows there are of whatever loading writes."""
    from wagtail.models import Page, Revision

    from newsroom.models import NewsImage, Source
    from syndication.models import Outlet, Release

    return [model.objects.count() for model in (Page, Revision, NewsImage, Source, Outlet, Release)]


def test_each_story_is_in_its_state(loaded):
    from newsroom.models import ArticlePage

    released = set(ArticlePage.objects.released().values_list("slugline", flat=True))
    assert released == {story.slugline for story in DEMO.stories if story.state in ("published", "corrected")}
    assert ArticlePage.objects.count() == len(DEMO.stories)


def test_loading_twice_changes_nothing(loaded):
    from django.utils import timezone

    from home.demo.loader import steps

    before = everything()
    for step in steps(DEMO, timezone.now()):
        step.run()
    assert everything() == before


def test_the_moments_of_stories_lie_in_the_past(loaded):
    page = page_of("VIOLIN-MAKER")
    assert page.first_published_at == page.last_published_at
    assert page.first_published_at.date() == page.dateline_date


def test_the_correction_tells_what_was_wrong(loaded):
    from syndication.models import Release

    page = page_of("TURBINE-ORDER")
    first, last = Release.objects.filter(story_id=page.story_id).order_by("version")
    assert "84 turbines" in first.story.headline
    assert last.kind == Release.Kind.CORRECTION
    assert "48 turbines" in last.story.headline
    assert [notice.kind for notice in last.story.notices] == ["correction"]


@pytest.mark.parametrize("slug", ["public", "metro", "plainline", "digest"])
def test_what_may_not_leave_is_in_no_feed(slug, loaded):
    document = feed_of(slug)
    for slugline in ("DELTA-STUDY", "TURBINE-WARRANTY", "WEATHER-FOG", "EDITORS-LETTER", "CUP-FINAL"):
        assert STORIES[slugline].headline not in document


def test_partners_do_not_get_what_is_for_public_feeds_only(loaded):
    assert STORIES["WEATHER-COAST"].headline in feed_of("public")
    assert STORIES["WEATHER-COAST"].headline not in feed_of("metro")


def test_a_picture_of_our_own_pages_stays_there(loaded):
    story = page_of("MUSEUM-STRINGS").as_story()
    assert "museum" in story.lead.url
    assert "/museum" not in feed_of("metro")
    assert "/workshop" in feed_of("metro")


def test_china_daily_is_credited_with_its_disclosure(loaded):
    document = feed_of("metro")
    assert "SOURCE China Daily" in document
    assert "Lantern Quay Media Services LLC on behalf of China Daily" in document


def test_sources_are_found_by_their_other_names(loaded):
    from newsroom.models import Source

    assert Source.objects.named("中国日报").slug == "china-daily"


def test_without_debug_nothing_known_opens_the_site(loaded, settings):
    from home.demo.access import let_editor_in, let_partners_in

    settings.DEBUG = False
    assert let_editor_in() is None
    keys = let_partners_in()
    assert set(keys) == {outlet.slug for outlet in DEMO.outlets if outlet.access == "key"}
    assert not any(key.startswith("demo") for key in keys.values())
    assert let_partners_in() == {}  # a secret is shown once


def test_in_debug_the_editor_and_the_keys_are_told_each_time(loaded, settings, client):
    from home.demo.access import EDITOR, PASSWORD, let_editor_in, let_partners_in

    settings.DEBUG = True
    assert let_editor_in() == let_editor_in()
    assert client.login(username=EDITOR, password=PASSWORD)
    assert let_partners_in() == let_partners_in() != {}


def test_the_pages_that_list_stories_answer(loaded):
    from home.demo.visits import addresses, open_page

    paths = addresses()
    assert {"/", "/zh-hans/", "/ar/", "/world/", "/zh-hans/news/", "/sources/", "/topics/"} <= set(paths)
    assert open_page("/zh-hans/news/", "localhost") == 200


def test_the_withdrawn_story_is_gone_and_the_embargoed_one_unheard_of(loaded, client):
    assert client.get("/business/norrlys-sets-aside-90-million-euros-for-blade-repairs/").status_code == 410
    assert client.get(f"/science/{page_of('DELTA-STUDY').slug}/").status_code == 404


def test_the_front_page_has_a_story_at_its_head(loaded):
    from home.models import HomePage

    assert HomePage.objects.get(locale__language_code="en").lead_article.slugline == DEMO.lead


def test_the_command_lists_what_there_is(loaded):
    from django.core.management import call_command

    shown = StringIO()
    before = everything()
    call_command("demo", stdout=shown)
    assert everything() == before
    for part in ("/feeds/public.rss", "/feeds/digest.json", "under embargo       1", "/admin/"):
        assert part in shown.getvalue()


def test_why_explains_every_story_and_outlet_and_is_what_the_feed_does(loaded):
    from uuid import UUID

    from django.utils import timezone

    from newsroom.models import ArticlePage
    from syndication import feeds
    from syndication.models import Outlet, Standing
    from syndication.why import why

    now, explained = timezone.now(), 0
    released = {row.story_id: row.release.story for row in Standing.objects.select_related("release")}
    stories = [released.get(page.story_id) or page.as_story() for page in ArticlePage.objects.all()]
    for outlet in Outlet.objects.all():
        address = feeds.locate(outlet, outlet.effective_profile.formats[0])
        placed = {entry.offer.story_id for entry in feeds.contents(address, feeds.state(address, now)).entries}
        for story in stories:
            verdict = why(story, outlet, now)
            is_there = UUID(story.id.removeprefix("urn:uuid:")) in placed
            assert is_there is (verdict.answer in ("yes", "notice")), (outlet.slug, story.slugline, verdict)
            explained += bool(verdict.code and verdict.sentence)
    assert explained == len(stories) * len(DEMO.outlets)
