"""The readers' pages: what they show of released stories, in how many queries, and that they show nothing else."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import override
from django.views.defaults import server_error
from wagtail.models import PageViewRestriction

from newsroom.models import ArticleCredit, ArticleNotice, ArticlePage
from syndication.models import Outlet, OutletFeed
from tests.home.paper import published, read, texts, warm
from tests.make import (
    HOUR,
    make_article,
    make_contributor,
    make_draft,
    make_image,
    make_outlet,
    make_section,
    make_source,
    make_topic,
)  # fmt: skip

pytestmark = pytest.mark.django_db

FORMATS = ["application/rss+xml", "application/atom+xml", "application/feed+json"]


# -- The front page ----------------------------------------------------------------------------------------------------


def test_an_empty_site_has_a_front_page(client):
    page = read(client)
    assert texts(page, "h1") == ["The News Desk"]
    assert texts(page, ".empty") == ["Nothing has been published here yet."]


def test_the_newest_story_with_a_picture_leads(client, home):
    published(title="Dam reopens", hours_ago=3, lead_image=make_image())
    published(title="Older", hours_ago=4, lead_image=make_image())
    published(title="Newer, no picture", hours_ago=2)
    page = read(client)
    assert texts(page, ".front__lead h2") == ["Dam reopens"]
    assert texts(page, ".front__beside h2") == ["Older"]
    assert texts(page, ".front__latest h3") == ["Newer, no picture"]


def test_the_editors_choice_leads_while_it_is_released(client, home):
    chosen = published(title="Chosen", hours_ago=90)
    published(title="Dam reopens", lead_image=make_image())
    home.lead_article = chosen
    home.save_revision().publish()
    assert texts(read(client), ".front__lead h2") == ["Chosen"]
    chosen.unpublish()
    assert texts(read(client), ".front__lead h2") == ["Dam reopens"]


def test_each_section_shows_its_newest_stories_that_do_not_stand_above(client, home):
    trade, sport = make_section("Trade"), make_section("Sport")
    make_section("Empty")
    published(title="Lead", under=trade, lead_image=make_image())
    for number in range(5):
        published(title=f"Trade {number}", under=trade, hours_ago=10 + number)
    published(title="Cup", under=sport, hours_ago=9)
    page = read(client)
    assert texts(page, ".band > h2") == ["Trade", "Sport"]
    assert texts(page, ".band:nth-of-type(1) h3")[:4] == ["Trade 0", "Trade 1", "Trade 2", "Trade 3"]


def test_recent_corrections_stand_on_the_front_page(client, home):
    now = timezone.now()
    published(notices=[ArticleNotice(kind="correction", text="It was 48.", at=now)])
    published(title="Other", notices=[ArticleNotice(kind="update", text="A new total.", at=now)])
    make_draft("Draft", notices=[ArticleNotice(kind="correction", text="Nobody knows.", at=now)])
    assert texts(read(client), ".mended li > p:last-child") == ["It was 48."]


def test_a_front_page_shows_no_story_that_is_not_released(client, home):
    hidden = make_section("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    published(title="Private", under=hidden, lead_image=make_image())
    make_article("Embargoed", embargoed_until=timezone.now() + HOUR)
    make_draft("Draft")
    make_article("Expired", expire_at=timezone.now() - HOUR)
    text = read(client).get_text()
    assert not [word for word in ("Private", "Hidden", "Embargoed", "Draft", "Expired") if word in text]


# -- An article --------------------------------------------------------------------------------------------------------


@pytest.fixture
def article(home):
    """An article with everything that a page can show."""
    source = make_source(
        "China Daily",
        url="https://chinadaily.example/",
        licence="CC BY 4.0",
        licence_url="https://cc.example/by",
        required_disclosure="Distributed on behalf of China Daily.",
        logo=make_image("logo"),
    )
    return published(
        title="Dam </script> reopens",
        slug="dam",
        summary="After four years.",
        source=source,
        genre="Press Release",
        dateline_place="BEIJING",
        dateline_date=timezone.now().date(),
        lead_image=make_image(credit="Li Na"),
        lead_caption="The dam.",
        topics=[make_topic("Trade")],
        credits=[ArticleCredit(role="byline", contributor=make_contributor("Wang Wei"))],
        notices=[ArticleNotice(kind="correction", text="It was 48, not 84.", at=timezone.now())],
    )


def test_an_article_says_what_a_reader_must_know(client, article):
    page = read(client, "/news/dam/")
    assert texts(page, "h1") == ["Dam </script> reopens"]
    assert texts(page, ".story__summary") == ["After four years."]
    assert texts(page, ".slip__label") == ["Press release, supplied by"]
    assert texts(page, ".slip__source a") == ["China Daily"]
    assert texts(page, ".slip__disclosure") == ["Distributed on behalf of China Daily."]
    assert texts(page, ".story__by bdi") == ["Wang Wei"]
    assert texts(page, ".dateline")[0].startswith("BEIJING, ")
    assert texts(page, ".story__lead figcaption") == ["The dam. Li Na"]
    assert texts(page, ".closing") == ["SOURCE China Daily"]
    assert texts(page, ".topics a") == ["Trade"]
    assert texts(page, ".notice p + p") == ["It was 48, not 84."] * 2  # above and at the foot
    when = page.select_one(".story__by time")
    assert when["datetime"] == article.first_published_at.isoformat(timespec="seconds")
    assert when.get_text().endswith(" UTC")


def test_an_old_correction_stands_at_the_foot_alone(client, article):
    article.notices.update(at=timezone.now() - timedelta(days=60))
    assert texts(read(client, "/news/dam/"), ".notice p + p") == ["It was 48, not 84."]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"genre": "Press Release"}, "Press release, supplied by"),
        ({"source": {"kind": "company"}}, "Press release, supplied by"),
        ({"source": {"kind": "agency"}}, "Supplied by"),
        ({"source": {"kind": "company"}, "genre": "Feature"}, "Supplied by"),
        ({"source": {"name": "The News Desk", "kind": "newspaper"}}, "Reported by"),
    ],
)
def test_the_label_says_who_speaks(client, home, fields, label):
    source = make_source(**{"name": "Acme", "kind": "newspaper", **fields.pop("source", {})})
    published(source=source, slug="dam", **fields)
    assert texts(read(client, "/news/dam/"), ".slip__label") == [label]


def test_an_article_has_a_card_for_those_who_share_it(client, article):
    page = read(client, "/news/dam/")
    card = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert card["og:title"] == "Dam </script> reopens"
    assert card["og:type"] == "article"
    assert card["og:url"] == "http://localhost/news/dam/"
    assert card["og:image"].startswith("http://localhost/news/dam/share.jpg?v=")
    assert card["og:image:alt"] == "Dam </script> reopens · China Daily"
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")


def test_every_page_says_what_it_is_about(client, article):
    published(title="Untold", slug="untold", body=[("paragraph", "<p>The <b>harbour</b> reopened.</p>")], hours_ago=2)
    about = {path: read(client, path).select_one("meta[name=description]")["content"] for path in (
        "/news/dam/", "/news/untold/", "/sources/china-daily/", "/topics/trade/", "/", "/feeds/public/topics/trade/")}  # fmt: skip
    paper = "The News Desk names the source of every story and says what was corrected, and when."
    assert about == {
        "/news/dam/": "After four years.",
        "/news/untold/": "The harbour reopened.",
        "/sources/china-daily/": f"China Daily · {paper}",
        "/topics/trade/": f"Trade · {paper}",
        "/": paper,
        "/feeds/public/topics/trade/": f"Trade · {paper}",
    }


def test_the_originals_address_is_canonical(client, home):
    published(slug="here")
    published(title="Chinese", slug="大坝")
    published(title="There", slug="there", canonical_url="https://acme.example/release")
    assert read(client, "/news/here/").select_one("link[rel=canonical]")["href"] == "http://localhost/news/here/"
    assert read(client, "/news/大坝/?utm_source=x").select_one("link[rel=canonical]")["href"] == (
        "http://localhost/news/%E5%A4%A7%E5%9D%9D/"
    )
    assert read(client, "/news/there/").select_one("link[rel=canonical]")["href"] == "https://acme.example/release"


def test_feeds_are_found_on_an_article_the_most_specific_first(client, article):
    links = read(client, "/news/dam/").select("link[rel=alternate][title]")
    assert [(link["type"], link["href"]) for link in links] == [
        (media_type, f"/feeds/{path}.{extension}")
        for path in ("public/sources/china-daily", "public/topics/trade", "public")
        for media_type, extension in zip(FORMATS, ("rss", "atom", "json"), strict=True)
    ]
    assert {client.get(link["href"]).status_code for link in links} == {200}


@pytest.mark.parametrize("reaches", [("site", "partners"), ("partners", "site")])
def test_no_page_points_to_a_feed_that_is_not_there(client, home, reaches):
    own, sources = reaches
    published(slug="dam", reach=own, source=make_source(reach=sources), topics=[make_topic("Trade")])
    for path in ("/", "/news/", "/news/dam/", "/sources/china-daily/", "/topics/trade/", "/feeds/"):
        links = {
            link["href"] for link in read(client, path).select("link[rel=alternate][title], main a[href^='/feeds/']")
        }
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_without_an_open_outlet_no_page_speaks_of_feeds(client, home, article):
    Outlet.objects.update(active=False)
    for path in ("/", "/news/dam/", "/sources/china-daily/"):
        assert not read(client, path).select("link[rel=alternate][title]")
    assert texts(read(client, "/feeds/"), ".empty") == ["This site has no open feeds."]


def test_pictures_have_their_size_and_an_alt_text(client, article):
    for path in ("/", "/news/dam/", "/news/", "/sources/china-daily/"):
        pictures = read(client, path).select("img")
        assert pictures
        assert all(picture.get("width") and picture.get("height") and "alt" in picture.attrs for picture in pictures)


def test_a_picture_that_may_go_nowhere_is_not_shown(client, home):
    image = make_image("secret-harbour", reach="nowhere")
    published(slug="dam", lead_image=image, body=[("image", {"image": image, "caption": "", "alt": ""})])
    for path in ("/", "/news/dam/"):
        assert "secret-harbour" not in str(read(client, path))


def test_more_of_the_source_and_the_topics_is_released_too(client, article):
    published(title="Of the source")
    published(title="Of the topic", source=make_source("Acme"), topics=list(article.topics.all()))
    make_draft("Draft of the source")
    make_draft("Draft of the topic", source=make_source("Corp"), topics=list(article.topics.all()))
    page = read(client, "/news/dam/")
    assert texts(page, ".company section:nth-of-type(1) h3") == ["Of the source"]
    assert texts(page, ".company section:nth-of-type(2) h3") == ["Of the topic"]


def test_an_article_can_be_previewed_before_it_is_saved(rf, home):
    page = ArticlePage(title="Idea", locale=home.locale, body=[("paragraph", "<p>Words.</p>")])
    request = rf.get("/")
    request.user = AnonymousUser()
    assert "Idea" in page.serve_preview(request, page.default_preview_mode).rendered_content


# -- Lists -------------------------------------------------------------------------------------------------------------


def test_a_section_lists_its_stories_leaf_by_leaf(client, home):
    section = make_section("Trade")
    for number in range(23):
        published(title=f"Story {number}", under=section, hours_ago=number + 1)
    first, second = read(client, "/trade/"), read(client, "/trade/?page=2")
    assert texts(first, ".rows h2")[0] == "Story 0"
    assert first.select_one("a[rel=next]")["href"] == "?page=2"
    assert texts(second, ".rows h2") == ["Story 20", "Story 21", "Story 22"]
    assert second.select_one("link[rel=canonical]")["href"] == "http://localhost/trade/?page=2"


def test_a_source_says_who_it_is_and_what_it_supplied(client, article):
    page = read(client, "/sources/china-daily/")
    assert texts(page, "h1") == ["China Daily"]
    assert texts(page, ".rows h2") == ["Dam </script> reopens"]
    assert "Distributed on behalf of China Daily." in texts(page, ".facts dd")
    assert next(link["href"] for link in page.select("link[rel=alternate][title]")) == (
        "/feeds/public/sources/china-daily.rss"
    )
    assert texts(read(client, "/sources/"), ".directory h2") == ["China Daily"]


def test_a_topic_lists_what_is_about_it(client, article):
    published(title="Of something else")
    page = read(client, "/topics/trade/")
    assert texts(page, ".rows h2") == ["Dam </script> reopens"]
    assert page.select_one(".facts .feed-link")["href"] == "/feeds/public/topics/trade/"
    assert texts(read(client, "/topics/"), ".directory h2") == ["Trade"]


def test_search_finds_released_stories_in_words_and_in_chinese(client, home):
    published(title="Harbour reopens", body=[("paragraph", "<p>在北京举行的论坛</p>")])
    make_draft("Harbour in secret")
    for words in ("harbour", "北京"):
        page = read(client, f"/search/?q={words}")
        assert texts(page, ".rows h2") == ["Harbour reopens"]
        assert texts(page, ".list-head__count") == [f"1 story for “{words}”"]
    assert texts(read(client, "/search/?q=zebra"), ".empty")
    assert not read(client, "/search/").select(".rows, .empty")


@pytest.mark.parametrize("text", ["%22%3E%3Cscript%3E", "a" * 5000, "AND%20OR%20(", "%F0%9F%90%99", "*"])
def test_search_survives_whatever_is_typed(client, home, text):
    for page in ("-1", "9" * 5000, "٣", "%01"):
        assert not read(client, f"/search/?q={text}&page={page}").select("script:not([src^='/static/'])")


def test_the_feeds_page_leads_to_a_page_for_each_feed(client, article):
    OutletFeed.objects.create(outlet=Outlet.objects.get(), name="World", slug="world", field="section", value="News")
    links = read(client, "/feeds/").select(".feed-list a")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("All stories", "/feeds/public/"),
        ("World", "/feeds/public/world/"),
        ("China Daily", "/feeds/public/sources/china-daily/"),
        ("Trade", "/feeds/public/topics/trade/"),
    ]
    assert {client.get(link["href"]).status_code for link in links} == {200}


def test_no_link_for_people_leads_into_a_feed(client, article):
    feeds = tuple(f".{extension}" for extension in ("rss", "atom", "json"))
    for path in ("/", "/news/", "/news/dam/", "/sources/china-daily/", "/topics/trade/", "/feeds/", "/feeds/public/"):
        page = read(client, path)
        assert [link["href"] for link in page.select("a[href]") if link["href"].endswith(feeds)] == []
        assert page.select_one('.colophon a[href="/feeds/"]')


# -- The page of one feed ----------------------------------------------------------------------------------------------


def test_the_page_of_a_feed_says_what_it_holds_where_it_is_and_what_is_in_it(client, article):
    for number in range(11):
        published(title=f"Story {number}", slug=f"story-{number}", topics=list(article.topics.all()))
    page = read(client, "/feeds/public/topics/trade/")
    assert texts(page, "h1") == ["Trade"]
    assert texts(page, ".addresses dt") == ["RSS 2.0", "Atom 1.0", "JSON Feed 1.1"]
    addresses = texts(page, ".addresses code")
    assert addresses == [f"http://localhost/feeds/public/topics/trade.{end}" for end in ("rss", "atom", "json")]
    assert {client.get(address.removeprefix("http://localhost")).status_code for address in addresses} == {200}
    assert texts(page, ".feed-latest h3") == [f"Story {number}" for number in range(10, 0, -1)]
    assert page.select_one(".feed-latest a")["href"] == "http://localhost/news/story-10/"
    assert texts(page, "h2")[-1] == "What is a feed?"
    assert [link["href"] for link in page.select("link[rel=alternate][title]")] == addresses


def test_the_page_of_a_feed_works_without_its_script(client, article):
    page = read(client, "/feeds/public/")
    assert [script["src"] for script in page.select("script:not([type='application/ld+json'])")] == [
        "/static/times.js",
        "/static/copy.js",
    ]
    for button in page.select(".addresses button"):
        assert button.has_attr("hidden")
        assert page.find(id=button["data-copies"]).get_text().startswith("http://localhost/feeds/public.")


def test_the_page_of_a_feed_speaks_the_readers_language(client, article, chinese):
    page = read(client, "/zh-hans/feeds/public/")
    assert (page.html["lang"], page.select_one("h1 bdi")["lang"]) == ("zh-Hans", "en")
    assert page.select_one(".kicker a")["href"] == "/zh-hans/feeds/"
    assert page.select_one("link[rel=canonical]")["href"] == "http://localhost/zh-hans/feeds/public/"


@pytest.mark.parametrize(
    "path", ["/feeds/partner/", "/feeds/nothing/", "/feeds/public/nothing/", "/feeds/public/topics/nothing/", "/feeds/off/"]
)  # fmt: skip
def test_only_an_open_feed_has_a_page(client, article, path):
    make_outlet("partner")
    make_outlet("off", access="open", active=False)
    assert client.get(path).status_code == 404


# -- Where nothing is --------------------------------------------------------------------------------------------------


def test_a_mistyped_address_leads_on(client, home):
    page = read(client, "/nothing/", 404)
    assert texts(page, "h1") == ["There is no such page"]
    assert page.select_one("main form[role=search]")


def test_a_withdrawn_story_says_why_and_since_when_and_nothing_of_what_it_said(client, article):
    from syndication.actions import KillAction

    KillAction(article, reason="The figures were wrong.").execute(skip_permission_checks=True)
    page = read(client, "/news/dam/", 410)
    assert texts(page, "h1") == ["This story is no longer here"]
    assert texts(page, ".stop__reason") == ["The figures were wrong."]
    assert page.select_one(".stop time")
    assert "Dam" not in str(page)


def test_a_broken_page_asks_nothing_of_the_database(django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"Something broke on our side" in response.content


def test_a_broken_page_speaks_the_readers_language_and_needs_no_other_file(rf):
    with override("ar"):
        page = BeautifulSoup(server_error(rf.get("/ar/")).content, "lxml")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert texts(page, "h1") == ["حدث عطل لدينا"]
    assert not page.select("[src], link")


def test_a_credit_stands_behind_a_caption_or_alone(client, article):
    picture, body = make_image(credit="Li Na"), []
    for caption in ("The dam.", ""):
        body.append(("image", {"image": picture, "caption": caption, "alt": ""}))
    published(title="Seen", slug="seen", body=body)
    page = read(client, "/news/seen/")
    assert texts(page, "figcaption") == ["The dam. Li Na", "Li Na"]
    assert len(page.select("figcaption span + cite")) == 1  # the style sheet puts a dash between the two


# -- Languages ---------------------------------------------------------------------------------------------------------


def test_each_edition_speaks_its_language_and_leads_to_the_others(client, home, chinese):
    english, hans = read(client, "/"), read(client, "/zh-hans/")
    assert (english.html["lang"], hans.html["lang"]) == ("en", "zh-Hans")
    assert texts(hans, ".masthead__search") == ["搜索"]
    assert english.select_one(".masthead__tools a[hreflang=zh-hans]")["href"] == "/zh-hans/"
    assert hans.select_one(".masthead__tools a[hreflang=en]")["href"] == "/"
    assert hans.select_one("link[hreflang=en]")["href"] == "http://localhost/"


def test_a_translated_story_leads_to_its_translation(client, home, chinese):
    story = published(slug="dam")
    section = story.get_parent().specific.copy_for_translation(chinese.locale)
    section.save_revision().publish()
    translated = story.copy_for_translation(chinese.locale)
    path = translated.get_url()
    assert not read(client, "/news/dam/").select("link[hreflang]")  # it is a draft
    translated.save_revision().publish()
    page = read(client, "/news/dam/")
    assert page.select_one("link[hreflang=zh-hans]")["href"] == f"http://localhost{path}"
    assert page.select_one(".masthead__tools a[hreflang=zh-hans]")["href"] == path


def test_a_headline_in_another_language_says_so(client, home):
    published(title="论坛在北京举行", language="zh-Hans", slug="forum")
    published(title="سفينة", language="ar", slug="ship", hours_ago=2)
    published(title="Plain", hours_ago=3)
    cards = read(client, "/news/").select(".rows article")
    assert [(card.get("lang"), card.get("dir")) for card in cards] == [
        ("zh-Hans", "ltr"),
        ("ar", "rtl"),
        (None, None),
    ]
    story = read(client, "/news/ship/").select_one("article.story")
    assert (story["lang"], story["dir"]) == ("ar", "rtl")
    assert story.select_one(".story__by")["lang"] == "en"  # our own words inside it


# -- What every page holds to ------------------------------------------------------------------------------------------

PAGES = [
    ("/", 200), ("/news/", 200), ("/news/dam/", 200), ("/sources/", 200), ("/sources/china-daily/", 200),
    ("/topics/", 200), ("/topics/trade/", 200), ("/search/?q=dam", 200), ("/feeds/", 200), ("/nothing/", 404),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_a_page_has_landmarks_one_heading_at_the_top_and_no_script_in_it(client, article, path, status):
    page = read(client, path, status)
    assert len(page.select("h1")) == 1
    assert len(page.select("main")) == 1
    assert page.select_one("a.skip")["href"] == f"#{page.main['id']}"
    assert page.title.get_text().strip()
    assert not page.select("script:not([type='application/ld+json'], [src^='/static/']), [onclick], style")
    assert not page.select("wagtail-userbar")


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_a_page_fetches_nothing_from_elsewhere(client, article, path, status):
    page = read(client, path, status)
    fetched = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[rel=stylesheet], link[rel=icon]")]
    fetched += [address for tag in page.select("[srcset]") for address in tag["srcset"].split(", ")]
    assert fetched
    assert all(address.startswith("/") and not address.startswith("//") for address in fetched)


def test_editors_see_the_userbar_and_readers_do_not(client, admin_client, article):
    assert "wagtail-userbar" in admin_client.get("/news/dam/").content.decode()
    assert "wagtail-userbar" not in client.get("/news/dam/").content.decode()
    assert User.objects.exists()


# -- What a page costs -------------------------------------------------------------------------------------------------

QUERIES = {"/": 8, "/news/": 8, "/news/dam/": 11, "/sources/china-daily/": 9, "/search/?q=dam": 9}


@pytest.mark.parametrize(("path", "queries"), QUERIES.items())
def test_a_page_takes_the_same_queries_however_long_the_archive(
    client, article, path, queries, django_assert_num_queries
):
    topics, source = list(article.topics.all()), article.source
    for count in (12, 40):
        for number in range(count):
            published(
                title=f"Dam {count}-{number}",
                source=source,
                topics=topics,
                lead_image=make_image(),
                hours_ago=number + 2,
                credits=[ArticleCredit(role="byline", name="Wang Wei")],
            )
        warm(client, path)
        with django_assert_num_queries(queries):
            client.get(path)


def test_a_page_of_many_stories_stays_light(client, article):
    summary = "A sentence that is about as long as the summary of a story should be at most, and then some words."
    for section in (article.get_parent(), *(make_section(name) for name in ("Trade", "Sport", "Life", "Arts"))):
        for number in range(6):
            published(title=f"A headline of usual length {number}", under=section, summary=summary,
                      lead_image=make_image(), hours_ago=number + 2)  # fmt: skip
    sizes = {path: len(client.get(path).content) for path in ("/", "/news/", "/news/dam/")}
    assert max(sizes.values()) < 50_000, sizes


# -- A story in another format -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "media_type", ["application/ld+json", "text/markdown", "application/feed+json", "application/atom+xml"]
)
def test_a_story_is_had_in_the_formats_that_programs_ask_for(client, article, media_type):
    response = client.get("/news/dam/", headers={"accept": f"{media_type}, text/html;q=0.9, */*;q=0.1"})
    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == media_type
    for told in ("China Daily", "Wang Wei", "http://localhost/news/dam/"):
        assert told in response.content.decode()
    assert client.get(response["Content-Location"]).content == response.content
    assert f'type="{media_type}"' in client.get("/news/dam/")["Link"]


def test_formats_of_single_stories_are_no_feeds(client, article):
    for extension in ("jsonld", "md"):
        assert client.get(f"/feeds/public.{extension}").status_code == 404
        assert client.get(f"/wire/public/{article.story_id}.{extension}").status_code == 200
    assert texts(read(client, "/feeds/public/"), ".addresses dt") == ["RSS 2.0", "Atom 1.0", "JSON Feed 1.1"]
    media_types = [link["type"] for link in read(client, "/").select("link[rel=alternate][title]")]
    assert media_types == FORMATS


# -- Without a connection ----------------------------------------------------------------------------------------------


def test_the_worker_names_what_is_there_and_waits_for_no_cache(client, home, settings):
    response = client.get("/offline-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    source = response.content.decode()
    files = json.loads(source.split("const FILES = ")[1].split(";\n")[0])
    pages = [page for _begin, page in json.loads(source.split("const OFFLINE = ")[1].split("; //")[0])]
    assert pages == ["/zh-hans/offline/", "/ar/offline/", "/offline/"]
    assert all((settings.PROJECT / "static" / path.removeprefix("/static/")).is_file() for path in files)
    assert {client.get(path).status_code for path in pages} == {200}
