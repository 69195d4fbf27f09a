"""Law 2: before its embargo, after its expiry, once withdrawn, private or without rights, a story is in no output.

A canary is planted in headline, slug, slugline, summary, body, caption, picture name, byline and notice, and every surface of
the whole site is fetched and grepped, stepping a frozen clock over the moment.
"""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.cache import cache
from wagtail.models import Locale, Page, PageViewRestriction

from tests.make import (
    HOUR,
    NOON,
    make_article,
    make_contributor,
    make_draft,
    make_image,
    make_outlet,
    make_section,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
MOMENT = NOON + HOUR
CANARY = {
    "title": "Canary headline",
    "slug": "canary-slug",
    "slugline": "CANARY",
    "summary": "Canary summary.",
    "body": [("paragraph", "<p>Canary body.</p>")],
    "lead_caption": "Canary caption.",
}


@pytest.fixture
def desk(settings):
    """A site with a section, sources, topics and every kind of outlet, made long before the canary."""
    from syndication.models import OutletKey

    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    with time_machine.travel(NOON - timedelta(days=9), tick=False):
        section, source, topic = make_section("News"), make_source("Plain Source"), make_topic("Plain Topic")
        make_article("Plain story", under=section, source=source, topics=[topic])
        secrets = {}
        for slug, access, profile in (
            ("public", "open", "public"),
            ("partner", "key", "generic"),
            ("text", "key", "plain"),
            ("digest", "key", "summary"),
            ("smart", "key", "smartnews"),
            ("hub", "key", "msn"),
            ("reader", "key", "atom-archive"),
        ):
            named = {"name": "News", "slug": "news", "field": "section", "value": "News"}
            outlet = make_outlet(slug, access=access, profile=profile, key_in_path=slug == "reader", feeds=[named])
            secrets[slug] = OutletKey.issue(outlet, "test")
    return Desk(section, source, topic, secrets)


class Desk:
    """What a test plants its canary in, and all the ways to look for it."""

    def __init__(self, section, source, topic, secrets):
        self.section, self.source, self.topic, self.secrets = section, source, topic, secrets

    def plant(self, build=make_draft, **fields):
        from newsroom.models import ArticleCredit, ArticleNotice

        image = make_image("canary-picture", description="Canary alt")
        person = make_contributor("Canary Person", slug="canary-person", biography="Canary biography.")
        own = {
            "under": self.section,
            "source": self.source,
            "topics": [self.topic],
            "lead_image": image,
            "credits": [ArticleCredit(role="byline", contributor=person)],
            "notices": [ArticleNotice(kind="correction", text="Canary notice.", at=NOON - HOUR)],
        }
        return build(**own | CANARY | fields)

    def surfaces(self, client, *pages) -> Iterator[tuple[str, bytes]]:
        """Every address of the site with what it answers, headers included."""
        for path, headers in self.addresses(pages):
            response = client.get(path, headers=headers)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            answer = body + str(dict(response.headers)).encode()
            # Who asked for an address knows it: a sign-in page may send him back there.
            yield f"{path} {response.status_code}", answer.replace(path.encode(), b"")

    def addresses(self, pages):
        from syndication.models import Outlet
        from syndication.wire.formats import FORMATS

        plain = ["/", "/nothing/", "/robots.txt", "/search/?q=headline", "/feeds/", *self.api(pages)]
        plain += ["/archive/", "/archive/2026/", "/archive/2026/11/", "/archive/2026/11/23/", "/corrections/"]
        plain += ["/people/", "/people/canary-person/", "/offline/", "/offline-worker.js"]
        plain += [f"/search/?source={self.source.slug}", f"/search/?topic={self.topic.slug}&when=year"]
        plain += ["/search/?q=headlime", "/search/?q=headline&language=en"]
        plain += ["/sitemap.xml", "/sitemap-articles.xml", "/sitemap-lists.xml", "/news-sitemap.xml"]
        plain += ["/feeds.opml", "/.well-known/feeds"]
        plain += [urlsplit(page.get_full_url() or "/").path for page in [self.section, *pages]]
        plain += [f"/news/{CANARY['slug']}/", f"/news/{CANARY['slug']}-2/"]
        plain += [urlsplit(page.get_full_url() or "/").path for page in Page.objects.filter(depth__gt=1)]
        for path in plain:
            yield path, {}
            if path.startswith("/news/canary"):
                yield path, {"accept": "application/feed+json"}
        for outlet in Outlet.objects.all():
            if outlet.is_open:
                for path in ("", f"sources/{self.source.slug}/", f"topics/{self.topic.slug}/"):
                    yield f"/feeds/{outlet.slug}/{path}", {}
            key = {} if outlet.is_open else {"authorization": f"Bearer {self.secrets[outlet.slug]}"}
            for name in outlet.effective_profile.formats:
                extension = FORMATS[name].EXTENSION
                for path in ("", "/news", "/archive/0", "/news/archive/0"):
                    yield f"/feeds/{outlet.slug}{path}.{extension}", key
                if outlet.key_in_path:
                    yield f"/k/{self.secrets[outlet.slug]}/feeds/{outlet.slug}.{extension}", {}
                if outlet.is_open:
                    yield f"/feeds/{outlet.slug}/sources/{self.source.slug}.{extension}", {}
                    yield f"/feeds/{outlet.slug}/topics/{self.topic.slug}.{extension}", {}
                for page in pages:
                    yield f"/wire/{outlet.slug}/{page.story_id}.{extension}", key

    def api(self, pages):
        yield from ("/api/v3/pages/", "/api/v3/pages/?type=newsroom.ArticlePage", "/api/v3/pages/?search=headline")
        yield from (f"/api/v3/{name}/" for name in ("articles", "sources", "topics", "images"))
        yield f"/api/v3/articles/?source={self.source.slug}"
        yield f"/api/v3/pages/find/?html_path=/news/{CANARY['slug']}/"
        for page in pages:
            yield from (
                f"/api/v3/pages/{page.pk}/",
                f"/api/v3/articles/{page.pk}/",
                f"/api/v3/articles/{page.story_id}/",
            )
            yield f"/api/v3/images/{page.lead_image_id}/"

    def leaks(self, client, *pages):
        return [where for where, answer in self.surfaces(client, *pages) if b"canary" in answer.lower()]


def at(moment):
    return time_machine.travel(moment, tick=False)


# The states in which a canary waits for its moment. Each plants one and gives back all pages made.


def scheduled(desk):
    page = desk.plant(go_live_at=MOMENT)
    page.get_latest_revision().publish()
    return [page]


def embargoed(desk):
    page = desk.plant(embargoed_until=MOMENT)
    page.get_latest_revision().publish()
    return [page]


def alias_of_embargoed(desk):
    page = desk.plant(embargoed_until=MOMENT)
    alias = page.create_alias(update_slug="canary-alias")
    page.get_latest_revision().publish()
    return [page, alias]


def translated_alias_of_embargoed(desk):
    chinese = Locale.objects.get_or_create(language_code="zh-hans")[0]
    page = desk.plant(embargoed_until=MOMENT)
    alias = page.copy_for_translation(chinese, copy_parents=True, alias=True)
    page.get_latest_revision().publish()
    return [page, alias]


def copy_of_embargoed(desk):
    (page,) = embargoed(desk)
    return [page, page.copy(update_attrs={"slug": "canary-copy"}, keep_live=True)]


def imported_live_with_a_future_go_live(desk):
    return [desk.plant(make_article, go_live_at=MOMENT)]


def imported_live_under_embargo(desk):
    return [desk.plant(make_article, embargoed_until=MOMENT)]


WAITING = [
    scheduled,
    embargoed,
    alias_of_embargoed,
    translated_alias_of_embargoed,
    copy_of_embargoed,
    imported_live_with_a_future_go_live,
    imported_live_under_embargo,
]


@pytest.mark.parametrize("state", WAITING, ids=lambda state: state.__name__)
def test_nothing_before_the_moment_and_all_after_it(client, desk, state):
    with at(NOON):
        pages = state(desk)
        assert desk.leaks(client, *pages) == []
    with at(MOMENT - SECOND):
        assert desk.leaks(client, *pages) == []
    with at(MOMENT):
        shown = " ".join(desk.leaks(client, *pages))
    for surface in (
        "/news/canary-slug/ 200",
        "/news/ 200",
        "/archive/2026/11/23/ 200",
        "/people/ 200",
        "/people/canary-person/ 200",
        "/corrections/ 200",
        f"/search/?source={desk.source.slug} 200",
        "/sitemap-articles.xml 200",
        "/news-sitemap.xml 200",
        "/feeds/public/ 200",
        "/feeds/public.rss 200",
        "/feeds/partner.atom 200",
        "/api/v3/articles/ 200",
    ):
        assert surface in shown


def test_what_is_taken_in_waits_for_the_embargo_of_its_source(client, desk):
    from newsroom.models import ArticlePage
    from syndication.intake import Order, take_in

    desk.section.receives_wire_copy = True
    desk.section.save()
    desk.source.embargo_hours = 1
    desk.source.save()
    copy = b"Canary headline\n\nOSTRY, Nov. 23, 2026 -- Canary body.\n\nSOURCE Plain Source\n"
    with at(NOON):
        list(take_in(copy, Order(origin="test", publish=True), NOON))
        pages = list(ArticlePage.objects.filter(title="Canary headline"))
        assert desk.leaks(client, *pages) == []
    with at(MOMENT - SECOND):
        assert desk.leaks(client, *pages) == []
    with at(MOMENT):
        shown = " ".join(desk.leaks(client, *pages))
    for surface in (
        "/news/canary-headline/ 200",
        "/feeds/public.rss 200",
        "/feeds/partner.atom 200",
        "/api/v3/articles/ 200",
    ):
        assert surface in shown


@pytest.mark.parametrize(
    "first",
    [
        "/news/canary-slug/",
        "/news/",
        "/sitemap-articles.xml",
        "/news-sitemap.xml",
        "/feeds/public.rss",
        "/api/v3/articles/",
        "/api/v3/pages/",
    ],
)
def test_whichever_request_comes_first_after_the_moment_finds_it(client, desk, first):
    with at(NOON):
        embargoed(desk)
    with at(MOMENT):
        response = client.get(first)
    assert response.status_code == 200
    assert b"canary" in response.content.lower()


def test_no_link_in_a_feed_leads_to_a_404_at_the_moment(client, desk):
    with at(NOON):
        embargoed(desk)
    with at(MOMENT):
        items = client.get("/feeds/public.json").json()["items"]
        statuses = {urlsplit(item["url"]).path: client.get(urlsplit(item["url"]).path).status_code for item in items}
    assert statuses == {"/news/canary-slug/": 200, "/news/plain-story/": 200}


def withdrawn(page):
    from syndication.actions import WithdrawAction

    WithdrawAction(page, reason="Retracted.").execute()


def killed(page):
    from syndication.actions import KillAction

    KillAction(page, reason="Court order.").execute()


def unpublished(page):
    page.unpublish()


def deleted(page):
    page.delete()


def made_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def section_made_private(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")


def parent_unpublished(page):
    page.get_parent().specific.unpublish()


def source_without_rights(page):
    page.source.reach = "nowhere"
    page.source.save()


def article_without_rights(page):
    page.reach = "nowhere"
    page.save(clean=False)


def expired(page):
    page.expire_at = NOON + SECOND
    page.save()


GONE = [
    withdrawn,
    killed,
    unpublished,
    deleted,
    made_private,
    section_made_private,
    parent_unpublished,
    source_without_rights,
    article_without_rights,
    expired,
]


@pytest.mark.parametrize("verb", GONE, ids=lambda verb: verb.__name__)
def test_nothing_once_it_is_gone(client, desk, verb):
    with at(NOON - HOUR):
        page = desk.plant()
        page.get_latest_revision().publish()
        page = type(page).objects.get(pk=page.pk)
        assert "/feeds/public.rss 200" in desk.leaks(client, page)
    with at(NOON):
        verb(page)
    with at(NOON + HOUR):
        assert desk.leaks(client, page) == []


@pytest.mark.parametrize("verb", [withdrawn, killed], ids=lambda verb: verb.__name__)
def test_the_page_of_a_withdrawn_story_says_so(client, desk, verb):
    with at(NOON - HOUR):
        page = desk.plant()
        page.get_latest_revision().publish()
    with at(NOON):
        verb(type(page).objects.get(pk=page.pk))
    response = client.get("/news/canary-slug/")
    assert response.status_code == 410
    assert {withdrawn: b"Retracted.", killed: b"Court order."}[verb] in response.content
    assert b"2026-11-23" in response.content


def test_a_story_for_our_own_pages_alone_is_on_them_and_with_no_outlet(client, desk):
    with at(NOON):
        page = desk.plant(reach="site")
        page.get_latest_revision().publish()
    with at(NOON + HOUR):
        shown = desk.leaks(client, page)
    assert "/news/canary-slug/ 200" in shown
    assert [where for where in shown if where.startswith(("/feeds/", "/wire/"))] == []


def test_a_source_for_public_feeds_is_with_no_partner(client, desk):
    with at(NOON):
        desk.source.reach = "public"
        desk.source.save()
        page = desk.plant()
        page.get_latest_revision().publish()
    with at(NOON + HOUR):
        shown = [where for where in desk.leaks(client, page) if where.startswith(("/feeds/", "/wire/"))]
    assert shown
    assert all(where.startswith(("/feeds/public", "/wire/public")) for where in shown)


def test_a_picture_without_the_right_goes_with_its_caption_and_leaves_the_story(client, desk):
    with at(NOON):
        page = desk.plant(
            title="Plain headline",
            slug="plain-slug",
            slugline="P",
            summary="Plain.",
            body=[("paragraph", "<p>Plain.</p>")],
            credits=[],
            notices=[],
        )
        type(page.lead_image).objects.filter(pk=page.lead_image_id).update(reach="site")
        page.get_latest_revision().publish()
    with at(NOON + HOUR):
        shown = desk.leaks(client, page)
        assert b"Plain headline" in client.get("/feeds/public.rss").content
    assert "/news/plain-slug/ 200" in shown
    assert [where for where in shown if where.startswith(("/feeds/", "/wire/"))] == []
