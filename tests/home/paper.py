"""Reading the site as a reader does, and stories that came out a while ago."""

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone

from tests.make import HOUR, make_article


def read(client, path="/", status=200):
    """The page at `path` as a tree."""
    response = client.get(path)
    assert response.status_code == status, response.content
    return BeautifulSoup(response.content, "lxml")


def texts(tree, selector):
    return [" ".join(found.get_text().split()) for found in tree.select(selector)]


def published(**fields):
    """An article published `hours_ago`."""
    at = timezone.now() - fields.pop("hours_ago", 1) * HOUR
    return make_article(**{"first_published_at": at, "last_published_at": at} | fields)


def warm(client, path):
    """Makes the pictures of the page, and fills what Django and Wagtail keep for long."""
    client.get(path)
    cache.clear()
    client.get(path)
