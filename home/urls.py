"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v3.urls import api
from wagtail.contrib.sitemaps import views as sitemap_views
from wagtail.documents import urls as document_urls

from home import offline, routing, share_image, style_guide, views
from home.freshness import kept_fresh
from home.sitemaps import SITEMAPS
from newsroom import api as newsroom_api
from syndication import api as syndication_api
from syndication import feed_page_urls

# Ninja takes no more routers once `urls` has been read.
newsroom_api.register()
syndication_api.register()


def kept(page: URLPattern) -> URLPattern:
    """The address of a page of another app, which keeps as long as ours do."""
    return URLPattern(page.pattern, kept_fresh(page.callback), page.default_args, page.name)


urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("api/v3/", api.urls),
    path("robots.txt", views.robots),
    path("offline-worker.js", offline.worker, name="offline_worker"),
    path("feeds.opml", views.opml, name="opml"),
    path(".well-known/feeds", views.opml),
    path(".well-known/feeds.opml", RedirectView.as_view(pattern_name="opml", permanent=True)),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path(
        "sitemap-<slug:section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS, "template_name": "home/sitemap.xml"},
        "sitemap",
    ),
    path("", include("syndication.urls")),
    # Serves pictures from disk on a developer's machine; an empty list when DEBUG is off.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # Wagtail's pages take every address that is left. English has no prefix, the other languages theirs.
    *i18n_patterns(
        path("search/", views.search, name="search"),
        path("style-guide/", style_guide.style_guide, name="style_guide"),
        path("feeds/", views.feeds, name="feeds"),
        path("archive/", views.archive, name="archive"),
        path("archive/<int:year>/", views.archive, name="archive"),
        path("archive/<int:year>/<int:month>/", views.archive, name="archive"),
        path("archive/<int:year>/<int:month>/<int:day>/", views.archive, name="archive"),
        path("people/", views.people, name="people"),
        path("people/<str:slug>/", views.person, name="person"),
        path("corrections/", views.corrections, name="corrections"),
        path("offline/", offline.offline, name="offline"),
        path("", include(([kept(page) for page in feed_page_urls.urlpatterns], feed_page_urls.app_name))),
        re_path(r"^((?:[\w\-]+/)+)share\.jpg$", share_image.share_image, name="share_image"),
        # All of Wagtail's, where it asks for a password among them, but the last, which serves pages.
        *wagtail_urls.urlpatterns[:-1],
        re_path(wagtail_urls.serve_pattern, routing.page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
