"""Films elsewhere: which may be played here, how little their hosts learn, and that the policy allows just these."""

from urllib.parse import urlsplit

import pytest

from home.players import FRAME_ORIGINS, PROVIDERS, player_of
from tests.home.paper import published, read, texts

FILM = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"
VIMEO = "https://player.vimeo.com/video/1084537"
PLAYED = {
    "https://www.youtube.com/watch?v=aqz-KE-bpKQ": FILM,
    "http://m.youtube.com/watch?feature=share&v=aqz-KE-bpKQ&t=9": FILM,
    "https://YouTu.be/aqz-KE-bpKQ?si=abc": FILM,
    "https://www.youtube.com/shorts/aqz-KE-bpKQ": FILM,
    "https://www.youtube.com/live/aqz-KE-bpKQ/": FILM,
    "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ#t": FILM,
    "https://vimeo.com/1084537": f"{VIMEO}?dnt=1&autoplay=1",
    "https://vimeo.com/channels/staffpicks/1084537": f"{VIMEO}?dnt=1&autoplay=1",
    "https://player.vimeo.com/video/1084537?h=1": f"{VIMEO}?dnt=1&autoplay=1",
    "https://vimeo.com/1084537/0123456789": f"{VIMEO}?h=0123456789&dnt=1&autoplay=1",
    "https://www.dailymotion.com/video/x8abcde": "https://geo.dailymotion.com/player.html?video=x8abcde",
    "https://dai.ly/x8abcde": "https://geo.dailymotion.com/player.html?video=x8abcde",
    "https://www.bilibili.com/video/BV1xx411c7mD/?p=2": "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=1",
    "https://www.ted.com/talks/a_talk_of_somebody": "https://embed.ted.com/talks/a_talk_of_somebody",
}
LINKED = [
    "https://www.youtube.com/@desk",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=aqz-KE-bpKQQQ",
    "https://www.youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    "https://evil.example/?www.youtube.com/watch?v=aqz-KE-bpKQ",
    "https://evil.example\\@vimeo.com/1084537",
    "javascript:alert(1)//vimeo.com/1084537",
    "https://vimeo.com/about",
    "https://posts.example/1",
    "",
]


@pytest.mark.parametrize(("address", "frame"), PLAYED.items())
def test_a_film_is_played_in_its_most_private_form(address, frame):
    assert player_of(address).frame == frame


@pytest.mark.parametrize("address", LINKED)
def test_what_is_no_film_of_theirs_stays_a_link(address):
    assert player_of(address) is None


def test_an_address_of_a_megabyte_is_read_at_once():
    assert player_of(f"https://www.youtube.com/watch?{'v=&' * 350_000}") is None


def test_every_provider_is_tried_here():
    assert {player_of(address).provider for address in PLAYED} == {provider.name for provider in PROVIDERS}


@pytest.mark.django_db
def test_an_article_says_who_would_be_asked_and_frames_nothing_itself(client, home):
    films = [
        ("embed", {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "The <ships> pass"}),
        ("embed", {"url": "https://posts.example/1", "title": "A post"}),
    ]
    published(slug="dam", body=films)
    page = read(client, "/news/dam/")
    player = page.select_one(".player")
    assert (player["data-frame"], player["data-title"]) == (FILM, "The <ships> pass")
    (words,) = texts(page, ".player button")
    assert "Play from YouTube" in words
    assert "youtube-nocookie.com" in words
    assert player.a["href"] == "https://youtu.be/aqz-KE-bpKQ"
    assert texts(page, ".elsewhere") == ["A post"]
    assert not page.select("iframe")


# -- The policy --------------------------------------------------------------------------------------------------------


def directives(response):
    return {
        name: origins
        for name, _, origins in (part.partition(" ") for part in response["Content-Security-Policy"].split("; "))
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/search/", "/nothing/"])
def test_a_page_may_frame_these_players_and_nothing_else(client, home, path):
    told = directives(client.get(path))
    assert told["frame-src"].split() == list(FRAME_ORIGINS)
    assert {f"https://{urlsplit(frame).netloc}" for frame in PLAYED.values()} == set(FRAME_ORIGINS)
    assert (told["default-src"], told["base-uri"], told["object-src"]) == ("'self'", "'none'", "'none'")


@pytest.mark.django_db
def test_files_on_another_host_are_allowed(client, home, settings):
    settings.MEDIA_URL = "https://media.acme.example/files/"
    told = directives(client.get("/"))
    assert told["img-src"] == "'self' data: https://media.acme.example"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/api/v3/docs/", "/feeds/public.rss", "/robots.txt"])
def test_what_is_no_readers_page_has_no_policy_of_ours(admin_client, home, path):
    response = admin_client.get(path)
    assert response.status_code == 200
    assert "Content-Security-Policy" not in response
