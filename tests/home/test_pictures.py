"""Pictures on pages: every format with its size, made when a story is published, and none of what may not be shown."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from home.pictures import LEAD_WIDTHS, SHARES, make_pictures
from newsroom.models import NewsImage
from tests.make import HOUR, make_article, make_draft, make_image, make_section

pytestmark = pytest.mark.django_db


def picture_on(client, path="/news/dam/", selector=".story__lead picture"):
    return BeautifulSoup(client.get(path).content, "lxml").select_one(selector)


def formats_of(picture):
    return [source["type"] for source in picture.select("source")]


@pytest.fixture
def dam():
    image = make_image(size=(1600, 1000))
    return make_article("Dam", slug="dam", lead_image=image, body=[("image", {"image": make_image(size=(700, 500))})])


def test_a_page_shows_avif_once_it_was_made_and_webp_until_then(client, dam):
    assert formats_of(picture_on(client)) == ["image/webp"]
    make_pictures.call(dam.pk)
    assert formats_of(picture_on(client)) == ["image/avif", "image/webp"]
    assert formats_of(picture_on(client, selector=".prose picture")) == ["image/avif", "image/webp"]


def test_a_picture_has_its_size_and_no_width_twice(client, dam):
    make_pictures.call(dam.pk)
    lead, body = picture_on(client), picture_on(client, selector=".prose picture")
    assert (lead.img["width"], lead.img["height"]) == ("1440", "900")
    assert (body.img["width"], body.img["height"]) == ("700", "500")  # it may be shown as large as it is, no larger
    assert [part.split()[1] for part in lead.source["srcset"].split(", ")] == [f"{width}w" for width in LEAD_WIDTHS]
    assert [part.split()[1] for part in body.source["srcset"].split(", ")] == ["480w", "700w"]


def test_the_lead_is_fetched_first_and_the_rest_when_it_is_near(client, dam):
    make_pictures.call(dam.pk)
    page = BeautifulSoup(client.get("/news/dam/").content, "lxml")
    lead, preload = page.select_one(".story__lead picture"), page.select_one("link[rel=preload]")
    assert (preload["imagesrcset"], preload["imagesizes"]) == (lead.source["srcset"], lead.source["sizes"])
    assert (preload["type"], preload["fetchpriority"], lead.img["fetchpriority"]) == ("image/avif", "high", "high")
    assert not lead.img.has_attr("loading")
    assert {image["loading"] for image in page.select(".prose img, .company img")} <= {"lazy"}


def test_publishing_asks_for_the_pictures_and_the_reader_waits_for_none(
    client, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {**settings.TASKS, "pictures": settings.TASKS["default"]}
    draft = make_draft("Dam", slug="dam", lead_image=make_image(size=(1600, 1000)))
    with django_capture_on_commit_callbacks(execute=True):
        draft.get_latest_revision().publish()
    made = set(draft.lead_image.renditions.values_list("filter_spec", flat=True))
    assert set(SHARES) <= made
    client.get("/news/dam/")
    assert set(draft.lead_image.renditions.values_list("filter_spec", flat=True)) == made


def test_a_command_makes_the_pictures_of_what_is_out_already(client, dam, capsys):
    make_draft("Not yet", lead_image=make_image())
    call_command("make_pictures")
    assert "Articles whose pictures are there: 1" in capsys.readouterr().out
    assert formats_of(picture_on(client)) == ["image/avif", "image/webp"]


def test_nothing_is_made_of_a_story_that_is_only_scheduled_or_of_a_picture_without_rights(dam):
    from django.utils import timezone

    closed = make_image("closed", reach="nowhere")
    for article in (
        make_draft("Later", lead_image=make_image(), embargoed_until=timezone.now() + HOUR),
        make_article("Closed", lead_image=closed),
    ):
        before = article.lead_image.renditions.count()
        make_pictures.call(article.pk)
        assert article.lead_image.renditions.count() == before


def test_a_focal_point_that_moved_asks_for_new_crops(client, dam):
    make_pictures.call(dam.pk)
    image = NewsImage.objects.get(pk=dam.lead_image_id)
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 1500, 900, 100, 100
    image.save()
    make_section("Other")
    make_pictures.call(dam.pk)
    assert image.renditions.filter(filter_spec=SHARES[0]).exclude(focal_point_key="").exists()
