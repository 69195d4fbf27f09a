"""Law 2 over every address that the URL confs know: what is not out yet or any more is behind none of them.

`test_no_leak` steps over the moment on the surfaces that were thought of; here they are discovered, so that a new address
cannot be forgotten: one with a parameter that nobody has named fails until somebody says what it may be.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction, Revision, Site

from newsroom.desk.roles import ROLES, make_role
from newsroom.models import (
    ArticleCredit,
    ArticleNotice,
    ArticlePage,
    Contributor,
    NewsImage,
    Source,
    SourceIndexPage,
    Topic,
    TopicIndexPage,
)  # fmt: skip
from syndication.actions import KillAction
from syndication.models import Outlet, OutletKey, Release
from tests.addresses import addresses, patterns
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
)  # fmt: skip

pytestmark = pytest.mark.django_db

# What stands in each field is the state that it is in and the field's name: `quokka-embargo-headline`.
WORD = re.compile(rb"quokka-[a-z]+-[a-z]+")
STATES = ("embargo", "scheduled", "expired", "killed", "private", "draft", "edit", "kept", "picture")
ACCEPTED = (
    "text/html", "application/ld+json", "text/markdown", "text/plain", "application/feed+json", "application/rss+xml",
    "application/atom+xml", "application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.ninjs+json",
)  # fmt: skip


def at(moment):
    return time_machine.travel(moment, tick=False)


def fields_of(state, section):
    """A word of its own in everything that an article says and names."""

    def word(name):
        return f"quokka-{state}-{name}"

    image = make_image(word("file"), description=word("alt"), credit=word("photographer"), licence=word("licence"))
    writer = make_contributor(word("writer"), biography=word("biography"), picture=image)
    return {
        "title": word("headline"), "slug": word("slug"), "slugline": word("slugline"), "summary": word("summary"),
        "under": section, "lead_image": image, "lead_caption": word("caption"), "lead_alt": word("leadalt"),
        "body": [
            ("paragraph", f"<p>{word('body')}</p>"),
            ("image", {"image": image, "caption": word("inside"), "alt": word("insidealt")}),
        ],
        "source": make_source(word("source"), closing_line=word("closing"), required_disclosure=word("disclosure")),
        "topics": [make_topic(word("topic"), description=word("about"))],
        "credits": [ArticleCredit(contributor=writer), ArticleCredit(name=word("byline"), role="translator")],
        "notices": [ArticleNotice(kind="correction", text=word("notice"), at=NOON - HOUR)],
        "dateline_place": word("dateline"), "place_name": word("place"), "external_id": word("number"),
    }  # fmt: skip


def published(state, section, **fields):
    draft = make_draft(**fields_of(state, section) | fields)
    draft.get_latest_revision().publish()
    return ArticlePage.objects.get(pk=draft.pk)


@pytest.fixture
def desk(settings):
    """An hour before noon one article in each state, each with a word of its own; at noon nobody may read any of them."""
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    named = {"name": "News", "slug": "news", "field": "section", "value": "News"}
    with at(NOON - timedelta(days=9)):
        section = make_section("News")
        home = Site.objects.get(is_default_site=True).root_page
        home.add_child(instance=SourceIndexPage(title="Sources", slug="sources"))
        home.add_child(instance=TopicIndexPage(title="Topics", slug="topics"))
        make_article("Plain story", under=section, source=make_source("Plain"), topics=[make_topic("Plain")])
        make_outlet("public", access="open", profile="public", feeds=[named])
        partner, foreign = (make_outlet(slug, key_in_path=True, feeds=[named]) for slug in ("partner", "foreign"))
        keys = {outlet.slug: OutletKey.issue(outlet, "test") for outlet in (partner, foreign)}
    with at(NOON - 3 * HOUR):
        states = {state: published(state, section) for state in ("killed", "private")}
        states["embargo"] = published("embargo", section, embargoed_until=NOON + HOUR)
        states["scheduled"] = published("scheduled", section, go_live_at=NOON + HOUR)
        states["expired"] = published("expired", section, expire_at=NOON - HOUR)
        states["draft"] = make_draft(**fields_of("draft", section))
        states["edit"] = make_article("Live and edited", under=section, source=Source.objects.get(slug="plain"))
        states["kept"] = published("kept", section, reach="site")
        states["picture"] = make_article("Its picture stays", under=section, source=Source.objects.get(slug="plain"))
    with at(NOON - HOUR):
        change(states["edit"], fields_of("edit", section))
        KillAction(states["killed"], reason="Court order.").execute()
        PageViewRestriction.objects.create(page=states["private"], restriction_type="login")
        states["kept"].unpublish()
        forbid_picture(states["picture"], fields_of("picture", section))
    assert set(states) == set(STATES)
    return states | keys


def change(article, fields):
    """Save a draft of a live article that says something else."""
    draft = article.get_latest_revision_as_object()
    for name in ("title", "summary", "slugline", "body", "lead_image", "lead_caption", "topics", "source"):
        setattr(draft, name, fields[name])
    draft.save_revision()


def forbid_picture(article, fields):
    """Give a live article a picture, at its head and in its body, that may be shown nowhere."""
    NewsImage.objects.filter(pk=fields["lead_image"].pk).update(reach="nowhere")
    picture = NewsImage.objects.get(pk=fields["lead_image"].pk)
    words = {"caption": "quokka-picture-inside", "alt": "quokka-picture-insidealt"}
    article.lead_image, article.body = picture, [("paragraph", "<p>Text.</p>"), ("image", {"image": picture, **words})]
    article.save()


def values_for(desk):
    """What stands in the parameters of addresses: of every state something."""
    articles = [desk[state] for state in STATES]
    numbers, slugs = [article.pk for article in articles], [article.slug for article in articles]
    named = [row.slug for kind in (Source, Topic, Contributor) for row in kind.objects.all()]
    return {
        "var": [], "path": [], "page_id": numbers, "article_id": [*numbers, *(one.story_id for one in articles)],
        "story_id": [one.story_id for one in articles], "slug": [*slugs, *named], "outlet": ["public", "partner"],
        "secret": [desk["partner"]], "extension": ["rss", "json"], "kind": ["sources", "topics"], "feed": ["news"],
        "number": [0], "section": ["articles", "lists"], "year": [2026], "month": [11], "day": [23, 14],
        "image_id": [one.lead_image_id for one in articles if one.lead_image_id], "type_name": ["newsroom.ArticlePage"],
        "type": ["newsroom.topic", "newsroom.source", "newsroom.contributor"], "pk": [1, 2, 3],
        "revision_id": [Revision.objects.for_instance(desk[state]).last().pk for state in ("draft", "edit")],
        **dict.fromkeys(("site_id", "locale_id", "redirect_id", "document_id", "restriction_id"), (1,)),
        "page_view_restriction_id": [PageViewRestriction.objects.get().pk],
    }  # fmt: skip


def public_addresses(desk):
    values = values_for(desk)
    pages = [urlsplit(page.get_full_url() or "/").path for page in Page.objects.filter(depth__gt=1)]
    for pattern in patterns():
        if not pattern.startswith("/admin/"):
            yield from addresses(pattern, values)
    yield from pages
    yield from (f"{page}share.jpg" for page in pages)
    for query in ("/search/?q=quokka", "/search/?q=quokka+killed+body", "/search/?when=year", "/corrections/?page=2"):
        yield query
    for query in ("search=quokka", "type=newsroom.ArticlePage", "fields=*", "slug=quokka-embargo-slug"):
        yield f"/api/v3/pages/?{query}"


def words_in(response, address):
    """The words that an answer tells, headers included; who asked for an address knows what stands in it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    answer = (body + str(dict(response.headers)).encode()).lower().replace(address.lower().encode(), b"")
    return {word.decode() for word in WORD.findall(answer)}


