"""Who may read an outlet's feeds: anybody, or who shows one of its keys."""

import base64
import binascii
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from syndication.models import Outlet, OutletKey

__all__ = ["Denied", "admit", "refusal", "shown_secret"]


class Denied(PermissionError):
    """The request shows no key that opens the outlet; it says nothing of why."""


def admit(outlet: Outlet, request: HttpRequest, in_path: str, now: datetime) -> OutletKey | None:
    """Let the request in with the key that it shows, or without one at an open outlet. Raises `Denied`.

    `in_path` is the secret that stood in the address, which only counts where outlet and profile allow it there.
    """
    if outlet.is_open and not in_path:
        return None
    secret = shown_secret(request.headers.get("Authorization", ""))
    if not secret and outlet.key_in_path and outlet.effective_profile.key_in_path:
        secret = in_path
    key = OutletKey.find(outlet, secret, now)
    if key is None:
        raise Denied
    return key


def shown_secret(header: str) -> str:
    """The secret of an `Authorization` header, Bearer (RFC 6750) or the password of Basic (RFC 7617); else ""."""
    scheme, _, value = header.partition(" ")
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
    response["Referrer-Policy"] = "no-referrer"
    return response
