"""Of all the forms of a picture an outlet gets the one that fits it, beside the text and in it."""

import pytest

from syndication.wire.prepare import prepare
from syndication.wire.renditions import fitted
from syndication.wire.story import MediaRole, Reach, Rendition, pack, unpack
from tests.make import NOON, make_media, make_profile, make_story


def form(name, width, height, mime_type="image/jpeg"):
    url = f"https://news.example.org/media/{name}"
    return Rendition(url=url, mime_type=mime_type, width=width, height=height, length=width)


SMALL, OWN, LARGE = form("640.jpg", 640, 400), form("1200.jpg", 1200, 750), form("2000.jpg", 2000, 1250)
CLEAR = form("1200.png", 1200, 750, "image/png")


def media_of(own, *others, **fields):
    named = {"url": own.url, "mime_type": own.mime_type, "width": own.width, "height": own.height, "length": own.length}
    return make_media(**named, renditions=(own, *others), **fields)


JPEGS = media_of(OWN, SMALL, LARGE)
PNGS = media_of(CLEAR, form("640.png", 640, 400, "image/png"), form("white.jpg", 1200, 750))


@pytest.mark.parametrize(
    ("media", "keys", "name"),
    [
        (JPEGS, {}, "1200.jpg"),
        (JPEGS, {"picture_max_side": 700}, "640.jpg"),
        (JPEGS, {"picture_max_side": 1200}, "1200.jpg"),
        (JPEGS, {"picture_max_side": 4000}, "2000.jpg"),
        (JPEGS, {"picture_max_side": 300}, "640.jpg"),
        (JPEGS, {"picture_min_side": 1000}, "2000.jpg"),
        (JPEGS, {"picture_types": ["image/webp"]}, "1200.jpg"),
        (PNGS, {"picture_types": ["image/jpeg"]}, "white.jpg"),
        (PNGS, {"picture_max_side": 1200}, "1200.png"),
        (make_media(), {"picture_max_side": 700}, "dam.jpg"),
    ],
)
def test_the_form_that_fits_the_profile_best_is_taken(media, keys, name):
    chosen = fitted(media, make_profile(**keys))

    assert chosen.url == f"https://news.example.org/media/{name}"
    assert fitted(chosen, make_profile(**keys)) == chosen


def test_what_is_told_of_a_picture_is_of_the_form_that_is_taken():
    chosen = fitted(JPEGS, make_profile(picture_max_side=700))

    assert (chosen.mime_type, chosen.width, chosen.height, chosen.length) == ("image/jpeg", 640, 400, 640)
    assert chosen.renditions == JPEGS.renditions


BODY = f'<figure><img src="{OWN.url}" alt="A dam" width="1200" height="750"><figcaption>The dam</figcaption></figure>'
CREDIT = "<p>SOURCE China Daily</p>"


def prepared(media, **keys):
    return prepare(make_story(body=BODY, media=(media,)), make_profile(**keys), NOON)


def test_the_body_shows_the_very_form_that_stands_beside_it():
    story = prepared(JPEGS, picture_max_side=700)

    assert story.media[0].url == SMALL.url
    assert story.body == BODY.replace(OWN.url, SMALL.url).replace("1200", "640").replace("750", "400") + CREDIT


def test_a_body_may_show_the_jpeg_of_a_picture_whose_own_form_the_outlet_does_not_take():
    body = BODY.replace(OWN.url, CLEAR.url)
    profile = make_profile(picture_types=["image/jpeg"], picture_min_side=400)
    story = prepare(make_story(body=body, media=(PNGS,)), profile, NOON)

    assert "/media/white.jpg" in story.body
    assert prepare(story, profile, NOON) == story


def test_no_form_of_a_picture_that_may_not_travel_is_shown_or_linked():
    body = f'<img src="{SMALL.url}" alt=""><p><a href="{LARGE.url}">Large</a></p>'
    media = media_of(OWN, SMALL, LARGE, reach=Reach.SITE)

    assert prepare(make_story(body=body, media=(media,)), make_profile(), NOON).body == f"<p>Large</p>{CREDIT}"


def test_the_lead_picture_is_not_repeated_in_another_size():
    media = media_of(OWN, SMALL, LARGE, role=MediaRole.LEAD)
    story = make_story(body=BODY.replace(OWN.url, SMALL.url), media=(media,))

    assert prepare(story, make_profile(lead_in_body=False), NOON).body == CREDIT


def test_a_size_that_will_not_be_written_does_not_count():
    profile = make_profile(allow={"p": [], "img": ["src"]}, tables="flatten", picture_max_side=700)

    assert prepare(make_story(body=BODY, media=(JPEGS,)), profile, NOON).body == (
        f'<p><img src="{SMALL.url}"></p><p>The dam</p>{CREDIT}'
    )


def test_renditions_are_packed_with_their_story():
    story = make_story(media=(JPEGS,))

    assert unpack(pack(story)) == story
