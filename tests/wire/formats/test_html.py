"""HTML: a whole page in one file, in which nothing runs."""

import json

from bs4 import BeautifulSoup

from tests.make import make_media, make_story
from tests.wire.formats.stories import ARABIC, CORRECTED, FULL, HOSTILE, written


def page(story) -> BeautifulSoup:
    return BeautifulSoup(written("html", story).decode(), "lxml")


def test_a_page_has_one_headline_and_says_who_wrote_it():
    found = page(FULL)
    assert [heading.get_text() for heading in found.find_all("h1")] == [FULL.headline]
    assert found.find("html")["lang"] == "en-GB"
    assert "By Wang Wei, Ada Moss" in found.find(class_="byline").get_text()
    assert found.find("link", rel="license")["href"] == FULL.rights.licence_url
    assert found.find("img")["alt"] == "Ships wait at a lock gate"


def test_a_page_from_right_to_left_says_so():
    assert page(ARABIC).find("html")["dir"] == "rtl"


def test_a_page_shows_its_corrections():
    assert "Correction, 23 November 2026 13:00 UTC: An earlier version" in page(CORRECTED).find("footer").get_text()


def test_nothing_in_a_page_runs_or_breaks_out_of_it():
    for story in (HOSTILE, make_story(headline="</script><script>alert(1)</script>", summary='"><img onerror=x>')):
        found = page(story)
        assert [script["type"] for script in found.find_all("script")] == ["application/ld+json"]
        assert json.loads(found.find("script").string)["@type"] == "NewsArticle"
        assert "script-src" not in found.find("meta", attrs={"http-equiv": True})["content"]
        assert "default-src 'none'" in found.find("meta", attrs={"http-equiv": True})["content"]
        assert found.find_all(onerror=True) == []


def test_a_lead_that_stands_in_the_text_is_shown_once():
    lead = make_media(role="lead")
    story = make_story(media=(lead,), body=f'<figure><img src="{lead.url}" alt=""></figure>')
    assert len(page(story).find_all("img")) == 1
