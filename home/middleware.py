"""Refuses what no address holds before a database is asked for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]

NUL = "\0"


class NulMiddleware:
    """Answers 400 to a NUL in address, query or cookies: PostgreSQL has no text with one, and each view would fail."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if holds_nul(request):
            return HttpResponse("No address holds a NUL.\n", status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def holds_nul(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    return (
        NUL in request.path_info
        or NUL in query
        or "%00" in query
        or any(NUL in value for value in request.COOKIES.values())
    )
