"""Addresses of the pages about open feeds; a site includes them where its pages have a language, as `feed_pages`."""

from django.urls import path

from syndication import urls
from syndication.feed_pages import feed_page

__all__ = ["app_name", "urlpatterns"]

app_name = "feed_pages"
KINDS = urls.KindConverter  # registers `kind`

urlpatterns = [
    path("feeds/<slug:outlet>/", feed_page, name="feed"),
    path("feeds/<slug:outlet>/<slug:feed>/", feed_page, name="named_feed"),
    path("feeds/<slug:outlet>/<kind:kind>/<str:slug>/", feed_page, name="feed_about"),
]
