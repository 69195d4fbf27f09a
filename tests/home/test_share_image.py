"""The picture that stands for a story where it is shared: what is on it, and that it goes where the story goes."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from PIL import Image, ImageChops
from wagtail.models import PageViewRestriction

from home.share_card import HEIGHT, WIDTH, Card, draw
from syndication.actions import KillAction
from tests.make import HOUR, make_article, make_draft, make_image, make_section

LATIN = Card(headline="Café Zürich – “harbour” reopens", source="China Daily", paper="The News Desk")
NO_FONT = ("no-such-font.ttf",)


def seen(content):
    picture = Image.open(BytesIO(content))
    assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))
    return picture.convert("RGB")


def differ(one, other):
    return ImageChops.difference(seen(one), seen(other)).getbbox()


def test_latin_words_are_set_on_a_machine_without_any_font():
    words, others = (
        draw(LATIN, NO_FONT),
        draw(Card(headline="Other", source="China Daily", paper="The News Desk"), NO_FONT),
    )
    assert differ(words, others)
    assert draw(LATIN, NO_FONT) == words


@pytest.mark.parametrize(
    ("headline", "direction"), [("大坝重新开放", "ltr"), ("السد يفتح", "rtl"), ("Dam 🐙", "ltr"), ("\ue000", "ltr")]
)
def test_where_a_letter_cannot_be_drawn_none_is(headline, direction):
    card = Card(headline=headline, source="China Daily", paper="The News Desk", direction=direction)
    assert draw(card, NO_FONT) == draw(Card(headline="\ue001", source="", paper=""), NO_FONT)
    picture = BytesIO()
    Image.new("RGB", (600, 400), "seagreen").save(picture, "JPEG")
    with_picture = Card(headline=headline, source="", paper="", direction=direction, picture=picture.getvalue())
    colour = seen(draw(with_picture, NO_FONT)).getpixel((WIDTH // 2, HEIGHT - 20))
    assert abs(colour[1] - 139) < 6  # the picture alone, over the whole card


@pytest.mark.parametrize("headline", ["x" * 255, "word " * 50, "大" * 255, " ", "a\tb"])
def test_no_headline_breaks_it(headline):
    seen(draw(Card(headline=headline, source=headline, paper=headline)))


@pytest.fixture
def dam():
    return make_article("Dam reopens", slug="dam", lead_image=make_image(size=(900, 700)))


def address(client):
    page = BeautifulSoup(client.get("/news/dam/").content, "lxml")
    return page.select_one("meta[property='og:image']")["content"].removeprefix("http://localhost")


@pytest.mark.django_db
def test_it_is_served_below_the_story_and_changes_with_it(client, dam):
    first = client.get(address(client))
    seen(first.content)
    assert (first["Content-Type"], first["Cache-Control"][:18]) == ("image/jpeg", "public, max-age=60")
    assert client.get(address(client), headers={"if-none-match": first["ETag"]}).status_code == 304
    before = address(client)
    dam.title = "Dam closes"
    dam.save_revision().publish()
    assert address(client) != before
    again = client.get(before, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, differ(first.content, again.content) is None) == (200, False)


@pytest.mark.django_db
def test_it_is_gone_with_the_story_and_not_there_before(client, dam):
    etag = client.get("/news/dam/share.jpg")["ETag"]
    make_draft("Later", slug="later", embargoed_until=timezone.now() + HOUR).get_latest_revision().publish()
    closed = make_section("Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    make_article("Secret", slug="secret", under=closed)
    make_article("No right", slug="no-right", reach="nowhere", live=False)
    paths = ("/news/later/", "/news/nothing/", "/news/", "/closed/secret/", "/news/no-right/")
    for path in (f"{path}share.jpg" for path in paths):
        assert client.get(path).status_code == 404, path
    KillAction(dam, reason="Wrong.").execute(skip_permission_checks=True)
    gone = client.get("/news/dam/share.jpg", headers={"if-none-match": etag})
    assert (gone.status_code, gone.content) == (410, b"")


@pytest.mark.django_db
def test_a_picture_without_rights_is_not_on_it(client):
    shown = make_image(size=(900, 700), reach="nowhere")
    make_article("Dam reopens", slug="dam", lead_image=shown)
    without = client.get("/news/dam/share.jpg").content
    assert without == draw(Card(headline="Dam reopens", source="China Daily", paper="The News Desk"))
