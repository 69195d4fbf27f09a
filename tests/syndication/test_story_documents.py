"""One story at its own address: validators, links, and its notice once it is gone."""

import gzip
from datetime import timedelta
from email.utils import parsedate_to_datetime

import brotli
import pytest

from syndication.actions import CorrectAction, KillAction, RestoreAction, WithdrawAction
from syndication.encodings import zstd
from syndication.models import OutletKey, RenderedEntry
from syndication.wire.formats import FORMATS
from tests.syndication.desk import HOUR, NOW, at, edit, get, make_old_outlet, make_page

pytestmark = pytest.mark.django_db

OFFERED = ["rss", "atom", "json_feed"]


@pytest.fixture
def page(root, public):
    with at(NOW):
        return make_page(root, title="Canary", text="<p>canary</p>")


def path_of(page, name="json_feed", outlet="public"):
    return f"/wire/{outlet}/{page.story_id}.{FORMATS[name].EXTENSION}"


@pytest.mark.parametrize("name", OFFERED)
def test_it_has_its_registered_type_and_validators(client, page, name):
    response = get(client, path_of(page, name), NOW + HOUR)
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[name].MEDIA_TYPE
    assert response["Last-Modified"] == "Mon, 23 Nov 2026 12:00:00 GMT"
    assert response["Cache-Control"] == "public, max-age=60"
    for held in ({"if-none-match": response["ETag"]}, {"if-modified-since": response["Last-Modified"]}):
        again = get(client, path_of(page, name), NOW + HOUR, **held)
        assert (again.status_code, again.content) == (304, b"")
        for header in ("ETag", "Last-Modified", "Vary", "Cache-Control", "Link"):
            assert again[header] == response[header]


def test_it_leads_to_itself_and_to_its_page(client, page):
    link = get(client, path_of(page), NOW + HOUR)["Link"]
    assert link == (
        f'<https://news.test{path_of(page)}>; rel="self", '
        '<http://news.test/canary/>; rel="alternate"; type="text/html", <http://news.test/canary/>; rel="canonical"'
    )


def test_head_is_get_without_a_body(client, page):
    with at(NOW + HOUR):
        got, headed = client.get(path_of(page)), client.head(path_of(page))
    assert (headed.content, dict(headed.headers)) == (b"", dict(got.headers))
    assert client.post(path_of(page)).status_code == 405


def test_a_coding_is_the_same_document_with_an_etag_of_its_own(client, page):
    plain = get(client, path_of(page), NOW + HOUR)
    read = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstd.decompress}
    packed = {name: get(client, path_of(page), NOW + HOUR, **{"accept-encoding": name}) for name in read}
    assert {read[name](answer.content) for name, answer in packed.items()} == {plain.content}
    assert len({answer["ETag"] for answer in [plain, *packed.values()]}) == 4


def test_every_change_moves_the_validators_forward(client, page):
    seen = [get(client, path_of(page), NOW + HOUR)]
    with at(NOW + 2 * HOUR):
        edit(page, text="<p>More.</p>")
    seen.append(get(client, path_of(page), NOW + 3 * HOUR))
    with at(NOW + 4 * HOUR):
        CorrectAction(page, note="The year was wrong.").execute()
    seen.append(get(client, path_of(page), NOW + 5 * HOUR))
    moments = [parsedate_to_datetime(response["Last-Modified"]) for response in seen]
    assert moments == [NOW, NOW + 2 * HOUR, NOW + 4 * HOUR]
    assert len({response["ETag"] for response in seen}) == 3


@pytest.mark.parametrize("verb", [WithdrawAction, KillAction])
@pytest.mark.parametrize("name", OFFERED)
def test_its_notice_is_gone_whatever_the_request_holds(client, page, name, verb):
    before = get(client, path_of(page, name), NOW + HOUR)
    with at(NOW + 2 * HOUR):
        verb(page, reason="Retracted.").execute()
    for held in (
        {},
        {"if-none-match": before["ETag"]},
        {"if-none-match": "*"},
        {"if-modified-since": "Mon, 23 Nov 2099 12:00:00 GMT"},
    ):
        after = get(client, path_of(page, name), NOW + 3 * HOUR, **held)
        assert after.status_code == 410
        assert after["Content-Type"] == FORMATS[name].MEDIA_TYPE
        assert b"Retracted." in after.content
        assert b"anary" not in after.content + str(after.headers).encode()


def test_a_restored_story_is_there_again_under_new_validators(client, page):
    before = get(client, path_of(page), NOW + HOUR)
    with at(NOW + 2 * HOUR):
        WithdrawAction(page, reason="Wrong.").execute()
        RestoreAction(page).execute()
    after = get(client, path_of(page), NOW + 3 * HOUR, **{"if-none-match": before["ETag"]})
    assert (after.status_code, after["ETag"] != before["ETag"]) == (200, True)


def test_nobody_keeps_it_past_its_expiry(client, root, public):
    with at(NOW):
        page = make_page(root, expire_at=NOW + HOUR)
    assert get(client, path_of(page), NOW + HOUR - timedelta(seconds=5))["Cache-Control"] == "public, max-age=5"
    assert get(client, path_of(page), NOW + HOUR).status_code == 410


def test_a_partners_copy_is_the_partners_alone(client, root, metro):
    with at(NOW):
        page = make_page(root)
    secret = OutletKey.issue(metro, "main")
    assert get(client, path_of(page, outlet="metro"), NOW + HOUR).status_code == 401
    response = get(client, path_of(page, outlet="metro"), NOW + HOUR, authorization=f"Bearer {secret}")
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    assert "Authorization" in response["Vary"]


def test_it_is_written_once_for_the_feed_and_for_itself(client, page):
    get(client, "/feeds/public.json", NOW + HOUR)
    rows = RenderedEntry.objects.count()
    assert get(client, path_of(page), NOW + HOUR).status_code == 200
    assert RenderedEntry.objects.count() == rows


def test_it_says_its_own_language_and_a_feed_its_own(client, root, monkeypatch):
    from dataclasses import replace

    from tests.plainsite.models import PlainPage

    as_story = PlainPage.as_story
    monkeypatch.setattr(PlainPage, "as_story", lambda page: replace(as_story(page), language="zh-Hans"))
    make_old_outlet("public", access="open", language="ar")
    with at(NOW):
        page = make_page(root)
    assert get(client, path_of(page), NOW + HOUR)["Content-Language"] == "zh-Hans"
    assert get(client, "/feeds/public.rss", NOW + HOUR)["Content-Language"] == "ar"


def test_a_format_without_a_form_for_notices_says_that_it_is_gone(client, page, monkeypatch):
    with at(NOW + HOUR):
        KillAction(page, reason="Wrong.").execute()
    monkeypatch.setattr(FORMATS["json_feed"], "entry", lambda story, dialect: b"")
    response = get(client, path_of(page), NOW + 2 * HOUR)
    assert (response.status_code, response.content) == (410, b"")


def test_a_story_that_breaks_its_writer_is_not_there(client, page, monkeypatch, caplog):
    def breaks(story, dialect):
        raise RuntimeError("a bug in a writer")

    monkeypatch.setattr(FORMATS["json_feed"], "entry", breaks)
    assert get(client, path_of(page), NOW + HOUR).status_code == 404
    assert get(client, path_of(page, "rss"), NOW + HOUR).status_code == 200
    assert "cannot be written as json_feed" in caplog.text
