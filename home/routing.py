"""Finds the page of an address in as few queries as there are questions; what it does not know is left to Wagtail."""

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from home.freshness import ONLY_FOR_SOME, kept_fresh
from home.masthead import Masthead, masthead_for
from newsroom.models import ArticleIndexPage, ArticlePage

__all__ = ["page", "parts_of", "route"]


@kept_fresh
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the page at `path` as Wagtail does; by its own way an article takes nine queries to find and to admit."""
    found = route(masthead_for(request), parts_of(path))
    if found is not None:
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # where Wagtail keeps it
    setattr(request, ONLY_FOR_SOME, found is None)
    response: HttpResponseBase = serve(request, path)
    return response


def parts_of(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def route(top: Masthead, parts: list[str]) -> RouteResult | None:
    """The page that anybody may see; None for every other, which Wagtail then refuses or asks a password for."""
    if top.home is None or top.branches.are_closed_at(top.home.path):
        return None
    if not parts:
        return open_to_all(top.home.specific).route(top.request, [])
    standing = next((page for page in top.standing_pages if is_called(page, parts[0], top.home)), None)
    if standing is None:
        return None
    if isinstance(standing, ArticleIndexPage) and len(parts) > 1:
        return article_at(top, standing, parts)
    return open_to_all(standing.specific).route(top.request, parts[1:])


def is_called(page: Page, slug: str, parent: Page) -> bool:
    return page.slug == slug and page.path.startswith(parent.path)


def article_at(top: Masthead, section: Page, parts: list[str]) -> RouteResult | None:
    """A released article below `section`. The slug finds it by an index, and the whole address makes sure."""
    url_path = f"{section.url_path}{'/'.join(parts[1:])}/"
    found: ArticlePage | None = top.released.filter(slug=parts[-1], url_path=url_path).for_reading().first()
    if found is None:
        return None
    found.is_known_released = True
    if found.path[: -Page.steplen] == section.path:
        found._cached_parent_obj = section  # as Wagtail does, so that nobody asks for the parent
    return RouteResult(open_to_all(found))


def open_to_all(page: Page) -> Page:
    """Spare Wagtail the question who may see it: which branches are closed was just asked for the whole site."""
    page.get_view_restrictions = PageViewRestriction.objects.none
    return page
