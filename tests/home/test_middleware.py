"""What no address holds is refused, on every address and before anything is asked."""

import pytest

from tests.make import make_outlet

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/a%00b/", "/news/a%00b", "/people/a%00b/", "/feeds/%00.rss", "/feeds/public/topics/a%00b.rss", "/documents/1/a%00b",
    "/api/v3/sources/a%00/", "/api/v3/articles/?topic=a%00", "/api/v3/pages/?search=a%00", "/search/?q=a%00", "/admin/?next=%00",
    "/k/a%00/feeds/public.rss",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_nul_in_an_address_is_a_bad_request(client, address):
    make_outlet("public", access="open", profile="public")
    assert client.get(address).status_code == 400


def test_a_nul_in_a_cookie_is_a_bad_request(client):
    assert client.get("/admin/", headers={"cookie": r'sessionid="\000abc"'}).status_code == 400


def test_what_only_looks_like_one_is_not_refused(client):
    assert client.get("/search/?q=100%2500").status_code == 200