def told(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code < 500, address
    return words_in(response, address)


# Law 1: also the notice that a story must go names who supplied it.
CREDITED = {"quokka-killed-source", "quokka-expired-source", "quokka-private-source", "quokka-kept-source"}


def test_nobody_is_told_anything_by_any_address(client, desk):
    swept = list(public_addresses(desk))
    assert {"/", "/feeds/public.rss", "/api/v3/articles/", "/people/quokka-embargo-writer/", "/sitemap.xml"} <= set(
        swept
    )
    with at(NOON):
        leaks = {(address, word) for address in swept for word in told(client, address) - CREDITED}
        pages = [f"/news/{desk[state].slug}/" for state in STATES]
        leaks |= {
            (page, kind, word)
            for page in pages
            for kind in ACCEPTED
            for word in told(client, page, accept=kind) - CREDITED
        }
    assert leaks == set()


def test_no_key_opens_what_is_not_out_and_another_outlets_opens_nothing(client, desk):
    behind = [address for address in public_addresses(desk) if "partner" in address]
    with at(NOON):
        for holder, known in (("partner", CREDITED), ("foreign", set())):
            headers = {"authorization": f"Bearer {desk[holder]}"}
            leaks = {
                (address, word)
                for address in behind
                if not address.startswith("/k/")
                for word in told(client, address, **headers) - known
            }
            assert leaks == set(), holder


def test_what_was_confirmed_before_is_not_confirmed_after_it_is_gone(client, desk):
    """A 304 says that the old text still stands: never of a story that is killed, whatever is held of it."""
    with at(NOON + HOUR):
        article = desk["embargo"]
        asked = [f"/news/{article.slug}/", "/", "/news/", "/feeds/public.rss", f"/wire/public/{article.story_id}.json"]
        asked += [f"/news/{article.slug}/share.jpg", "/news-sitemap.xml", "/feeds.opml", "/feeds/public/"]
        for address in asked:
            client.get(address)  # a page tells of pictures once they are made
        held = {address: client.get(address) for address in asked}
        assert {address: answer.status_code for address, answer in held.items()} == dict.fromkeys(asked, 200)
        seen = {address: {"if-none-match": answer["ETag"]} for address, answer in held.items()}
        again = {address: client.get(address, headers=seen[address]).status_code for address in asked}
        assert again == dict.fromkeys(asked, 304)
        KillAction(ArticlePage.objects.get(pk=article.pk), reason="Court order.").execute()
    with at(NOON + HOUR + timedelta(seconds=1)):
        for address in asked:
            answer = client.get(address, headers=seen[address])
            assert answer.status_code != 304, address
            words = {word for word in words_in(answer, address) if word.startswith("quokka-embargo-")}
            assert words <= {"quokka-embargo-source"}, address


# What lists and choosers tell of a page to whoever may come in there, and what is on file of pictures, sources, topics and
# people; never what the story says.
NAMES = re.compile(
    r"-(headline|slug|source|topic|writer|file|alt|photographer|licence|about|biography|closing|disclosure)$"
)
IN_THE_ADMIN = {
    "content_type_app_name": ["newsroom"], "content_type_model_name": ["articlepage"], "app_label": ["wagtailcore", "newsroom"],
    "model_name": ["page", "articlepage"], "app_name": ["newsroom"], "action": ["publish", "withdraw", "add_topic", "delete"],
    "action_name": ["publish"], "step": ["who"], "format": ["rss"], "filter_spec": ["width-10"],
    **dict.fromkeys(("uidb64", "token"), ("x",)),
    **dict.fromkeys(("key", "task_state_id", "task_id", "workflow_state_id", "collection_id", "workflow_pk", "session_id", "doc_id", "uploaded_file_id"), (1,)),
}  # fmt: skip


def admin_addresses(desk):
    draft, edit = desk["embargo"], desk["edit"]
    numbers, revisions = [draft.pk, edit.pk], values_for(desk)["revision_id"]
    section = draft.get_parent().pk
    values = values_for(desk) | IN_THE_ADMIN | {
        "page_id": numbers, "page_pk": [draft.pk], "page_to_move_id": [draft.pk], "destination_id": [section],
        "parent_page_id": [section], "story_id": [draft.story_id], "image_id": [draft.lead_image_id], "object_id": [draft.pk],
        "revision_id_a": ["earliest", *revisions], "revision_id_b": ["latest"],
        "pk": [*numbers, Release.objects.get(story_id=draft.story_id).pk, Outlet.objects.get(slug="partner").pk],
    }  # fmt: skip
    for pattern in patterns():
        # The first makes an error and the second ends the session; pictures of theirs ask Django for another scheme.
        if pattern.startswith("/admin/") and not re.search("failwhale|logout|/images/(add|chooser|multiple)", pattern):
            yield from addresses(pattern, values)
    chosen = f"?id={draft.pk}&id={edit.pk}"
    yield from (f"/admin/bulk/wagtailcore/page/{action}/{chosen}" for action in IN_THE_ADMIN["action"])
    yield from (
        f"/admin/{name}/?export=csv" for name in ("pickups", "reports/taken", "reports/notices", "reports/rights")
    )
    yield from (f"/admin/{name}/?q=quokka" for name in ("articles", "pages/search", "choose-page/search", "images"))
    yield from (f"/admin/pages/{number}/edit/preview/?mode={mode}" for number in numbers for mode in ("", "outlet-1"))


@pytest.mark.parametrize("role", ["Reporters", "Legal", ""])
def test_the_admin_tells_no_text_to_who_may_not_edit_it(client, desk, django_user_model, role):
    """Reporters choose pictures for their own drafts; Legal looks at the ledger alone, so of pictures it is told nothing."""
    user = django_user_model.objects.create_user("reader")
    if role:
        make_role(next(one for one in ROLES if one.name == role))
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    with at(NOON):
        words = {(address, word) for address in admin_addresses(desk) for word in told(client, address)}
    assert {(address, word) for address, word in words if not role or not NAMES.search(word)} == set()
    assert role == "Reporters" or not [address for address, _word in words if "/images/" in address]
