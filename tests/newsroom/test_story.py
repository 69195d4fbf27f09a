"""An article as a story: everything on it, nothing that may not travel."""

import time
import uuid
from datetime import UTC, date, datetime

import pytest
from django.core import checks
from wagtail import blocks
from wagtail.models import Page

from newsroom.blocks import BodyBlock
from newsroom.checks import blocks_without_wire
from newsroom.models import ArticleCredit, ArticleNotice, ArticlePage, NewsImage
from newsroom.story import CreditRole, InvalidStory, NoticeKind, Reach
from syndication.wire.story import Credit, Dateline, MediaRole, Notice, Place, Rights, Story, Topic
from tests.make import (
    NOON,
    make_article,
    make_contributor,
    make_draft,
    make_image,
    make_section,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

EARLIER = uuid.UUID("7b1f0a52-1c36-4e0f-9d3c-3a3c1f8a9d11")


def full_article() -> ArticlePage:
    """An article with every field set."""
    ministry = make_source("Ministry of Water", reach="public", required_disclosure="Paid for by the ministry.")
    daily = make_source(
        "China Daily", url="https://chinadaily.example/", country="CN", licence="CC BY", licence_url="https://cc.example/",
        copyright="© China Daily", usage_terms="Ask first.", required_disclosure="Distributed by agents.",
    )  # fmt: skip
    article = ArticlePage(
        title="Dam reopens",
        slugline="DAM-REOPEN",
        summary="After two years.",
        dateline_place="BEIJING",
        dateline_date=date(2026, 11, 23),
        source=daily,
        lead_image=make_image("lead", credit="Li Na", copyright="© Li", licence="CC0", reach_until=NOON),
        lead_caption="The dam",
        lead_alt="A dam",
        body=[("paragraph", "<p>It reopened.</p>")],
        language="en-GB",
        urgency=3,
        genre="Press Release",
        topics=[make_topic("Water", code="medtop:20000430")],
        place_name="Beijing",
        place_country="CN",
        latitude=39.9,
        longitude=116.4,
        canonical_url="https://chinadaily.example/dam",
        external_id="tag:x,2026:1",
        follows=make_article("Dam closes", story_id=EARLIER),
        expire_at=datetime(2099, 1, 1, tzinfo=UTC),
        first_published_at=NOON,
        last_published_at=NOON,
    )
    article.credits.add(ArticleCredit(contributor=make_contributor("Wang Wei", url="https://wang.example/")))
    article.credits.add(ArticleCredit(name="Zhang San", role=CreditRole.TRANSLATOR.value))
    article.credits.add(ArticleCredit(source=ministry))
    article.notices.add(ArticleNotice(kind="correction", text="It was Monday.", at=NOON))
    make_section("Water").add_child(instance=article)
    return ArticlePage.objects.get(pk=article.pk)


def test_a_story_that_is_not_out_is_not_followed():
    article = make_article(follows=make_draft("Dam closes"))
    assert article.as_story().follows == ""


def test_a_story_holds_everything_on_the_page():
    article = full_article()
    story = article.as_story()
    lead = article.lead_image.renditions.get()
    [media] = story.media
    assert story == Story(
        id=f"urn:uuid:{article.story_id}",
        headline="Dam reopens",
        summary="After two years.",
        slugline="DAM-REOPEN",
        body="<p>It reopened.</p>",
        url="http://localhost/water/dam-reopens/",
        canonical_url="https://chinadaily.example/dam",
        external_id="tag:x,2026:1",
        follows=EARLIER.urn,
        language="en-GB",
        dateline=Dateline(place="BEIJING", day=date(2026, 11, 23)),
        credits=(
            Credit(name="China Daily", key="china-daily", url="https://chinadaily.example/", country="CN"),
            Credit(name="Ministry of Water", key="ministry-of-water"),
            Credit(name="Wang Wei", role=CreditRole.BYLINE, url="https://wang.example/"),
            Credit(name="Zhang San", role=CreditRole.TRANSLATOR),
        ),
        closing_line="SOURCE China Daily",
        topics=(Topic(name="Water", key="water", code="medtop:20000430"),),
        section="Water",
        genre="Press Release",
        urgency=3,
        place=Place(name="Beijing", country="CN", latitude=39.9, longitude=116.4),
        media=(media,),
        notices=(Notice(kind=NoticeKind.CORRECTION, text="It was Monday.", at=NOON),),
        rights=Rights(
            licence="CC BY", licence_url="https://cc.example/", copyright="© China Daily", usage_terms="Ask first.",
            disclosure="Distributed by agents. Paid for by the ministry.", reach=Reach.PUBLIC, source_reach=Reach.PUBLIC,
        ),
        published_at=NOON,
        updated_at=NOON,
        expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert media.url == f"http://localhost{lead.url}"
    assert (media.mime_type, media.role, media.width, media.height) == ("image/jpeg", MediaRole.LEAD, 40, 30)
    assert media.length == lead.file.size > 0
    assert (media.alt, media.caption, media.credit, media.copyright) == ("A dam", "The dam", "Li Na", "© Li")
    assert (media.licence, media.reach, media.reach_until) == ("CC0", Reach.PARTNERS, NOON)


def test_a_story_is_the_same_before_its_children_are_committed():
    """The ledger asks in post_save, when credits, notices and topics are on the instance alone."""
    seen = []

    def look(instance: ArticlePage, **kwargs: object) -> None:
        seen.append(instance.as_story())

    from django.db.models.signals import post_save

    post_save.connect(look, sender=ArticlePage)
    try:
        article = full_article()
    finally:
        post_save.disconnect(look, sender=ArticlePage)
    assert seen[-1] == article.as_story()


def test_a_story_is_made_from_a_revision():
    article = full_article()
    article.title = "Dam closes"
    article.add_notice(NoticeKind.UPDATE, "It closed again.", NOON)
    article.topics = [*article.topics.all(), make_topic("Trade")]
    story = article.save_revision().as_object().as_story()
    assert (story.headline, len(story.notices), len(story.topics)) == ("Dam closes", 2, 2)
    assert article.as_story().headline == "Dam closes"
    assert ArticlePage.objects.get(pk=article.pk).as_story().headline == "Dam reopens"


def test_a_bare_article_is_a_story_too():
    story = make_article().as_story()
    assert (story.media, story.notices, story.place, story.urgency, story.genre) == ((), (), None, 0, "")
    assert story.language == "en"


def test_a_page_outside_every_site_is_no_story():
    article = make_article()
    from wagtail.models import Site

    Site.objects.all().delete()
    with pytest.raises(InvalidStory, match="stands under no site"):
        ArticlePage.objects.get(pk=article.pk).as_story()


def test_a_draft_without_a_source_may_go_nowhere():
    draft = make_draft()
    draft.source = None
    story = draft.as_story()
    assert (story.rights.reach, story.credits, story.closing_line) == (Reach.NOWHERE, (), "")


@pytest.mark.parametrize(
    ("article", "source", "story"),
    [("partners", "site", "site"), ("site", "partners", "site"), ("public", "partners", "public")],
)
def test_a_story_goes_no_further_than_the_article_and_its_source_allow(article, source, story):
    assert make_article(reach=article, source=make_source(reach=source)).as_story().rights.reach == story


def test_making_a_story_asks_fourteen_queries_however_many_pictures_and_credits(django_assert_max_num_queries):
    images = [make_image(f"image {number}") for number in range(4)]
    body = [("paragraph", "<p>x</p>")]
    body += [("image", {"image": image, "caption": "", "alt": ""}) for image in images[:2]]
    body += [("gallery", {"title": "", "images": [{"image": image, "caption": "", "alt": ""} for image in images[2:]]})]
    article = make_article(lead_image=make_image("lead"), body=body, topics=[make_topic()])
    for number in range(3):
        article.credits.add(ArticleCredit(source=make_source(f"Source {number}")))
        article.credits.add(ArticleCredit(contributor=make_contributor(f"Person {number}")))
    article.save()
    article.as_story()

    again = ArticlePage.objects.get(pk=article.pk)
    with django_assert_max_num_queries(14):
        assert len(again.as_story().media) == 5


# The body


def body_of(*body: tuple[str, object]) -> str:
    return make_draft(body=list(body)).as_story().body


def test_paragraphs_have_absolute_links():
    text = '<p>See <a href="/about/?a=1&amp;b=2">us</a> or <a href="https://x.example/">x</a> &amp; <b>more</b>.</p>'
    assert body_of(("paragraph", text)) == (
        '<p>See <a href="http://localhost/about/?a=1&amp;b=2">us</a> or <a href="https://x.example/">x</a>'
        " &amp; <b>more</b>.</p>"
    )


def test_links_lead_to_released_articles_only():
    article, draft = make_article("Port opens"), make_draft("Secret plan")
    section = Page.objects.get(pk=article.get_parent().pk)
    text = "".join(f'<p><a linktype="page" id="{page.pk}">{page.pk}</a></p>' for page in (article, draft, section))
    assert body_of(("paragraph", text + '<p><a linktype="page" id="99999">gone</a></p>')) == (
        f'<p><a href="http://localhost/news/port-opens/">{article.pk}</a></p><p><a>{draft.pk}</a></p>'
        f'<p><a href="http://localhost/news/">{section.pk}</a></p><p><a>gone</a></p>'
    )


def test_a_broken_link_does_not_stop_the_story():
    assert body_of(("paragraph", '<p><a href="http://[">x</a></p>')) == '<p><a href="http://[">x</a></p>'


def test_headings_escape_their_text():
    assert body_of(("heading", {"text": "<b> & ]]>", "level": "3"})) == "<h3>&lt;b&gt; &amp; ]]&gt;</h3>"


def test_pictures_are_figures_with_their_caption_and_credit():
    image = make_image(credit="Li <Na>")
    html = body_of(("image", {"image": image, "caption": "A & B", "alt": 'say "x"'}))
    rendition = image.renditions.get()
    assert html == (
        f'<figure><img src="http://localhost{rendition.url}" width="40" height="30" alt="say &quot;x&quot;">'
        "<figcaption>A &amp; B <cite>Li &lt;Na&gt;</cite></figcaption></figure>"
    )


def test_a_large_picture_is_offered_in_several_sizes_made_as_its_story_is():
    image = make_image(size=(1500, 60))
    story = make_draft(lead_image=image).as_story()

    [media] = story.media
    assert [one.width for one in media.renditions] == [1200, 640, 1500]
    assert media.url == media.renditions[0].url
    assert all(one.url.startswith("http://localhost/") and one.length for one in media.renditions)
    assert make_article("Again", lead_image=image).as_story().media == story.media
    assert image.renditions.filter(file_size__gt=0).count() == 3


def test_a_picture_is_one_medium_however_often_it_is_shown():
    image = make_image()
    block = ("image", {"image": image, "caption": "", "alt": ""})
    story = make_draft(lead_image=image, body=[block, block]).as_story()
    assert [media.role for media in story.media] == [MediaRole.LEAD]
    assert story.body.count(story.media[0].url) == 2


def test_galleries_are_a_title_and_figures():
    picture = {"image": make_image(), "caption": "", "alt": ""}
    html = body_of(("gallery", {"title": "Views", "images": [picture, picture]}))
    assert html.startswith("<h3>Views</h3><figure>")
    assert html.count("<figure>") == 2


def test_a_picture_that_may_not_be_shown_is_nowhere():
    image = make_image(reach="nowhere")
    story = make_draft(lead_image=image, body=[("image", {"image": image, "caption": "Secret", "alt": ""})]).as_story()
    assert (story.media, story.body) == ((), "")


def test_a_picture_whose_file_is_gone_does_not_stop_the_story(caplog):
    image = make_image()
    image.file.storage.delete(image.file.name)
    story = make_draft(lead_image=image).as_story()
    assert story.media == ()
    assert "cannot travel" in caplog.text


def test_a_deleted_picture_leaves_the_rest_of_the_body():
    image = make_image()
    draft = make_draft(body=[("image", {"image": image, "caption": "", "alt": ""}), ("paragraph", "<p>x</p>")])
    NewsImage.objects.all().delete()
    assert ArticlePage.objects.get(pk=draft.pk).as_story().body == "<p>x</p>"


def test_quotes_lists_tables_embeds_and_fact_boxes_are_plain_html():
    table = {
        "data": [["Year", "Cars"], ["2026", "5 & 6"], [None, ""]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "Sold",
    }
    assert body_of(
        ("quote", {"text": "<p>Well.</p>", "attribution": "Li <x>"}),
        ("list", {"ordered": True, "items": ["<p>a</p>", "<p>b</p>"]}),
        ("list", {"ordered": False, "items": ["<p>a</p>"]}),
        ("table", table),
        ("embed", {"url": "https://v.example/?a=1&b=2", "title": ""}),
        ("audio", {"url": "https://v.example/a.mp3?b&c", "title": "An <hour>", "transcript": "<p>Said.</p>"}),
        ("fact_box", {"title": "Facts", "text": "<p>f</p>"}),
    ).splitlines() == [
        "<blockquote><p>Well.</p><p><cite>Li &lt;x&gt;</cite></p></blockquote>",
        "<ol><li><p>a</p></li><li><p>b</p></li></ol>",
        "<ul><li><p>a</p></li></ul>",
        "<table><caption>Sold</caption><thead><tr><th>Year</th><th>Cars</th></tr></thead><tbody><tr><th>2026</th>"
        "<td>5 &amp; 6</td></tr><tr><th></th><td></td></tr></tbody></table>",
        '<p><a data-embed href="https://v.example/?a=1&amp;b=2" title="">https://v.example/?a=1&amp;b=2</a></p>',
        '<p><a href="https://v.example/a.mp3?b&amp;c">An &lt;hour&gt;</a></p><p>Said.</p>',
        "<aside><h3>Facts</h3><p>f</p></aside>",
    ]


def test_related_stories_stay_on_our_site():
    assert (
        body_of(("related", {"title": "More", "articles": [make_article()]}), ("paragraph", "<p>x</p>")) == "<p>x</p>"
    )


def test_every_block_can_be_written_for_the_wire():
    assert blocks_without_wire(BodyBlock()) == []
    assert not [found for found in checks.run_checks() if found.id == "newsroom.E001"]


def test_a_block_that_cannot_be_written_for_the_wire_is_named():
    class Poll(blocks.StructBlock):
        question = blocks.CharBlock()

    class Body(BodyBlock):
        poll = Poll()

    assert blocks_without_wire(Body()) == ["poll"]


def test_a_block_in_a_stream_within_a_block_is_named_by_its_path():
    class Columns(blocks.StructBlock):
        columns = blocks.ListBlock(blocks.StreamBlock([("words", blocks.CharBlock())]))

        def wire(self, value, context):
            return ""

    class Body(BodyBlock):
        box = Columns()

    assert blocks_without_wire(Body()) == ["box.columns.item.words"]


def test_the_start_up_check_names_model_field_and_block(monkeypatch):
    body = ArticlePage._meta.get_field("body").stream_block
    monkeypatch.setitem(body.child_blocks, "poll", blocks.CharBlock())

    [problem] = [found for found in checks.run_checks() if found.id == "newsroom.E001"]
    assert problem.msg == "The block “poll” of newsroom.ArticlePage.body cannot be written for the wire."


def test_a_body_without_a_writer_of_its_own_is_named():
    assert blocks_without_wire(blocks.StreamBlock([("paragraph", blocks.CharBlock())])) == ["body"]


# Languages


@pytest.mark.parametrize(
    ("title", "language", "direction"), [("大坝重新开放", "zh-Hans", "ltr"), ("إعادة فتح السد", "ar", "rtl")]
)
def test_stories_in_other_scripts_keep_their_address_language_and_direction(client, title, language, direction):
    article = make_article(title, language=language)
    story = article.as_story()
    assert article.slug
    assert (story.headline, story.language, story.direction) == (title, language, direction)
    page = client.get(article.url)
    assert page.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in page.content.decode()


@pytest.mark.parametrize(
    ("code", "tag"), [("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("EN", "en"), ("zh-hant-tw", "zh-Hant-TW")]
)
def test_language_codes_are_spelt_as_bcp_47_recommends(code, tag):
    assert ArticlePage(language=code, story_id=uuid.uuid4()).language_tag == tag


def test_a_headline_without_letters_has_an_address():
    article = make_article("!!!")
    assert article.slug == f"story-{article.story_id.hex[:8]}"


def test_a_second_story_with_the_same_headline_gets_a_number():
    assert [make_article("Dam reopens").slug for _ in range(3)] == ["dam-reopens", "dam-reopens-2", "dam-reopens-3"]


def test_links_that_never_end_are_looked_at_once():
    article, began = make_article(body=[("paragraph", "<p>" + "<a " * 60_000 + "</p>")]), time.process_time()
    article.as_story()
    assert time.process_time() - began < 5
