"""What an edit form does to a text that nobody touched is no news; everything else is."""

from datetime import timedelta

import pytest

from syndication.models import Release
from syndication.reconciling import reconcile
from syndication.sameness import content_digest, says
from syndication.wire.story import Notice, NoticeKind, pack
from tests.make import MINUTE, NOON, make_story
from tests.syndication.desk import edit, make_page

SECOND = timedelta(seconds=1)
BODY = (
    "<p>It did.</p><ul><li>One <b>gate</b></li><li>Two</li></ul><blockquote>Open.<p><cite>Wei</cite></p></blockquote>"
)
AGAIN = (
    '<p data-block-key="a1b2c">It did.</p><ul><li><p data-block-key="d">One <b>gate</b></p></li><li><p data-block-key="e">'
    'Two</p></li></ul><blockquote><p data-block-key="f">Open.</p><p><cite>Wei</cite></p></blockquote>'
)


def released(story):
    return Release(packed=pack(story), digest=content_digest(story))


def corrected(at):
    return (Notice(kind=NoticeKind.CORRECTION, text="Two gates.", at=at),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"body": BODY}, {"body": AGAIN}),
        ({"body": AGAIN}, {"body": BODY}),
        ({"expires_at": NOON + 38 * SECOND}, {"expires_at": NOON}),
        ({"notices": corrected(NOON + 38 * SECOND)}, {"notices": corrected(NOON)}),
        ({}, {"version": 2, "updated_at": NOON + MINUTE}),
    ],
)
def test_what_a_form_does_is_no_news(before, after):
    assert says(released(make_story(**before)), make_story(**after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"body": BODY}, {"body": AGAIN.replace("gate", "door")}),
        ({"body": "<p>One.</p><p>Two.</p>"}, {"body": "<p>One.Two.</p>"}),
        ({"body": "<ul><li><p>One</p><p>Two</p></li></ul>"}, {"body": "<ul><li>OneTwo</li></ul>"}),
        ({"expires_at": NOON}, {"expires_at": NOON + MINUTE}),
        ({"expires_at": NOON}, {}),
        ({"notices": corrected(NOON)}, {"notices": ()}),
        ({}, {"summary": "Another."}),
    ],
)
def test_everything_else_is(before, after):
    assert not says(released(make_story(**before)), make_story(**after))


def test_a_field_that_came_with_a_newer_version_of_the_code_is_no_news():
    packed = pack(make_story())
    del packed["follows"]
    older = Release(packed=packed, digest="of another version")
    assert says(older, make_story())
    assert not says(older, make_story(follows="urn:uuid:e3e70682-c209-4cac-a29f-6fbed82c07cd"))


@pytest.mark.django_db
def test_a_story_that_is_written_again_by_a_form_makes_no_release(root):
    page = edit(make_page(root, text="<p>It did.</p>"), text='<p data-block-key="a1b2c">It did.</p>')
    assert Release.objects.count() == 1
    edit(page, text='<p data-block-key="a1b2c">It did not.</p>')
    assert Release.objects.count() == 2


@pytest.mark.django_db
def test_what_was_released_with_its_numbers_is_not_released_again(root):
    make_page(root, text='<p data-block-key="a1b2c">It did.</p>')
    assert "a1b2c" in Release.objects.get().packed["body"]
    assert reconcile(every_page=True) == []
