"""How long a story takes to read, in alphabets and in scripts without spaces."""

import pytest

from home.reading_time import minutes_of
from tests.home.paper import published, read, texts


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 238, 1),
        ("word " * 239, 2),
        ("北" * 330, 1),
        ("北京，" * 400, 3),
        ("word " * 119 + "北" * 165, 1),
        ("كلمة " * 500, 3),
        ("한국어 " * 220, 2),
    ],
)
def test_words_and_characters_each_take_their_time(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.django_db
def test_a_story_says_how_long_it_is(client, home):
    published(slug="short")
    published(title="Long", slug="long", body=[("paragraph", f"<p>{'word ' * 500}</p>")])
    assert "1 minute to read" in texts(read(client, "/news/short/"), ".story__by p")
    assert "3 minutes to read" in texts(read(client, "/news/long/"), ".story__by p")
