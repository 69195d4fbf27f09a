"""Who may read an outlet's feeds: anybody, or who shows one of its keys."""

import base64
import binascii
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from syndication.models import Outlet, OutletKey

__all__ = ["admits", "refusal", "shown_secret"]


def admits(outlet: Outlet, request: HttpRequest, now: datetime) -> bool:
    """Whether this request may read the outlet's feeds."""
    return outlet.is_open or OutletKey.opens(outlet, shown_secret(request), now)


def shown_secret(request: HttpRequest) -> str:
    """The secret of an `Authorization` header, Bearer (RFC 6750) or the password of Basic (RFC 7617); else ""."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        return basic_password(value.strip())
    return ""


def basic_password(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def refusal() -> HttpResponse:
    """The same answer whatever was wrong: no key, a wrong one, an old one, or another outlet's."""
    response = HttpResponse("This feed needs a key.\n", status=401, content_type="text/plain; charset=utf-8")
    response["WWW-Authenticate"] = 'Basic realm="Feeds", charset="UTF-8"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
