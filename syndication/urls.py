"""Addresses of feeds and stories; a site includes them before Wagtail's own."""

from django.urls import include, path, re_path, register_converter

from syndication import views
from syndication.redaction import IN_PATH
from syndication.wire.formats import FORMATS


class ExtensionConverter:
    """The extension of a format, after the last dot."""

    regex = "|".join(
        sorted({module.EXTENSION.replace(".", r"\.") for module in FORMATS.values()}, key=len, reverse=True)
    )

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class KindConverter(ExtensionConverter):
    """What a feed of an open outlet may be about."""

    regex = "sources|topics"


register_converter(ExtensionConverter, "format")
register_converter(KindConverter, "kind")

app_name = "syndication"

documents = [
    path("feeds/<slug:outlet>.<format:extension>", views.feed, name="feed"),
    path("feeds/<slug:outlet>/archive/<int:number>.<format:extension>", views.feed, name="archive"),
    path("feeds/<slug:outlet>/<slug:feed>.<format:extension>", views.feed, name="named_feed"),
    path("feeds/<slug:outlet>/<kind:kind>/<str:slug>.<format:extension>", views.feed, name="feed_about"),
    path("feeds/<slug:outlet>/<slug:feed>/archive/<int:number>.<format:extension>", views.feed, name="named_archive"),
    path("wire/<slug:outlet>/<uuid:story_id>.<format:extension>", views.story, name="story"),
]
# The same with a key before them, for readers that can send no header; none of our own links leads there.
urlpatterns = [
    *documents,
    path("news-sitemap.xml", views.news_sitemap, name="news_sitemap"),
    path("news-sitemap-<int:number>.xml", views.news_sitemap, name="news_sitemap_part"),
    path(f"{IN_PATH}/<str:secret>/", include((documents, "keyed"), namespace="keyed")),
    # Nothing else may see an address that holds a key.
    re_path(rf"^{IN_PATH}/", views.refused),
]
