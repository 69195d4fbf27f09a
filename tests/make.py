"""Builders for tests: state only what matters, the rest is plain.

Django's models are imported inside the builders that make them, for tests/wire runs without Django.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsroom.models import ArticleIndexPage, ArticlePage, Contributor, NewsImage, Source, Topic
    from syndication.models import Outlet
    from syndication.wire.profile import Profile
    from syndication.wire.story import Media, Story

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


# newsroom


def make_source(name: str = "China Daily", **fields: Any) -> "Source":
    """A source whose stories may go to partners, saved."""
    from newsroom.models import Source

    source = Source(name=name, **{"reach": "partners", **fields})
    source.save()
    return source


def make_topic(name: str = "Trade", **fields: Any) -> "Topic":
    """A topic, saved."""
    from newsroom.models import Topic

    topic = Topic(name=name, **fields)
    topic.save()
    return topic


def make_contributor(name: str = "Wang Wei", **fields: Any) -> "Contributor":
    """A person on file, saved."""
    from newsroom.models import Contributor

    contributor = Contributor(name=name, **fields)
    contributor.save()
    return contributor


def make_image(
    title: str = "dam", *, kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **fields: Any
) -> "NewsImage":
    """A picture of one colour that may go to partners, saved; `kind` is Pillow's name of its format."""
    from io import BytesIO

    from django.core.files.images import ImageFile
    from PIL import Image

    from newsroom.models import NewsImage

    content = BytesIO()
    Image.new(mode, size, "steelblue" if mode in ("RGB", "P") else (70, 130, 180, 90)).save(content, kind)
    file = ImageFile(content, name=f"{title}.{kind.lower().replace('jpeg', 'jpg')}")
    image = NewsImage(title=title, file=file, **{"description": "The dam at dawn", "reach": "partners", **fields})
    image.save()
    return image


def make_section(title: str = "News", *, under: Any = None, **fields: Any) -> "ArticleIndexPage":
    """A published section below `under`, or below the root page of the default site."""
    from wagtail.models import Site

    from newsroom.models import ArticleIndexPage

    parent = under or Site.objects.get(is_default_site=True).root_page
    section: ArticleIndexPage = parent.add_child(instance=ArticleIndexPage(title=title, **fields))
    return section


def make_article(
    title: str = "Dam reopens", *, under: Any = None, source: "Source | None" = None, **fields: Any
) -> "ArticlePage":
    """An article saved as live, with a source and a body. `credits` and `notices` take lists of unsaved rows."""
    from newsroom.models import ArticleIndexPage, ArticlePage, Source

    parent = under or ArticleIndexPage.objects.first() or make_section()
    source = source or Source.objects.first() or make_source()
    body = [("paragraph", "<p>The dam reopened on Monday.</p>")]
    article: ArticlePage = parent.add_child(
        instance=ArticlePage(title=title, **{"source": source, "body": body, **fields})
    )
    return article


def make_draft(title: str = "Dam reopens", **fields: Any) -> "ArticlePage":
    """An article that nobody has published, with a revision that may be."""
    article = make_article(title, live=False, has_unpublished_changes=True, **fields)
    article.save_revision()
    return article


# syndication


def make_outlet(
    slug: str = "public", *, access: str = "key", profile: str = "generic", rules: Any = (), overrides: Any = (),
    feeds: Any = (), **fields: Any,
) -> "Outlet":  # fmt: skip
    """An outlet, saved and settled; `rules` are (include, field, value), `overrides` (key, value), `feeds` keyword arguments."""
    from syndication.models import Outlet, OutletFeed, OutletOverride, OutletRule
    from syndication.subscriptions import settled

    outlet = Outlet.objects.create(
        **{"name": slug.title(), "slug": slug, "access": access, "profile": profile, **fields}
    )
    for number, (include, field, value) in enumerate(rules):
        OutletRule.objects.create(outlet=outlet, include=include, field=field, value=value, sort_order=number)
    for key, value in overrides:
        OutletOverride.objects.create(outlet=outlet, key=key, value=value)
    for feed in feeds:
        OutletFeed.objects.create(outlet=outlet, **feed)
    return settled(Outlet.objects.get(pk=outlet.pk))


# the wire; needs no Django


def make_story(**fields: Any) -> "Story":
    """A usable story of China Daily with a page, a body and its credit."""
    from syndication.wire.story import Credit, Story

    plain = {
        "id": "urn:uuid:0b2f1c1e-6f0c-4a7e-9f43-2d1f5f7c9a10",
        "headline": "Dam reopens after repairs",
        "body": "<p>The dam reopened on Monday.</p><p>Boats passed at noon.</p>",
        "url": "https://news.example.org/2026/dam/",
        "credits": (Credit(name="China Daily", key="china-daily"),),
        "closing_line": "SOURCE China Daily",
        "published_at": NOON,
        "updated_at": NOON,
    }
    return Story(**plain | fields)


def make_media(name: str = "dam", **fields: Any) -> "Media":
    """A picture that may go to partners, at https://news.example.org/media/<name>.jpg."""
    from syndication.wire.story import Media, Reach

    plain = {"url": f"https://news.example.org/media/{name}.jpg", "mime_type": "image/jpeg", "reach": Reach.PARTNERS}
    return Media(**plain | fields)


def make_profile(**keys: Any) -> "Profile":
    """The generic profile with single keys changed."""
    from syndication.wire.profile import PROFILES

    return PROFILES["generic"].override(**keys)
