"""A thin layer round the WSGI application: feeds that nothing has changed are answered before Django is asked.

    application = FeedFront(get_wsgi_application())

The first answer comes from the view; what it wrote is kept, headers and all, and given again as long as the
ledger's stamp, asked of the database each time, is the same and no moment has passed at which time alone
changes it. So a release is seen by the next read, in every process.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.utils.http import parse_etags, parse_http_date_safe

from syndication import pickups
from syndication.access import shown_secret
from syndication.addresses import FeedAddress
from syndication.answers import fresh_for
from syndication.encodings import coding_for
from syndication.feeds import State
from syndication.models import LedgerHead, OutletKey
from syndication.redaction import IN_PATH
from syndication.schedule import next_due

__all__ = ["FeedFront", "hand_over", "stamp_for"]

TICKET = "syndication.ticket"
KEPT_BYTES = 32 * 1024 * 1024  # of documents in the memory of one process
LARGEST = 1 / 4  # of all that, which one document may take

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")

Headers = list[tuple[str, str]]
Answer = tuple[str, Headers, bytes]
StartResponse = Callable[..., Any]  # Any, here and below: PEP 3333 leaves these types to the server
Environ = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the view says of the answer it gives: how long it holds, and to whom."""

    stamp: object  # as the database gives it
    until: datetime | None
    changes_at: datetime | None
    served: pickups.Served
    up_to: int
    is_open: bool
    key_in_path: bool
    key: tuple[int, str] | None  # of who asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as it was given, for every request to the same address that takes the same encoding."""

    ticket: Ticket
    etag: str
    modified: int  # seconds since 1970
    headers: Headers  # of the whole answer, without Cache-Control
    short_headers: Headers  # of a 304
    body: bytes


def hand_over(
    request: HttpRequest, address: FeedAddress, found: State, key: tuple[int, str] | None, stamp: object, now: datetime
) -> bool:
    """Let the layer, where there is one, keep the answer to this request and count it; whether there is one.

    `stamp` was read before the answer was made, so that what came between is seen by the next read.
    """
    if TICKET not in request.META:
        return False
    moments = [moment for moment in (found.changes_at, next_due(now)) if moment is not None]
    request.META[TICKET] = Ticket(
        stamp=stamp, until=min(moments, default=None), changes_at=found.changes_at, served=pickups.Served.at(address),
        up_to=found.up_to, is_open=address.outlet.is_open,
        key_in_path=address.outlet.key_in_path and address.profile.key_in_path, key=key,
    )  # fmt: skip
    return True


def stamp_for(request: HttpRequest) -> object:
    """The stamp to hand over with the answer to this request, asked for before the answer is made."""
    return stamp_now() if TICKET in request.META else None


