"""The limits of cleaning are a setting."""

import pytest
from django.core import checks

from syndication import conf
from syndication.wire.gate import Limits
from tests.syndication.desk import make_page


def test_limits_that_the_site_does_not_name_are_ours(settings):
    settings.SYNDICATION_CLEANING_LIMITS = {"depth": 50}

    assert conf.cleaning_limits() == Limits(depth=50)


@pytest.mark.parametrize(
    ("limits", "named"), [({"deepness": 5}, "deepness"), ({"depth": 0}, "depth is 0"), ({"size": "x"}, "size is 'x'")]
)
def test_a_limit_that_is_none_fails_the_start_up_check_by_name(settings, limits, named):
    settings.SYNDICATION_CLEANING_LIMITS = limits

    [problem] = [found for found in checks.run_checks() if found.id == "syndication.E006"]
    assert named in problem.msg


@pytest.mark.django_db
def test_a_body_beyond_the_sites_limits_leaves_the_feed(settings, client, root, public):
    settings.SYNDICATION_CLEANING_LIMITS = {"elements": 3}
    make_page(root, title="Short", slug="short", text="<p>a</p>")
    make_page(root, title="Long", slug="long", text="<p>a</p>" * 4)

    feed = client.get("/feeds/public.rss").content.decode()
    assert "Short" in feed
    assert "Long" not in feed
