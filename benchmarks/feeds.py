"""Feeds: kept entries against feedgen building the feed, and our polls against Django's own syndication."""

import gzip
import time
from collections.abc import Callable
from uuid import uuid4

from django.contrib.syndication.views import Feed as DjangoFeed
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils import timezone
from feedgen.feed import FeedGenerator

from benchmarks.bodies import body_of
from benchmarks.pairs import Measure, compare, measure, seconds
from newsroom.models import ArticleIndexPage, ArticlePage, Source, Topic
from syndication import feeds
from syndication.encodings import Coding
from syndication.front import FeedFront
from syndication.models import Outlet, Release
from syndication.wire.formats import FORMATS
from tests.make import make_section, make_source, make_topic

STORIES, MANY = 50, 1000


def measures() -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    outlet = fill()
    address = feeds.locate(outlet, "rss")
    stories = [offer_story(offer) for offer in feeds.state(address, timezone.now()).offers]
    return [
        lambda runs: measure(
            f"RSS of {STORIES} stories from a warm store (whole answer)", answer(),
            "feedgen building it", lambda: by_feedgen(stories), target=100, runs=runs,
        ),
        lambda runs: measure(
            f"gzip of RSS of {STORIES} stories, spliced from kept entries", coded(address, Coding.GZIP),
            "zlib compressing it", compressed(address), target=40, runs=runs,
        ),
        lambda runs: measure(
            f"zstd of RSS of {STORIES} stories, the whole document", coded(address, Coding.ZSTD),
            "zlib compressing it", compressed(address), target=5, runs=runs,
        ),
        lambda runs: measure(
            f"RSS of {MANY:,} stories joined from kept entries", joined(address, stories),
            "feedgen building it", lambda: by_feedgen(stories * (MANY // len(stories))), target=78, runs=runs,
        ),
        lambda runs: compare(
            "the first read after a release, an entry rendered", lambda: after_release(address),
            "feedgen building it", lambda: seconds(lambda: by_feedgen(stories)), target=5, runs=runs,
        ),
        lambda runs: measure(
            "a feed GET (whole answer)", answer(),
            "contrib.syndication of the same articles", by_django(), target=200, runs=runs,
        ),
    ]  # fmt: skip


def fill() -> Outlet:
    outlet = Outlet.objects.create(name="Public", slug="public", access="open", profile="public")
    for number in range(STORIES):
        publish_another(f"Harbour {number}", number)
    return Outlet.objects.get(pk=outlet.pk)


def publish_another(title: str, number: int) -> None:
    section = ArticleIndexPage.objects.first() or make_section("News")
    source = Source.objects.first() or make_source("Port Hale")
    topic = Topic.objects.first() or make_topic("Trade")
    page = ArticlePage(
        title=title, source=source, body=[("paragraph", body_of(number))], topics=[topic], live=False,
        summary="Ships leave the harbour again after the storm, and repairs to the northern quay go on until Friday.",
    )  # fmt: skip
    section.add_child(instance=page)
    page.save_revision().publish()


def offer_story(offer):
    return Release.objects.get(pk=offer.release_id).story


def after_release(address) -> float:
    """A story is published, and the next who asks has it written and the document joined anew; only he is timed."""
    publish_another(f"Lighthouse {uuid4().hex[:8]}", Release.objects.count())
    start = time.process_time()
    feeds.read(address, timezone.now())
    return time.process_time() - start


def coded(address, coding: Coding) -> Callable[[], object]:
    document = feeds.read(address, timezone.now())
    return lambda: document.encoded(coding)


def compressed(address) -> Callable[[], object]:
    body = feeds.read(address, timezone.now()).body
    return lambda: gzip.compress(body, 6, mtime=0)


def by_feedgen(stories) -> bytes:
    """The same entries by feedgen, with everything of ours that it has a word for."""
    generator = FeedGenerator()
    generator.load_extension("dc")
    generator.id("urn:x")
    generator.title("Bench")
    generator.link(href="https://a.test/")
    generator.description("Bench")
    generator.language("en")
    for story in stories:
        entry = generator.add_entry(order="append")
        entry.guid(story.id)
        entry.title(story.headline)
        entry.link(href=story.url)
        entry.published(story.published_at)
        entry.updated(story.updated_at)
        entry.description(story.summary or story.headline)
        entry.content(story.body)
        entry.category([{"term": topic.name} for topic in story.topics])
        entry.dc.dc_creator(story.credits[0].name)
        entry.dc.dc_source(story.credits[0].name)
        entry.dc.dc_language(story.language)
    return generator.rss_str()


def joined(address, stories) -> Callable[[], object]:
    """A document out of entries that are bytes already, as every document is made."""
    written, dialect = FORMATS["rss"], address.profile.dialect
    entries = [written.entry(story, dialect) for story in stories] * (MANY // len(stories))
    head = feeds.head(address, feeds.state(address, timezone.now()))
    return lambda: written.document(head, entries, dialect)


def answer() -> Callable[[], object]:
    """One GET through the WSGI application with its layer, answered as for any client."""
    application = FeedFront(WSGIHandler())
    request = RequestFactory().get("/feeds/public.rss", SERVER_NAME="localhost").environ
    return lambda: b"".join(application(dict(request), lambda status, headers: None))


class ArticleFeed(DjangoFeed):
    """What a Django site writes without us."""

    title, link, description = "Bench", "/", "Bench"

    def items(self):
        return ArticlePage.objects.released().latest()[:STORIES]

    def item_title(self, item):
        return item.title

    def item_link(self, item):
        return item.full_url

    def item_description(self, item):
        return str(item.body)

    def item_pubdate(self, item):
        return item.first_published_at


def by_django() -> Callable[[], object]:
    view, factory = ArticleFeed(), RequestFactory()
    return lambda: view(factory.get("/feed/")).content