def stamp_now() -> object:
    """The ledger's stamp as the database gives it; one look at one row."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        row = cursor.fetchone()
    return row and row[0]


STAMP = f"SELECT stamp FROM {LedgerHead._meta.db_table} WHERE id = 1"  # noqa: S608 - a name of our own
STAMP_AND_KEY = (
    f"SELECT head.stamp, secret.id, secret.name FROM {LedgerHead._meta.db_table} AS head "  # noqa: S608 - names of our own
    f"JOIN {OutletKey._meta.db_table} AS secret ON secret.digest = %s AND secret.outlet_id = %s "
    "AND secret.revoked_at IS NULL AND (secret.expires_at IS NULL OR secret.expires_at > %s) WHERE head.id = 1"
)


class FeedFront:
    """A WSGI application round Django's."""

    def __init__(self, application: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.application = application
        self.kept: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(("/feeds/", f"/{IN_PATH}/")):
            return self.application(environ, start_response)
        secret, name = in_path(path)
        key = (name, coding_for(environ.get("HTTP_ACCEPT_ENCODING", "")), *surroundings(environ))
        kept = self.lately(key)
        answer = None if kept is None else answered(kept, environ, secret)
        if answer is None:
            return self.asked(environ, start_response, key)
        return given(answer, environ, start_response)

    def asked(self, environ: Environ, start_response: StartResponse, key: tuple[object, ...]) -> Iterable[bytes]:
        """Ask Django, for the whole document also where the client may have it already, and keep what it says."""
        if environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        asked = {name: value for name, value in environ.items() if name not in CONDITIONS} | {TICKET: None}
        said: list[Any] = []
        response = self.application(asked, lambda status, headers, exc_info=None: said.extend((status, headers)))
        ticket, (status, headers) = asked[TICKET], said
        kept = kept_answer(ticket, headers, b"".join(response)) if ticket is not None and status == OK else None
        if kept is None:
            start_response(status, headers)
            return response
        if hasattr(response, "close"):
            response.close()
        self.keep(key, kept)
        return given(answer_to(kept, environ, kept.ticket.key, datetime.now(UTC)), environ, start_response)

    def lately(self, key: tuple[object, ...]) -> Kept | None:
        """What is kept under `key`, which was asked for just now."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def keep(self, key: tuple[object, ...], kept: Kept) -> None:
        """Keep an answer, and forget those longest unasked when there are too many bytes."""
        if len(kept.body) > KEPT_BYTES * LARGEST:
            return
        with self.lock:
            self.forget(key)
            self.kept[key] = kept
            self.size += len(kept.body)
            while self.size > KEPT_BYTES:
                self.forget(next(iter(self.kept)))

    def forget(self, key: tuple[object, ...]) -> None:
        if (gone := self.kept.pop(key, None)) is not None:
            self.size -= len(gone.body)


def given(answer: Answer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    status, headers, body = answer
    start_response(status, headers)
    return [body] if environ["REQUEST_METHOD"] == "GET" else []


def in_path(path: str) -> tuple[str, str]:
    """The key that stands in an address, and the address without it."""
    if path.startswith("/feeds/"):
        return "", path
    _, _, secret, rest = path.split("/", 3) if path.count("/") >= 3 else ("", "", "", "")
    return secret, f"/{rest}"


def surroundings(environ: Environ) -> tuple[object, ...]:
    """What else of a request Django's middleware looks at before it lets a feed be read; a query changes no feed."""
    return (
        environ.get("HTTP_HOST"), environ.get("SERVER_NAME"), environ.get("SERVER_PORT"), environ.get("wsgi.url_scheme"),
        environ.get("HTTP_X_FORWARDED_PROTO"), environ.get("SCRIPT_NAME"),
    )  # fmt: skip


def kept_answer(ticket: Ticket, headers: Headers, body: bytes) -> Kept:
    """An answer made ready to be given again."""
    said = {name.lower(): value for name, value in headers}
    whole = [(name, value) for name, value in headers if name.lower() not in ("cache-control", "set-cookie")]
    short = [
        (name, value) for name, value in whole if not name.lower().startswith("content-") and name.lower() != "link"
    ]
    return Kept(
        ticket=ticket, etag=said["etag"], modified=seconds_of(said["last-modified"]), headers=whole,
        short_headers=short, body=body,
    )  # fmt: skip


def answered(kept: Kept, environ: Environ, secret: str) -> Answer | None:
    """The answer to a request from what is kept; None when that does not hold any more, or not for this request."""
    ticket, now = kept.ticket, datetime.now(UTC)
    if ticket.until is not None and now >= ticket.until:
        return None
    try:
        holds, key = still_holds(ticket, environ, secret, now)
    except DatabaseError:
        connection.close()  # it may only have been idle for too long
        return None  # Django finds out whether anything is wrong, and says so
    return answer_to(kept, environ, key, now) if holds else None


def answer_to(kept: Kept, environ: Environ, key: tuple[int, str] | None, now: datetime) -> Answer:
    """The document, or a 304 to who has it; counted."""
    ticket, is_known = kept.ticket, knows(kept, environ)
    if environ["REQUEST_METHOD"] == "GET":
        agent = environ.get("HTTP_USER_AGENT", "")
        pickups.note(ticket.served, key, agent, 304 if is_known else 200, ticket.up_to, now)
    caching = ("Cache-Control", cache_control(ticket, now))
    if is_known:
        return NOT_MODIFIED, [*kept.short_headers, caching], b""
    return OK, [*kept.headers, caching], kept.body


OK = f"200 {HTTPStatus.OK.phrase}"
NOT_MODIFIED = f"304 {HTTPStatus.NOT_MODIFIED.phrase}"


def still_holds(ticket: Ticket, environ: Environ, secret: str, now: datetime) -> tuple[bool, tuple[int, str] | None]:
    """Whether the ledger stands as it did, and who asks may read the feed; with the key that was shown.

    The connection is left open for the next request: to open one costs more than all the rest.
    """
    shown = shown_secret(environ.get("HTTP_AUTHORIZATION", ""))
    if not shown and ticket.key_in_path:
        shown = secret
    if ticket.is_open and not secret:
        return stamp_now() == ticket.stamp, None
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(STAMP_AND_KEY, [OutletKey.digest_of(shown), ticket.served.outlet_id, moment])
        row = cursor.fetchone()
    return (False, None) if row is None else (row[0] == ticket.stamp, (row[1], row[2]))


def knows(kept: Kept, environ: Environ) -> bool:
    """Whether the client has this document already. RFC 9110 section 13.2.2: If-None-Match before If-Modified-Since."""
    if etags := environ.get("HTTP_IF_NONE_MATCH"):
        return etags == kept.etag or kept.etag in weakly(etags) or etags.strip() == "*"
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return bool(since) and kept.modified <= seconds_of(since)


@lru_cache(maxsize=1024)
def weakly(etags: str) -> frozenset[str]:
    return frozenset(etag.removeprefix("W/") for etag in parse_etags(etags))


@lru_cache(maxsize=1024)
def seconds_of(date: str) -> int:
    return parse_http_date_safe(date) or -1


def cache_control(ticket: Ticket, now: datetime) -> str:
    """As `answers.caching` says it: nobody keeps a feed past the moment at which time changes it."""
    if not ticket.is_open:
        return "private, no-cache"
    return f"public, max-age={fresh_for(ticket.changes_at, now)}"
