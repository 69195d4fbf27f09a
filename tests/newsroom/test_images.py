"""Pictures: their rights, their addresses, and what of them travels."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db.models.signals import post_save
from PIL import Image

from newsroom.models import ArticlePage, NewsImage
from tests.make import NOON, make_article, make_draft, make_image

pytestmark = pytest.mark.django_db


def test_a_picture_stays_on_our_site_until_somebody_says_more():
    assert NewsImage().reach == "site"


def test_originals_and_renditions_have_addresses_that_nobody_can_guess():
    first, second = make_image("dam"), make_image("dam")
    names = [image.file.name for image in (first, second)]
    names += [rendition.file.name for rendition in (first.for_wire(), first.get_rendition("width-20"))]
    folders = [name.split("/")[1] for name in names]
    assert len(set(folders)) == len(folders)
    assert all(len(folder) >= 22 for folder in folders)


def test_a_long_name_fits_its_column():
    image = make_image("x" * 250)
    assert len(image.file.name) <= 100
    assert len(image.for_wire().file.name) <= 100


@pytest.mark.parametrize(
    ("kind", "mode", "travels_as"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("PNG", "RGB", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("GIF", "P", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
    ],
)
def test_pictures_travel_as_jpeg_and_transparent_ones_as_png(kind, mode, travels_as):
    rendition = make_image(kind=kind, mode=mode).for_wire()
    assert rendition.mime_type == travels_as
    with rendition.file.open() as file:
        assert Image.open(file).get_format_mimetype() == travels_as


def test_an_animation_travels_as_its_first_picture():
    content = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:])
    image = NewsImage(title="spin", file=ImageFile(content, name="spin.gif"))
    image.save()
    assert image.for_wire().mime_type == "image/jpeg"


@pytest.mark.parametrize(("width", "travels"), [(2400, 1200), (800, 800)])
def test_pictures_travel_at_most_1200_pixels_wide_and_are_never_blown_up(width, travels):
    assert make_image(size=(width, 60)).for_wire().width == travels


@pytest.mark.parametrize(
    ("fields", "forms"),
    [
        ({"size": (2400, 60)}, ["1200 image/jpeg", "640 image/jpeg", "2000 image/jpeg"]),
        ({"size": (1500, 60)}, ["1200 image/jpeg", "640 image/jpeg", "1500 image/jpeg"]),
        ({"size": (800, 60)}, ["800 image/jpeg", "640 image/jpeg"]),
        ({"size": (40, 30)}, ["40 image/jpeg"]),
        ({"size": (800, 60), "kind": "PNG", "mode": "RGBA"}, ["800 image/png", "640 image/png", "800 image/jpeg"]),
    ],
)
def test_outlets_may_choose_from_sizes_that_are_never_blown_up_and_from_jpeg(fields, forms):
    image = make_image(**fields)

    assert [f"{made.width} {made.mime_type}" for made in image.all_for_wire()] == forms
    assert image.renditions.count() == len(forms)


def test_what_was_made_before_is_not_made_again(django_assert_num_queries):
    image = make_image(size=(2400, 60))
    made = image.all_for_wire()
    with django_assert_num_queries(0):
        assert image.all_for_wire(made) == made


def test_a_picture_whose_file_went_after_it_was_made_travels_in_one_size(caplog):
    image = make_image(size=(2400, 60))
    main = image.for_wire()
    image.file.storage.delete(image.file.name)

    assert NewsImage.objects.get(pk=image.pk).all_for_wire() == [main]
    assert "travels in one size" in caplog.text


def test_a_rendition_knows_its_bytes_without_a_look_at_the_storage():
    rendition = make_image().for_wire()
    assert rendition.file_size == rendition.file.size


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("name", ["logo.svg", "logo.jpg", "logo"])
def test_an_svg_is_refused_whatever_its_name(name):
    with pytest.raises(ValidationError):
        NewsImage(title="logo", file=ImageFile(BytesIO(SVG), name=name)).save()


def test_a_form_says_so_of_an_svg():
    with pytest.raises(ValidationError) as refused:
        NewsImage(title="logo", file=ImageFile(BytesIO(SVG), name="logo.svg"), width=9, height=9).clean()
    assert refused.value.message_dict == {"file": ["Pictures of type svg are not taken."]}


def test_what_is_no_picture_is_refused():
    with pytest.raises((ValidationError, OSError)):
        NewsImage(title="x", file=ImageFile(BytesIO(b"no picture"), name="x.jpg")).save()


def test_the_alternative_text_never_falls_back_to_the_name_of_a_file():
    assert make_image("IMG_0001", description="").default_alt_text == ""


def test_a_new_file_is_in_the_stories_that_show_it_at_once():
    image = make_image(size=(40, 30))
    article = make_article(lead_image=image)
    assert article.as_story().media[0].width == 40
    heard = []

    def look(instance, **kwargs):
        heard.append(ArticlePage.objects.get(pk=instance.pk).as_story().media[0].width)

    post_save.connect(look, sender=ArticlePage)
    content = BytesIO()
    Image.new("RGB", (60, 30)).save(content, "JPEG")
    image.file = ImageFile(content, name="new.jpg")
    image.save()
    post_save.disconnect(look, sender=ArticlePage)
    assert heard == [60]


# Concealing


def test_a_concealed_picture_is_nowhere_that_it_was(django_capture_on_commit_callbacks):
    image = make_image()
    names = [image.file.name, image.for_wire().file.name]
    storage = image.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        image.conceal()
    assert [storage.exists(name) for name in names] == [False, False]
    assert storage.exists(NewsImage.objects.get(pk=image.pk).file.name)
    assert NewsImage.objects.get(pk=image.pk).for_wire().file.name not in names


def test_a_picture_whose_file_is_gone_keeps_no_story_from_being_killed(django_capture_on_commit_callbacks):
    image = make_image()
    article = make_article(lead_image=image)
    made = image.for_wire().file
    image.file.storage.delete(image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        article.conceal_media()
    assert not made.storage.exists(made.name)


def test_killing_a_story_conceals_the_pictures_that_no_other_shows(django_capture_on_commit_callbacks):
    own, shared, drafted = make_image("own"), make_image("shared"), make_image("drafted")
    body = [("image", {"image": image, "caption": "", "alt": ""}) for image in (shared, drafted)]
    killed = make_article(lead_image=own, body=body)
    make_article(
        "Port opens", body=[("gallery", {"title": "", "images": [{"image": shared, "caption": "", "alt": ""}]})]
    )
    make_draft("Port closes", lead_image=drafted)
    names = {image.pk: image.file.name for image in (own, shared, drafted)}

    killed.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        killed.conceal_media()

    moved = {image.pk for image in NewsImage.objects.all() if image.file.name != names[image.pk]}
    assert moved == {own.pk, drafted.pk}


def test_a_kill_conceals_the_pictures_that_an_earlier_version_showed(django_capture_on_commit_callbacks):
    lead, inside, kept = make_image("lead"), make_image("inside"), make_image("kept")
    gallery = [("gallery", {"title": "", "images": [{"image": inside, "caption": "", "alt": ""}]})]
    article = make_draft(lead_image=lead, body=gallery)
    article.get_latest_revision().publish()
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.lead_image, draft.body = kept, [("paragraph", "<p>Without them.</p>")]
    draft.save_revision().publish()
    names = {image.pk: image.file.name for image in (lead, inside, kept)}
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.get(pk=article.pk).conceal_media()
    assert not set(names.values()) & set(NewsImage.objects.values_list("file", flat=True))


def test_a_saved_article_knows_which_pictures_it_shows():
    first, second = make_image("first"), make_image("second")
    article = make_article(lead_image=first)
    assert list(ArticlePage.objects.showing(first)) == [article]
    article.lead_image = None
    article.body = [("image", {"image": second, "caption": "", "alt": ""})]
    article.save()
    assert list(ArticlePage.objects.showing(first)) == []
    assert list(ArticlePage.objects.showing(second)) == [article]


def test_a_draft_edit_does_not_change_which_pictures_the_live_page_shows():
    first, second = make_image("first"), make_image("second")
    article = make_article(lead_image=first)
    article.lead_image = second
    article.save_revision()
    assert list(ArticlePage.objects.showing(second)) == []


@pytest.mark.parametrize(("field", "value"), [("reach", "site"), ("reach_until", NOON), ("credit", "Li Na")])
def test_articles_are_saved_anew_when_the_rights_of_their_picture_change(field, value, saved_articles):
    image = make_image()
    article = make_article(lead_image=image)
    make_article("Port opens")
    saved_articles.clear()
    setattr(image, field, value)
    image.save()
    assert saved_articles == [article.pk]
