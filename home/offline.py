"""Reading without a connection: the page that switches it on, and the worker that keeps what was read."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from home.freshness import kept_fresh

__all__ = ["offline", "worker"]

FILES = ["site.css", "times.js", "share.js", "keep.js", "offline.js", "logo.svg", "favicon.svg"]


@require_safe
@kept_fresh
def offline(request: HttpRequest) -> HttpResponseBase:
    return render(request, "home/offline.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It lies at the root, for it answers for every address below its own."""
    files, pages = [static(name) for name in FILES], offline_pages()
    # Files have another name when they have changed; where they have not, on a laptop, the worker is fetched anew.
    version = hashlib.sha256("\n".join([*files, *sum(pages, ())]).encode()).hexdigest()[:12]
    context = {"files": json.dumps(files), "pages": json.dumps(pages), "version": version}
    response = render(request, "home/offline-worker.js", context, "text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def offline_pages() -> list[tuple[str, str]]:
    """The page in each language, behind how addresses in that language begin; the one without a beginning last."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            page = reverse("offline")
        found.append((page.removesuffix("offline/"), page))
    return sorted(found, key=lambda pair: -len(pair[0]))
