"""Feeds: kept entries against feedgen building the feed, and our polls against Django's own syndication."""

from collections.abc import Callable

from django.contrib.syndication.views import Feed as DjangoFeed
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils import timezone
from feedgen.feed import FeedGenerator

from benchmarks.pairs import Measure, measure
from newsroom.models import ArticlePage
from syndication import feeds
from syndication.front import FeedFront
from syndication.models import Outlet, RenderedEntry
from syndication.wire.formats import FORMATS
from tests.make import make_section, make_source, make_topic

STORIES, MANY = 50, 1000
PARAGRAPH = (
    "<p>The harbour of Port Hale reopened on Monday after the storm, and <b>the first ships</b> left within the hour, "
    '<a href="https://port.test/news?utm_source=x">the authority said</a>. Repairs to the northern quay go on.</p>'
)
BODY = PARAGRAPH * 18  # about 4 KB, as articles are


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
            f"RSS of {STORIES} stories from a warm store", lambda: warm(address),
            "feedgen building it", lambda: by_feedgen(stories), target=5, runs=runs,
        ),
        lambda runs: measure(
            f"RSS of {MANY:,} stories joined from kept entries", joined(address, stories),
            "feedgen building it", lambda: by_feedgen(stories * (MANY // len(stories))), target=78, runs=runs,
        ),
        lambda runs: measure(
            "the first read after a release", lambda: after_release(address),
            "feedgen building it", lambda: by_feedgen(stories), target=5, runs=runs,
        ),
        lambda runs: measure(
            "a feed GET (whole answer)", answer(),
            "contrib.syndication of the same articles", by_django(), target=200, runs=runs,
        ),
    ]  # fmt: skip


def fill() -> Outlet:
    outlet = Outlet.objects.create(name="Public", slug="public", access="open", profile="public")
    section, source, topic = make_section("News"), make_source("Port Hale"), make_topic("Trade")
    for number in range(STORIES):
        page = ArticlePage(
            title=f"Harbour {number}", source=source, body=[("paragraph", BODY)], topics=[topic], live=False
        )
        section.add_child(instance=page)
        page.save_revision().publish()
    return Outlet.objects.get(pk=outlet.pk)


def offer_story(offer):
    from syndication.models import Release

    return Release.objects.get(pk=offer.release_id).story


def warm(address) -> bytes:
    return feeds.read(address, timezone.now()).body


def after_release(address) -> bytes:
    """One entry has to be rendered, and the document joined anew."""
    cache.clear()
    newest = RenderedEntry.objects.order_by("-release").values("pk")[:1]
    RenderedEntry.objects.filter(pk__in=newest).delete()
    return feeds.read(address, timezone.now()).body


def by_feedgen(stories) -> bytes:
    generator = FeedGenerator()
    generator.id("urn:x")
    generator.title("Bench")
    generator.link(href="https://a.test/")
    generator.description("Bench")
    for story in stories:
        entry = generator.add_entry(order="append")
        entry.id(story.id)
        entry.title(story.headline)
        entry.link(href=story.url)
        entry.published(story.published_at)
        entry.updated(story.updated_at)
        entry.description(story.summary or story.headline)
        entry.content(story.body)
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
