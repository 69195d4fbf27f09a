"""What a page of the readers' site may load, and from where: Content-Security-Policy, https://www.w3.org/TR/CSP3/"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse

__all__ = ["PolicyMiddleware"]

HEADER = "Content-Security-Policy"
PAGE = "text/html"
PAGES_OF_OTHERS = {"syndication", "ninja"}  # stories as documents bring a policy of their own, the API's pages a script

Handler = Callable[[HttpRequest], HttpResponseBase]


class PolicyMiddleware:
    """Sends `READERS_POLICY` with every page that readers see."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_for_readers(request, response):
            response.headers.setdefault(HEADER, policy())
        return response


def is_for_readers(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it is a page of ours; one that says what broke has its style inside, and the admin's are Wagtail's."""
    if not response.headers.get("Content-Type", "").startswith(PAGE) or response.status_code >= 500:
        return False
    match = request.resolver_match
    of_others = match is not None and bool(PAGES_OF_OTHERS & {*match.app_names})
    return not of_others and not request.path.startswith(reverse("wagtailadmin_home"))


def policy() -> str:
    """The setting as a header, with the hosts that our own files come from where those are elsewhere."""
    files = sorted(
        {origin for address in (static("site.css"), default_storage.url("a")) if (origin := origin_of(address))}
    )
    directives = {name: list(origins) for name, origins in settings.READERS_POLICY.items()}
    for name in ("default-src", "img-src"):
        directives[name] += files
    return "; ".join(f"{name} {' '.join(origins)}" for name, origins in directives.items())


def origin_of(address: str) -> str:
    """The origin of a whole address; "" of a path on our own host."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
