"""What may be seen and when: SECURITY's table, line by line, asked of every way out of the app."""

import pytest

from newsroom.models import ArticlePage
from tests.make import make_article

pytestmark = pytest.mark.django_db


def test_a_published_article_is_released():
    article = make_article()
    assert list(ArticlePage.objects.released()) == [article]
