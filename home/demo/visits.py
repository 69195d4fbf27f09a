"""Opens the demo's front pages and sections once, so that no first visitor waits while their pictures are made."""

from django.test import Client
from wagtail.models import Page, Site

from newsroom.models import ArticlePage

__all__ = ["addresses", "open_page"]


def addresses() -> list[str]:
    """The paths of all pages that list articles. An article makes its own pictures in a second when it is opened."""
    home = Site.objects.get(is_default_site=True).root_page
    return [page.get_url() for page in Page.objects.live().filter(depth__gte=home.depth).not_type(ArticlePage)]


def open_page(path: str, host: str) -> int:
    """Ask the site for `path` as a browser does and return the status; a page that fails is Django's to log."""
    return Client(raise_request_exception=False).get(path, headers={"host": host}).status_code
