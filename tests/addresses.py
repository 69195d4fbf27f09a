"""Every address of the site, out of its URL confs: a new one is swept without anybody thinking of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.urls import get_resolver

__all__ = ["addresses", "patterns"]

PARAMETER = re.compile(r"<(?:[a-z]+:)?(\w+)>")


def patterns() -> list[str]:
    """Such as `/people/<str:slug>/`; what has no name in a regular expression is `<var>`."""
    found = extract_views_from_urlpatterns(get_resolver().url_patterns)
    return sorted({simplify_regex(regex).replace("\\.", ".") for _view, regex, *_rest in found})


def addresses(pattern: str, values: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """The pattern with each of the `values` in the places of its parameters."""
    names = PARAMETER.findall(pattern)
    unknown = [name for name in names if name not in values]
    assert not unknown, f"{pattern} is new: say in this test what its {', '.join(unknown)} may be"
    for chosen in product(*(values[name] for name in names)):
        rest = iter(chosen)
        yield PARAMETER.sub(lambda _found, rest=rest: str(next(rest)), pattern)
